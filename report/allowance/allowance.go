// Package allowance knows what people have allowed, and takes it out of a scan's
// findings: entries of an ignore file ([ReadIgnoreFile]), which give a reason and
// may expire, and a past state that was accepted as a whole ([ReadBaseline]).
// gitleaks' files of both kinds are read as well.
//
// An entry names a finding by its fingerprint, which stays when lines are inserted
// above it, when the file is moved (see [Apply]) and when the repository is cloned
// elsewhere. It allows this place and no other: a copy of the key in another file is
// news. An entry of an ignore file may name a key instead, and allows it everywhere.
//
// All files are untrusted: whoever can change a branch can change them. Reading one
// takes time and memory in proportion to its size, and no error holds any of its
// content, which may be a key.
package allowance

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/report"
)

// Entry allows findings. One of the ways to name them is set: what and where, key, or
// path.
type Entry struct {
	// By is the kind of file that has the entry.
	By report.Allower
	// File and Line say where it stands; Line is 0 in a file that is no list of
	// lines.
	File string
	Line int
	// Reason is why, as it was written: untrusted text.
	Reason string
	// Until is the last day on which the entry holds, at midnight UTC; zero for
	// ever.
	Until time.Time

	what, where string // the parts of a finding's fingerprint
	// past says that it lay in the history only, already; live that it did not.
	// Of many entries neither is known.
	past, live bool
	key        string // a key's fingerprint
	other      *place // as another tool names it
}

// place names a finding as gitleaks does.
type place struct {
	path   string // with forward slashes
	commit string // empty for any, and for none
	// first and last are lines, of the file as the commit has it.
	first, last int
	// secret is the value, if the report has it; it is all that counts then,
	// besides the path.
	secret detectors.Secret
}

// Place says where the entry stands, as FILE:LINE or FILE.
func (e *Entry) Place() string {
	if e.Line == 0 {
		return e.File
	}
	return e.File + ":" + strconv.Itoa(e.Line)
}

// expired says that the entry's last day is over.
func (e *Entry) expired(now time.Time) bool {
	return !e.Until.IsZero() && !now.Before(e.Until.AddDate(0, 0, 1))
}

// maxFaults is how many faults of one file are named.
const maxFaults = 50

// faults collects what is wrong with a file, so that all of it is told at once.
type faults struct {
	file string
	// unit is what comes between the file and a number: ":", or ": entry " in a
	// file that is no list of lines.
	unit string
	errs []error
	more int
}

func (f *faults) add(number int, format string, args ...any) {
	if len(f.errs) == maxFaults {
		f.more++
		return
	}
	f.errs = append(f.errs, fmt.Errorf("%s%s%d: %w", f.file, f.unit, number, fmt.Errorf(format, args...)))
}

// err is all of it, one a line; nil if nothing is wrong.
func (f *faults) err() error {
	if f.more > 0 {
		f.errs = append(f.errs, fmt.Errorf("%s: and %d more", f.file, f.more))
	}
	return errors.Join(f.errs...)
}
