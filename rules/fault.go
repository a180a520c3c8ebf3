package rules

import (
	"fmt"
	"strings"
)

// Fault is one thing that is wrong with a rule file.
type Fault struct {
	// File is the file's path as it was given.
	File string
	// Line counts from 1; 0 where the fault has no place in the file. Column is
	// 0 for the line as a whole.
	Line, Column int
	// Err says what is wrong and what to do.
	Err error
}

func (f *Fault) Error() string {
	switch {
	case f.Line == 0:
		return fmt.Sprintf("%s: %v", f.File, f.Err)
	case f.Column == 0:
		return fmt.Sprintf("%s:%d: %v", f.File, f.Line, f.Err)
	}
	return fmt.Sprintf("%s:%d:%d: %v", f.File, f.Line, f.Column, f.Err)
}

// Unwrap gives the reason alone.
func (f *Fault) Unwrap() error { return f.Err }

// Faults are all that is wrong with a rule file, in the order of their lines.
type Faults []*Fault

// Error gives one line a fault.
func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i := range f {
		lines[i] = f[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives the faults one by one.
func (f Faults) Unwrap() []error {
	errs := make([]error, len(f))
	for i := range f {
		errs[i] = f[i]
	}
	return errs
}
