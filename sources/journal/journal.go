// Package journal reads the systemd journal: this host's, as journalctl gives it,
// or journal files that were copied from another host, for which no systemd is
// needed.
//
// Each field of an entry is an item of its own, and what many entries have, such
// as a command line, is read once: see package journalfile.
package journal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/walk"
)

// ErrNoJournal says that this host has no journal that can be found.
var ErrNoJournal = errors.New("there is no journalctl in PATH and no journal in " + persistent + " or " + volatile +
	": name a journal file, or a folder of them, as in journal:/mnt/var/log/journal")

// The folders in which journald keeps its files (systemd-journald.service(8)).
const (
	persistent = "/var/log/journal"
	volatile   = "/run/log/journal"
)

// errOther says that a file is neither a journal nor an export of one.
var errOther = errors.New("neither a journal file nor an export of one")

// Options says which journal to read.
type Options struct {
	// Path is a journal file, an export of one (journalctl -o export), or a
	// folder; of a folder, the files whose names end in .journal or .journal~
	// are read, in its subfolders too. Empty for the journal of this host.
	Path string
	// Include and Exclude are globs relative to a folder at Path.
	Include, Exclude []string
	// MaxFileSize is the size in bytes over which a file is skipped; 0 for none.
	MaxFileSize int64
	// Jobs is how many files are read at once; 0 for one a processor.
	Jobs int
	// Memory, if not nil, knows which files were read before. What journalctl gives
	// is read anew.
	Memory sources.Memory
	// Directory, if not empty, has journalctl read the journals in this folder
	// instead of those of this host. It matters only without a Path.
	Directory string
}

// Source reads a journal.
type Source struct {
	options Options
	folders [2]string // in which to look where there is no journalctl
}

// New gives a source that reads what o says. Nothing is read yet.
func New(o Options) *Source { return &Source{o, [2]string{persistent, volatile}} }

// Name gives "journal".
func (*Source) Name() string { return string(sources.Journal) }

// Read implements [sources.Source]. The journal of this host is read through
// journalctl, which knows where it lies; where there is no journalctl, from the
// folders in which it usually lies. The error is [ErrNoJournal] where there is
// neither.
func (s *Source) Read(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if s.options.Path != "" {
		return s.readTree(ctx, s.options.Path, emit, skip)
	}
	program, err := exec.LookPath("journalctl")
	if err == nil {
		return s.readProgram(ctx, program, emit, skip)
	}
	read := false
	for _, dir := range s.folders {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		read = true
		if err := s.readTree(ctx, dir, emit, skip); err != nil {
			return err
		}
	}
	if !read {
		return ErrNoJournal
	}
	return nil
}

// readTree reads a file, or those in a folder.
func (s *Source) readTree(ctx context.Context, root string, emit sources.Emit, skip sources.SkipFunc) error {
	o := walk.Options{
		Root: root, Include: s.options.Include, Exclude: s.options.Exclude,
		MaxFileSize: s.options.MaxFileSize, Jobs: s.options.Jobs,
	}
	if info, err := os.Stat(root); err == nil && info.IsDir() {
		o.Match = named
	}
	return tree.ReadAs(ctx, sources.Journal, o, s.options.Memory, skip, func(ctx context.Context, r io.Reader, origin *sources.Origin) error {
		return readFile(ctx, r, origin, emit, skip)
	})
}

// named says that a file's name is that of a journal; "~" is at the end of those
// that were damaged, or not closed.
func named(name string) bool {
	return strings.HasSuffix(strings.TrimSuffix(path.Base(name), "~"), ".journal")
}

// headSize is enough to tell a file's format.
const headSize = 16

// readFile reads a file in either format.
func readFile(ctx context.Context, r io.Reader, origin *sources.Origin, emit sources.Emit, skip sources.SkipFunc) error {
	in := bufio.NewReaderSize(r, headSize)
	head, err := in.Peek(headSize)
	switch {
	case journalfile.Is(head):
		return journalfile.ReadFile(ctx, in, origin, emit, skip)
	case journalfile.IsExport(head):
		return journalfile.ReadExport(ctx, in, origin, emit, skip)
	case len(head) == 0 && err == io.EOF:
		return nil // journald makes a file before it writes to it
	case err != nil && err != io.EOF:
		return skip(*origin, fmt.Errorf("read: %w", err))
	}
	return skip(*origin, errOther)
}
