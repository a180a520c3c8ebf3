// Package reftable reads refs and reflogs from reftables, the binary format in
// which git stores them if a repository has extensions.refStorage = reftable.
//
// A reftable folder holds a stack: tables that never change, and a file
// tables.list that names those which count, the oldest first. A newer table
// overrides an older one, ref by ref, and may say that a ref is deleted. [Read]
// gives what a whole stack says.
//
// The format is described in git's Documentation/technical/reftable.adoc.
// Versions 1 and 2 are read, with and without alignment of blocks. Indexes are
// not used, as everything is read anyway, in the order in which it lies there.
//
// Nothing in a table is trusted. What is damaged is a fault, and the rest of the
// stack is still read; what is held in memory is bounded by the size of the
// tables.
package reftable

import (
	"maps"
	"slices"
	"strings"
)

// Ref is one ref. Its slices are its own.
type Ref struct {
	// Name is "HEAD", "refs/heads/main", …: bytes of any kind, and not checked
	// to be a valid name. Names are those that are used inside of the work tree
	// to which the stack belongs.
	Name string
	// ID is the object that the ref names, in binary; nil if the ref is symbolic.
	ID []byte
	// Peeled is the object that the annotated tag ID leads to; nil if the table
	// knows of none.
	Peeled []byte
	// Target is the name of the ref that a symbolic ref stands for.
	Target string
}

// Log is an entry of a reflog: one change of one ref.
type Log struct {
	// Name is the ref.
	Name string
	// Update numbers the changes of a stack; a later one has a higher number.
	Update uint64
	// Old and New are the objects that the ref named before and after, in
	// binary. All bytes are zero where there was none.
	Old, New []byte
	// Who and Email are of the one who changed the ref.
	Who, Email string
	// Time is in seconds since 1970, in UTC.
	Time uint64
	// Zone is by how much local time was ahead of UTC, as git writes it: 130 is an
	// hour and a half. (The format's description says minutes.)
	Zone    int16
	Message string
}

// Contents is what a stack says.
type Contents struct {
	// Refs are all refs, sorted by name.
	Refs []Ref
	// Logs are the reflogs that were asked for, sorted by name, the newest entry
	// first. Entries that only say that a reflog exists are left out.
	Logs []Log
	// Faults say what could not be read.
	Faults []error
}

// merged is what the tables read so far say. Tables are added from the oldest to
// the newest, so what is deleted needs no trace.
type merged struct {
	refs   map[string]Ref
	logs   map[logKey]Log
	logsOf map[string]bool
}

// logKey is what makes an entry of a reflog unique.
type logKey struct {
	name   string
	update uint64
}

func newMerged(logsOf []string) *merged {
	m := &merged{refs: map[string]Ref{}, logs: map[logKey]Log{}, logsOf: map[string]bool{}}
	for _, name := range logsOf {
		m.logsOf[name] = true
	}
	return m
}

func (m *merged) contents(faults []error) *Contents {
	c := &Contents{Faults: faults}
	for _, name := range slices.Sorted(maps.Keys(m.refs)) {
		c.Refs = append(c.Refs, m.refs[name])
	}
	for _, l := range m.logs {
		if !isZero(l.Old) || !isZero(l.New) {
			c.Logs = append(c.Logs, l)
		}
	}
	slices.SortFunc(c.Logs, func(a, b Log) int {
		if n := strings.Compare(a.Name, b.Name); n != 0 {
			return n
		}
		if a.Update > b.Update {
			return -1
		}
		return 1 // never equal: the two are a key
	})
	return c
}

func isZero(id []byte) bool {
	return !slices.ContainsFunc(id, func(b byte) bool { return b != 0 })
}
