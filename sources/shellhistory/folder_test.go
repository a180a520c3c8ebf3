//go:build unix

package shellhistory

import (
	"path/filepath"
	"testing"
)

// TestFolder names folders that are no home themselves: a mounted system, and a
// copy of its homes.
func TestFolder(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"etc/passwd":              "root:x:0:0::/root:/bin/sh\nann:x:1:1:Ann:/data/ann:/bin/zsh\n",
		"root/.bash_history":      "r",
		"data/ann/.zsh_history":   "a",
		"home/bea/.bash_history":  "b",
		"home/bea/x/.sh_history":  "not a home",
		"home/note":               "not a folder",
		".ash_history":            "top",
		"copies/etc2/.sh_history": "e",
	} {
		write(t, filepath.Join(root, filepath.FromSlash(name)), []byte(text))
	}
	for _, r := range []struct {
		name, path string
		want       []string
	}{
		{"system", ".", []string{
			".ash_history  ash top",
			"data/ann/.zsh_history ann zsh a",
			"home/bea/.bash_history bea bash b",
			"root/.bash_history root bash r",
		}},
		{"homes", "home", []string{"home/bea/.bash_history bea bash b"}},
		{"copies", "copies", []string{"copies/etc2/.sh_history etc2 sh e"}},
		{"home", "home/bea", []string{"home/bea/.bash_history bea bash b"}},
		{"neither", "home/bea/x/..//../../etc", nil},
	} {
		t.Run(r.name, func(t *testing.T) {
			out, err := readAll(Options{Path: filepath.Join(root, r.path), Env: env()})
			checkSummary(t, out, err, root, r.want...)
		})
	}
}
