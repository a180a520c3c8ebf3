package report

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report/sarifcheck"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

var update = func() *bool {
	u := flag.Bool("update", false, "write the golden files anew")
	flag.BoolVar(u, "u", false, "short for -update")
	return u
}()

// Made-up keys. No report may ever hold one.
const (
	agentKey  = "FAKEq7Rk2.notAKey_Zt5-Lw8Xc3Vb6Nm1Hs4Jd"
	secondKey = "Fake-9aBcQ.onlyForTests_t7Yu2Io4Pp6Ws8Dz"
	weakKey   = "notakey-fake-demo"
	otherWeak = "notakey-fake-next"
)

var plantedKeys = []string{agentKey, secondKey, weakKey, otherWeak}

// secret makes a detectors.Secret, which only the detectors can do otherwise.
func secret(value string) detectors.Secret {
	var s detectors.Secret
	field := reflect.ValueOf(&s).Elem().Field(0)
	*(**string)(unsafe.Pointer(field.UnsafeAddr())) = &value
	return s
}

// hostile is text as an attacker would put it into a path or an author's name.
const hostile = "a\x1b[31mred\x1b]0;t\x07\rb\u202etxt.exe\u2069\u0085\u009b2J\u200b\xff"

var (
	testAdvice = map[string]rules.Advice{
		"rotate-agent": {
			Title: "Rotate now",
			Why:   "Anyone with the key can send monitoring data in the organisation's name.",
			Steps: []string{
				"Create a new key in Logstag.",
				"Update the agent configuration on the target host.",
				"Encrypt the new value locally where available.",
				"Restart the agent.",
				"Verify that the target reports successfully.",
				"Revoke the old key after the replacement is confirmed.",
			},
			Commands: []rules.Commands{
				{System: "Linux", Shell: "sh", Lines: []string{
					"/opt/logstag-agent/bin/logstag-agent --check-config",
					"sudo systemctl restart logstag-agent",
					"sudo journalctl -u logstag-agent -f",
				}},
				{System: "Windows", Shell: "powershell", Lines: []string{
					`& "C:\Program Files\Logstag Agent\bin\logstag-agent.exe" --check-config`,
					`Restart-Service "Logstag Agent"`,
					`Get-Content "C:\ProgramData\Logstag Agent\logs\agent.log" -Tail 50`,
				}},
			},
			After: []string{
				"Look for the old value in the remaining files.",
				"Check the logs for authentication errors.",
			},
		},
		"rotate-other": {
			Title: "Rotate now",
			Why:   "Whoever reads the place can use the key.",
			Steps: []string{"Create a new key where the old one was issued.", "Replace the old one.", "Revoke the old one."},
		},
		"encrypted-shared": {
			Title: "Remove from shared text",
			Why:   "An encrypted value works on one host only.",
			Steps: []string{"Encrypt the value on each host."},
		},
	}
	agentRule = &rules.Rule{
		ID: "logstag-agent-key", Name: "Logstag agent API key",
		Description: "A Logstag agent API key in plain text.",
		Level:       rules.Error, SecuritySeverity: 9.5, Precision: "high",
		Tags: []string{"secret", "logstag"}, Advice: "rotate-agent",
	}
	encryptedRule = &rules.Rule{
		ID: "logstag-encrypted-value-shared", Name: "Encrypted agent value in shared text",
		Description: "An encrypted value of a Logstag agent that works on no other host.",
		Level:       rules.Note, Precision: "medium", Advice: "encrypted-shared",
	}
	plaintextRule = &rules.Rule{
		ID: "plaintext-api-key", Name: "Plaintext API key",
		Description: "An API key in plain text.",
		Level:       rules.Error, SecuritySeverity: 7.5, Precision: "medium",
		Tags: []string{"secret"}, Advice: "rotate-other",
	}
	ownRule = &rules.Rule{ // without name, description, advice
		ID: "acme-key", Level: rules.Warning, Tags: []string{"security"},
	}
	testRules = []*rules.Rule{ownRule, agentRule, encryptedRule, plaintextRule}
)

