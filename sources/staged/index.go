package staged

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"sync"

	"github.com/sourcegraph/conc"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// readWithGit asks git which files differ, and for their content.
func (s *Source) readWithGit(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	if s.plain() {
		err := s.readFrom(ctx, s.path, s.findWorkTree, emit, skip)
		if !errors.Is(err, errOutside) {
			return err
		}
	}
	w, err := s.askWorkTree(ctx)
	if err != nil {
		return err
	}
	known := func(context.Context) (workTree, error) { return w, nil }
	return s.readFrom(ctx, w.top, known, emit, skip)
}

// errOutside says that the work tree does not hold the folder that git is asked
// from.
var errOutside = errors.New("the folder lies outside of the work tree")

// readFrom reads what is staged with git standing in dir. Listing it takes most of
// the time, so the work tree is found meanwhile.
func (s *Source) readFrom(ctx context.Context, dir string, find func(context.Context) (workTree, error), emit sources.Emit, skip sources.SkipFunc) error {
	run, stop := context.WithCancel(ctx)
	defer stop()
	var (
		found   changes
		listErr error
		listing = make(chan struct{}) // closed once git lists them
		wg      conc.WaitGroup
	)
	wg.Go(func() {
		started := sync.OnceFunc(func() { close(listing) })
		defer started() // if none did
		found, listErr = s.list(run, dir, started)
	})
	<-listing
	// A list that fails ends nothing here: why there is no work tree says more.
	w, err := find(ctx)
	if err == nil && !within(w.top, dir) {
		err = errOutside
	}
	if err != nil {
		stop()
	}
	wg.Wait()
	if err := cmp.Or(err, listErr); err != nil {
		return err
	}
	return s.readChanges(ctx, dir, w, &found, emit, skip)
}

// within says that dir is top or lies below it.
func within(top, dir string) bool {
	rel, err := filepath.Rel(top, dir)
	return err == nil && filepath.IsLocal(rel)
}

// changes are what a commit would record.
type changes struct {
	entries  []entry
	unmerged []string // the paths of files with unresolved conflicts
	removed  []string // the paths of files that are no longer there
}

// list asks git, standing in dir, for what differs from HEAD. It calls started
// as soon as git runs.
func (s *Source) list(ctx context.Context, dir string, started func()) (changes, error) {
	if s.all {
		base, err := s.emptyTree(ctx, dir)
		if err != nil {
			return changes{}, err
		}
		return s.diff(ctx, dir, base, started)
	}
	found, err := s.diff(ctx, dir, "HEAD", started)
	if err == nil || errors.Is(err, gitcmd.ErrNoGit) || ctx.Err() != nil {
		return found, err
	}
	// Perhaps there is no commit yet. What else may be wrong git says again.
	base, err := s.findBase(ctx, dir)
	if err != nil {
		return changes{}, err
	}
	return s.diff(ctx, dir, base, started)
}

// diff has git compare the index with a commit or tree. It calls started as soon
// as git runs.
func (s *Source) diff(ctx context.Context, dir, base string, started func()) (found changes, err error) {
	read := func(r io.Reader) error {
		started()
		return parseRaw(r, func(c rawChange) error {
			switch {
			case c.status == 'U':
				found.unmerged = append(found.unmerged, c.path)
			case c.status == 'D':
				found.removed = append(found.removed, c.path)
			case c.recordsContent():
				found.entries = append(found.entries, entry{c.path, c.newID})
			}
			return nil
		})
	}
	// Not a patch: attributes and settings can hide content in those.
	err = gitcmd.Stream(ctx, dir, s.env, nil, read,
		"diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", base, "--")
	if err != nil {
		return changes{}, fmt.Errorf("listing what is staged: %w", err)
	}
	return found, nil
}

// The ids of the tree without entries, to which a first commit is compared. git
// knows them without an object.
const (
	emptyTreeSHA1   = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	emptyTreeSHA256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
)

