package report

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// historyRun is a run with n findings in files of a repository's history, three
// to a key.
func historyRun(n int) *Run {
	run := &Run{
		Version: "v1.2.3", Rules: testRules, Advice: testAdvice,
		Sources: []string{"git:."}, Root: repository, Started: date(30), Ended: date(30),
	}
	for i := range n {
		key := i / 3
		path := fmt.Sprintf("services/service-%d/config/settings-%d.yaml", i%97, i)
		run.Findings = append(run.Findings, detectors.Finding{
			Rule: plaintextRule, Level: rules.Error, Secret: secret(fmt.Sprintf("FAKE-not-a-key-%020d", key)), Name: "api_key",
			KeyFingerprint: fmt.Sprintf("lk1-%016d", key), Fingerprint: fmt.Sprintf("lf1-%016d", i), LineHash: fmt.Sprintf("%016x:1", i),
			Origin: sources.Origin{Source: sources.Git, Root: repository, Path: path, Repository: repository, RepositoryPath: path,
				Git: &sources.GitOrigin{Object: blobID, Type: sources.Blob}},
			Place: &sources.GitPlace{Path: path, Object: blobID, Introduced: introduced, Removed: &removed,
				Refs: []string{"refs/heads/main", "refs/heads/topic", "refs/tags/v1"}},
			Region: detectors.Region{StartLine: 1 + i%500, StartColumn: 12, EndLine: 1 + i%500, EndColumn: 47, Offset: int64(i), Length: 35},
		})
	}
	return run
}

// BenchmarkSARIF encodes reports of the size of a large history's, and of more
// than code scanning takes. The rate is in bytes of the report.
func BenchmarkSARIF(b *testing.B) {
	for _, n := range []int{300, 30_000} {
		b.Run(fmt.Sprintf("findings=%d", n), func(b *testing.B) {
			run := historyRun(n)
			w, err := New("sarif", Options{})
			if err != nil {
				b.Fatal(err)
			}
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := w.Write(&out, run); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(out.Len()))
		})
	}
}
