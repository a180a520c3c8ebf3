package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// hostileNames are paths and names that an attacker may choose, to have something
// done where a report is shown.
var hostileNames = []string{
	hostile, "::stop-commands::x", "a\n::error::injected", "a%0A::set-output name=x::y", "a\r\n::add-mask::a", "x ##[add-mask]y",
	"##vso[task.setvariable variable=x]y", "a,line=9", "a:b,title=x::y", "=cmd|'/c calc'!A1", "+1", "-1", "@SUM(1)", "\t=1", "＝1",
	"|", "a|b", `a\|b`, `a\\|b`, `\`, "`", "``` x", "a`b``c", "<b>x</b>", "<!-- x", "]]>", "<![CDATA[", "&lt;&#64;x;", "@admin", "#1", "!1",
	"http://evil.test/", "www.evil.test", "a@evil.test", "[x](http://evil.test)", "![x](http://evil.test/x.png)", "$`x`$", "*x* _y_ ~z~",
	"javascript:alert(1)", " ", "  a  ", `"quoted"`, "'", "a;b", "\u2028", "\ufeff", "\ufffe\uffff", "\x00", "😀", ":smile:", "&",
}

// hostileRun has a finding in a file of each hostile name, and the name in whatever
// else a repository's authors choose.
func hostileRun() *Run {
	run := emptyRun()
	own := &rules.Rule{ID: "own", Name: "[x](http://evil.test) @admin ::error::x", Level: rules.Error, Advice: "own",
		Description: "<img src=x> | `"}
	run.Advice = map[string]rules.Advice{"own": {Title: "@admin", Why: "www.evil.test", Steps: []string{"[x](http://evil.test)", "- a"},
		Commands: []rules.Commands{{System: "<b>", Shell: "sh `x`", Lines: []string{"```", "</code>", "::error::x"}}}, After: []string{"| a", "#1"}}}
	run.Rules = append(slices.Clone(run.Rules), own)
	for i, name := range hostileNames {
		f := detectors.Finding{
			Rule: agentRule, Level: rules.Error, Secret: secret(fmt.Sprintf("%s%d", agentKey, i)), Name: name, Remark: name,
			KeyFingerprint: fmt.Sprintf("lk1-%016d", i), Fingerprint: fmt.Sprintf("lf1-%016d", i), LineHash: "ab:1",
			Origin: sources.Origin{Source: sources.Git, Root: repository, Repository: repository, RepositoryPath: name,
				Git: &sources.GitOrigin{Object: blobID, Type: sources.Blob}},
			Place:  &sources.GitPlace{Path: name, AtHead: true, Introduced: sources.CommitInfo{ID: firstID, AuthorName: name}, Refs: []string{"refs/heads/" + name}},
			Region: detectors.Region{StartLine: 1, StartColumn: 1, EndLine: 1, EndColumn: 2},
		}
		if i%5 == 0 {
			f.Rule = own
		}
		run.Findings = append(run.Findings, f)
		run.Skips = append(run.Skips, sources.Skip{Origin: sources.Origin{Source: sources.Files, Root: repository, Path: name}, Err: fmt.Errorf("broken: %s", name)})
		run.Notices = append(run.Notices, Notice{ID: "x", Level: rules.Note, Text: name})
		run.Sources = append(run.Sources, name)
	}
	return run
}

// workflowCommand takes a line apart as the runner does (actions/runner,
// src/Runner.Common/ActionCommand.cs, TryParseV2); name is empty for a line that is
// no command.
func workflowCommand(line string) (name string, properties map[string]string, data string) {
	line, ok := strings.CutPrefix(strings.TrimLeft(line, " \t"), "::")
	if !ok {
		return "", nil, ""
	}
	head, data, ok := strings.Cut(line, "::")
	if !ok {
		return "", nil, ""
	}
	name, list, _ := strings.Cut(head, " ")
	properties = map[string]string{}
	for p := range strings.SplitSeq(strings.TrimSpace(list), ",") {
		if name, value, ok := strings.Cut(p, "="); ok && value != "" {
			properties[name] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
		}
	}
	return name, properties, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)
}

func TestGitHub(t *testing.T) {
	for name, run := range map[string]*Run{"all": fullRun(), "empty": emptyRun()} {
		golden(t, name+".github", render(t, "github", Options{}, run))
	}
	allowed := fullRun()
	allowed.SkipsAllowed = true
	if got := render(t, "github", Options{}, allowed); strings.Contains(got, "Incomplete") {
		t.Errorf("an incomplete scan that is allowed: %s", got)
	}
}

