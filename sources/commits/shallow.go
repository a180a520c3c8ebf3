package commits

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// howToDeepen says what to do about a shallow clone.
const howToDeepen = "fetch the rest with `git fetch --unshallow`, or have the pipeline clone the whole history (in GitHub Actions: fetch-depth: 0)"

// notListed is the error of a selection that git does not understand.
func (r *reading) notListed(err error) error {
	return r.shallowHint(fmt.Errorf("listing the commits of %s: %w", r.Selection.String(), err))
}

// shallowHint adds to an error that the clone is shallow, if it is.
func (r *reading) shallowHint(err error) error {
	if !r.shallowClone {
		return err
	}
	return fmt.Errorf("%w; this clone is shallow, it does not have the whole history: %s", err, howToDeepen)
}

// tellShallow notes that commits among those that are read are where a shallow clone
// ends: all of their files look as if they had brought them in.
func (r *reading) tellShallow(ctx context.Context) error {
	if !r.shallowClone {
		return nil
	}
	out, err := r.git(ctx, nil, "rev-parse", "--git-path", "shallow")
	if err != nil {
		return fmt.Errorf("finding where the shallow clone ends: %w", err)
	}
	file := filepath.FromSlash(strings.TrimSuffix(out, "\n"))
	if !filepath.IsAbs(file) {
		file = filepath.Join(r.dir, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading where the shallow clone ends: %w", err)
	}
	ends := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		ends[strings.TrimSpace(line)] = true
	}
	n := 0
	for _, c := range r.commits {
		if ends[c.id] {
			n++
		}
	}
	if n > 0 {
		r.notices = append(r.notices, sources.Notice{ID: "shallow-clone", Text: fmt.Sprintf(
			"The clone is shallow: it ends at %d of the %d commits that were read, so that everything in those looks new, and what was before them was not read; %s.",
			n, len(r.commits), howToDeepen)})
	}
	return nil
}