// findBase gives the commit at HEAD, or the empty tree where there is none yet.
func (s *Source) findBase(ctx context.Context, dir string) (string, error) {
	out, err := gitcmd.Output(ctx, dir, s.env, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if gitcmd.ExitCode(err) != 1 {
		return "", fmt.Errorf("reading HEAD: %w", err)
	}
	// An unborn branch, or a HEAD that cannot be read?
	if _, err := gitcmd.Output(ctx, dir, s.env, nil, "symbolic-ref", "--quiet", "HEAD"); err != nil {
		return "", fmt.Errorf("HEAD names neither a commit nor a branch: %w", err)
	}
	return s.emptyTree(ctx, dir)
}

// emptyTree gives the id of the tree without entries.
func (s *Source) emptyTree(ctx context.Context, dir string) (string, error) {
	out, err := gitcmd.Output(ctx, dir, s.env, nil, "rev-parse", "--show-object-format")
	if err != nil {
		return "", fmt.Errorf("reading the repository's object format: %w", err)
	}
	if strings.TrimSpace(string(out)) == "sha256" {
		return emptyTreeSHA256, nil
	}
	return emptyTreeSHA1, nil
}

// rawChange is one record of git's raw diff format: ":mode SP mode SP id SP id
// SP status NUL path NUL" (git-diff-index(1), "Raw output format").
type rawChange struct {
	oldID, newID     string
	oldMode, newMode string
	status           byte
	path             string
}

// recordsContent says that a commit would record a blob that was not at this
// path before.
func (c *rawChange) recordsContent() bool {
	switch c.status {
	case 'A', 'M', 'T':
		return c.newMode != "160000" && // a submodule's commit
			strings.Trim(c.newID, "0") != "" && // only noted, by `git add -N`
			(c.newID != c.oldID || c.status == 'T')
	}
	return false
}

// hadContent says that a blob was at this path before.
func (c *rawChange) hadContent() bool {
	return c.oldMode != "160000" && strings.Trim(c.oldID, "0") != ""
}

// parseRaw reads a diff in raw format with NUL terminators. Anything that it
// does not know is an error: to pass over it might be to miss a file.
func parseRaw(r io.Reader, yield func(rawChange) error) error {
	in := bufio.NewReader(r)
	for {
		head, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && head == "" {
			return nil
		}
		if err != nil {
			return fmt.Errorf("git's list of changes is cut short: %w", err)
		}
		path, err := in.ReadString(0)
		if err != nil {
			return fmt.Errorf("git's list of changes is cut short: %w", err)
		}
		fields := strings.Fields(strings.TrimSuffix(head, "\x00"))
		if len(fields) != 5 || fields[0][0] != ':' || !strings.Contains("AMTDU", fields[4]) || len(fields[4]) != 1 {
			return errors.New("git's list of changes has a form that is not known")
		}
		c := rawChange{
			oldMode: fields[0][1:], newMode: fields[1], oldID: fields[2], newID: fields[3], status: fields[4][0],
			path: strings.TrimSuffix(path, "\x00"),
		}
		if err := yield(c); err != nil {
			return err
		}
	}
}

// readChanges emits the content of what changed: of objects in files of their own
// at once, of others through one git process that stands in dir.
func (s *Source) readChanges(ctx context.Context, dir string, w workTree, found *changes, emit sources.Emit, skip sources.SkipFunc) error {
	s.removed = found.removed
	for _, path := range found.unmerged {
		o := origin(w.top, entry{path: path})
		if err := skip(o, fmt.Errorf("%s %w", path, errUnmerged)); err != nil {
			return err
		}
	}
	var rest []entry
	var buf bytes.Buffer
	loose := looseReader{dir: w.objects}
	for _, e := range found.entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !loose.read(e.id, &buf) || s.max >= 0 && int64(buf.Len()) > s.max {
			rest = append(rest, e)
			continue
		}
		o := origin(w.top, e)
		if err := s.emitFile(ctx, buf.Bytes(), &o, emit, skip); err != nil {
			return err
		}
	}
	if len(rest) == 0 {
		return ctx.Err()
	}
	return s.readBlobs(ctx, dir, w.top, rest, emit, skip)
}

// readBlobs emits the content of entries, through one git process.
func (s *Source) readBlobs(ctx context.Context, dir, top string, entries []entry, emit sources.Emit, skip sources.SkipFunc) error {
	var ids strings.Builder
	for _, e := range entries {
		ids.WriteString(e.id)
		ids.WriteByte('\n')
	}
	return gitcmd.Stream(ctx, dir, s.env, strings.NewReader(ids.String()), func(r io.Reader) error {
		in := bufio.NewReaderSize(r, 64<<10)
		var buf bytes.Buffer
		for _, e := range entries {
			o := origin(top, e)
			kind, problem, err := gitcmd.ReadObject(in, &buf, e.id, s.max)
			if err == nil && problem == nil && kind != "blob" {
				err = fmt.Errorf("the object %s is no file", e.id)
			}
			if err == nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			switch {
			case err != nil:
				return fmt.Errorf("reading the staged %s: %w", e.path, err)
			case problem != nil:
				err = skip(o, problem)
			default:
				err = s.emitFile(ctx, buf.Bytes(), &o, emit, skip)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}, "cat-file", "--batch", "--buffer")
}
