package staged

import (
	"context"
	"fmt"
	"io"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

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
	var entries []entry
	removed := map[string]bool{}
	err = gitcmd.Stream(ctx, w.top, s.env, nil, func(r io.Reader) error {
		return parseRaw(r, func(c rawChange) error {
			if c.hadContent() {
				entries = append(entries, entry{c.path, c.oldID})
				removed[c.path] = c.status == 'D'
			}
			return nil
		})
	}, "diff-index", "--cached", "--raw", "-z", "--no-abbrev", "--no-renames", head, "--")
	if err != nil {
		return fmt.Errorf("listing what was there before: %w", err)
	}
	if len(entries) == 0 {
		return nil
	}
	ignore := func(sources.Origin, error) error { return nil }
	return s.readBlobs(ctx, w.top, w.top, entries, func(f sources.Fragment) error {
		if removed[f.Origin.RepositoryPath] && f.Origin.Tracking != sources.Untracked {
			o := *f.Origin
			o.Tracking = sources.Untracked
			f.Origin = &o
		}
		return emit(f)
	}, ignore)
}
