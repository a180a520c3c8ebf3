package layer

import (
	"strings"
	"testing"
)

// TestDecode decodes around a mark, the caret, and looks at all of the text.
func TestDecode(t *testing.T) {
	for _, r := range []struct {
		name     string
		encoding Encoding
		text     string // with a caret before the place
		want     string
	}{
		{"base64", Base64, "x: ^YXBpX2tleT1h\n", "api_key=a"},
		{"base64, from its middle", Base64, "YXBp^X2tleT1h", "api_key=a"},
		{"base64, cut", Base64, "^YXBpX2tleT1hY.", "api_key=a"},
		{"base64 for URLs", Base64, "^fn5-Pz8_", "~~~???"},
		{"base64, escaped", Base64, `^fn5%2BPz8\/`, "~~~???"},
		{"base64, escaped twice", Base64, `^fn5%252BPz8\\u002f`, "~~~???"},
		{"base64, entities", Base64, "^fn5&#43;Pz8&#x2f;", "~~~???"},
		{"base64, continued", Base64, "^YXBp\\\n\tX2tleQ", "api_key"},
		{"base64, in a string", Base64, `^YXBp\r\nX2tleQ`, "api_key"},
		{"base64, next line is text", Base64, strings.Repeat("YWJj", 10) + "\n^a word", ""},
		{"hex", Hex, "^6170695f6B65790", "api_key"},
		{"hex, from its middle", Hex, "6170^695f6b6579", "api_key"},
		{"hex, in lines", Hex, strings.Repeat("61", 20) + "\n^6162", strings.Repeat("a", 20) + "ab"},
		{"list", HexList, "{ 0x61, 0x70,\n\t^0x69 }", "api"},
		{"list with colons", HexList, "61:^70:69:", "api"},
		{"list, odd", HexList, "61 ^70 6 9", "ap"},
		{"dump of hexdump", Dump, "> ^00000000  61 70 69 5f 6b 65 79 3d  61 62 63 64 65 66 67 68  |api_key=abcdefgh|\r\n>\t00000010  0a 62                                             |.b|\n00000012\n", "api_key=abcdefgh\nb"},
		{"dump of xxd", Dump, "^00000000: 6170 695f 6b65 793d 6162 6364 6566 6768  ab cd ef\n00000010: 0a62 63                                  .bc\n", "api_key=abcdefgh\nbc"},
		{"dump of xxd, eight in a line", Dump, "^00000000: 6170 695f 6b65 793d  dead beef\n00000008: 6162 6364 6566 6768  abcdefgh\n", "api_key=abcdefgh"},
		{"dump of od", Dump, "^0000000 61 70 69 5f 6b 65 79 3d 61 62 63 64 65 66 67 68\n*\n0000040 0a 62\n0000042\n", "api_key=abcdefgh\nb"},
		{"dump that goes on elsewhere", Dump, "^00000000  61 70 69 5f\n00000000  6b 65 79\n", "api_"},
		{"dump, from its middle", Dump, "00000000: 61^70 695f\n", ""},
		{"no dump", Dump, "^00000000  7 of 12\n", ""},
		{"a number", Dump, "x1^00000000 61 70 69 5f\n", ""},
		{"percent", Escaped, "a^%70i%5Fkey%3d%", "api_key=%"},
		{"percent, one level", Escaped, "^%2541", "%41"},
		{"percent, beyond ASCII", Escaped, "^%C3%A4 %DB_PASSWORD%", "ä %DB_PASSWORD%"},
		{"a variable", Escaped, "^%DB_PASSWORD%", ""},
		{"backslashes", Escaped, `^\u0061\x70\u{69}\137\n\\n\z`, "api_\n\\n\\z"},
		{"no escapes", Escaped, `^\u00 \x4 %4 &unknown; &;`, ""},
		{"entities", Escaped, "^&quot;&#97;&#x70;i&lowbar;&amp;quot;&lt;", "\"api_&quot;<"},
		{"form", Form, "^a+b%2Bc", "a b+c"},
		{"quoted-printable", QuotedPrintable, "^api=\r\n_key=3D=C3=A4=\n= x=XY", "api_key=ä= x=XY"},
	} {
		t.Run(r.name, func(t *testing.T) {
			before, after, _ := strings.Cut(r.text, "^")
			l, next := Decode([]byte(before+after), Place{Encoding: r.encoding, Pos: len(before)}, 0)
			got := ""
			if l != nil {
				got = string(l.Text)
			}
			if got != r.want {
				t.Errorf("%q, not %q", got, r.want)
			}
			if next <= len(before) {
				t.Errorf("goes on at %d, which is not behind %d", next, len(before))
			}
		})
	}
}

// TestUnpack unpacks what is whole, cut, damaged and too large.
func TestUnpack(t *testing.T) {
	whole, _ := packedRun([]byte("H4sIAAAAAAAAA0ssyEzQBgBBYi1BBQAAAA=="), 0, &base64Digits)
	if text, _ := Unpack(whole.Text, 2); len(text) > 2 {
		t.Errorf("%d bytes, not 2 at most", len(text))
	}
	if text, err := Unpack([]byte("plain"), 100); text != nil || err != nil {
		t.Errorf("plain text was unpacked: %q, %v", text, err)
	}
	if _, err := Unpack(whole.Text[:15], 100); err == nil {
		t.Error("what was cut has no error")
	}
}

// FuzzDecode decodes anything anywhere: places must lie in the text, and it must go
// on.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("YXBpX2tleQ==\n%2B\\n&#43;=3D=\n"), uint8(0), 3)
	f.Add([]byte("0x61, 0x70\n61:62"), uint8(HexList), 4)
	f.Add([]byte("00000000  61 70 69  |api|\n00000003: 6b65 79\n"), uint8(Dump), 0)
	f.Add([]byte("H4sIAAAA%2F%0A"), uint8(Gzip), 0)
	f.Fuzz(func(t *testing.T, text []byte, encoding uint8, pos int) {
		if len(text) == 0 || pos < 0 {
			return
		}
		pos %= len(text)
		at := Place{Encoding: Encoding(encoding) % Encodings, Pos: pos, Lead: pos % 4}
		l, next := Decode(text, at, pos/2)
		if next <= pos && next < len(text) {
			t.Fatalf("goes on at %d from %d", next, pos)
		}
		if l != nil {
			for i := range l.Text {
				if from, to := l.Map.Original(i, i+1); from < 0 || from > to || to > len(text) {
					t.Fatalf("byte %d lies at %d-%d of %d", i, from, to, len(text))
				}
			}
		}
		Runs(text, func(p Place) int {
			if p.Pos < 0 || p.Pos > len(text) {
				t.Fatalf("a place at %d of %d", p.Pos, len(text))
			}
			return p.Pos
		})
		Near(text, pos, min(len(text), pos+3), func(Encoding) {})
		Cut(text, pos, next)
		Narrow(text)
	})
}
