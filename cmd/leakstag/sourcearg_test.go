package main

import (
	"strings"
	"testing"
)

func TestParseSource(t *testing.T) {
	t.Chdir(t.TempDir())
	for arg, want := range map[string]string{
		"files:.": "files:.", "files:": "files:.", "templates:": "templates:.", "stdin:": "stdin:", "-": "stdin:",
		"processes:": "processes:", "journal:": "journal:", "journal:.": "journal:.", "shell-history:": "shell-history:", ".": "files:.",
	} {
		list, err := parseSource(arg, false)
		if err != nil || len(list) != 1 || list[0].String() != want {
			t.Errorf("%q: %v, error %v; want %s", arg, list, err, want)
		}
	}
	for arg, want := range map[string]string{
		"nothing": "no such file", "files:nothing": "no such file", "histry:": "unknown source", "processes:1": "takes no path", "": "is empty",
	} {
		if list, err := parseSource(arg, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, error %v; want %q", arg, list, err, want)
		}
	}
}
