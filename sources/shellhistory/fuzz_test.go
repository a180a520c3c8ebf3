package shellhistory

import (
	"bytes"
	"fmt"
	"iter"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// encodeFish writes a command as fish does.
func encodeFish(text string, epoch int64) []byte {
	escaped := strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(text)
	return fmt.Appendf(nil, "- cmd: %s\n  when: %d\n", escaped, epoch)
}

// encodeZsh writes a command as zsh does, with EXTENDED_HISTORY.
func encodeZsh(text string, epoch int64) []byte {
	out := fmt.Appendf(nil, ": %d:0;", epoch)
	for _, c := range []byte(text) {
		switch {
		case c == '\n':
			out = append(out, '\\', c)
		case c == 0 || c >= 0x83 && c <= 0xA2:
			out = append(out, 0x83, c^0x20)
		default:
			out = append(out, c)
		}
	}
	if strings.HasSuffix(strings.TrimRight(text, " "), `\`) {
		out = append(out, ' ')
	}
	return append(out, '\n')
}

func encodeBash(text string, epoch int64) []byte {
	return fmt.Appendf(nil, "#%d\n%s\n#%d\n", epoch, text, epoch+1)
}

func encodePSReadLine(text string, _ int64) []byte {
	return []byte(strings.ReplaceAll(text, "\n", "`\n") + "\n")
}

// fuzzFormat plants a command between other text and looks for it.
func fuzzFormat(f *testing.F, kind, head string, parse func([]byte) iter.Seq[command],
	encode func(string, int64) []byte, encodable func(string) bool) {
	for _, tt := range formats {
		if strings.HasPrefix(tt.name, kind) {
			f.Add(tt.text, "agent \\\n --api-key é", tt.text)
			f.Add("", tt.text, "")
		}
	}
	f.Fuzz(func(t *testing.T, before, text, after string) {
		if blank([]byte(text)) || !utf8.ValidString(text) || !encodable(text) {
			text = "planted"
		}
		before = head + before
		if before != "" && !strings.HasSuffix(before, "\n") {
			before += "\n"
		}
		const epoch = 1700000000
		planted := encode(text, epoch)
		file := before + string(planted) + after
		line := 1 + strings.Count(before, "\n") + strings.Count(head, "#") // bash's command is on the line after its time
		found, last := false, 1
		for c := range parse([]byte(file)) {
			f := c.fragment
			checkFragment(t, f, len(file), last)
			last = f.Line
			for at := 0; !found; at++ {
				next := bytes.Index(f.Data[at:], []byte(text))
				if next < 0 {
					break
				}
				at += next
				planted, _ := placeOf(f, at, at+len(text))
				found = planted == line
			}
		}
		if !found {
			t.Errorf("the planted command %q was not found on line %d of %q", text, line, file)
		}
	})
}

// checkFragment looks for what no fragment may say, of a file of this size; the
// one before it was on line last.
func checkFragment(t *testing.T, f sources.Fragment, size, last int) {
	t.Helper()
	raw := f.Data
	if f.Map != nil {
		raw = f.Raw
		if from, to := f.Map.Original(0, len(f.Data)); from < 0 || from > to || to > len(raw) {
			t.Fatalf("impossible map: %d bytes lead to %d to %d of %d", len(f.Data), from, to, len(raw))
		}
	}
	if f.Line < last || f.Column < 0 || len(f.Data) == 0 || f.Before != 0 || f.After != 0 ||
		f.Offset < 0 || f.Offset+int64(len(raw)) > int64(size) {
		t.Fatalf("impossible fragment: offset %d, line %d after %d, column %d, %d bytes of %d",
			f.Offset, f.Line, last, f.Column, len(f.Data), size)
	}
}

func FuzzBash(f *testing.F) {
	fuzzFormat(f, "bash", "#1\n", parseBash, encodeBash, func(text string) bool {
		for line := range strings.SplitSeq(text, "\n") {
			if _, ok := timeLine([]byte(line)); ok {
				return false
			}
		}
		return true
	})
}

func FuzzZsh(f *testing.F) {
	fuzzFormat(f, "zsh", "", parseZsh, encodeZsh, func(string) bool { return true })
}

func FuzzFish(f *testing.F) {
	fuzzFormat(f, "fish", "", parseFish, encodeFish, func(text string) bool {
		return !strings.HasSuffix(text, "\r")
	})
}

func FuzzPSReadLine(f *testing.F) {
	fuzzFormat(f, "PSReadLine", "", parsePSReadLine, encodePSReadLine, func(text string) bool {
		return !strings.HasSuffix(text, "`") && !strings.Contains(text, "\r")
	})
}

// FuzzContent reads any file at all: it ends, and says nothing impossible.
func FuzzContent(f *testing.F) {
	for _, tt := range formats {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n := 0
		for c := range contentForm(form{}, []byte(text)).parse([]byte(text)) {
			n++
			checkFragment(t, c.fragment, len(text), 1)
		}
		if n > len(text) {
			t.Errorf("%d fragments from %d bytes", n, len(text))
		}
	})
}
