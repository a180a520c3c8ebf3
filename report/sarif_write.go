package report

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/owenrumney/go-sarif/v2/sarif"
)

// noResults is how a report of one run says that it has no results. The depth of
// its indentation names the field: there is one line like it, since no string in
// JSON holds the end of a line.
const noResults = "\n      \"results\": []"

// writeSARIF writes a log of one run without results, with these results put into
// it. The outcome is that of encoding all of it at once, but only one result is
// held at a time: a large report takes hundreds of megabytes otherwise.
func writeSARIF(w io.Writer, log *sarif.Report, results iter.Seq[*sarif.Result]) error {
	var frame bytes.Buffer
	if err := writeJSON(&frame, log, "  "); err != nil {
		return err
	}
	head, tail, ok := bytes.Cut(frame.Bytes(), []byte(noResults))
	if !ok {
		return errors.New("encode the report as SARIF: there is no place for results")
	}
	out := bufio.NewWriterSize(w, 64<<10) // it keeps the first error
	out.Write(head)
	out.WriteString("\n      \"results\": [")

	var one bytes.Buffer
	e := json.NewEncoder(&one)
	e.SetEscapeHTML(false)
	e.SetIndent("        ", "  ")
	separator := "\n        "
	for r := range results {
		one.Reset()
		if err := e.Encode(r); err != nil {
			return fmt.Errorf("encode the report as JSON: %w", err)
		}
		out.WriteString(separator)
		if _, err := out.Write(bytes.TrimSuffix(EscapeInvisible(one.Bytes()), []byte("\n"))); err != nil {
			return err
		}
		separator = ",\n        "
	}
	if separator[0] == ',' {
		out.WriteString("\n      ")
	}
	out.WriteString("]")
	out.Write(tail)
	return out.Flush()
}
