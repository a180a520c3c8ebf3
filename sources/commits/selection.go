package commits

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Selection says which commits to read. Of Range, MergeBase and Push at most one is
// set; Since limits any of them, or by itself all commits that a ref or a reflog
// leads to.
type Selection struct {
	// Range names commits as git does: "A..B", "A...B", "B ^A ^C", or "B" for B
	// and all that it descends from (gitrevisions(7)).
	Range string
	// MergeBase names a branch: the commits at HEAD that it does not have.
	MergeBase string
	// Since leaves out commits that were made before; zero for none. The
	// committer's time counts.
	Since time.Time
	// Push is what a push brings.
	Push *Push
}

// Push says what a push brings: what Tips lead to, and what is at the other side
// does not.
type Push struct {
	// Tips are the ids, in hexadecimal, that refs are to have. They may be of
	// annotated tags, and of anything else.
	Tips []string
	// Had are ids that the other side has. Those that are not here are passed
	// over.
	Had []string
	// Remote is the name of the remote that is pushed to, or its URL: the other side
	// has what the tracking refs of the name lead to.
	Remote string
	// Received says that this is the other side: it has what its refs lead to.
	Received bool
}

func (s *Selection) check() error {
	n := 0
	for _, set := range []bool{s.Range != "", s.MergeBase != "", s.Push != nil} {
		if set {
			n++
		}
	}
	switch {
	case n > 1:
		return errors.New("git: give a range or a branch to compare with, not both")
	case n == 0 && s.Since.IsZero():
		return errors.New("git: no commits are selected")
	}
	for _, name := range []string{s.Range, s.MergeBase} {
		if strings.ContainsAny(name, "\n\x00") {
			return errors.New("git: a line end is part of no name of a commit")
		}
		for word := range strings.FieldsSeq(name) {
			if strings.HasPrefix(word, "-") {
				return fmt.Errorf("git: %q is no name of a commit", word)
			}
		}
	}
	return nil
}

// String says which commits they are, for people.
func (s *Selection) String() string {
	var text string
	switch {
	case s.Range != "":
		text = s.Range
	case s.MergeBase != "":
		text = s.MergeBase + "..HEAD"
	case s.Push != nil:
		text = "what is pushed"
	}
	if !s.Since.IsZero() {
		text = strings.TrimSpace(text + " since " + s.Since.Format(time.RFC3339))
	}
	return text
}