const (
	repository = "/srv/agent deploy"
	blobID     = "5e1c309dae7f45e0f39b1bf3ac3cd9db12e7d689"
	firstID    = "1a2b3c4d5e6f708192a3b4c5d6e7f80912345678"
	tagID      = "7777777d5e6f708192a3b4c5d6e7f80912345678"
	secondID   = "9f8e7d6c5b4a392817060504030201f0e0d0c0b0"
)

func date(day int) time.Time { return time.Date(2024, 3, day, 9, 30, 0, 0, time.UTC) }

var (
	introduced = sources.CommitInfo{ID: firstID, AuthorName: "Jane Doe", AuthorEmail: "jane@example.test", Time: date(1)}
	removed    = sources.CommitInfo{ID: secondID, AuthorName: "Zoë O'Neil", AuthorEmail: "zoe@example.test", Time: date(20)}
)

// fullRun is a run with findings of every source and of every kind of place.
func fullRun() *Run {
	run := &Run{
		Version:         "v1.2.3",
		Rules:           testRules,
		Advice:          testAdvice,
		Sources:         []string{"git:.", "staged:.", "files:.", "templates:deploy", "logs:/var/log", "shell-history:", "processes:", "stdin:"},
		Root:            repository,
		Started:         date(30),
		Ended:           date(30).Add(1834 * time.Millisecond),
		Stats:           Stats{Items: 1234, Bytes: 56_400_000},
		SuppressedCount: 2,
		Notices: []Notice{
			{ID: "shallow-clone", Level: rules.Warning, Text: "The clone is shallow: " + hostile},
			{ID: "unused-allowance", Level: rules.Note, Text: "An allowance is of no use any more."},
		},
	}
	n := 0
	add := func(rule *rules.Rule, value, name string, o sources.Origin, at *sources.GitPlace) *detectors.Finding {
		n++
		f := detectors.Finding{
			Rule: rule, Level: rule.Level, Secret: secret(value), Name: name,
			Fingerprint: fmt.Sprintf("lf1-%016d", n), Origin: o, Place: at,
			LineHash: fmt.Sprintf("%016x:1", n*7919),
			Region: detectors.Region{
				StartLine: n, StartColumn: 12, EndLine: n, EndColumn: 12 + len(value), Offset: int64(100 * n), Length: len(value)},
		}
		switch value {
		case agentKey:
			f.KeyFingerprint = "lk1-abcdefghijklmnop"
		case secondKey:
			f.KeyFingerprint = "lk1-qrstuvwxyz234567"
		}
		run.Findings = append(run.Findings, f)
		return &run.Findings[len(run.Findings)-1]
	}
	object := func(id string, t sources.ObjectType, part string) sources.Origin {
		return sources.Origin{Source: sources.Git, Root: repository, Repository: repository,
			Git: &sources.GitOrigin{Object: id, Type: t, Part: part}}
	}
	blob := object(blobID, sources.Blob, "")
	file := func(p string) sources.Origin {
		return sources.Origin{Source: sources.Files, Root: repository, Path: p, Repository: repository, RepositoryPath: p}
	}

	f := add(agentRule, agentKey, "api_key", blob, &sources.GitPlace{
		Path: "config/agent.toml", Object: blobID, Introduced: introduced, AtHead: true,
		Refs: []string{"refs/heads/main", "refs/heads/release/1.0", "refs/remotes/origin/main", "refs/tags/v1", "refs/tags/v2"}})
	f.AlsoIn = []sources.Kind{sources.Files, sources.Templates}
	f.Origin.Tracking = sources.Tracked
	add(agentRule, agentKey, "LOGSTAG_API_KEY", blob, &sources.GitPlace{
		Path: "old/ünïcode #1 100%: é.env", Object: blobID, Introduced: introduced, Removed: &removed})
	add(agentRule, agentKey, "api_key", blob, &sources.GitPlace{
		Path: "a:b/only on a branch.yaml", Introduced: introduced, Refs: []string{"refs/heads/topic"}})
	add(agentRule, agentKey, "api_key", blob, &sources.GitPlace{
		Path: "../../etc/passwd", Object: blobID, Introduced: introduced, AtHead: true})
	add(agentRule, agentKey, "", blob, nil) // in no commit
	add(agentRule, agentKey, "", object(firstID, sources.Commit, "message"), &sources.GitPlace{
		Object: firstID, Introduced: introduced, AtHead: true, Refs: []string{"refs/heads/main"}})
	add(plaintextRule, secondKey, "", object(secondID, sources.Commit, "author"), &sources.GitPlace{
		Introduced: sources.CommitInfo{ID: secondID, AuthorName: hostile, Time: time.Date(292277, 1, 1, 0, 0, 0, 0, time.UTC)}})
	add(plaintextRule, secondKey, "", object(tagID, sources.Tag, "message"), &sources.GitPlace{
		Introduced: sources.CommitInfo{ID: tagID, AuthorName: "Jane Doe", Time: date(2)}, Refs: []string{"refs/tags/v1"}})
	staged := file("deploy/staged.tf")
	staged.Source, staged.Git = sources.Staged, &sources.GitOrigin{Object: blobID, Type: sources.Blob}
	add(agentRule, agentKey, "agent_key", staged, nil)
	tracked := file("tracked, changed.ini")
	tracked.Tracking = sources.Tracked
	add(agentRule, agentKey, "api_key", tracked, nil).State = detectors.Gone
	untracked := file("backup.tgz!etc/logstag-agent.toml")
	untracked.Tracking = sources.Untracked
	untracked.Archive, untracked.Member = "backup.tgz", "etc/logstag-agent.toml"
	add(agentRule, agentKey, "api_key", untracked, nil).State = detectors.New
	ignored := file(".env")
	ignored.Tracking = sources.Ignored
	f = add(agentRule, agentKey, "LOGSTAG_API_KEY", ignored, nil)
	f.State = detectors.Persisting
	f.Level, f.LevelReason = rules.Warning, "plaintext at rest, not committed"
	utf16 := sources.Origin{Source: sources.Files, Path: "C:/ProgramData/Logstag Agent/logstag-agent.toml.bak", Encoding: "utf-16le"}
	add(agentRule, agentKey, "api_key", utf16, nil)
	add(agentRule, agentKey, "api_key", sources.Origin{Source: sources.Files, Root: `\\fileserver\share x`, Path: "agent.toml"}, nil)
	add(encryptedRule, secondKey, "api_key", sources.Origin{Source: sources.Templates, Root: repository, Path: "deploy/values.yaml"}, nil)
	f = add(plaintextRule, secondKey, "apiKey", sources.Origin{Source: sources.Logs, Root: "/var/log", Path: "app/agent.log.2.gz", LineText: true}, nil)
	f.LineHash = ""
	add(plaintextRule, weakKey, "x[click](https://evil.test)", sources.Origin{Source: sources.Logs, Path: "/var/log/" + hostile, LineText: true}, nil)
	add(agentRule, agentKey, "LOGSTAG_API_KEY", sources.Origin{Source: sources.ShellHistory, Path: "/home/ada/.bash_history",
		LineText: true, Command: &sources.CommandOrigin{User: "ada", Shell: "bash", Time: date(12)}}, nil)
	add(plaintextRule, weakKey, "api_key", sources.Origin{Source: sources.ShellHistory,
		Command: &sources.CommandOrigin{User: "dömain\\bob", Shell: "zsh"}}, nil)
	add(agentRule, agentKey, "--api-key", sources.Origin{Source: sources.Processes,
		Process: &sources.ProcessOrigin{PID: 4242, Executable: "/usr/local/bin/install agent", User: "root", Started: date(29)}}, nil)
	add(plaintextRule, otherWeak, "api_key", sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 7}}, nil)
	f = add(ownRule, otherWeak, "", sources.Origin{Source: sources.Stdin}, nil)
	f.Region, f.Fingerprint, f.LineHash = detectors.Region{}, "lf1-ownown", ""
	f = add(ownRule, "", "", sources.Origin{Source: sources.Files, Path: "/etc/logstag-agent.toml"}, nil)
	f.Secret = detectors.Secret{}

	skip := func(o sources.Origin, err error) { run.Skips = append(run.Skips, sources.Skip{Origin: o, Err: err}) }
	for _, name := range []string{"auth.log", "secure", "audit/audit.log"} {
		skip(sources.Origin{Source: sources.Logs, Root: "/var/log", Path: name},
			&fs.PathError{Op: "open", Path: "/var/log/" + name, Err: fs.ErrPermission})
	}
	skip(file("big.iso"), fmt.Errorf("700 MB: %w", sources.ErrTooLarge))
	skip(file("pipe"), sources.ErrSpecial)
	member := file("disk #1.zip!in.tgz!secret")
	member.Archive, member.Member = "disk #1.zip", "secret"
	skip(member, fmt.Errorf("zip: %w", errors.New("encrypted")))
	skip(blob, fmt.Errorf("object %s: %w", blobID, fmt.Errorf("zlib: %s", hostile)))
	skip(sources.Origin{Source: sources.Processes, Process: &sources.ProcessOrigin{PID: 1}}, fs.ErrPermission)
	return run
}

