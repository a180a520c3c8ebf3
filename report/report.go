// Package report turns the outcome of a scan into something to read: text for
// people, SARIF for code scanning, JSON for programs.
//
// Each format is a [Writer] in a file of its own. A writer gets a [Run] that is
// complete and clean: findings sorted, every secret a detectors.Secret, every
// untrusted string already cleaned of secrets. Writers never see a secret's
// bytes. They do escape what their format gives a meaning to, and control
// characters.
package report

import (
	"io"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// Run is the outcome of one scan.
type Run struct {
	// Version is the tool's version, such as "v1.2.3" or "devel".
	Version string
	// Rules are all rules that were looked for, in the order of their ids.
	Rules []*rules.Rule
	// Advice gives the advice text that a rule names.
	Advice map[string]rules.Advice
	// Sources are the sources that were read, as the user named them.
	Sources []string
	// Findings are sorted and final.
	Findings []detectors.Finding
	// Skips is what could not be read, sorted.
	Skips []sources.Skip
	// SkipsAllowed says that the user accepts an incomplete scan.
	SkipsAllowed bool
	// Root is the absolute path of the repository or folder that relative paths
	// of the report are relative to; empty for none.
	Root           string
	Started, Ended time.Time
	Stats          Stats
	// Suppressed are the findings left out because somebody allowed them: those
	// that comments allow first, each sorted.
	Suppressed []Suppressed
	// SuppressedCount is how many were left out in all: Suppressed, and those that
	// an allow list of the rules covers, which are counted only.
	SuppressedCount int
	// Notices are what else a reader of the report should know, in this order.
	Notices []Notice
}

// Notice says something about a run that is neither a finding nor a skip: that a
// clone is shallow, that an entry of the ignore file is of no use any more.
type Notice struct {
	// ID names the kind of notice: "shallow-clone".
	ID string
	// Level is [rules.Note], or [rules.Warning] for what somebody should act on.
	Level rules.Level
	// Text is one sentence or more, clean of secrets.
	Text string
}

// Stats says how much was read.
type Stats struct {
	Items int64 // blobs, files, commands, processes, …
	Bytes int64
	// Unlisted is how many places were counted but not listed, because the same
	// secret was listed a hundred times for the same log already.
	Unlisted int64
}

// Writer writes a report in one format. The error is the underlying writer's,
// or says which field could not be encoded.
type Writer interface {
	Write(w io.Writer, run *Run) error
}
