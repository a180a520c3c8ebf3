package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// jsonWriter writes a [Document], indented.
type jsonWriter struct{}

// Write implements Writer.
func (jsonWriter) Write(w io.Writer, run *Run) error {
	keys, keyOf := groupKeys(run.Findings)
	doc := Document{
		SummaryRecord: summaryRecord(run, keys),
		Findings:      make([]FindingRecord, 0, len(run.Findings)),
		Suppressed:    make([]SuppressedRecord, 0, len(run.Suppressed)),
		Skipped:       make([]SkipRecord, 0, len(run.Skips)),
	}
	doc.Type = "report"
	for i := range run.Findings {
		doc.Findings = append(doc.Findings, findingRecord(run, &run.Findings[i], len(keys[keyOf[i]].places)))
	}
	for i := range run.Suppressed {
		doc.Suppressed = append(doc.Suppressed, suppressedRecord(run, &run.Suppressed[i]))
	}
	for i := range run.Skips {
		doc.Skipped = append(doc.Skipped, skipRecord(run, &run.Skips[i]))
	}
	return writeJSON(w, doc, "  ")
}

// writeJSON writes v and a line end. Besides what JSON demands, characters that
// a terminal or an editor acts on are written as escapes, which changes nothing
// for a program that reads it.
func writeJSON(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encode the report as JSON: %w", err)
	}
	_, err := w.Write(EscapeInvisible(b.Bytes()))
	return err
}

// EscapeInvisible escapes the control and format characters above ASCII, and
// DEL, in a JSON text, and what a CI system would take for a command. They can only
// stand inside a string there.
func EscapeInvisible(text []byte) []byte {
	text = withoutCommands(text)
	var out []byte
	done := 0
	for i := 0; i < len(text); {
		if text[i] < 0x7f {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co) {
			out = append(out, text[done:i]...)
			if r > 0xffff {
				r -= 0x10000
				out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
			} else {
				out = fmt.Appendf(out, `\u%04x`, r)
			}
			done = i + n
		}
		i += n
	}
	if done == 0 {
		return text
	}
	return append(out, text[done:]...)
}
