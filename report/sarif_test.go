package report

import (
	"encoding/json"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v2/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/leakstag/leakstag/rules"
)

func TestSARIF(t *testing.T) {
	schema := sarifSchema(t)
	many := manyRun(3000)
	bare := &Run{}
	unlisted := fullRun()
	unlisted.Rules = nil // a finding's rule is not in the list
	allowed := fullRun()
	allowed.SkipsAllowed = true
	for name, run := range map[string]*Run{
		"all": fullRun(), "empty": emptyRun(), "many": many, "bare": bare, "unlisted": unlisted, "allowed": allowed,
	} {
		t.Run(name, func(t *testing.T) {
			got := render(t, "sarif", Options{}, run)
			checkSARIF(t, schema, got, len(run.Findings))
			if name == "all" || name == "empty" {
				golden(t, name+".sarif", got)
			}
		})
	}
}

// TestSARIFWritten compares with a report that is encoded all at once.
func TestSARIFWritten(t *testing.T) {
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun(), "one": manyRun(1), "many": manyRun(300)} {
		t.Run(name, func(t *testing.T) {
			b := newSARIFBuilder(run, false)
			log, err := b.log("leakstag")
			if err != nil {
				t.Fatal(err)
			}
			log.Runs[0].Results = slices.AppendSeq([]*sarif.Result{}, b.results())
			var want strings.Builder
			if err := writeJSON(&want, log, "  "); err != nil {
				t.Fatal(err)
			}
			if got := render(t, "sarif", Options{}, run); got != want.String() {
				t.Error("the report differs from one that is encoded all at once")
			}
		})
	}
}

