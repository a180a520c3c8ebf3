package staged

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// readWithGit asks git which files differ, and for their content.
func (s *Source) readWithGit(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	top, err := s.findTop(ctx)
	if err != nil {
		return err
	}
	base, err := s.findBase(ctx, top)
	if err != nil {
		return err
	}
	var entries []entry
	read := func(r io.Reader) error {
		return parseRaw(r, func(c rawChange) error {
			switch e := (entry{c.path, c.newID}); {
			case c.status == 'U':
				o := origin(top, entry{path: c.path})
				return skip(o, fmt.Errorf("%s %w", c.path, errUnmerged))
			case c.recordsContent():
				entries = append(entries, e)
			}
			return nil
		})
	}
	// Not a patch: attributes and settings can hide content in those.
	err = gitcmd.Stream(ctx, top, s.env, nil, read,
		"diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", base, "--")
	if err != nil {
		return fmt.Errorf("listing what is staged: %w", err)
	}
	return s.readBlobs(ctx, top, entries, emit, skip)
}

// findTop finds the top of the work tree.
func (s *Source) findTop(ctx context.Context) (string, error) {
	ask := func(env []string) (top, gitDir string, err error) {
		out, err := gitcmd.Output(ctx, s.path, env, nil, "rev-parse", "--show-toplevel", "--absolute-git-dir")
		if err != nil {
			return "", "", fmt.Errorf("finding the work tree of %s: %w", s.path, err)
		}
		top, gitDir, _ = strings.Cut(strings.TrimSuffix(string(out), "\n"), "\n")
		return filepath.FromSlash(top), filepath.FromSlash(gitDir), nil
	}
	top, gitDir, err := ask(s.env)
	if err != nil || lookup(s.env, "GIT_DIR") == "" || lookup(s.env, "GIT_WORK_TREE") != "" {
		return top, err
	}
	// With GIT_DIR alone git takes the folder it stands in for the top. In a
	// hook it is, but not if Path is a folder below.
	if above, dir, err := ask(nil); err == nil && dir == gitDir {
		return above, nil
	}
	return top, nil
}

// The ids of the tree without entries, to which a first commit is compared. git
// knows them without an object.
const (
	emptyTreeSHA1   = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
	emptyTreeSHA256 = "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
)

// findBase gives the commit at HEAD, or the empty tree where there is none yet.
func (s *Source) findBase(ctx context.Context, top string) (string, error) {
	out, err := gitcmd.Output(ctx, top, s.env, nil, "rev-parse", "--verify", "--quiet", "HEAD")
	if err == nil {
		return strings.TrimSpace(string(out)), nil
	}
	if gitcmd.ExitCode(err) != 1 {
		return "", fmt.Errorf("reading HEAD: %w", err)
	}
	// An unborn branch, or a HEAD that cannot be read?
	if _, err := gitcmd.Output(ctx, top, s.env, nil, "symbolic-ref", "--quiet", "HEAD"); err != nil {
		return "", fmt.Errorf("HEAD names neither a commit nor a branch: %w", err)
	}
	out, err = gitcmd.Output(ctx, top, s.env, nil, "rev-parse", "--show-object-format")
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
	oldID, newID string
	newMode      string
	status       byte
	path         string
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
			newMode: fields[1], oldID: fields[2], newID: fields[3], status: fields[4][0],
			path: strings.TrimSuffix(path, "\x00"),
		}
		if err := yield(c); err != nil {
			return err
		}
	}
}

// readBlobs emits the content of entries, through one git process.
func (s *Source) readBlobs(ctx context.Context, top string, entries []entry, emit sources.Emit, skip sources.SkipFunc) error {
	if len(entries) == 0 {
		return ctx.Err()
	}
	var ids strings.Builder
	for _, e := range entries {
		ids.WriteString(e.id)
		ids.WriteByte('\n')
	}
	return gitcmd.Stream(ctx, top, s.env, strings.NewReader(ids.String()), func(r io.Reader) error {
		in := bufio.NewReaderSize(r, 64<<10)
		var buf bytes.Buffer
		for _, e := range entries {
			o := origin(top, e)
			problem, err := s.readBlob(in, &buf, e)
			if err == nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			switch {
			case err != nil:
				return fmt.Errorf("reading the staged %s: %w", e.path, err)
			case problem != nil:
				err = skip(o, problem)
			default:
				err = sources.EmitBytes(&o, buf.Bytes(), emit)
			}
			if err != nil {
				return err
			}
		}
		return nil
	}, "cat-file", "--batch")
}

// readBlob reads one answer of `git cat-file --batch`: "id SP type SP size LF
// content LF", or "id SP missing LF". A problem concerns this blob alone.
func (s *Source) readBlob(in *bufio.Reader, buf *bytes.Buffer, e entry) (problem, err error) {
	line, err := in.ReadSlice('\n')
	if err != nil {
		return nil, fmt.Errorf("git ended early: %w", err)
	}
	fields := bytes.Fields(line)
	if len(fields) == 2 && string(fields[1]) == "missing" {
		return fmt.Errorf("the repository does not hold the object %s", e.id), nil
	}
	if len(fields) != 3 || string(fields[1]) != "blob" {
		return nil, errors.New("git gave an answer that is no file")
	}
	size, err := strconv.ParseInt(string(fields[2]), 10, 64)
	if err != nil || size < 0 {
		return nil, errors.New("git gave an answer without a size")
	}
	buf.Reset()
	if s.max >= 0 && size > s.max {
		_, err := io.CopyN(io.Discard, in, size+1)
		return fmt.Errorf("%d bytes are %w of %d", size, sources.ErrTooLarge, s.max), err
	}
	if _, err := io.CopyN(buf, in, size+1); err != nil {
		return nil, err
	}
	buf.Truncate(int(size)) // the line end after the content
	return nil, nil
}
