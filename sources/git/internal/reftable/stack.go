package reftable

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	// maxList is the size limit of tables.list, in bytes. git merges tables so
	// that a handful is left; this is enough for tens of thousands.
	maxList = 1 << 20
	// maxTries is how often a stack is read anew because git replaced tables
	// meanwhile.
	maxTries = 100
)

// Read reads the stack in the folder dir, of a repository whose object ids have
// idSize bytes. It gives all refs, and the reflogs of the refs that logsOf names.
//
// The error says that it is not known which tables there are. Whatever else
// cannot be read is in the contents' Faults.
//
// git may replace tables meanwhile: then the list is read again, and with it all
// tables, so that what is given is what the stack said at one time.
func Read(dir string, idSize int, logsOf ...string) (*Contents, error) {
	names, err := tableNames(dir)
	for try := 1; ; try++ {
		if err != nil {
			return nil, err
		}
		m := newMerged(logsOf)
		faults, gone := readTables(dir, names, idSize, m)
		if gone == nil {
			return m.contents(faults), nil
		}
		var after []string
		after, err = tableNames(dir)
		if err == nil && (slices.Equal(names, after) || try == maxTries) {
			return m.contents(append(faults, gone)), nil
		}
		names = after
	}
}

// tableNames reads which tables a stack has, the oldest first.
func tableNames(dir string) ([]string, error) {
	list := filepath.Join(dir, "tables.list")
	info, err := os.Stat(list)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noList(dir, err)
	}
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s is not a regular file", list)
	}
	if err == nil && info.Size() > maxList {
		err = fmt.Errorf("%s has %d bytes, more than such a file can have", list, info.Size())
	}
	if err != nil {
		return nil, fmt.Errorf("listing the reftables: %w", err)
	}
	data, err := os.ReadFile(list)
	if err != nil {
		return nil, fmt.Errorf("listing the reftables: %w", err)
	}
	names := strings.Split(string(data), "\n")
	return slices.DeleteFunc(names, func(name string) bool { return name == "" }), nil
}

// noList says what it means that there is no tables.list: for git that the stack
// is empty, but if there are tables, something is wrong.
func noList(dir string, missing error) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("listing the reftables: %w", err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), ".ref") || strings.HasSuffix(e.Name(), ".log") {
			return fmt.Errorf("listing the reftables: %w", missing)
		}
	}
	return nil
}

// readTables adds tables to m. The error says that some do not exist; faults are
// what else was wrong.
func readTables(dir string, names []string, idSize int, m *merged) (faults []error, gone error) {
	missing := 0
	seen := map[string]bool{}
	for _, name := range names {
		if seen[name] {
			faults = append(faults, fmt.Errorf("%s names the table %q more than once", filepath.Join(dir, "tables.list"), name))
			return faults, gone // who lists tables twice could do so endlessly
		}
		seen[name] = true
		err := readFile(dir, name, idSize, m)
		if errors.Is(err, fs.ErrNotExist) {
			if missing++; missing == 1 {
				gone = err
			}
			continue
		}
		if err != nil {
			faults = append(faults, fmt.Errorf("the reftable %s: %w", filepath.Join(dir, name), err))
		}
	}
	if missing > 1 {
		gone = fmt.Errorf("%d reftables are missing, one of them: %w", missing, gone)
	}
	return faults, gone
}

// readFile adds one table to m.
func readFile(dir, name string, idSize int, m *merged) error {
	// The list must not lead out of its folder.
	if name != filepath.Base(name) || !filepath.IsLocal(name) || strings.ContainsAny(name, "/\\\x00") {
		return errors.New("this is no name of a table")
	}
	path := filepath.Join(dir, name)
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("not a regular file")
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() // only read from
	if info, err = f.Stat(); err != nil {
		return err
	}
	return readTable(f, info.Size(), idSize, m)
}
