package staged

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// mergedHeads gives the commits that are merged, as git tells the hooks of a merge:
// the variable GITHEAD_<id> is set for each (builtin/merge.c, cmd_merge).
func mergedHeads(env []string) []string {
	var ids []string
	for _, entry := range env {
		name, _, _ := strings.Cut(entry, "=")
		if id, ok := strings.CutPrefix(name, "GITHEAD_"); ok && isID(id) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// isID says that text is an object's id in hexadecimal.
func isID(text string) bool {
	return (len(text) == 40 || len(text) == 64) && strings.Trim(text, "0123456789abcdef") == ""
}

// readBefore emits what there was before. A version that the repository does not
// hold is passed over: it is not what a commit would record.
func (s *Source) readBefore(ctx context.Context, emit sources.Emit) error {
	w, err := s.askWorkTree(ctx)
	if err != nil {
		return err
	}
	head, err := s.findBase(ctx, w.top)
	if err != nil {
		return err
	}
	bases := append([]string{head}, s.merged...)
	// While a merge with conflicts is committed, the file names what is merged.
	out, err := gitcmd.Output(ctx, w.top, s.env, nil, "rev-parse", "--verify", "--quiet", "MERGE_HEAD")
	if err == nil {
		bases = append(bases, strings.TrimSpace(string(out)))
	} else if ctx.Err() != nil {
		return ctx.Err()
	}
	var entries []entry
	met := map[entry]bool{}
	for _, base := range bases {
		err := gitcmd.Stream(ctx, w.top, s.env, nil, func(r io.Reader) error {
			return parseRaw(r, func(c rawChange) error {
				if e := (entry{c.path, c.oldID}); c.hadContent() && !met[e] {
					met[e] = true
					entries = append(entries, e)
				}
				return nil
			})
		}, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", base, "--")
		if err != nil {
			return fmt.Errorf("listing what was there before: %w", err)
		}
	}
	if len(entries) == 0 {
		return nil
	}
	ignore := func(sources.Origin, error) error { return nil }
	if err := s.readBlobs(ctx, w.top, w.top, entries, emit, ignore); err != nil && !errors.Is(err, gitcmd.ErrNotHeld) {
		return err
	}
	return nil
}
