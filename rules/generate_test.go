package rules

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write default_gen.go anew from default.toml")

// readDefault reads the built-in rules from their TOML.
func readDefault(t testing.TB) (*Set, []byte) {
	t.Helper()
	text, err := os.ReadFile("default.toml")
	if err != nil {
		t.Fatal(err)
	}
	set := &Set{Advice: map[string]Advice{}}
	if err := set.add("default.toml", text); err != nil {
		t.Fatal(err)
	}
	return set, text
}

// TestDefaultIsGenerated makes sure that the program's rules are those in
// default.toml. With -update it writes their Go form.
func TestDefaultIsGenerated(t *testing.T) {
	want, _ := readDefault(t)
	if *update {
		if err := os.WriteFile("default_gen.go", goForm(t, want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Error("default_gen.go is not what default.toml says: run go generate ./rules")
	}
	have, err := os.ReadFile("default_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(bytes.ReplaceAll(have, []byte("\r\n"), []byte("\n")), goForm(t, want)) {
		t.Error("default_gen.go was changed by hand, or default.toml was: run go generate ./rules")
	}
}

// goForm writes a set as a Go function.
func goForm(t *testing.T, set *Set) []byte {
	var body bytes.Buffer
	writeValue(t, &body, reflect.ValueOf(set), false)
	imports := ""
	if bytes.Contains(body.Bytes(), []byte("regexp.MustCompile")) {
		imports = "import \"regexp\"\n\n"
	}
	text := "// Code generated from default.toml by TestDefaultIsGenerated; DO NOT EDIT.\n\npackage rules\n\n" + imports +
		"// defaultSet makes the set that default.toml describes.\nfunc defaultSet() *Set {\n\treturn " + body.String() + "\n}\n"
	out, err := format.Source([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// writeValue writes a value as a Go expression; its type is left out where it
// stands in a list.
func writeValue(t *testing.T, w *bytes.Buffer, v reflect.Value, listed bool) {
	name := strings.ReplaceAll(v.Type().String(), "rules.", "")
	if listed {
		name = ""
	}
	switch v.Kind() {
	case reflect.Pointer:
		if re, ok := v.Interface().(*regexp.Regexp); ok {
			fmt.Fprintf(w, "regexp.MustCompile(%q)", re)
			return
		}
		if !listed {
			w.WriteByte('&')
		}
		writeValue(t, w, v.Elem(), listed)
	case reflect.Struct:
		fmt.Fprintf(w, "%s{\n", name)
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				field := v.Type().Field(i).Name
				fmt.Fprintf(w, "%s: ", field)
				if field == "Examples" || field == "NonExamples" {
					w.WriteString("turned(")
					writeValue(t, w, reflect.ValueOf(turned(v.Field(i).Interface().([]string))), false)
					w.WriteString(")")
				} else {
					writeValue(t, w, v.Field(i), false)
				}
				w.WriteString(",\n")
			}
		}
		w.WriteByte('}')
	case reflect.Slice:
		fmt.Fprintf(w, "%s{", name)
		for i := range v.Len() {
			if i%8 == 0 || v.Index(i).Kind() != reflect.String {
				w.WriteByte('\n')
			}
			writeValue(t, w, v.Index(i), true)
			w.WriteByte(',')
		}
		w.WriteString("\n}")
	case reflect.Map:
		fmt.Fprintf(w, "%s{\n", name)
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, k := range keys {
			fmt.Fprintf(w, "%q: ", k)
			writeValue(t, w, v.MapIndex(k), true)
			w.WriteString(",\n")
		}
		w.WriteByte('}')
	case reflect.String:
		w.WriteString(strconv.Quote(v.String()))
	case reflect.Int:
		fmt.Fprint(w, v.Int())
	case reflect.Float64:
		fmt.Fprint(w, v.Float())
	case reflect.Bool:
		fmt.Fprint(w, v.Bool())
	default:
		t.Fatalf("no Go form is known for a %s", v.Type())
	}
}

func BenchmarkDefault(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}
