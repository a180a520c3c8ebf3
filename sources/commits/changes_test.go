package commits

import (
	"strings"
	"testing"
)

// FuzzParseChanges checks that whatever git's list is, it is read to its end or is
// an error: as many files come out as stand in it.
func FuzzParseChanges(f *testing.F) {
	a, b, none := strings.Repeat("a", 40), strings.Repeat("b", 40), strings.Repeat("0", 40)
	f.Add(a + "\x00:100644 100644 " + a + " " + b + " M\x00path\x00")
	f.Add(a + "\x00::100644 100644 100644 " + a + " " + b + " " + b + " MM\x00a b\x00" + b + "\x00:000000 100644 " + none + " " + b + " A\x00:x\x00")
	f.Add(a + "\x00:160000 160000 " + a + " " + b + " M\x00submodule\x00:100644 000000 " + a + " " + none + " D\x00gone\x00")
	f.Add(":100644")
	f.Fuzz(func(t *testing.T, text string) {
		n := 0
		err := parseChanges(strings.NewReader(text), func(commit string, c change) error {
			n++
			if commit == "" || c.id == "" && len(c.before) == 0 {
				t.Errorf("%+v of %q", c, commit)
			}
			return nil
		})
		if err == nil && n > strings.Count(text, "\x00") {
			t.Errorf("%d files in %q", n, text)
		}
		if err == nil && text != "" && !strings.HasSuffix(text, "\x00") {
			t.Errorf("%q is cut short, and is no error", text)
		}
	})
}
