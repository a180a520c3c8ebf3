package detectors

import (
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
