package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report/sarifcheck"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

var githubOptions = Options{Profile: GitHub, RepositoryURI: "https://git.example.test/acme/agents", Revision: secondID}

// githubResult is what the tests look at of a result.
type githubResult struct {
	Level               string
	PartialFingerprints map[string]string
	Locations           []struct {
		PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
	}
	RelatedLocations []struct{}
}

// githubReport gives the results of a report for GitHub, and what it says of the
// scan.
func githubReport(t *testing.T, opts Options, run *Run) (results []githubResult, notes []string) {
	t.Helper()
	text := render(t, "sarif", opts, run)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if err := sarifSchema(t).Validate(doc); err != nil {
		t.Error(err)
	}
	return readGitHub(t, []byte(text))
}

func readGitHub(t *testing.T, text []byte) (results []githubResult, notes []string) {
	t.Helper()
	var log struct {
		Runs []struct {
			Results     []githubResult
			Invocations []struct {
				ToolExecutionNotifications []struct{ Message struct{ Text string } }
			}
		}
	}
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	for _, n := range log.Runs[0].Invocations[0].ToolExecutionNotifications {
		notes = append(notes, n.Message.Text)
	}
	return log.Runs[0].Results, notes
}

func TestGitHubProfile(t *testing.T) {
	golden(t, "github.sarif", render(t, "sarif", githubOptions, fullRun()))
	golden(t, "github-empty.sarif", render(t, "sarif", githubOptions, emptyRun()))
	results, notes := githubReport(t, githubOptions, fullRun())
	var uris []string
	for _, r := range results {
		uris = append(uris, r.Locations[0].PhysicalLocation.ArtifactLocation.URI)
	}
	want := []string{
		"config/agent.toml", "old/%C3%BCn%C3%AFcode%20%231%20100%25:%20%C3%A9.env", "a%3Ab/only%20on%20a%20branch.yaml",
		"deploy/staged.tf", "backup.tgz", ".env", "deploy/values.yaml",
	}
	if !slices.Equal(uris, want) {
		t.Errorf("got  %q\nwant %q", uris, want)
	}
	if want := "15 findings are in no file of the repository and left out."; !slices.ContainsFunc(notes, func(s string) bool { return strings.HasPrefix(s, want) }) {
		t.Errorf("nothing says %q: %q", want, notes)
	}
	if text := render(t, "sarif", githubOptions, fullRun()); strings.Contains(text, repository) || strings.Contains(text, "/srv/") {
		t.Error("the report holds the path of the repository on this machine")
	}
}

// TestGitHubProfileOfASubfolder scans a folder of a repository: what counts are
// paths in the repository.
func TestGitHubProfileOfASubfolder(t *testing.T) {
	run := emptyRun()
	run.Root = repository + "/deploy"
	for _, p := range []string{"a.env", "../top.env", ".git/config"} {
		run.Findings = append(run.Findings, detectors.Finding{
			Rule: agentRule, Level: rules.Error, Secret: secret(agentKey), Fingerprint: "lf1-" + map[bool]string{true: "x", false: "y"}[p == "a.env"],
			Origin: sources.Origin{Source: sources.Files, Root: repository + "/deploy", Path: p}})
	}
	opts := githubOptions
	opts.Repository = repository
	results, _ := githubReport(t, opts, run)
	if len(results) != 1 || results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI != "deploy/a.env" {
		t.Errorf("got %+v", results)
	}
}

// TestGitHubProfileOfMany has more findings than GitHub keeps, most of them of a
// few keys.
func TestGitHubProfileOfMany(t *testing.T) {
	run := historyRun(30_000)
	for i := range run.Findings {
		f := &run.Findings[i]
		f.KeyFingerprint = fmt.Sprintf("lk1-%016d", i/12)
		if i >= 20_000 && i < 25_000 {
			f.KeyFingerprint, f.Secret = "lk1-many", secret(agentKey)
		}
		if i%10 == 0 {
			f.Level = rules.Note
		}
		if i == 29_990 {
			f.Level, f.KeyFingerprint = rules.Warning, "lk1-last"
		}
	}
	var out bytes.Buffer
	start := time.Now()
	if err := (sarifWriter{githubOptions}).Write(&out, run); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes in %v", out.Len(), time.Since(start))
	for _, fault := range sarifcheck.Faults(out.Bytes(), true) {
		t.Error(fault)
	}
	results, notes := readGitHub(t, out.Bytes())
	if len(results) != maxAlerts {
		t.Errorf("%d results", len(results))
	}
	keys := map[string]int{}
	for _, r := range results {
		keys[r.PartialFingerprints["leakstagKey/v1"]]++
		if r.Level != "error" {
			t.Errorf("a result of the level %s, where there are enough errors", r.Level)
		}
	}
	if n := keys["lk1-many"]; n < 1 || n > 3 || len(keys) != 25_000/12+2 {
		t.Errorf("%d keys, and %d results of one of them", len(keys), n)
	}
	if want := "25,000 further findings are left out."; len(notes) != 1 || !strings.HasPrefix(notes[0], want) {
		t.Errorf("notes %q, want %q", notes, want)
	}
}