// emptyRun found nothing.
func emptyRun() *Run {
	return &Run{
		Rules: testRules, Advice: testAdvice, Sources: []string{"git:."}, Root: repository,
		Started: date(30), Ended: date(30).Add(20 * time.Millisecond), Stats: Stats{Items: 3, Bytes: 999},
	}
}

// manyRun has n findings of a few keys.
func manyRun(n int) *Run {
	run := emptyRun()
	values := make([]detectors.Secret, 40)
	for i := range values {
		values[i] = secret(fmt.Sprintf("%s%02d", agentKey, i))
	}
	for i := range n {
		k := i % len(values)
		f := detectors.Finding{
			Rule: agentRule, Level: rules.Error, Secret: values[k],
			KeyFingerprint: fmt.Sprintf("lk1-%016d", k), Fingerprint: fmt.Sprintf("lf1-%016d", i),
			Origin: sources.Origin{Source: sources.Files, Root: repository, Path: fmt.Sprintf("dir %d/file.env", i)},
			Region: detectors.Region{StartLine: 1, StartColumn: 9, EndLine: 1, EndColumn: 50, Offset: 8, Length: 41},
		}
		if i%3 == 0 { // too weak for a fingerprint
			f.KeyFingerprint = ""
		}
		run.Findings = append(run.Findings, f)
	}
	return run
}

