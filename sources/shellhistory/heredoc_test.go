//go:build unix

package shellhistory

import (
	"slices"
	"strings"
	"testing"
)

// TestHereDocuments has histories without times, in which the lines of a
// here-document are those of one command.
func TestHereDocuments(t *testing.T) {
	long := "cat <<A\n" + strings.Repeat("x\n", maxHereLines) + "A"
	for _, r := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "a\ncat > f <<EOF\nb\nEOF\nc\n", []string{"a", "cat > f <<EOF\nb\nEOF", "c"}},
		{"quoted", "cat << 'EOF' | tee f\nb\nEOF\nc\n", []string{"cat << 'EOF' | tee f\nb\nEOF", "c"}},
		{"backslash", "cat <<\\_E1\nb\n_E1\nc\n", []string{"cat <<\\_E1\nb\n_E1", "c"}},
		{"tabs", "cat <<-E\n\tb\n\tE\nc\n", []string{"cat <<-E\n\tb\n\tE", "c"}},
		{"tabs that count", "cat <<E\n\tE\nE\n", []string{"cat <<E\n\tE\nE"}},
		{"two", "cat <<A <<B\n1\nA\n2\nB\nc\n", []string{"cat <<A <<B\n1\nA\n2\nB", "c"}},
		{"continued", "cat <<A \\\n> f\n1\nA\nc\n", []string{"cat <<A \\\n> f\n1\nA", "c"}},
		{"no end", "cat <<A\n1\nc\n", []string{"cat <<A", "1", "c"}},
		{"here-string", "cat <<<A\nA\nc\n", []string{"cat <<<A", "A", "c"}},
		{"shift", "echo $((1<<2))\n2\n", []string{"echo $((1<<2))", "2"}},
		{"at the end", "cat <<A\nA", []string{"cat <<A\nA"}},
		{"no more lines", "cat <<A", []string{"cat <<A"}},
		{"too long", long, strings.Split(long, "\n")},
	} {
		var got []string
		for c := range parseBash([]byte(r.text)) {
			got = append(got, string(c.fragment.Data))
		}
		if !slices.Equal(got, r.want) {
			t.Errorf("%s: got %q, want %q", r.name, got, r.want)
		}
	}
}
