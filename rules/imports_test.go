package rules_test

import (
	"os/exec"
	"strings"
	"testing"
)

// module is this module's path, as it stands before the paths of its packages.
const module = "github.com/leakstag/leakstag/"

// mayImport says which of our own top-level folders each may import. Packages
// below sources are looked at on their own.
var mayImport = map[string][]string{
	"rules":     {},
	"sources":   {},
	"detectors": {"rules", "sources", "detectors"},
	"report":    {"detectors", "rules", "sources", "report"},
	"cmd":       {"report", "detectors", "rules", "sources", "deploy", "cmd"},
	"deploy":    {},
}

// TestImportDirection asks the go command what each package imports, for every
// system that the program is built for: imports run one way.
func TestImportDirection(t *testing.T) {
	for _, goos := range []string{"linux", "darwin", "windows"} {
		cmd := exec.CommandContext(t.Context(), "go", "list", "-e", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
		cmd.Dir = ".."
		cmd.Env = append(cmd.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		seen := 0
		for line := range strings.Lines(string(out)) {
			fields := strings.Fields(line)
			pkg, ours := strings.CutPrefix(fields[0], module)
			if !ours {
				continue
			}
			seen++
			for _, dep := range fields[1:] {
				dep, ours := strings.CutPrefix(dep, module)
				if ours && !allowed(pkg, dep) {
					t.Errorf("%s: %s imports %s", goos, pkg, dep)
				}
			}
		}
		if seen < 10 {
			t.Errorf("%s: only %d packages are listed", goos, seen)
		}
	}
}

// allowed says whether a package of ours may import another.
func allowed(pkg, dep string) bool {
	top, _, _ := strings.Cut(pkg, "/")
	depTop, depRest, _ := strings.Cut(dep, "/")
	if top == "sources" {
		// A reader and its private parts stand on sources and on each other, not
		// on other readers. The acceptance suite may be used by tests only.
		_, reader, _ := strings.Cut(pkg, "/")
		reader, _, _ = strings.Cut(reader, "/")
		return pkg != "sources" && (dep == "sources" || strings.HasPrefix(dep, "sources/internal/") || strings.HasPrefix(dep, "sources/"+reader+"/internal/"))
	}
	if depTop == "sources" && depRest != "" && top != "cmd" {
		return false
	}
	for _, may := range mayImport[top] {
		if depTop == may {
			return true
		}
	}
	return false
}

// TestAllowed makes sure that the test above would see a wrong import.
func TestAllowed(t *testing.T) {
	for _, r := range []struct {
		pkg, dep string
		want     bool
	}{
		{"cmd/leakstag", "sources/git", true}, {"cmd/leakstag", "report", true}, {"report", "detectors", true}, {"report", "sources", true},
		{"report", "sources/git", false}, {"report", "cmd/leakstag", false}, {"detectors", "report", false}, {"cmd/leakstag", "deploy/systemd", true}, {"deploy/systemd", "report", false}, {"deploy/cron", "deploy/systemd", false}, {"detectors", "sources/files", false},
		{"detectors", "detectors/internal/entry", true}, {"rules", "sources", false}, {"sources", "rules", false},
		{"sources/git", "sources", true}, {"sources/git", "sources/files", false}, {"sources/git", "rules", false},
		{"sources/files", "sources/internal/walk", true}, {"sources", "sources/internal/walk", false},
		{"sources/git/internal/odb", "sources/git/internal/inflate", true}, {"sources/git/internal/odb", "sources/git", false},
		{"sources/files", "sources/git/internal/odb", false},
	} {
		if allowed(r.pkg, r.dep) != r.want {
			t.Errorf("%s to %s: want %v", r.pkg, r.dep, r.want)
		}
	}
}
