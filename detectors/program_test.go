package detectors

import (
	"os"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestProgram finds nothing in what the program itself is built with: an audit reads
// programs, too, and would find the rules' examples in it.
func TestProgram(t *testing.T) {
	text, err := os.ReadFile("../rules/default_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range scanText(t, newTestEngine(t), sources.Origin{Source: sources.Files, Path: "/usr/local/bin/leakstag"}, string(text)) {
		t.Errorf("line %d: %s", f.Region.StartLine, f.Rule.ID)
	}
}
