package layer

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"
)

// TestLiterals looks for each word's literals in the base64 of the word, whatever
// stands around it, in UTF-8 and in both kinds of UTF-16.
func TestLiterals(t *testing.T) {
	all := Literals()
	for _, w := range words {
		wide := strings.TrimSuffix(strings.Join(strings.Split(w, ""), "\x00"), "\x00")
		for _, form := range []string{w, wide} {
			for before := range 3 {
				for _, around := range []string{"\x00\x00\x00", "abc", "\xff\xff\xff"} {
					text := base64.StdEncoding.EncodeToString([]byte(around[:before] + form + around))
					hit := slices.ContainsFunc(all, func(l Literal) bool {
						lead := l.Place.Lead
						return l.Place.Encoding == Base64 && l.Exact && lead < 4 && strings.HasPrefix(text[lead:], l.Text)
					})
					if !hit {
						t.Errorf("%q behind %d bytes has no literal", form, before)
					}
				}
			}
		}
	}
}

// TestLiteralsDiffer says that no literal is there twice, and that none is so short
// that the prefilter would slow down.
func TestLiteralsDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range Literals() {
		if seen[l.Text] {
			t.Errorf("%q is there twice", l.Text)
		}
		seen[l.Text] = true
		if len(l.Text) < 6 {
			t.Errorf("%q is too short", l.Text)
		}
	}
}
