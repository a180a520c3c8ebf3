package report

import (
	"bytes"
	"regexp"
	"strings"
	"sync"
)

// What is scanned may be named like a command to the system that runs the scan.
// GitHub's runner takes "::name::" for one where a line begins, after spaces, and
// "##[name]" wherever it stands; Azure takes "##vso[name]" so, and TeamCity
// "##teamcity[name]". Any output may end up in their logs.

// commandMark matches what a command begins with, wherever it stands.
var commandMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`##([A-Za-z]*\[)`) })

// hasCommand says that a log would take something in s for a command, where s
// stands at the beginning of a line or elsewhere.
func hasCommand(s string) bool {
	return strings.HasPrefix(strings.TrimLeft(s, " "), "::") || strings.Contains(s, "##") && commandMark().MatchString(s)
}

// withoutCommand writes what a command would begin with as an escape.
func withoutCommand(s string) string {
	if !hasCommand(s) {
		return s
	}
	if rest, ok := strings.CutPrefix(strings.TrimLeft(s, " "), "::"); ok {
		s = s[:strings.IndexByte(s, ':')] + `\u003a:` + rest
	}
	return commandMark().ReplaceAllString(s, `#\u0023$1`)
}

// withoutCommands is withoutCommand for a text in JSON: there it changes nothing
// for a program that reads it.
func withoutCommands(text []byte) []byte {
	if !bytes.Contains(text, []byte("##")) {
		return text
	}
	return commandMark().ReplaceAll(text, []byte(`#\u0023$1`))
}
