package structure

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// got is an entry of a view.
type got struct {
	name, value string
	start, end  int // of the value in the original
}

// entriesOf reads a text, what lies in it included, and gives all entries.
func entriesOf(t testing.TB, f Format, text []byte) (list []got, views []string) {
	t.Helper()
	var read func(f Format, text []byte, outer func(int, int) (int, int), depth int)
	read = func(f Format, text []byte, outer func(int, int) (int, int), depth int) {
		_ = Read(f, text, func(v *View) {
			place := func(s, e int) (int, int) {
				s, e = v.Map.Original(s, e)
				if s < 0 || e < s || e > len(text) {
					t.Fatalf("%v: a place at %d to %d of %d", f, s, e, len(text))
				}
				return outer(s, e)
			}
			views = append(views, fmt.Sprintf("%v: %s", v.Format, v.Text))
			pos := 0
			for line := range bytes.Lines(v.Text) {
				name, value, ok := strings.Cut(strings.TrimRight(string(line), "\n"), " = ")
				if ok && len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
					e := got{name: name, value: value[1 : len(value)-1]}
					s := pos + len(name) + 4
					e.start, e.end = place(s, s+len(e.value))
					list = append(list, e)
				}
				pos += len(line)
			}
			if depth < 4 {
				read(v.Format, v.Text, place, depth+1)
			}
		})
	}
	read(f, text, func(s, e int) (int, int) { return s, e }, 0)
	return list, views
}

// row is a text with marks « » around what must be the place of one entry's value.
type row struct{ name, text, entry, value string }

func testRows(t *testing.T, f Format, rows []row) {
	t.Helper()
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			before, rest, ok := strings.Cut(r.text, "«")
			marked, after, ok2 := strings.Cut(rest, "»")
			if !ok || !ok2 {
				t.Fatal("no marks")
			}
			text := before + marked + after
			list, views := entriesOf(t, f, []byte(text))
			n := 0
			for _, e := range list {
				if e.name != r.entry || e.value != r.value {
					continue
				}
				if n++; e.start != len(before) || e.end != len(before)+len(marked) {
					t.Errorf("at %d to %d, want %d to %d", e.start, e.end, len(before), len(before)+len(marked))
				}
			}
			if n == 0 {
				t.Errorf("no entry %s = %q in:\n%s", r.entry, r.value, strings.Join(views, "\n"))
			}
		})
	}
}