func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("testdata/schema/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("sarif.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("sarif.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// checkSARIF checks a report with the schema and for what code scanning wants
// besides.
func checkSARIF(t *testing.T, schema *jsonschema.Schema, text string, results int) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(doc); err != nil {
		t.Error(err)
	}
	walk(t, "$", doc)

	var log struct {
		Schema  string `json:"$schema"`
		Version string
		Runs    []struct {
			Tool struct {
				Driver struct {
					Name          string
					Rules         []sarifRule
					Notifications []struct{ ID string }
				}
			}
			Invocations []struct {
				ExecutionSuccessful        bool
				ToolExecutionNotifications []struct {
					Descriptor struct {
						ID    string
						Index uint64
					}
				}
			}
			AutomationDetails  struct{ ID string }
			OriginalURIBaseIDs map[string]struct{ URI string } `json:"originalUriBaseIds"`
			ColumnKind         string
			Results            []sarifResult
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	if log.Schema == "" || log.Version != "2.1.0" || len(log.Runs) != 1 {
		t.Fatalf("schema %q, version %q, %d runs", log.Schema, log.Version, len(log.Runs))
	}
	run := log.Runs[0]
	if run.Tool.Driver.Name != "leakstag" || run.AutomationDetails.ID != "leakstag/scan" || run.ColumnKind != "utf16CodeUnits" {
		t.Errorf("driver %q, automation %q, columns %q", run.Tool.Driver.Name, run.AutomationDetails.ID, run.ColumnKind)
	}
	if len(run.Invocations) != 1 || !run.Invocations[0].ExecutionSuccessful {
		t.Error("the invocation is not successful, so GitHub would drop the report")
	}
	for _, n := range run.Invocations[0].ToolExecutionNotifications {
		all := run.Tool.Driver.Notifications
		if n.Descriptor.Index >= uint64(len(all)) || all[n.Descriptor.Index].ID != n.Descriptor.ID {
			t.Errorf("notification %q has index %d", n.Descriptor.ID, n.Descriptor.Index)
		}
	}
	for _, r := range run.Tool.Driver.Rules {
		checkSARIFRule(t, r)
	}
	if len(run.Results) != results {
		t.Errorf("%d results, want %d", len(run.Results), results)
	}
	for _, r := range run.Results {
		rules := run.Tool.Driver.Rules
		if r.RuleIndex >= uint64(len(rules)) || rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("rule %q has index %d", r.RuleID, r.RuleIndex)
		}
		if !strings.Contains(r.Message.Text, ": ") || strings.Contains(r.Message.Text, "](") {
			t.Errorf("message %q", r.Message.Text)
		}
		if len(r.Locations) != 1 || len(r.RelatedLocations) > maxRelated {
			t.Fatalf("%d locations, %d related ones", len(r.Locations), len(r.RelatedLocations))
		}
		if r.PartialFingerprints["leakstag/v1"] == "" {
			t.Error("no fingerprint")
		}
		for _, l := range append(r.Locations, r.RelatedLocations...) {
			a, g := l.PhysicalLocation.ArtifactLocation, l.PhysicalLocation.Region
			if g.StartLine < 1 || g.StartColumn < 1 || g.EndLine < g.StartLine || g.EndColumn < 1 {
				t.Errorf("region %+v", g)
			}
			u, err := url.Parse(a.URI)
			if err != nil || strings.ContainsAny(a.URI, " \\\"<>^`{|}#?") {
				t.Errorf("URI %q: %v", a.URI, err)
				continue
			}
			if u.Scheme != "" && u.Scheme != "file" || (a.URIBaseID != "") && u.Scheme != "" {
				t.Errorf("URI %q has a scheme", a.URI)
			}
			if _, ok := run.OriginalURIBaseIDs[a.URIBaseID]; a.URIBaseID != "" && !ok {
				t.Errorf("no base %q", a.URIBaseID)
			}
		}
	}
	for _, b := range run.OriginalURIBaseIDs {
		if !strings.HasSuffix(b.URI, "/") || !strings.HasPrefix(b.URI, "file:///") {
			t.Errorf("base %q", b.URI)
		}
	}
}

type sarifRule struct {
	ID, Name                                string
	ShortDescription, FullDescription, Help struct{ Text, Markdown string }
	DefaultConfiguration                    struct{ Level string }
	Properties                              struct {
		Severity  *string `json:"security-severity"`
		Precision string
		Tags      []string
	}
}

type sarifResult struct {
	RuleID                      string
	RuleIndex                   uint64
	Message                     struct{ Text string }
	PartialFingerprints         map[string]string
	Locations, RelatedLocations []struct {
		PhysicalLocation struct {
			ArtifactLocation struct{ URI, URIBaseID string }
			Region           struct{ StartLine, StartColumn, EndLine, EndColumn int }
		}
	}
}

func checkSARIFRule(t *testing.T, r sarifRule) {
	t.Helper()
	for what, s := range map[string]string{
		"name": r.Name, "short description": r.ShortDescription.Text, "full description": r.FullDescription.Text,
		"help": r.Help.Text, "help in Markdown": r.Help.Markdown, "level": r.DefaultConfiguration.Level,
	} {
		if s == "" {
			t.Errorf("rule %s has no %s", r.ID, what)
		}
	}
	if len(r.Name) > 255 || len([]rune(r.ShortDescription.Text)) > 1024 || len([]rune(r.FullDescription.Text)) > 1024 {
		t.Errorf("rule %s has too long a text", r.ID)
	}
	if n := len(r.Properties.Tags); n == 0 || n > 10 || r.Properties.Tags[0] != "security" {
		t.Errorf("rule %s has the tags %v", r.ID, r.Properties.Tags)
	}
}

// walk fails on nulls and empty strings, which code scanning refuses.
func walk(t *testing.T, path string, v any) {
	switch v := v.(type) {
	case nil:
		t.Errorf("%s is null", path)
	case string:
		if v == "" {
			t.Errorf("%s is empty", path)
		}
	case []any:
		for _, e := range v {
			walk(t, path+"[]", e)
		}
	case map[string]any:
		for name, e := range v {
			if name == "" {
				t.Errorf("%s has an empty name", path)
			}
			walk(t, path+"."+name, e)
		}
	}
}

func TestSARIFCategory(t *testing.T) {
	for category, want := range map[string]string{"": "leakstag/scan", "nightly": "nightly/scan", "/a/b/": "a/b/scan"} {
		got := render(t, "sarif", Options{Category: category}, emptyRun())
		if !strings.Contains(got, `"id": "`+want+`"`) {
			t.Errorf("category %q: no id %q", category, want)
		}
	}
}

func TestSARIFLongRule(t *testing.T) {
	run := emptyRun()
	long := &rules.Rule{ID: strings.Repeat("long-", 100), Name: strings.Repeat("näme ", 400),
		Description: strings.Repeat("wörd ", 400), Level: rules.Error, SecuritySeverity: 11,
		Tags: strings.Fields(strings.Repeat("a b c d e f g h i j k l ", 2))}
	run.Rules = []*rules.Rule{long}
	checkSARIF(t, sarifSchema(t), render(t, "sarif", Options{}, run), 0)
}

func TestSARIFSaysWhatItLeavesOut(t *testing.T) {
	run := manyRun(10)
	var b = &sarifBuilder{run: run, findings: run.Findings, kept: []int{0, 1}, ruleIndex: map[string]int{}}
	inv := b.invocation()
	if n := len(inv.ToolExecutionNotifications); n != 1 || !strings.HasPrefix(*inv.ToolExecutionNotifications[0].Message.Text, "8 further findings are left out") {
		t.Errorf("%d notifications", n)
	}
	run = fullRun()
	for len(run.Skips) <= maxSkips {
		run.Skips = append(run.Skips, run.Skips[0])
	}
	b = &sarifBuilder{run: run, ruleIndex: map[string]int{}}
	inv = b.invocation()
	first := *inv.ToolExecutionNotifications[0].Message.Text
	if !strings.Contains(first, "1,001 items were not read. Only the first 1,000 are named.") {
		t.Errorf("first notification: %s", first)
	}
}

func TestSemanticVersion(t *testing.T) {
	for v, want := range map[string]string{
		"v1.2.3": "1.2.3", "v1.2.3-rc.1+build.5": "1.2.3-rc.1+build.5", "v1": "", "v1.2": "", "1.2.3": "", "devel": "", "": "",
	} {
		if got := semanticVersion(v); got != want {
			t.Errorf("%q: got %q, want %q", v, got, want)
		}
	}
	for v, want := range map[string]string{
		"v1.2.3": "1.2.3", "v1": "1", "1.2": "1.2", "devel": "0.0.0-devel", "(devel)": "0.0.0-devel", "vx": "0.0.0-vx",
	} {
		if got := numericVersion(v); got != want {
			t.Errorf("numeric, %q: got %q, want %q", v, got, want)
		}
	}
}