func TestGitHubHostileNames(t *testing.T) {
	run := hostileRun()
	seen := map[string]bool{}
	for start := range run.Findings { // ten at a time are annotated
		part := *run
		part.Findings = run.Findings[start : start+1]
		for line := range strings.Lines(render(t, "github", Options{}, &part)) {
			name, properties, data := workflowCommand(line)
			switch {
			case name == "" && (strings.HasPrefix(strings.TrimSpace(line), "::") || strings.Contains(line, "##[")):
				t.Errorf("%q", line)
			case name == "error":
				f := &part.Findings[0]
				if at, ok := properties["file"]; ok && at != f.Place.Path {
					t.Errorf("the file %q is %q", f.Place.Path, at)
				} else if ok {
					seen[at] = true
				}
				if !strings.Contains(data, visible(f.Place.Path)) || properties["title"] == "" {
					t.Errorf("%q: title %q, %q", f.Place.Path, properties["title"], data)
				}
				for name := range properties {
					if !slices.Contains([]string{"file", "line", "col", "endColumn", "title"}, name) {
						t.Errorf("%q: the property %q", f.Place.Path, name)
					}
				}
			case name != "" && name != "warning" && name != "notice":
				t.Errorf("the command %q", name)
			}
		}
	}
	for _, name := range []string{"a,line=9", "a:b,title=x::y", "a%0A::set-output name=x::y", "a|b", "#1"} {
		if !seen[name] {
			t.Errorf("no annotation shows the file %q", name)
		}
	}
}

// TestGitHubLimits has more of everything than GitHub shows.
func TestGitHubLimits(t *testing.T) {
	run := manyRun(60)
	for i := range run.Findings {
		f := &run.Findings[i]
		f.KeyFingerprint = fmt.Sprintf("lk1-%d", i%8) // eight keys at each level
		f.Level = []rules.Level{rules.Error, rules.Warning, rules.Note}[i/20]
	}
	run.Findings = append(run.Findings, detectors.Finding{Rule: agentRule, Level: rules.Error, KeyFingerprint: "lk1-process",
		Origin: sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 1}}})
	run.Skips = fullRun().Skips
	count, keys := map[string]int{}, map[string]bool{}
	var last string
	for line := range strings.Lines(render(t, "github", Options{}, run)) {
		name, properties, data := workflowCommand(line)
		count[name]++
		if name == "error" {
			keys[data[strings.Index(data, "Key "):]] = true
		}
		if properties["title"] == "More places" {
			last = strings.TrimSuffix(data, "\n")
		}
	}
	if count["error"] != 10 || count["warning"] != 10 || count["notice"] != 10 {
		t.Errorf("annotations: %v", count)
	}
	if len(keys) != 8 {
		t.Errorf("%d of 8 keys have an annotation", len(keys))
	}
	if want := "32 more places are not annotated, and 1 place is outside of the repository. The summary of the job has all of them."; last != want {
		t.Errorf("got %q, want %q", last, want)
	}
}

// TestGitHubWhere looks at the places that have no line to show.
func TestGitHubWhere(t *testing.T) {
	at := func(o sources.Origin, place *sources.GitPlace, end int) detectors.Finding {
		o.Root = repository
		return detectors.Finding{Rule: agentRule, Origin: o, Place: place, Region: detectors.Region{StartLine: 3, StartColumn: 5, EndLine: end, EndColumn: 9}}
	}
	git := sources.Origin{Source: sources.Git, Repository: repository, Git: &sources.GitOrigin{Object: blobID, Type: sources.Blob}}
	a := &annotator{run: &Run{Root: repository}}
	for name, tt := range map[string]struct {
		f    detectors.Finding
		want string
	}{
		"a file":             {at(sources.Origin{Source: sources.Files, Path: "a.env"}, nil, 3), "[{file a.env} {line 3} {col 5} {endColumn 9}]"},
		"several lines":      {at(sources.Origin{Source: sources.Files, Path: "a.env"}, nil, 4), "[{file a.env} {line 3} {endLine 4}]"},
		"a member":           {at(sources.Origin{Source: sources.Files, Path: "a.zip!b", Archive: "a.zip", Member: "b"}, nil, 3), "[{file a.zip} {line 1}]"},
		"at HEAD":            {at(git, &sources.GitPlace{Path: "x/y", AtHead: true}, 3), "[{file x/y} {line 3} {col 5} {endColumn 9}]"},
		"gone from HEAD":     {at(git, &sources.GitPlace{Path: "x/y"}, 3), "[]"},
		"a message":          {at(sources.Origin{Source: sources.Git, Git: &sources.GitOrigin{Object: firstID, Type: sources.Commit, Part: "message"}}, nil, 3), "[]"},
		"a climbing path":    {at(git, &sources.GitPlace{Path: "../x", AtHead: true}, 3), "[]"},
		"git's own":          {at(sources.Origin{Source: sources.Files, Path: ".git/config"}, nil, 3), "[]"},
		"a name not to show": {at(sources.Origin{Source: sources.Files, Path: "a\nb"}, nil, 3), "[]"},
	} {
		if got := fmt.Sprint(a.where(&tt.f)); got != tt.want {
			t.Errorf("%s: got %s, want %s", name, got, tt.want)
		}
	}
}
