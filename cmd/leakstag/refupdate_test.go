package main

import (
	"io"
	"reflect"
	"strings"
	"testing"
)

var (
	id1  = strings.Repeat("1a", 20)
	id2  = strings.Repeat("2b", 20)
	long = strings.Repeat("3c", 32)
	zero = strings.Repeat("0", 40)
)

func TestReadRefUpdates(t *testing.T) {
	for _, tt := range []struct {
		name  string
		read  func(io.Reader) ([]refUpdate, error)
		input string
		want  []refUpdate
		fails bool
	}{
		{"nothing", readPrePush, "", nil, false},
		{"a branch", readPrePush, "refs/heads/a " + id1 + " refs/heads/b " + id2 + "\n", []refUpdate{{"refs/heads/a", "refs/heads/b", id2, id1}}, false},
		{"a new branch", readPrePush, "refs/heads/a " + id1 + " refs/heads/a " + zero + "\n", []refUpdate{{"refs/heads/a", "refs/heads/a", "", id1}}, false},
		{"a deletion", readPrePush, "(delete) " + zero + " refs/heads/a " + id2 + "\n", []refUpdate{{"", "refs/heads/a", id2, ""}}, false},
		{"an expression with spaces", readPrePush, "HEAD^{/fix  this} " + id1 + " refs/heads/a " + zero + "\n", []refUpdate{{"HEAD^{/fix  this}", "refs/heads/a", "", id1}}, false},
		{"SHA-256", readPrePush, "HEAD " + long + " refs/heads/a " + strings.Repeat("0", 64) + "\n", []refUpdate{{"HEAD", "refs/heads/a", "", long}}, false},
		{"two lines, the last unended", readPrePush, "a " + id1 + " refs/heads/a " + zero + "\nb " + id2 + " refs/tags/b " + zero,
			[]refUpdate{{"a", "refs/heads/a", "", id1}, {"b", "refs/tags/b", "", id2}}, false},
		{"three fields", readPrePush, id1 + " refs/heads/a " + zero + "\n", nil, true},
		{"a short id", readPrePush, "a " + id1[1:] + " refs/heads/a " + zero + "\n", nil, true},
		{"no id", readPrePush, "a " + strings.Repeat("x", 40) + " refs/heads/a " + zero + "\n", nil, true},
		{"ids of two kinds", readPrePush, "a " + long + " refs/heads/a " + zero + "\n", nil, true},
		{"no ref", readPrePush, "a " + id1 + "  " + zero + "\n", nil, true},
		{"an empty line", readPrePush, "\n", nil, true},
		{"a good and a bad line", readPrePush, "a " + id1 + " refs/heads/a " + zero + "\nx\n", nil, true},
		{"a line without end", readPrePush, strings.Repeat("a", maxRefLine+1), nil, true},

		{"received", readPreReceive, id1 + " " + id2 + " refs/heads/a\n", []refUpdate{{"", "refs/heads/a", id1, id2}}, false},
		{"received anew", readPreReceive, zero + " " + id2 + " refs/heads/a\n", []refUpdate{{"", "refs/heads/a", "", id2}}, false},
		{"a deletion received", readPreReceive, id1 + " " + zero + " refs/heads/a\n", []refUpdate{{"", "refs/heads/a", id1, ""}}, false},
		{"four fields received", readPreReceive, id1 + " " + id2 + " refs/heads/a b\n", nil, true},
		{"two fields received", readPreReceive, id1 + " " + id2 + "\n", nil, true},
	} {
		got, err := tt.read(strings.NewReader(tt.input))
		if (err != nil) != tt.fails || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %q, error %v", tt.name, got, err)
		}
	}
}

// FuzzReadRefUpdates wants every line accounted for: one update, or an error.
func FuzzReadRefUpdates(f *testing.F) {
	f.Add("refs/heads/a " + id1 + " refs/heads/b " + zero + "\n")
	f.Add(id1 + " " + zero + " refs/heads/a\n")
	f.Add("a b c d e " + id1 + " r " + id2)
	f.Fuzz(func(t *testing.T, input string) {
		for _, read := range []func(io.Reader) ([]refUpdate, error){readPrePush, readPreReceive} {
			list, err := read(strings.NewReader(input))
			if err != nil {
				continue
			}
			lines := strings.Count(input, "\n")
			if !strings.HasSuffix(input, "\n") && input != "" {
				lines++
			}
			if len(list) != lines {
				t.Errorf("%d updates of %d lines", len(list), lines)
			}
			for _, u := range list {
				if u.Ref == "" || !strings.Contains(input, u.Old) || !strings.Contains(input, u.New) {
					t.Errorf("%+v is not in the input", u)
				}
			}
		}
	})
}
