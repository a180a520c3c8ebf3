package prefilter

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// realLiterals are like those of the rules that are built in: keywords, and the
// forms that words have within base64.
func realLiterals() []Literal {
	var list []Literal
	for _, w := range []string{"api_key", "apikey", "api-key", "api key", "api.key", "logstag", "authorization", "bearer"} {
		list = append(list, Literal{Text: w})
	}
	for _, w := range []string{
		"api_key", "API_KEY", "apikey", "APIKEY", "apiKey", "ApiKey", "api-key", "API-KEY", "Api-Key", "API-Key",
		"logstag", "LOGSTAG", "Logstag",
	} {
		var wide []byte
		for _, c := range []byte(w) {
			wide = append(wide, c, 0)
		}
		for _, form := range [][]byte{[]byte(w), wide} {
			for k := range 3 {
				text := base64.RawStdEncoding.EncodeToString(append(make([]byte, k), form...))
				list = append(list, Literal{Text: text[(k*8+5)/6 : (k+len(form))*8/6], Exact: true})
			}
		}
	}
	return list
}

// manyLiterals are n more, as from somebody's rule file.
func manyLiterals(n int) []Literal {
	list := realLiterals()
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		b := make([]byte, 4+r.IntN(8))
		for i := range b {
			b[i] = "abcdefghijklmnopqrstuvwxyz0123456789_-"[r.IntN(38)]
		}
		list = append(list, Literal{Text: string(b)})
	}
	return list
}

// goRoot is where the Go toolchain lies that runs the benchmarks.
func goRoot(tb testing.TB) string {
	tb.Helper()
	out, err := exec.CommandContext(tb.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		tb.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// goSource is source text of the Go toolchain.
func goSource(tb testing.TB) []byte {
	tb.Helper()
	root := goRoot(tb)
	var all []byte
	for _, dir := range []string{"net/http", "go", "encoding", "crypto/tls"} {
		err := filepath.WalkDir(filepath.Join(root, "src", dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || filepath.Ext(path) != ".go" {
				return err
			}
			b, err := os.ReadFile(path)
			all = append(all, b...)
			return err
		})
		if err != nil {
			tb.Fatal(err)
		}
	}
	return all
}

func logLines(n int) []byte {
	r := rand.New(rand.NewPCG(3, 4))
	var b bytes.Buffer
	for b.Len() < n {
		fmt.Fprintf(&b, "2026-03-%02dT%02d:%02d:%02d.%06dZ INFO ingest[%d]: user=%d login ok, bearing=%d path=/v1/logs/%x took %dms\n",
			r.IntN(28)+1, r.IntN(24), r.IntN(60), r.IntN(60), r.IntN(1e6), r.IntN(30000), r.IntN(1e6), r.IntN(360), r.Uint64(), r.IntN(900))
	}
	return b.Bytes()
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	r := rand.NewChaCha8([32]byte{5})
	r.Read(b)
	return b
}

type benchText struct {
	name string
	text []byte
}

func benchTexts(tb testing.TB) []benchText {
	const size = 1 << 20
	source := goSource(tb)
	var wide []byte
	for _, c := range source[:size] {
		wide = append(wide, c, 0)
	}
	program, err := os.ReadFile(filepath.Join(goRoot(tb), "bin", "gofmt"))
	if err != nil {
		tb.Fatal(err)
	}
	repeated := func(s string) []byte { return []byte(strings.Repeat(s, size/len(s)+1)) }
	return []benchText{
		{"source", source},
		{"logs", logLines(size)},
		{"random", randomBytes(size)},
		{"program", program},
		{"base64", []byte(base64.StdEncoding.EncodeToString(randomBytes(size)))},
		{"base64-source", []byte(base64.StdEncoding.EncodeToString(source[:size]))},
		{"base64-wide", []byte(base64.StdEncoding.EncodeToString(wide))},
		{"base64-zeros", repeated("AAAA")},
		{"hex", fmt.Appendf(nil, "%x", randomBytes(size/2))},
		{"cjk", repeated("密钥是一个秘密的字符串,请不要泄露。")},
		{"near-miss", repeated("api_kex apikeapikeapi logs login bearing authority Api-Kex ")},
		{"near-miss-dense", repeated("apikeapike")},
		{"near-miss-base64", repeated("YXBpX2tYQBwAGkYAFwaEAcABpAhAHAAaQYXBpLU")},
		{"hits", repeated("api_key=x; ")},
		{"hits-dense", repeated("apikey")},
	}
}

func BenchmarkFind(b *testing.B) {
	for _, t := range benchTexts(b) {
		for _, w := range ways() {
			f, err := newFilter(w, realLiterals())
			if err != nil {
				b.Fatal(err)
			}
			b.Run(t.name+"/"+w.String(), func(b *testing.B) { benchFind(b, f, t.text, len(t.text)) })
		}
	}
}

// BenchmarkShort searches many short texts.
func BenchmarkShort(b *testing.B) {
	text := goSource(b)
	for _, size := range []int{20, 50, 100, 300, 2000} {
		for _, w := range ways() {
			f, err := newFilter(w, realLiterals())
			if err != nil {
				b.Fatal(err)
			}
			b.Run(fmt.Sprint(size, "/", w.String()), func(b *testing.B) { benchFind(b, f, text[:1<<20], size) })
		}
	}
}

// BenchmarkMany searches for more literals than the buckets tell apart.
func BenchmarkMany(b *testing.B) {
	for _, n := range []int{10, 100, 300, 1000, 5000} {
		list := manyLiterals(n)
		for _, w := range ways() {
			f, err := newFilter(w, list)
			if err != nil {
				b.Fatal(err)
			}
			for _, t := range benchTexts(b)[:5] {
				b.Run(fmt.Sprint(n, "/", t.name, "/", w.String()), func(b *testing.B) { benchFind(b, f, t.text, len(t.text)) })
			}
		}
	}
}

func benchFind(b *testing.B, f *Filter, text []byte, size int) {
	hits := 0
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		for at := 0; at < len(text); at += size {
			f.Find(text[at:min(at+size, len(text))], func(int, int) bool { hits++; return true })
		}
	}
}

func BenchmarkNew(b *testing.B) {
	for _, n := range []int{0, 1000, 5000} {
		list := manyLiterals(n)
		for _, w := range ways() {
			b.Run(fmt.Sprint(n, "/", w.String()), func(b *testing.B) {
				for b.Loop() {
					if _, err := newFilter(w, list); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
