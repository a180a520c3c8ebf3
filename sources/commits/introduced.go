package commits

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

var errNotRead = errors.New("git: the commits must be read before findings can be located in them")

// Locate sets Places in the Git part of each finding's origin, which it replaces
// and does not change: which of the commits brought the secret in. What none of
// them did gets a place that is no version of its own, so that it is shown nowhere.
func (s *Source) Locate(ctx context.Context, found []sources.Found, _ sources.SkipFunc) error {
	s.mu.Lock()
	r := s.last
	s.mu.Unlock()
	if r == nil {
		return errNotRead
	}
	l := newLocation(r, found)
	if err := l.askHead(ctx); err != nil {
		return err
	}
	for i := range found {
		if err := ctx.Err(); err != nil {
			return err
		}
		o := found[i].Origin
		git := *o.Git
		git.Places = []sources.GitPlace{l.place(o, found[i].Key)}
		o.Git = &git
	}
	return nil
}

// secret is one secret in one version of a file, or in a member of an archive.
type secret struct{ id, inner, key string }

// location says which commits brought in what was found.
type location struct {
	r *reading
	// holds says which version holds which secret.
	holds map[secret]bool
	// anywhere says the same of the version and all that is packed in it.
	anywhere map[secret]bool
	// byPath are the changes of each file in which something was found.
	byPath map[string][]*change
	// gone are, by commit, the versions of files that it removed.
	gone map[int][]string
	// head is the version of each file at HEAD.
	head map[string]string
}

func newLocation(r *reading, found []sources.Found) *location {
	l := &location{r: r, holds: map[secret]bool{}, anywhere: map[secret]bool{}, byPath: map[string][]*change{}, gone: map[int][]string{}, head: map[string]string{}}
	for _, f := range found {
		if f.Origin.Git.Type == sources.Blob {
			l.holds[secret{f.Origin.Git.Object, f.Origin.Inner(), f.Key}] = true
			l.anywhere[secret{id: f.Origin.Git.Object, key: f.Key}] = true
			l.byPath[f.Origin.RepositoryPath] = nil
		}
	}
	for i := range r.changes {
		c := &r.changes[i]
		if _, ok := l.byPath[c.path]; ok {
			l.byPath[c.path] = append(l.byPath[c.path], c)
		}
		if c.id == "" {
			l.gone[c.commit] = append(l.gone[c.commit], c.before...)
		}
	}
	return l
}

// askHead asks which versions are at HEAD.
func (l *location) askHead(ctx context.Context) error {
	var paths []string
	for path := range l.byPath {
		if path != "" && !strings.ContainsAny(path, "\n") {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	slices.Sort(paths)
	in := strings.NewReader("HEAD:" + strings.Join(paths, "\nHEAD:") + "\n")
	out, err := l.r.git(ctx, in, "cat-file", "--batch-check=%(objectname)")
	if err != nil {
		return fmt.Errorf("looking for findings at HEAD: %w", err)
	}
	lines := strings.Split(strings.TrimSuffix(out, "\n"), "\n")
	if len(lines) != len(paths) {
		return errors.New("looking for findings at HEAD: git gave an answer that is not known")
	}
	for i, path := range paths {
		l.head[path] = lines[i] // "… missing" is no id
	}
	return nil
}

// place says where in the history a secret in an item lies.
func (l *location) place(o *sources.Origin, key string) sources.GitPlace {
	if o.Git.Type != sources.Blob {
		return sources.GitPlace{Object: o.Git.Object, Introduced: l.info(o.Git.Object)}
	}
	path := o.RepositoryPath
	if path == "" { // a ref names the blob itself
		return sources.GitPlace{Object: o.Git.Object}
	}
	has := func(id string) bool { return l.holds[secret{id, o.Inner(), key}] }
	var first, last *change // that brought it in, and that took it away
	for _, c := range l.byPath[path] {
		switch {
		case c.id != "" && has(c.id):
			if first == nil && !slices.ContainsFunc(c.before, has) && !l.moved(c, key) {
				first = c
			}
		case first != nil && slices.ContainsFunc(c.before, has):
			last = c
		}
	}
	if first == nil {
		return sources.GitPlace{Path: path} // it was there before
	}
	p := sources.GitPlace{Path: path, Object: first.id}
	if first.commit >= 0 {
		p.Introduced = l.info(l.r.commits[first.commit].id)
	}
	if head := l.head[path]; has(head) {
		p.Object, p.AtHead = head, true
	} else if last != nil && last.commit >= 0 {
		c := l.info(l.r.commits[last.commit].id)
		p.Removed = &c
	}
	return p
}

// moved says that the commit that added a file removed another that had the secret.
func (l *location) moved(c *change, key string) bool {
	if len(c.before) > 0 || c.commit < 0 {
		return false
	}
	return slices.ContainsFunc(l.gone[c.commit], func(id string) bool {
		return l.anywhere[secret{id: id, key: key}]
	})
}

func (l *location) info(id string) sources.CommitInfo {
	if info, ok := l.r.infos[id]; ok {
		return info
	}
	return sources.CommitInfo{ID: id}
}
