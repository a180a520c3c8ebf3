package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"strings"
	"testing"
)

const module = "github.com/leakstag/leakstag/"

// mayImport says which parts of the program each part may use, besides itself
// and the internal packages of its own.
var mayImport = map[string][]string{
	"cmd":       {"report", "detectors", "rules", "sources"},
	"report":    {"detectors", "rules", "sources"},
	"detectors": {"rules", "sources"},
	"rules":     nil,
	"sources":   nil,
}

// TestImports keeps imports running one way: only cmd knows everything, and only
// cmd knows the packages of single sources.
func TestImports(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = "../.."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		from, ours := strings.CutPrefix(p.ImportPath, module)
		if !ours {
			continue
		}
		for _, path := range p.Imports {
			if to, ours := strings.CutPrefix(path, module); ours && !allowed(from, to) {
				t.Errorf("%s must not import %s", from, to)
			}
		}
	}
}

// allowed says whether package from may import package to.
func allowed(from, to string) bool {
	part, _, _ := strings.Cut(from, "/")
	other, rest, _ := strings.Cut(to, "/")
	list, known := mayImport[part]
	switch {
	case !known:
		return true // no part of the program
	case part == other:
		// One source may not use another, only what is internal to all, and what
		// is internal to itself.
		name, _, _ := strings.Cut(strings.TrimPrefix(from, "sources/"), "/")
		return part != "sources" || rest == "" || strings.HasPrefix(rest, "internal/") || strings.HasPrefix(rest, name+"/")
	case strings.Contains(to, "/internal/"):
		return false
	}
	for _, ok := range list {
		if other == ok {
			return other != "sources" || rest == "" || part == "cmd"
		}
	}
	return false
}
