package shellhistory

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
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

func encodeKsh93(text string, _ int64) []byte {
	return []byte("\x82\x00\x00\x00\x07\x00" + text + "\n\x00")
}

func encodeMksh(text string, _ int64) []byte {
	return []byte("\xff\x00\x00\x00\x07" + text + "\x00")
}

// encodeLibedit writes a command as vis(3) does with VIS_WHITE.
func encodeLibedit(text string, _ int64) []byte {
	var out []byte
	for _, c := range []byte(text) {
		if c <= ' ' || c == '\\' || c >= 0x7F {
			out = fmt.Appendf(out, "\\%03o", c)
		} else {
			out = append(out, c)
		}
	}
	return append(out, '\n')
}

func encodeNushell(text string, _ int64) []byte {
	return []byte(strings.ReplaceAll(text, "\n", "<\\n>") + "\n")
}

func encodePython(text string, _ int64) []byte {
	return []byte(strings.ReplaceAll(text, "\n", "\r\n") + "\n")
}

func encodePrompt(text string, _ int64) []byte {
	return []byte("+" + strings.ReplaceAll(text, "\n", "\n+") + "\n")
}

// encodeViminfo writes a command in both forms.
func encodeViminfo(text string, epoch int64) []byte {
	first := strings.NewReplacer("\n", "\x16n", "\x16", "\x16\x16").Replace(text)
	second := strings.NewReplacer("\n", `\n`, `\`, `\\`, `"`, `\"`).Replace(text)
	return fmt.Appendf(nil, ":%s\n|2,0,%d,,\"%s\"\n", first, epoch, second)
}

func encodeShada(text string, _ int64) []byte {
	value := append([]byte{0x92, 0x00, 0xC6, 0, 0, byte(len(text) >> 8), byte(len(text))}, text...)
	return append([]byte{4, 1, 0xCE, 0, 0, byte(len(value) >> 8), byte(len(value))}, value...)
}

func encodeXonsh(text string, epoch int64) []byte {
	quoted, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return fmt.Appendf(nil, `{"cmds": [{"inp": %s, "ts": [%d.5, null]}]}`, quoted, epoch)
}

func FuzzKsh93(f *testing.F) {
	fuzzFormat(f, "ksh93", "\x81\x01\x00", parseKsh, encodeKsh93, withoutNUL)
}

func FuzzMksh(f *testing.F) {
	fuzzFormat(f, "mksh", "\xab\xcd", parseKsh, encodeMksh, withoutNUL)
}

func withoutNUL(text string) bool { return !strings.Contains(text, "\x00") }

func FuzzLibedit(f *testing.F) {
	fuzzFormat(f, "libedit", "_HiStOrY_V2_\n", parseReadline, encodeLibedit, func(text string) bool { return !strings.Contains(text, "\x01") })
}

func FuzzNushell(f *testing.F) {
	fuzzFormat(f, "nushell", "", parseNushell, encodeNushell, func(text string) bool {
		return !strings.Contains(text, `<\n>`) && !strings.HasSuffix(text, "\r")
	})
}

func FuzzPython(f *testing.F) {
	fuzzFormat(f, "python", "", parsePython, encodePython, func(text string) bool {
		return !strings.ContainsAny(text, "\r\n")
	})
}

func FuzzPrompt(f *testing.F) {
	fuzzFormat(f, "prompt", "", parsePrompt, encodePrompt, func(string) bool { return true })
}

func FuzzViminfo(f *testing.F) {
	fuzzFormat(f, "viminfo", "", parseViminfo, encodeViminfo, func(text string) bool { return true })
}

func FuzzXonsh(f *testing.F) {
	for _, tt := range formats {
		f.Add(tt.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || blank([]byte(text)) {
			text = "planted"
		}
		file := encodeXonsh(text, 1700000000)
		all := rows(parseXonsh(file))
		if len(all) != 1 || all[0].text != text || all[0].epoch != 1700000000 {
			t.Errorf("%d commands from %q", len(all), file)
		}
		last := 1
		for c := range parseXonsh([]byte(text)) {
			checkFragment(t, c.fragment, len(text), last)
			last = c.fragment.Line
		}
	})
}

func FuzzShada(f *testing.F) {
	for _, tt := range formats {
		f.Add(tt.text, tt.text)
	}
	f.Fuzz(func(t *testing.T, text, after string) {
		if blank([]byte(text)) || len(text) > 60000 {
			text = "planted"
		}
		all := rows(parseShada([]byte(string(encodeShada(text, 0)) + after)))
		if len(all) == 0 || all[0].text != text {
			t.Errorf("%d commands", len(all))
		}
		last := 1
		for c := range parseShada([]byte(after)) {
			checkFragment(t, c.fragment, len(after), last)
			last = c.fragment.Line
		}
	})
}

// FuzzElvish reads any file at all as a database of elvish's.
func FuzzElvish(f *testing.F) {
	head := make([]byte, 80)
	binary.LittleEndian.PutUint32(head[boltHeader:], boltMagic)
	binary.LittleEndian.PutUint32(head[boltHeader+8:], 1024)
	f.Add(append(head, make([]byte, 4096)...))
	f.Fuzz(func(t *testing.T, text []byte) {
		if !isBolt(text) {
			return
		}
		last := 1
		for c := range parseElvish(text) {
			checkFragment(t, c.fragment, len(text), last)
			last = c.fragment.Line
		}
	})
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
		form, binary := binaryForm(form{}, []byte(text))
		if !binary {
			form = contentForm(form, []byte(text))
		}
		for c := range form.parse([]byte(text)) {
			n++
			checkFragment(t, c.fragment, len(text), 1)
		}
		if n > len(text) {
			t.Errorf("%d fragments from %d bytes", n, len(text))
		}
	})
}