// render writes a run and checks what holds for every report.
func render(t *testing.T, format string, opts Options, run *Run) string {
	t.Helper()
	w, err := New(format, opts)
	if err != nil {
		t.Fatal(err)
	}
	var first, second strings.Builder
	for _, b := range []*strings.Builder{&first, &second} {
		if err := w.Write(b, run); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Error("two reports of one run differ")
	}
	for i, key := range plantedKeys {
		if strings.Contains(first.String(), key) {
			t.Errorf("the report holds planted key number %d", i)
		}
	}
	harmless := first.String()
	if format == "github" { // commands of ours
		harmless = strings.TrimPrefix(strings.ReplaceAll(harmless, "\n::", "\n"), "::")
	}
	checkHarmless(t, harmless, opts.Color)
	if format == "sarif" {
		for _, fault := range sarifcheck.Faults([]byte(first.String()), opts.Profile == GitHub) {
			t.Error(fault)
		}
	}
	return first.String()
}

// checkHarmless fails if a terminal would act on the text.
func checkHarmless(t *testing.T, text string, color bool) {
	t.Helper()
	if color {
		for _, s := range []string{"0", "1", "2", "1;31", "1;32", "1;33", "1;36"} {
			text = strings.ReplaceAll(text, "\x1b["+s+"m", "")
		}
	}
	for line := range strings.Lines(text) {
		if s := strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r"); visible(s) != s {
			t.Errorf("something invisible is in %q", s)
		}
	}
}

// golden compares a report with a file, or writes the file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (run the test with -update to write it)", err)
	}
	if got == string(want) {
		return
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			t.Fatalf("%s differs from line %d on:\ngot  %q\nwant %q\n(run the test with -update if that is right)",
				path, i+1, a[min(i, len(a)-1)], b[min(i, len(b)-1)])
		}
	}
}
