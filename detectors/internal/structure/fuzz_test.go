package structure

import (
	"bytes"
	"testing"
)

// planted are entries as each notation may write them, between text that is none
// of the value.
var planted = [...]struct{ before, raw, after, view string }{
	Shell:      {"LOGSTAG_API_KEY=", `FAKE'9q'"x\""Z`, "", `LOGSTAG_API_KEY='FAKE9qx"Z'`},
	Zsh:        {"export LOGSTAG_API_KEY='", `FAKE9q'$'\x78"'Z`, "", `LOGSTAG_API_KEY='FAKE9qx"Z'`},
	Dockerfile: {"ENV LOGSTAG_API_KEY='", `FAKE9q'\x"\""Z`, "", `LOGSTAG_API_KEY = 'FAKE9qx"Z'`},
	Unit:       {"Environment=\"LOGSTAG_API_KEY=", `FAKE9q\x78\"Z`, "\"", `LOGSTAG_API_KEY = 'FAKE9qx"Z'`},
	PowerShell: {"$env:LOGSTAG_API_KEY = '", "FAKE9q' + \"x`\"Z", "\"", `LOGSTAG_API_KEY = 'FAKE9qx"Z'`},
	Registry:   {`"LOGSTAG_API_KEY"="`, `FAKE9qx\"Z`, `"`, `LOGSTAG_API_KEY = 'FAKE9qx"Z'`},
	Code:       {`LOGSTAG_API_KEY = "`, `FAKE9q" + 'x"Z`, `';`, `LOGSTAG_API_KEY = 'FAKE9qx"Z'`},
}

// FuzzReaders gives any text to every reader, with an entry between: places stay
// within the text, and the entry is seen as it is behind lines of plain words.
func FuzzReaders(f *testing.F) {
	for _, s := range []string{"", "a 'b\n", "cat <<E\n$(x)\nE\n", "((((", "f() { g", "case x in a) ;;", "`a\\`b`", "${a:-${b", "a=(b [c]=d)", "\xff\x00\r\n",
		"RUN <<E\nENV a=b \\\n", "[Service]\nExecStart=a \\\n", "@\"\n\"@ + 'b' `\n", "\"a\"=hex(2):61,\\\n", "a b\nc d\n"} {
		f.Add([]byte(s), []byte(s))
	}
	f.Fuzz(func(t *testing.T, before, after []byte) {
		for format := Plain + 1; int(format) < len(formatNames); format++ {
			if int(format) >= len(planted) || planted[format].raw == "" {
				continue
			}
			p := planted[format]
			start := len(before) + 1 + len(p.before)
			text := string(before) + "\n" + p.before + p.raw + p.after + "\n" + string(after)
			seen := false
			// What went wrong is no matter: the text itself is searched too.
			_ = Read(format, []byte(text), func(v *View) {
				checkMap(t, text, v)
				i := bytes.Index(v.Text, []byte(p.view))
				if i < 0 {
					return
				}
				seen = true
				end := i + len(p.view) - 1
				if from, to := v.Map.Original(end-len(`FAKE9qx"Z`), end); from != start || to != start+len(p.raw) {
					t.Errorf("%v: the place is %d-%d, want %d-%d", format, from, to, start, start+len(p.raw))
				}
			})
			if !seen && plainLines(before) {
				t.Errorf("%v: the entry is not seen behind %q", format, before)
			}
		}
	})
}

// plainLines says that a text is lines of words that mean nothing to a reader.
func plainLines(text []byte) bool {
	if len(text) > 1000 {
		return false
	}
	for _, c := range text {
		if !('a' <= c && c <= 'z' || c == ' ' || c == '\n') {
			return false
		}
	}
	for _, w := range bytes.Fields(text) {
		if reserved(string(w)) {
			return false
		}
	}
	return true
}

// reserved says that a word begins more than a line.
func reserved(word string) bool {
	switch word {
	case "if", "then", "elif", "else", "fi", "do", "done", "case", "esac", "while", "until", "for", "select", "time", "coproc", "function", "let", "in",
		"export", "local", "readonly", "typeset", "nameref", "declare", "repeat", "foreach":
		return true
	}
	return false
}
