package prefilter

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

type hit struct{ literal, pos int }

// reference is the obvious way to find literals: compare each at each position.
func reference(text []byte, literals []Literal) []hit {
	lower := func(c byte) byte {
		if 'A' <= c && c <= 'Z' {
			return c - 'A' + 'a'
		}
		return c
	}
	begins := func(text []byte, l Literal) bool {
		for i := range len(l.Text) {
			if i == len(text) || l.Exact && text[i] != l.Text[i] || lower(text[i]) != lower(l.Text[i]) {
				return false
			}
		}
		return true
	}
	var hits []hit
	for pos := range text {
		for i, l := range literals {
			if begins(text[pos:], l) {
				hits = append(hits, hit{i, pos})
			}
		}
	}
	return hits
}

func find(f *Filter, text []byte) []hit {
	var hits []hit
	f.Find(text, func(literal, pos int) bool {
		hits = append(hits, hit{literal, pos})
		return true
	})
	return hits
}

// searcher compares all filters for some literals with the reference.
type searcher struct {
	literals []Literal
	filters  []*Filter
}

func newSearcher(t testing.TB, literals []Literal) *searcher {
	t.Helper()
	s := &searcher{literals: literals}
	for _, w := range ways() {
		f, err := newFilter(w, literals)
		if err != nil {
			t.Fatal(err)
		}
		s.filters = append(s.filters, f)
	}
	return s
}

func (s *searcher) check(t testing.TB, text []byte) {
	t.Helper()
	want := reference(text, s.literals)
	for _, f := range s.filters {
		if got := find(f, text); !slices.Equal(got, want) {
			same := 0
			for same < min(len(got), len(want)) && got[same] == want[same] {
				same++
			}
			t.Fatalf("%s: in %.300q: %d hits, want %d; the first that differ: %v, want %v",
				f.way, text, len(got), len(want), got[same:min(same+3, len(got))], want[same:min(same+3, len(want))])
		}
	}
}

// words makes literals: those that begin with = are exact.
func words(list ...string) []Literal {
	literals := make([]Literal, len(list))
	for i, w := range list {
		literals[i].Text, literals[i].Exact = strings.CutPrefix(w, "=")
	}
	return literals
}

// literalSets are lists of literals that differ in what they ask of a filter.
func literalSets() map[string][]Literal {
	return map[string][]Literal{
		"built in":    realLiterals(),
		"one":         words("apikey"),
		"two bytes":   words("ab", "=aB", "ba", "aaaaaaaaaaaa"),
		"three bytes": words("key", "=Key", "api_key", "=ey_"),
		"with short":  append(realLiterals(), words("ke", "=K8")...),
		"same":        words("bearer", "=bearer", "=Bearer", "bearer", "bear", "bearer token"),
		"long":        words("authorization: bearer", "=Authorization: Bearer", "authorization", "authorization: bearer tokens"),
		"repeats":     words("aaaa", "=aaaaA", "aaaaaaaaa"),
		"bytes":       words("\x00\x00", "\xff\xfe\xfd", "=\x80a\x00b", "ключ", "@[`{", "`{@["),
		"many":        manyLiterals(1000),
	}
}

func TestFind(t *testing.T) {
	for name, literals := range literalSets() {
		t.Run(name, func(t *testing.T) {
			s := newSearcher(t, literals)
			for _, text := range []string{
				"", "a", "ab", "api_key", "API_KEYapikey", "xxapi-keyyy", "logstaglogstag", "authorizatioN: apiKEY",
				"apiapi_keykey", "keykeykey", "\x00api_key\xff", "ap\u0131key", "AUTHORIZATION: BEARER TOKENS", "yxbpx2tle YXBpX2tle YXBpX2tl",
				"Bearer bearer BEARER", "КЛЮЧ ключ", "\x00\x00\x00", "@[`{@[`{", strings.Repeat("a", 3000), strings.Repeat("apikeapike", 900),
				strings.Repeat("x", 4200) + strings.Repeat("hAHAAaQYXBpX2t", 700) + strings.Repeat("x", 9000) + "api_key",
			} {
				s.check(t, []byte(text))
			}
		})
	}
}

// TestFindRandom searches texts of all lengths up to 200, and some long ones, at
// all places in memory relative to the blocks of the vector code. The texts are
// made of literals, of their ends, and of their bytes, so hits and near misses
// are dense.
func TestFindRandom(t *testing.T) {
	for name, literals := range literalSets() {
		t.Run(name, func(t *testing.T) {
			s := newSearcher(t, literals)
			r := rand.New(rand.NewPCG(7, 8))
			lengths := []int{1024 + 66, 4096 + 1024, 20000}
			rounds := 1
			for n := range 201 {
				lengths = append(lengths, n)
			}
			if len(literals) < 200 {
				rounds = 8
			}
			for range rounds {
				for _, n := range lengths {
					text := randomText(r, literals, 64+n)
					at := r.IntN(64)
					s.check(t, text[at:at+n])
				}
			}
		})
	}
}

