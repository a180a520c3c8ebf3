package prefilter

import (
	"bytes"
	"slices"
	"testing"
)

func folded(words []string) []Literal {
	list := make([]Literal, len(words))
	for i, w := range words {
		list[i].Text = w
	}
	return list
}

// TestExact looks for a literal in one spelling only.
func TestExact(t *testing.T) {
	f, err := New([]Literal{{Text: "YXBpX2tle", Exact: true}, {Text: "apikey"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []hit
	f.Find([]byte("yxbpx2tle APIKEY YXBpX2tle YXBpX2tl"), func(l, p int) bool {
		got = append(got, hit{l, p})
		return true
	})
	if want := []hit{{1, 10}, {0, 17}}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

type hit struct{ literal, pos int }

func find(t *testing.T, text []byte, literals []string) []hit {
	t.Helper()
	f, err := New(folded(literals))
	if err != nil {
		t.Fatal(err)
	}
	var got []hit
	f.Find(text, func(l, p int) bool {
		got = append(got, hit{l, p})
		return true
	})
	return got
}

// slow is the obvious way to find literals.
func slow(text []byte, literals []string) []hit {
	var got []hit
	low := bytes.Clone(text)
	for i, c := range low {
		if 'A' <= c && c <= 'Z' {
			low[i] = c | 0x20
		}
	}
	for pos := range low {
		for i, l := range literals {
			if bytes.HasPrefix(low[pos:], []byte(fold(l))) {
				got = append(got, hit{i, pos})
			}
		}
	}
	return got
}

var literals = []string{"api_key", "apikey", "api-key", "logstag", "Authorization", "key"}

func TestFind(t *testing.T) {
	for _, text := range []string{
		"", "a", "api_key", "API_KEYapikey", "xxapi-keyyy", "logstaglogstag", "authorizatioN: apiKEY",
		"apiapi_keykey", "keykeykey", "\x00api_key\xff", "ap\u0131key", "AUTHORIZATION",
	} {
		want := slow([]byte(text), literals)
		if got := find(t, []byte(text), literals); !slices.Equal(got, want) {
			t.Errorf("Find(%q) = %v, want %v", text, got, want)
		}
	}
}

func TestFindStops(t *testing.T) {
	f, err := New(folded([]string{"ab"}))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	f.Find([]byte("ab ab ab"), func(int, int) bool { n++; return n < 2 })
	if n != 2 {
		t.Errorf("yield was called %d times after it asked to stop at 2", n)
	}
}

func TestNewRefuses(t *testing.T) {
	for _, bad := range [][]string{nil, {"a"}, {"key", ""}} {
		if _, err := New(folded(bad)); err == nil {
			t.Errorf("New(%q) gave no error", bad)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add([]byte("an api_key here, Api-Key there"), "api_key", "key")
	f.Add([]byte("aaaa"), "aa", "aaa")
	f.Fuzz(func(t *testing.T, text []byte, a, b string) {
		words := []string{a, b, "apikey"}
		if len(a) < MinLen || len(b) < MinLen || len(a) > 200 || len(b) > 200 {
			return
		}
		want := slow(text, words)
		if got := find(t, text, words); !slices.Equal(got, want) {
			t.Fatalf("Find differs from the slow search for %q in %q: %v, want %v", words, text, got, want)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	f, err := New(folded(literals[:5]))
	if err != nil {
		b.Fatal(err)
	}
	text := bytes.Repeat([]byte("func (s *Server) handle(w http.ResponseWriter, r *http.Request) { log.Printf(\"%s\", r.URL) }\n"), 1<<14)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		f.Find(text, func(int, int) bool { return true })
	}
}
