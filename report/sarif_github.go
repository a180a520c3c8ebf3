package report

import (
	"compress/gzip"
	"io"
)

// The profile for GitHub code scanning, which refuses a whole report over its
// limits and drops in silence what is over what it keeps
// (https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit).
const (
	// maxAlerts is how many results GitHub keeps of those it takes. It would
	// choose by severity alone, and could leave out keys altogether.
	maxAlerts = 5000
	// maxPacked is how large a report may be once compressed: 10 MB, less a
	// margin for another compressor than ours.
	maxPacked = 9_500_000
)

// writeForGitHub writes a report that GitHub takes: only results in a file of the
// repository, with paths relative to it and without the machine's own; as many as
// it keeps, the worst first; and small enough.
func (s sarifWriter) writeForGitHub(w io.Writer, run *Run) error {
	b := newGitHubBuilder(forRepository(run, s.opts))
	b.repositoryURI, b.revision = visible(s.opts.RepositoryURI), visible(s.opts.Revision)
	return s.writePacked(w, b, maxPacked)
}

// newGitHubBuilder gives the builder for the profile.
func newGitHubBuilder(run *Run) *sarifBuilder {
	b := &sarifBuilder{run: run, findings: run.Findings, ruleIndex: map[string]int{}, github: true}
	b.keys, b.keyOf = groupKeys(run.Findings)
	b.lineHashes = b.alertHashes()
	var inside []int
	for i := range run.Findings {
		if inRepository(run.Root, &run.Findings[i]) {
			inside = append(inside, i)
		}
	}
	b.elsewhere = len(run.Findings) - len(inside)
	b.keep(worstFindings(run.Findings, b.keyOf, inside, maxAlerts))
	return b
}

// writePacked writes a report of at most most bytes once compressed. For that it
// leaves out the other places of keys first, then half of the results, again and
// again: names may be long, and made to be hard to compress.
func (s sarifWriter) writePacked(w io.Writer, b *sarifBuilder, most int64) error {
	for {
		n, err := packedSize(func(w io.Writer) error { return s.writeBuilt(w, b) })
		if err != nil {
			return err
		}
		switch {
		case n <= most || len(b.kept) == 0:
			return s.writeBuilt(w, b)
		case b.maxRelated > 0:
			b.maxRelated = 0
		default:
			b.keep(worstFindings(b.run.Findings, b.keyOf, b.kept, len(b.kept)/2))
			b.maxRelated = 0
		}
	}
}

// writeBuilt writes the report.
func (s sarifWriter) writeBuilt(w io.Writer, b *sarifBuilder) error {
	log, err := b.log(s.category())
	if err != nil {
		return err
	}
	return writeSARIF(w, log, b.results())
}

// packedSize is the compressed size of what write writes.
func packedSize(write func(io.Writer) error) (int64, error) {
	var n byteCounter
	z := gzip.NewWriter(&n)
	if err := write(z); err != nil {
		return 0, err
	}
	if err := z.Close(); err != nil {
		return 0, err
	}
	return int64(n), nil
}

// byteCounter counts what is written to it.
type byteCounter int64

// Write implements io.Writer.
func (c *byteCounter) Write(p []byte) (int, error) {
	*c += byteCounter(len(p))
	return len(p), nil
}
