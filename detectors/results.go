package detectors

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// Results completes what Scan collected and gives it sorted: it asks each source
// that can (locators, by the index given to Emitter; nil where it cannot) where
// its findings lie, makes one finding of what several sources saw at one place,
// and cleans all text that came from outside of secrets. What comments allow it
// leaves out: AllowedInline gives that. The engine is empty
// afterwards. The error is a locator's.
func (e *Engine) Results(ctx context.Context, locators []sources.Locator, skip sources.SkipFunc) ([]Finding, error) {
	e.mu.Lock()
	found, faults, typed, variables := e.findings, e.faults, e.typed, e.variables
	e.findings, e.repeats, e.faults, e.restored, e.typed, e.variables = nil, nil, nil, nil, nil, nil
	e.mu.Unlock()
	for _, f := range faults {
		if err := skip(f.Origin, f.Err); err != nil {
			return nil, err
		}
	}
	lines := versionLines(found)
	for i, l := range locators {
		if l == nil {
			continue
		}
		var list []sources.Found
		for j := range found {
			if found[j].from == i {
				list = append(list, sources.Found{Origin: &found[j].Origin, Key: tag(nil, "leakstag locate\x00", found[j].identity())})
			}
		}
		if len(list) == 0 {
			continue
		}
		if err := l.Locate(ctx, list, skip); err != nil {
			return nil, fmt.Errorf("locating findings: %w", err)
		}
		if r, ok := l.(sources.Rereader); ok {
			again, err := e.reread(ctx, i, r, found)
			if err != nil {
				return nil, err
			}
			found = slices.DeleteFunc(found, func(f Finding) bool { return f.from == i && pathUnknown(&f.Origin) && named(&f) })
			if err := e.hashPathless(ctx, i, r, found); err != nil {
				return nil, err
			}
			found = append(found, again...)
		}
	}
	found = slices.DeleteFunc(found, func(f Finding) bool {
		return f.needsPath || f.needsTracked && f.Origin.Tracking != sources.Tracked
	})
	e.joinKeys(found)
	found = append(found, e.typedCopies(found, typed, variables)...)
	placed := make([]Finding, 0, len(found))
	for i := range found {
		if found[i].Origin.Git != nil {
			found[i].VersionLines = lines[found[i].identity()]
		}
		placed = append(placed, e.place(found[i])...)
	}
	merged := mergePlaces(placed)
	clean := newCleaner(e, merged)
	for i := range merged {
		clean.finding(&merged[i])
	}
	sortFindings(merged)
	kept, allowed := splitAllowed(merged, clean)
	e.mu.Lock()
	e.inline = allowed
	e.mu.Unlock()
	return kept, nil
}

// identity is equal for what is looked for in a history as one: a secret, apart
// from itself on lines whose comment allows it.
func (f *Finding) identity() string {
	return strconv.FormatBool(f.allowed != nil) + f.Secret.identity()
}

// versionLines gives, by identity, the lines on which a secret lies in any object of
// a history.
func versionLines(found []Finding) map[string][]int {
	lines := map[string][]int{}
	for i := range found {
		if found[i].Origin.Git != nil {
			id := found[i].identity()
			lines[id] = append(lines[id], found[i].Region.StartLine)
		}
	}
	for id, list := range lines {
		slices.Sort(list)
		lines[id] = slices.Compact(list)
	}
	return lines
}

// named says that a finding's item turned out to have a path.
func named(f *Finding) bool {
	return slices.ContainsFunc(f.Origin.Git.Places, func(p sources.GitPlace) bool { return p.Path != "" })
}

