package report

import (
	"fmt"
	"io"
	"iter"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/leakstag/leakstag/detectors"
)

// sarifWriter writes SARIF 2.1.0 as GitHub code scanning wants it
// (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
//
// There are no snippets, which would hold the secrets, and suppressed results only
// if they are asked for: code scanning shows them as alerts. The order of everything
// is that of the run, so equal runs give equal bytes.
type sarifWriter struct{ opts Options }

const (
	// maxResults is how many results GitHub takes: one more and the whole
	// report is refused.
	maxResults = 25000
	// maxRelated is how many other places of its key a result names, and
	// maxRelatedInAll how many all results may name together: the report, once
	// compressed, must stay below the 10 MB that GitHub takes.
	maxRelated      = 20
	maxRelatedInAll = 20000
	// srcRoot is the customary name for what relative URIs are relative to.
	srcRoot = "%SRCROOT%"
)

// Write implements Writer.
func (s sarifWriter) Write(w io.Writer, run *Run) error {
	if s.opts.Profile == GitHub {
		return s.writeForGitHub(w, run)
	}
	return s.writeBuilt(w, newSARIFBuilder(run, s.opts.Suppressed))
}

// category is the part of the id before its last slash, by which GitHub tells
// uploads apart. What comes after the slash would name the single run: it is
// always the same, so that equal scans give equal reports.
func (s sarifWriter) category() string {
	if c := strings.Trim(visible(s.opts.Category), "/"); c != "" {
		return c
	}
	return toolName
}

// sarifBuilder builds the parts of one SARIF run. It sets the library's structs
// itself: the library's own ways of adding a result or a fingerprint give a
// wrong rule index, or panic, unless called in the right order.
type sarifBuilder struct {
	run       *Run
	findings  []detectors.Finding // the run's, and then the suppressed ones that are asked for
	keys      []*key
	keyOf     []int
	kept      []int          // the findings to report, by index
	ruleIndex map[string]int // by rule id
	// lineHashes are by finding what GitHub tells alerts apart by.
	lineHashes []string
	maxRelated int
	// github leaves out what is none of the repository's: see writeForGitHub.
	github bool
	// repositoryURI and revision are where the repository comes from, if known.
	repositoryURI, revision string
	// elsewhere is how many findings are left out because they lie in no file of
	// the repository.
	elsewhere int
}

func newSARIFBuilder(run *Run, suppressed bool) *sarifBuilder {
	b := &sarifBuilder{run: run, findings: run.Findings, ruleIndex: map[string]int{}}
	if suppressed {
		b.findings = slices.Clone(run.Findings)
		for i := range run.Suppressed {
			b.findings = append(b.findings, run.Suppressed[i].Finding)
		}
	}
	b.keys, b.keyOf = groupKeys(b.findings)
	kept := worstFindings(run.Findings, b.keyOf, indices(len(run.Findings)), maxResults)
	for i := len(run.Findings); i < len(b.findings) && len(kept) < maxResults; i++ {
		kept = append(kept, i)
	}
	b.keep(kept)
	b.lineHashes = b.alertHashes()
	return b
}

// keep sets which findings to report.
func (b *sarifBuilder) keep(kept []int) {
	b.kept = kept
	inAll := maxRelatedInAll
	if b.github { // it shows none that the message has no link to
		inAll = maxAlerts
	}
	b.maxRelated = min(maxRelated, inAll/max(1, len(kept)))
}

// log gives the report without its results.
func (b *sarifBuilder) log(category string) (*sarif.Report, error) {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return nil, fmt.Errorf("begin a SARIF report: %w", err)
	}
	driver, err := b.driver()
	if err != nil {
		return nil, err
	}
	out := sarif.NewRun(*sarif.NewTool(driver))
	out.WithColumnKind("utf16CodeUnits")
	out.WithAutomationDetails(&sarif.RunAutomationDetails{ID: text(category + "/scan")})
	switch {
	case b.github:
		out.WithOriginalUriBaseIds(map[string]*sarif.ArtifactLocation{srcRoot: {Description: &sarif.Message{Text: text("The top of the repository.")}}})
	case b.run.Root != "":
		root := strings.TrimSuffix(slashed(b.run.Root), "/") + "/"
		out.WithOriginalUriBaseIds(map[string]*sarif.ArtifactLocation{srcRoot: {URI: text(fileURI(root))}})
	}
	if b.repositoryURI != "" {
		out.AddVersionControlProvenance(&sarif.VersionControlDetails{
			RepositoryURI: text(b.repositoryURI), RevisionID: text(b.revision), MappedTo: &sarif.ArtifactLocation{URIBaseId: text(srcRoot)},
		})
	}
	out.WithInvocations([]*sarif.Invocation{b.invocation()})
	log.AddRun(out)
	return log, nil
}

