package commits

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// change is what one commit did to one file. A merge has it only if the file is
// like that of none of its parents.
type change struct {
	commit int    // in reading.commits; -1 for what is in no commit
	path   string // with forward slashes; empty for a blob that a ref names
	id     string // of the blob after it; empty if the file is gone
	before []string
}

// compare asks git what the commits change.
func (r *reading) compare(ctx context.Context) error {
	if len(r.commits) == 0 {
		return nil
	}
	var in strings.Builder
	at := make(map[string]int, len(r.commits))
	for i, c := range r.commits {
		in.WriteString(c.id + "\n")
		at[c.id] = i
	}
	err := gitcmd.Stream(ctx, r.dir, r.Env, strings.NewReader(in.String()), func(out io.Reader) error {
		return parseChanges(out, func(id string, c change) error {
			n, ok := at[id]
			if !ok {
				return errChanges
			}
			c.commit = n
			r.changes = append(r.changes, c)
			return nil
		})
	}, "diff-tree", "--stdin", "-c", "-r", "--root", "--raw", "-z", "--no-abbrev", "--no-renames")
	if err != nil {
		return fmt.Errorf("listing what the commits change: %w", err)
	}
	return nil
}

var errChanges = errors.New("git's list of changes has a form that is not known")

// parseChanges reads git's raw diffs of commits (git-diff-tree(1), "Raw output
// format"): "id NUL", and then of each file ":mode SP mode SP id SP id SP status NUL
// path NUL"; of a merge with n parents there are n colons, n+1 modes and n+1 ids.
// Anything else is an error: to pass over it might be to miss a file.
func parseChanges(r io.Reader, yield func(commit string, c change) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	commit := ""
	for {
		head, err := in.ReadString(0)
		if errors.Is(err, io.EOF) && head == "" {
			return nil
		}
		if err != nil {
			return fmt.Errorf("git's list of changes is cut short: %w", err)
		}
		head = head[:len(head)-1]
		rest := strings.TrimLeft(head, ":")
		parents := len(head) - len(rest)
		if parents == 0 {
			commit = head
			continue
		}
		path, err := in.ReadString(0)
		if err != nil {
			return fmt.Errorf("git's list of changes is cut short: %w", err)
		}
		c, ok := parseChange(strings.Fields(rest), parents)
		if !ok || commit == "" {
			return errChanges
		}
		if c.id == "" && len(c.before) == 0 {
			continue // a submodule
		}
		c.path = path[:len(path)-1]
		if err := yield(commit, c); err != nil {
			return err
		}
	}
}

// parseChange reads the modes, ids and the status of one change. A submodule, whose
// "blob" is a commit of another repository, counts as no file.
func parseChange(fields []string, parents int) (c change, ok bool) {
	if len(fields) != 2*(parents+1)+1 || len(fields[len(fields)-1]) != parents || strings.Trim(fields[len(fields)-1], "AMDT") != "" {
		return c, false
	}
	modes, ids := fields[:parents+1], fields[parents+1:2*(parents+1)]
	blob := func(i int) string {
		if modes[i] == "160000" || strings.Trim(ids[i], "0") == "" {
			return ""
		}
		return ids[i]
	}
	for i := range parents {
		if id := blob(i); id != "" {
			c.before = append(c.before, id)
		}
	}
	c.id = blob(parents)
	return c, true
}
