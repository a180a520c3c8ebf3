package layer

import (
	"bytes"
	"encoding/base64"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkRuns looks for runs where there are next to none, as in source text,
// and where there is nothing else.
func BenchmarkRuns(b *testing.B) {
	root, err := exec.CommandContext(b.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src/net/http/*.go"))
	if err != nil {
		b.Fatal(err)
	}
	var source []byte
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		source = append(source, text...)
	}
	program, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "bin/gofmt"))
	if err != nil {
		b.Fatal(err)
	}
	for _, t := range []struct {
		name string
		text []byte
	}{
		{"source", source},
		{"program", program},
		{"base64 of a program", []byte(base64.StdEncoding.EncodeToString(program))},
		{"long words", bytes.Repeat([]byte("internal/thing/of_a_name/of-some-length-that-is-long "), 20000)},
	} {
		b.Run(t.name, func(b *testing.B) {
			b.SetBytes(int64(len(t.text)))
			for b.Loop() {
				Runs(t.text, func(p Place) int { return p.Pos })
			}
		})
	}
}