// results gives the results, each built when it is asked for. The log comes
// first: it numbers the rules.
func (b *sarifBuilder) results() iter.Seq[*sarif.Result] {
	return func(yield func(*sarif.Result) bool) {
		for _, i := range b.kept {
			if !yield(b.result(i)) {
				return
			}
		}
	}
}

// result gives the result for the finding with index i.
func (b *sarifBuilder) result(i int) *sarif.Result {
	f := &b.findings[i]
	k := b.keys[b.keyOf[i]]
	index := uint(b.ruleIndex[ruleID(f.Rule)])
	r := &sarif.Result{
		RuleID:              text(ruleID(f.Rule)),
		RuleIndex:           &index,
		Level:               text(f.Level.String()),
		Message:             sarif.Message{Text: text(unlinked(message(b.run, f, len(k.places))))},
		Locations:           []*sarif.Location{b.location(f)},
		PartialFingerprints: fingerprints(f, b.lineHashes[i]),
	}
	if s := baselineStates[f.State]; s != "" && !b.github {
		r.BaselineState = &s
	}
	if i >= len(b.run.Findings) {
		r.Suppressions = []*sarif.Suppression{b.suppression(&b.run.Suppressed[i-len(b.run.Findings)])}
	}
	r.Properties = resultProperties(f, len(k.places))
	for _, other := range k.places {
		if len(r.RelatedLocations) == b.maxRelated {
			break
		}
		if other == f || b.github && !inRepository(b.run.Root, other) {
			continue
		}
		l := b.location(other)
		l.LogicalLocations = nil // they stand in the place's own result
		id := uint(len(r.RelatedLocations) + 1)
		l.Id = &id
		l.Message = &sarif.Message{Text: text(unlinked("The same key: " + position(b.run.Root, other) + "."))}
		r.RelatedLocations = append(r.RelatedLocations, l)
	}
	return r
}

// baselineStates are SARIF's words (2.1.0, section 3.27.24) for how a finding stands
// to an earlier run.
var baselineStates = map[detectors.State]string{
	detectors.New: "new", detectors.Persisting: "unchanged", detectors.Gone: "absent",
}

// location gives a finding's place. Every finding has one.
func (b *sarifBuilder) location(f *detectors.Finding) *sarif.Location {
	r := region(f)
	if f.Origin.Member != "" { // a line of the member is none of the archive
		r = detectors.Region{StartLine: 1, StartColumn: 1, EndLine: 1, EndColumn: 1}
	}
	file := outerFile(f.Origin)
	uri, below := placeURI(b.run.Root, &file, f.Place)
	return &sarif.Location{
		PhysicalLocation: &sarif.PhysicalLocation{
			ArtifactLocation: artifact(uri, below),
			Region: &sarif.Region{
				StartLine: &r.StartLine, StartColumn: &r.StartColumn,
				EndLine: &r.EndLine, EndColumn: &r.EndColumn,
			},
		},
		LogicalLocations: logicalLocations(f),
	}
}

func artifact(uri string, below bool) *sarif.ArtifactLocation {
	a := &sarif.ArtifactLocation{URI: &uri}
	if below {
		a.URIBaseId = text(srcRoot)
	}
	return a
}