// randomText makes a text that is full of hits and near misses.
func randomText(r *rand.Rand, literals []Literal, size int) []byte {
	var text []byte
	some := literals[r.IntN(len(literals)):]
	some = some[:min(len(some), 1+r.IntN(6))]
	for len(text) < size {
		l := some[r.IntN(len(some))].Text
		switch r.IntN(5) {
		case 0:
			text = append(text, l...)
		case 1:
			text = append(text, strings.ToUpper(l)...)
		case 2:
			text = append(text, l[r.IntN(len(l)):]...)
		case 3:
			text = append(text, l[:r.IntN(len(l))]...)
		case 4:
			text = append(text, strings.Repeat(".", r.IntN(40)*r.IntN(2))...)
			text = append(text, l[r.IntN(len(l))]^0x20)
		}
	}
	return text[:size]
}

// TestFindEverywhere puts each literal at each position of texts of all lengths,
// so across each edge of a block and at both ends, also a byte too far.
func TestFindEverywhere(t *testing.T) {
	for name, literals := range literalSets() {
		t.Run(name, func(t *testing.T) {
			s := newSearcher(t, literals)
			for i := 0; i < len(literals); i += 1 + len(literals)/9 {
				l := literals[i].Text
				for n := 1; n <= 140; n += 1 + n/70*2 {
					text := make([]byte, n)
					for pos := 1 - len(l); pos < n; pos++ {
						for k := range text {
							text[k] = '.'
						}
						copy(text[max(pos, 0):], l[max(-pos, 0):])
						want := pos >= 0 && pos+len(l) <= n
						for _, f := range s.filters {
							got := slices.Contains(find(f, text), hit{i, pos})
							if got != want {
								t.Fatalf("%s: %q at %d of %d bytes: found %v", f.way, l, pos, n, got)
							}
						}
					}
				}
			}
		})
	}
}

// TestFindStops stops at each hit in turn.
func TestFindStops(t *testing.T) {
	literals := words("ab", "=ab", "abc")
	for _, text := range []string{"ab ab ab", strings.Repeat("abc ", 40), strings.Repeat("ab", 2000)} {
		want := reference([]byte(text), literals)
		for _, f := range newSearcher(t, literals).filters {
			for stop := 1; stop <= len(want); stop += 1 + stop/50*100 {
				var got []hit
				f.Find([]byte(text), func(literal, pos int) bool {
					got = append(got, hit{literal, pos})
					return len(got) < stop
				})
				if !slices.Equal(got, want[:stop]) {
					t.Fatalf("%s: asked to stop after %d of %d hits: got %d", f.way, stop, len(want), len(got))
				}
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	for _, bad := range [][]Literal{nil, words("a"), words("key", "")} {
		if _, err := New(bad); err == nil {
			t.Errorf("no error for %v", bad)
		}
	}
}

func TestLen(t *testing.T) {
	literals := realLiterals()
	for i, l := range literals {
		if got := newSearcher(t, literals).filters[0].Len(i); got != len(l.Text) {
			t.Errorf("Len(%d) = %d, want %d", i, got, len(l.Text))
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte("an api_key here, Api-Key there"), "api_key", "key", uint8(3))
	f.Add([]byte("aaaa"), "aa", "aaa", uint8(200))
	f.Add([]byte("hAHAAaQYXBpX2tYXBpX2tle"), "\x00\xff", "ключ", uint8(100))
	f.Fuzz(func(t *testing.T, part []byte, a, b string, repeat uint8) {
		if len(a) < MinLen || len(b) < MinLen || len(a) > 200 || len(b) > 200 || len(part) > 1000 {
			return
		}
		for _, literals := range [][]Literal{
			{{Text: a}, {Text: b, Exact: true}, {Text: b}},
			append(realLiterals(), Literal{Text: a}, Literal{Text: b, Exact: true}),
		} {
			s := newSearcher(t, literals)
			s.check(t, part)
			s.check(t, fmt.Appendf(nil, "%s%s%s%s", strings.Repeat(string(part), int(repeat)%9), a, part, b))
			if len(part) < 50 {
				s.check(t, []byte(strings.Repeat(string(part), int(repeat))))
			}
		}
	})
}