// TestGitHubProfileStaysSmall has names that are long and cannot be compressed.
func TestGitHubProfileStaysSmall(t *testing.T) {
	run := historyRun(60)
	random := rand.New(rand.NewPCG(3, 4))
	for i := range run.Findings {
		var name strings.Builder
		for name.Len() < 1000 {
			fmt.Fprintf(&name, "%x", random.Uint64())
		}
		run.Findings[i].Place.Path = name.String()
		run.Findings[i].KeyFingerprint = "lk1-one"
	}
	s := sarifWriter{githubOptions}
	for _, tt := range []struct {
		most             int64
		results, related bool
	}{{10 << 20, true, true}, {200 << 10, true, false}, {20 << 10, false, false}, {100, false, false}} {
		b := newGitHubBuilder(forRepository(run, s.opts))
		var out bytes.Buffer
		if err := s.writePacked(&out, b, tt.most); err != nil {
			t.Fatal(err)
		}
		for _, fault := range sarifcheck.Faults(out.Bytes(), true) {
			t.Error(fault)
		}
		n := strings.Count(out.String(), `"ruleIndex"`)
		if all := n == len(run.Findings); all != tt.results {
			t.Errorf("%d bytes: %d results", tt.most, n)
		}
		if related := strings.Contains(out.String(), "relatedLocations"); related != tt.related {
			t.Errorf("%d bytes: related locations: %v", tt.most, related)
		}
		if want := fmt.Sprintf("%d further findings", len(run.Findings)-n); !tt.results && !strings.Contains(out.String(), want) {
			t.Errorf("%d bytes: nothing says %q", tt.most, want)
		}
		packed, err := packedSize(func(w io.Writer) error { _, err := w.Write(out.Bytes()); return err })
		if err != nil {
			t.Fatal(err)
		}
		if packed > tt.most && n > 0 {
			t.Errorf("%d bytes: got %d", tt.most, packed)
		}
	}
}

// TestAlertsAreApart puts two keys where GitHub would see one alert.
func TestAlertsAreApart(t *testing.T) {
	finding := func(key, fingerprint, hash, path string) detectors.Finding {
		return detectors.Finding{Rule: agentRule, Level: rules.Error, Secret: secret(agentKey + key), KeyFingerprint: key,
			Fingerprint: fingerprint, LineHash: hash, Origin: sources.Origin{Source: sources.Files, Root: repository, Path: path}}
	}
	member := finding("lk1-a", "lf1-m", "ab:1", "x.zip!b")
	member.Origin.Archive, member.Origin.Member = "x.zip", "b"
	run := emptyRun()
	for _, tt := range []struct {
		f    detectors.Finding
		want string
	}{
		{finding("lk1-a", "lf1-a", "ab:1", "f"), "ab:1"},
		{finding("lk1-b", "lf1-b", "ab:1", "f"), "lf1-b:1"}, // another key on the line
		{finding("lk1-a", "lf1-a", "ab:1", "f"), "ab:1"},    // the first key once more
		{finding("lk1-b", "lf1-b", "ab:1", "f"), "lf1-b:1"}, // the second
		{finding("lk1-b", "lf1-c", "ab:2", "f"), "ab:2"},
		{finding("lk1-b", "lf1-d", "ab:1", "g"), "ab:1"}, // another file
		{finding("", "lf1-w", "cd:1", "f"), "cd:1"},      // weak keys, which have one fingerprint in a file
		{finding("lk1-q", "lf1-q", "cd:1", "f"), "lf1-q:1"},
		{finding("", "lf1-e", "", "h"), "lf1-e:1"}, // no hash of the line
		{member, "lf1-m:1"},
	} {
		run.Findings = append(run.Findings, tt.f)
		b := newGitHubBuilder(run)
		if got := b.lineHashes[len(run.Findings)-1]; got != tt.want {
			t.Errorf("finding %d: got %q, want %q", len(run.Findings), got, tt.want)
		}
	}
	weak := emptyRun()
	for i := range 4 {
		f := finding("", "lf1-weak", "ef:1", "f")
		f.Secret = secret(fmt.Sprintf("%s%d", weakKey, i))
		weak.Findings = append(weak.Findings, f)
	}
	if got, want := newGitHubBuilder(weak).lineHashes, []string{"ef:1", "lf1-weak:1", "lf1-weak:2", "lf1-weak:3"}; !slices.Equal(got, want) {
		t.Errorf("weak keys: got %q, want %q", got, want)
	}
	if got := newSARIFBuilder(run, false).lineHashes; got[8] != "" || got[1] != "lf1-b:1" {
		t.Errorf("a report for everybody: %q", got)
	}
}
