package detectors

import (
	"encoding/base64"
	"testing"

	"github.com/leakstag/leakstag/rules"
)

// BenchmarkNewEngine prepares the built-in rules, as each run of the program does.
func BenchmarkNewEngine(b *testing.B) {
	set, err := rules.Default()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := NewEngine(set, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestLayerLiterals decodes each literal from where its word begins.
func TestLayerLiterals(t *testing.T) {
	literals := layerLiterals()
	if len(literals) != 6*len(layerWords) {
		t.Fatalf("%d literals for %d words", len(literals), len(layerWords))
	}
	for i, lit := range literals {
		word := layerWords[i/6]
		if i%6 >= 3 {
			wide := ""
			for _, c := range word {
				wide += string(c) + "\x00"
			}
			word = wide
		}
		// Whatever stands around the word, the literal is the same.
		for _, around := range []string{"\x00\x00\x00", "abc", "\xff\xff\xff"} {
			text := base64.StdEncoding.EncodeToString([]byte(around[:i%3] + word + around))
			if got := text[lit.lead:min(len(text), lit.lead+len(lit.text))]; got != lit.text {
				t.Errorf("%q behind %d bytes: %q, not %q", word, i%3, got, lit.text)
			}
		}
	}
}
