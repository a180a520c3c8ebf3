package report

import (
	"strings"
)

// property is a named value of a workflow command.
type property struct{ name, value string }

// command writes a workflow command, one line: the toolkit's own form
// (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts). The
// text and the values may hold anything.
func (a *annotator) command(name string, where []property, text string, more ...property) {
	a.out.WriteString("::" + name)
	separator := " "
	for _, p := range append(where, more...) {
		a.out.WriteString(separator + p.name + "=" + propertyEscaper().Replace(p.value))
		separator = ","
	}
	a.out.WriteString("::" + dataEscaper().Replace(text) + "\n")
}

// dataEscaper escapes what ends a command. The runner undoes the escapes once it
// has taken the command apart, and reads no further command in what comes of it.
func dataEscaper() *strings.Replacer {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
}

// propertyEscaper escapes what ends a value, too.
func propertyEscaper() *strings.Replacer {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
}
