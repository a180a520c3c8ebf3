package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// csvWriter writes comma-separated values (RFC 4180), a row a finding and a row
// for each item that was not read, with the names of the JSON formats as the
// header; what JSON nests has a dot in its name. Lists are separated by spaces.
//
// It is for spreadsheets: text is shown as the text report shows it, and no cell
// is taken for a formula.
type csvWriter struct{}

// Write implements Writer.
func (csvWriter) Write(w io.Writer, run *Run) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	header := columns(reflect.TypeFor[FindingRecord](), "")
	column := map[string]int{}
	for i, name := range header {
		column[name] = i
	}
	for _, name := range columns(reflect.TypeFor[SkipRecord](), "") {
		if _, ok := column[name]; !ok {
			column[name] = len(header)
			header = append(header, name)
		}
	}
	write := func(record any) error {
		row := make([]string, len(header))
		fillRow(row, column, reflect.ValueOf(record), "")
		return out.Write(row)
	}

	if err := out.Write(header); err != nil {
		return fmt.Errorf("write the report as CSV: %w", err)
	}
	keys, keyOf := groupKeys(run.Findings)
	for i := range run.Findings {
		if err := write(findingRecord(run, &run.Findings[i], len(keys[keyOf[i]].places))); err != nil {
			return fmt.Errorf("write the report as CSV: %w", err)
		}
	}
	for i := range run.Skips {
		if err := write(skipRecord(run, &run.Skips[i])); err != nil {
			return fmt.Errorf("write the report as CSV: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}

// columns gives the names of a record's fields.
func columns(t reflect.Type, prefix string) []string {
	var names []string
	for i := range t.NumField() {
		name := prefix + jsonName(t.Field(i))
		if t := t.Field(i).Type; t == reflect.TypeFor[*RemovalRecord]() {
			names = append(names, columns(t.Elem(), name+".")...)
		} else {
			names = append(names, name)
		}
	}
	return names
}

// fillRow puts the fields of a record into their columns.
func fillRow(row []string, column map[string]int, record reflect.Value, prefix string) {
	for i := range record.NumField() {
		name := prefix + jsonName(record.Type().Field(i))
		omit := strings.Contains(record.Type().Field(i).Tag.Get("json"), ",omit")
		switch v := record.Field(i).Interface().(type) {
		case *RemovalRecord:
			if v != nil {
				fillRow(row, column, reflect.ValueOf(*v), name+".")
			}
		default:
			if !omit || !record.Field(i).IsZero() {
				row[column[name]] = cell(v)
			}
		}
	}
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// cell gives a value of a record as text.
func cell(v any) string {
	switch v := v.(type) {
	case string:
		return harmlessCell(visible(v))
	case []string:
		return harmlessCell(strings.Join(visibleList(v), " "))
	case time.Time:
		return v.Format(time.RFC3339)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case bool:
		return strconv.FormatBool(v)
	case *bool:
		return strconv.FormatBool(*v)
	}
	return harmlessCell(visible(fmt.Sprint(v)))
}

// harmlessCell puts an apostrophe before text that a spreadsheet would take for a
// formula (https://owasp.org/www-community/attacks/CSV_Injection), in full width,
// too. A tab or the end of a line has been made visible already.
func harmlessCell(s string) string {
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠':
		return "'" + s
	}
	return s
}
