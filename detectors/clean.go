package detectors

import (
	"errors"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// cleaner takes secrets out of text that came from outside: paths, names of
// people and programs, messages of errors. A key may stand there as well.
type cleaner struct {
	engine *Engine
	known  []Secret
	// kept are secrets of earlier runs, of which the values are not known, by their
	// lengths and fingerprints.
	kept map[int]map[string]Secret
	done map[string]string // what became of texts: most come many times
}

func newCleaner(e *Engine, findings []Finding) *cleaner {
	c := &cleaner{engine: e, done: map[string]string{}}
	seen := map[string]bool{}
	for i := range findings {
		s := findings[i].Secret
		if seen[s.identity()] {
			continue
		}
		seen[s.identity()] = true
		if s.kept != nil {
			c.keep(s)
		} else {
			c.known = append(c.known, s)
		}
	}
	// Longer secrets first: one may hold another.
	slices.SortFunc(c.known, func(a, b Secret) int {
		if d := b.Len() - a.Len(); d != 0 {
			return d
		}
		return strings.Compare(a.reveal(), b.reveal())
	})
	return c
}

// text replaces every secret in s by its mask.
func (c *cleaner) text(s string) string {
	if len(s) < minOther {
		return s
	}
	clean, ok := c.done[s]
	if !ok {
		clean = c.clean(s)
		c.done[s] = clean
	}
	return clean
}

func (c *cleaner) clean(s string) string {
	for _, k := range c.known {
		if strings.Contains(s, k.reveal()) {
			s = strings.ReplaceAll(s, k.reveal(), k.Mask())
		}
	}
	return c.engine.Clean(c.withoutKept(s))
}

// finding cleans all of a finding's text.
func (c *cleaner) finding(f *Finding) {
	c.origin(&f.Origin)
	f.Name = c.text(f.Name)
	if f.Place != nil {
		p := *f.Place
		p.Path = c.text(p.Path)
		p.Introduced = c.commit(p.Introduced)
		if p.Removed != nil {
			r := c.commit(*p.Removed)
			p.Removed = &r
		}
		p.Refs = c.texts(p.Refs)
		f.Place = &p
	}
}

// texts cleans a list, which others may have as well: a clean one stays as it is.
func (c *cleaner) texts(list []string) []string {
	var own []string
	for i, s := range list {
		if clean := c.text(s); clean != s {
			if own == nil {
				own = slices.Clone(list)
			}
			own[i] = clean
		}
	}
	if own != nil {
		return own
	}
	return list
}

func (c *cleaner) commit(i sources.CommitInfo) sources.CommitInfo {
	i.AuthorName, i.AuthorEmail = c.text(i.AuthorName), c.text(i.AuthorEmail)
	return i
}

func (c *cleaner) origin(o *sources.Origin) {
	o.Root, o.Path = c.text(o.Root), c.text(o.Path)
	o.Archive, o.Member = c.text(o.Archive), c.text(o.Member)
	o.Repository, o.RepositoryPath = c.text(o.Repository), c.text(o.RepositoryPath)
	if o.Git != nil {
		g := *o.Git
		g.Places = nil // each finding has its own Place
		o.Git = &g
	}
	if o.Command != nil {
		cmd := *o.Command
		cmd.User = c.text(cmd.User)
		o.Command = &cmd
	}
	if o.Journal != nil {
		j := *o.Journal
		for _, s := range []*string{&j.Host, &j.Unit, &j.Identifier, &j.Executable, &j.PID, &j.User} {
			*s = c.text(*s)
		}
		o.Journal = &j
	}
	if o.Process != nil {
		p := *o.Process
		p.Executable, p.User, p.Container = c.text(p.Executable), c.text(p.User), c.text(p.Container)
		o.Process = &p
	}
}

// Clean replaces every secret that the engine's rules see in s by its mask. It
// is for short text from outside that is about to be shown.
func (e *Engine) Clean(s string) string {
	f := sources.Fragment{Origin: &sources.Origin{LineText: true}, Data: []byte(s), Line: 1}
	list := e.matches(&f)
	for _, m := range slices.Backward(list) {
		s = s[:m.start] + m.value().Mask() + s[m.end:]
	}
	return s
}

// CleanSkips gives skips whose paths and messages hold no secret: neither one
// that the rules see there nor one that was found elsewhere.
func (e *Engine) CleanSkips(skips []sources.Skip, findings []Finding) []sources.Skip {
	c := newCleaner(e, findings)
	out := make([]sources.Skip, len(skips))
	for i, s := range skips {
		c.origin(&s.Origin)
		s.Err = &cleanError{text: c.text(s.Err.Error()), err: s.Err}
		out[i] = s
	}
	return out
}

// Cleaner gives a function that takes secrets out of text that came from outside:
// those of the findings, and whatever else looks like one. The function is for one
// goroutine.
func (e *Engine) Cleaner(findings []Finding) func(string) string { return newCleaner(e, findings).text }

// CleanError gives an error whose message holds no secret.
func (e *Engine) CleanError(err error) error {
	if err == nil {
		return nil
	}
	return &cleanError{text: e.Clean(err.Error()), err: err}
}

// cleanError shows a cleaned message; errors.Is and errors.As still see the causes.
type cleanError struct {
	text string
	err  error
}

func (e *cleanError) Error() string        { return e.text }
func (e *cleanError) Is(target error) bool { return errors.Is(e.err, target) }
func (e *cleanError) As(target any) bool   { return errors.As(e.err, target) }