// reread looks again at the items of a source that were emitted without a path,
// now that their paths are known: at each under every path at which it is the
// version to show.
func (e *Engine) reread(ctx context.Context, source int, r sources.Rereader, found []Finding) ([]Finding, error) {
	type item struct{ object, path, inner string }
	places := map[item]map[string]sources.GitPlace{} // by identity
	origins := map[item]sources.Origin{}
	for i := range found {
		f := &found[i]
		if f.from != source || !pathUnknown(&f.Origin) {
			continue
		}
		for _, p := range f.Origin.Git.Places {
			if p.Path == "" || p.Object != f.Origin.Git.Object {
				continue
			}
			at := item{p.Object, p.Path, f.Origin.Inner()}
			if places[at] == nil {
				places[at] = map[string]sources.GitPlace{}
				origins[at] = f.Origin
			}
			places[at][f.identity()] = p
		}
	}
	items := slices.SortedFunc(maps.Keys(places), func(a, b item) int {
		return cmp.Or(strings.Compare(a.object, b.object), strings.Compare(a.path, b.path), strings.Compare(a.inner, b.inner))
	})
	var list []*sources.Origin
	itemOf := map[*sources.Origin]item{}
	for _, at := range items {
		origin := origins[at]
		git := *origin.Git
		git.Places = nil
		origin.Git = &git
		putAt(&origin, at.path)
		list = append(list, &origin)
		itemOf[&origin] = at
	}
	var out []Finding
	err := r.Reread(ctx, list, func(f sources.Fragment) error {
		for _, g := range e.detect(source, &f) {
			if p, ok := places[itemOf[f.Origin]][g.identity()]; ok {
				own := *g.Origin.Git
				own.Places = []sources.GitPlace{p}
				g.Origin.Git = &own
				out = append(out, g)
			}
		}
		return nil
	})
	return out, err
}

// hashPathless sets the line hashes of findings in items that have no path: in
// blobs that lie in no tree.
func (e *Engine) hashPathless(ctx context.Context, source int, r sources.Rereader, found []Finding) error {
	inObject := map[string][]int{} // places in found
	for i := range found {
		if f := &found[i]; f.from == source && pathUnknown(&f.Origin) && f.Origin.Member == "" {
			inObject[f.Origin.Git.Object] = append(inObject[f.Origin.Git.Object], i)
		}
	}
	var list []*sources.Origin
	for _, object := range slices.Sorted(maps.Keys(inObject)) {
		origin := found[inObject[object][0]].Origin
		list = append(list, &origin)
	}
	return r.Reread(ctx, list, func(f sources.Fragment) error {
		places := inObject[f.Origin.Git.Object]
		some := make([]Finding, len(places))
		for i, at := range places {
			some[i] = found[at]
		}
		hashLines(&f, some)
		for i, at := range places {
			found[at].LineHash = some[i].LineHash
		}
		return nil
	})
}

// place makes of a finding in an object of git one finding for each path at
// which this object is the one to show, and sets what depends on the place.
func (e *Engine) place(f Finding) []Finding {
	f.KeyFingerprint = KeyFingerprint(f.Secret, e.orgKey)
	if f.Origin.Git == nil || len(f.Origin.Git.Places) == 0 {
		e.settle(&f)
		return []Finding{f}
	}
	var out []Finding
	for i := range f.Origin.Git.Places {
		p := f.Origin.Git.Places[i]
		if f.Origin.Git.Type == sources.Blob && p.Object != f.Origin.Git.Object {
			continue
		}
		g := f
		g.Place = &p
		if p.Path != "" {
			putAt(&g.Origin, p.Path)
		}
		if e.allowedCommit(&g) {
			e.allowed.Add(1)
			continue
		}
		e.settle(&g)
		out = append(out, g)
	}
	return out
}

// putAt says at which path of the repository the blob lies that an item is, or is
// packed in.
func putAt(o *sources.Origin, file string) {
	inner := o.Inner()
	o.RepositoryPath, o.Path = file, file+inner
	if inner != "" {
		o.Archive = file
	}
}

// allowedCommit says that an allow list names the commit that brought the
// finding in.
func (e *Engine) allowedCommit(f *Finding) bool {
	for _, lists := range [][]rules.Allowlist{e.set.Allowlists, f.Rule.Allowlists} {
		for _, a := range lists {
			if !a.All && slices.Contains(a.Commits, f.Place.Introduced.ID) {
				return true
			}
		}
	}
	return false
}

// settle sets the level and the fingerprint of a finding whose place is known.
func (e *Engine) settle(f *Finding) {
	if f.Origin.Tracking == sources.Ignored && f.Level > rules.Warning {
		f.Level = rules.Warning
		f.LevelReason = "plaintext at rest, not committed"
		if InGitFolder(&f.Origin) {
			f.LevelReason = "in git's own folder, which is not pushed"
		}
	}
	f.Fingerprint = e.findingFingerprint(f)
}

