package gitobject

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

// FuzzParseText checks that no text of a commit gets lost.
func FuzzParseText(f *testing.F) {
	id := strings.Repeat("12", 20)
	f.Add([]byte("tree " + id + "\nparent " + id + "\nauthor A <a> 1 +0000\ncommitter B <b> 2 -0130\n\nmessage\n"))
	f.Add([]byte("object " + id + "\ntype commit\ntag v1\ntagger A <a> 1 +0000\n\nmessage\n"))
	f.Add([]byte("tree x\nodd\n continued\n\n"))
	f.Add([]byte("tree " + id))
	f.Add([]byte("author <<>> >> 99999999999999999999 +9999\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.Contains(data, []byte("encoding")) || bytes.Contains(data, []byte("gpgsig")) {
			return
		}
		c := ParseText(data, SHA1Size)
		_, _, _, _ = c.Author.Name(), c.Author.Email(), c.Author.Time(), c.Committer.Seconds()
		kept := string(c.Headers) + "\n" + string(c.Message) + "\n" + string(c.Author.Who) + string(c.Author.When) + "\n" + string(c.Committer.Who) + string(c.Committer.When)
		for word := range strings.FieldsSeq(string(data)) {
			switch word {
			case "tree", "parent", "object", "type", "author", "tagger", "committer", "commit", "blob", "tag", id:
				continue
			}
			if _, isID := SHA1Size.Parse([]byte(word)); !isID && !strings.Contains(kept, word) && !strings.ContainsAny(word, "<>") {
				t.Errorf("%q of %q got lost", word, data)
			}
		}
	})
}

func TestPersonTime(t *testing.T) {
	table := []struct{ line, want string }{
		{"A <a@x> 1600000000 +0200", "2020-09-13T14:26:40+02:00"},
		{"A <a@x> 1600000000 -0330", "2020-09-13T08:56:40-03:30"},
		{"A <a@x> 1600000000", "2020-09-13T12:26:40Z"},
		{"A <a@x> 1600000000 nonsense", "2020-09-13T12:26:40Z"},
		{"A <a@x> 99999999999999 +0000", "0001-01-01T00:00:00Z"},
		{"A <a@x> -1 +0000", "0001-01-01T00:00:00Z"},
		{"nobody", "0001-01-01T00:00:00Z"},
	}
	for _, c := range table {
		if got := ParsePerson([]byte(c.line)).Time().Format(time.RFC3339); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	p := ParsePerson([]byte("Ada Odd <x> <ada@example.org> 1 +0000"))
	if p.Name() != "Ada Odd <x>" || p.Email() != "ada@example.org" {
		t.Errorf("name %q, address %q", p.Name(), p.Email())
	}
}