// logicalLocations name the commit, the process, the unit, the member of an archive
// or the row of a database that has the finding.
func logicalLocations(f *detectors.Finding) []*sarif.LogicalLocation {
	var out []*sarif.LogicalLocation
	add := func(kind, name, full string) {
		if name == "" {
			return
		}
		out = append(out, &sarif.LogicalLocation{Kind: text(kind), Name: text(name), FullyQualifiedName: text(full)})
	}
	if f.Place != nil {
		id := f.Place.Introduced.ID
		add("commit", shortID(id), "commit "+visible(id))
	} else if isObject(&f.Origin) {
		id := f.Origin.Git.Object
		add(objectKind(f.Origin.Git.Type), shortID(id), objectName(f.Origin.Git.Type)+" "+visible(id))
	}
	if j := f.Origin.Journal; j != nil {
		name := visible(journalName(j))
		add("module", name, "journal of "+name)
	}
	if f.Origin.Member != "" {
		add("member", visible(f.Origin.Name()), visible(f.Origin.Path))
	}
	if c := f.Origin.Command; c != nil && c.Table != "" {
		add("row", fmt.Sprintf("row %d", c.Row), fmt.Sprintf("%s row %d", visible(c.Table), c.Row))
	}
	if p := f.Origin.Process; p != nil {
		name := visible(path.Base(slashed(p.Executable)))
		if p.Executable == "" {
			name = fmt.Sprintf("process %d", p.PID)
		}
		add("process", name, fmt.Sprintf("process %d %s", p.PID, visible(p.Executable)))
	}
	return out
}

// fingerprints are what code scanning and people recognise a result by.
func fingerprints(f *detectors.Finding, lineHash string) map[string]any {
	m := map[string]any{}
	for name, value := range map[string]string{
		"primaryLocationLineHash": lineHash,
		"leakstag/v1":             f.Fingerprint,
		"leakstagKey/v1":          f.KeyFingerprint,
	} {
		if value != "" {
			m[name] = visible(value)
		}
	}
	return m
}

// resultProperties are the facts that SARIF has no field for; only those that
// apply.
func resultProperties(f *detectors.Finding, places int) sarif.Properties {
	props := sarif.Properties{"placesOfKey": places}
	put := func(name, value string) {
		if value != "" {
			props[name] = visible(value)
		}
	}
	when := func(name string, t time.Time) {
		if t = usable(t); !t.IsZero() {
			props[name] = t.Format(time.RFC3339)
		}
	}
	o := &f.Origin
	put("source", string(o.Source))
	put("secret", mask(f))
	put("keyFingerprint", f.KeyFingerprint)
	put("name", f.Name)
	put("levelReason", f.LevelReason)
	put("remark", f.Remark)
	put("tracking", string(o.Tracking))
	put("encoding", o.Encoding)
	if o.Member != "" {
		put("member", strings.TrimPrefix(o.Inner(), "!"))
		r := region(f)
		props["memberLine"], props["memberColumn"] = r.StartLine, r.StartColumn
	}
	if also := otherSources(f); len(also) > 0 {
		props["alsoIn"] = also
	}
	if g := o.Git; g != nil {
		put("object", g.Object)
		put("objectType", string(g.Type))
		put("part", g.Part)
	}
	if p := f.Place; p != nil {
		put("object", p.Object)
		put("commit", p.Introduced.ID)
		put("author", p.Introduced.AuthorName)
		when("date", p.Introduced.Time)
		if p.Path != "" {
			props["atHead"] = p.AtHead
		}
		if p.Unreachable {
			props["unreachable"] = true
		}
		if c := p.Removed; c != nil {
			put("removedIn", c.ID)
			put("removedBy", c.AuthorName)
			when("removedDate", c.Time)
		}
		if refs := visibleList(p.Refs); len(refs) > 0 {
			props["refs"] = refs
		}
	}
	if c := o.Command; c != nil {
		put("user", c.User)
		put("shell", c.Shell)
		if c.Leftover {
			props["leftover"] = true
		}
		when("time", c.Time)
	}
	if j := o.Journal; j != nil {
		put("host", j.Host)
		put("unit", j.Unit)
		put("identifier", j.Identifier)
		put("field", j.Field)
		put("pid", j.PID)
		put("executable", j.Executable)
		put("user", j.User)
		when("time", j.Time)
	}
	if p := o.Process; p != nil {
		props["pid"] = p.PID
		put("part", p.Part)
		put("executable", p.Executable)
		put("container", p.Container)
		put("user", p.User)
		when("time", p.Started)
	}
	return props
}

// unlinked takes away what a viewer of SARIF would show as a link:
// "[text](target)", in which the text may be an author's name.
func unlinked(s string) string { return strings.ReplaceAll(s, "](", "] (") }

func visibleList(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, visible(s))
		}
	}
	return out
}

// text gives a pointer to s, nil if it is empty: SARIF forbids empty strings.
func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