// InGitFolder says that a file lies in a repository's .git folder.
func InGitFolder(o *sources.Origin) bool {
	return strings.HasPrefix(o.RepositoryPath, ".git/") || strings.Contains(o.RepositoryPath, "/.git/")
}

// placeID is equal for findings at one place.
type placeID struct {
	rule, secret, place string
	nth                 int
}

// mergeName is equal for findings in one file on this machine, whichever source
// read it, and in one object or process.
func mergeName(f *Finding) string {
	o := &f.Origin
	switch {
	case o.Process != nil:
		return fmt.Sprintf("process\x00%d\x00%s", o.Process.PID, o.Process.Part)
	case o.Git != nil && o.Git.Type != sources.Blob && o.Git.Type != "", o.RepositoryPath == "" && o.Git != nil:
		return "object\x00" + o.Repository + "\x00" + o.Git.Object + "\x00" + o.Git.Part + o.Inner()
	case o.RepositoryPath != "":
		return "file\x00" + path.Join(filepath.ToSlash(o.Repository), o.RepositoryPath) + o.Inner()
	}
	if o.Journal != nil && o.Path == "" {
		return "journal\x00" + o.Journal.Host + "\x00" + journalName(o.Journal)
	}
	return "file\x00" + absolute(o)
}

// mergePlaces makes one finding of those that several sources have of one place:
// a file in the work tree and the same file at HEAD, a template that is a file
// too. The most telling source's finding stays; the others are named in AlsoIn.
//
// What was seen in a command line and in one of its arguments by itself is one
// finding too, even if two rules saw it: the whole line may lack, or have, what
// makes a key Logstag's.
func mergePlaces(all []Finding) []Finding {
	sortFindings(all)
	type seen struct {
		id    placeID
		from  int
		kind  sources.Kind
		blob  string
		piece int
	}
	count := map[seen]int{}
	byPlace := map[placeID]int{}
	var out []Finding
	for i := range all {
		f := all[i]
		id := placeID{rule: f.Rule.ID, secret: f.identity(), place: mergeName(&f)}
		if f.Place != nil && f.Place.Path != "" && !f.Place.AtHead {
			id.place += "\x00history"
		}
		if f.Origin.Process != nil {
			id.rule = ""
		}
		s := seen{id: id, from: f.from, kind: f.Origin.Source, piece: pieceOf(&f)}
		if f.Place != nil {
			s.blob = f.Place.Object
		}
		id.nth = count[s]
		count[s]++
		at, ok := byPlace[id]
		if !ok {
			byPlace[id] = len(out)
			out = append(out, f)
			continue
		}
		out[at] = join(out[at], f)
	}
	return out
}

// telling orders sources by how much their position says: what lies in the work
// tree can be opened and edited.
var telling = []sources.Kind{sources.Files, sources.Templates, sources.Journal, sources.Logs, sources.ShellHistory, sources.Staged, sources.Git}

// join makes one finding of two at one place.
func join(a, b Finding) Finding {
	if slices.Index(telling, b.Origin.Source) < slices.Index(telling, a.Origin.Source) {
		a, b = b, a
	}
	if b.Rule.SecuritySeverity > a.Rule.SecuritySeverity {
		a, b = b, a
	}
	if a.Place == nil {
		a.Place = b.Place
	}
	if a.VersionLines == nil {
		a.VersionLines = b.VersionLines
	}
	if a.Origin.Command == nil {
		a.Origin.Command = b.Origin.Command
	}
	if a.LineHash == "" && a.Region.StartLine == b.Region.StartLine {
		a.LineHash = b.LineHash
	}
	for _, k := range append([]sources.Kind{b.Origin.Source}, b.AlsoIn...) {
		if k != a.Origin.Source && !slices.Contains(a.AlsoIn, k) {
			a.AlsoIn = append(a.AlsoIn, k)
		}
	}
	slices.Sort(a.AlsoIn)
	if b.Level > a.Level {
		a.Level, a.LevelReason = b.Level, b.LevelReason
	}
	return a
}
