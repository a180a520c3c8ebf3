package processes

import "strings"

// commandLine joins arguments to a line that a POSIX shell would take apart into
// the same arguments: blanks are between them, and one that a shell would change
// is in quotes. So a reader and a detector both see where an argument ends, in
// "--api-key VALUE" as in "bash -c 'A=1 B=2 agent'".
//
// A process that has overwritten its arguments (setproctitle) has but one, which
// is a line of text, and is given as it is.
func commandLine(args []string) string {
	if len(args) == 0 {
		return ""
	}
	if len(args) == 1 {
		return args[0]
	}
	size := 0
	for _, arg := range args {
		size += len(arg) + 3
	}
	var line strings.Builder
	line.Grow(size)
	for i, arg := range args {
		if i > 0 {
			line.WriteByte(' ')
		}
		writeQuoted(&line, arg)
	}
	return line.String()
}

const (
	// special are the characters that mean something to a shell, control
	// characters apart.
	special = " '\"`\\$&;|<>()*?[]{}#!~"
	// specialInDouble are those that mean something in double quotes (POSIX,
	// Shell Command Language, 2.2.3).
	specialInDouble = "\"`\\$"
)

// writeQuoted writes an argument, in quotes if it needs them: in single ones, in
// which nothing is changed, unless it holds one.
func writeQuoted(line *strings.Builder, arg string) {
	switch {
	case plain(arg):
		line.WriteString(arg)
	case !strings.Contains(arg, "'"):
		line.WriteByte('\'')
		line.WriteString(arg)
		line.WriteByte('\'')
	default:
		line.WriteByte('"')
		for i := range len(arg) {
			if strings.IndexByte(specialInDouble, arg[i]) >= 0 {
				line.WriteByte('\\')
			}
			line.WriteByte(arg[i])
		}
		line.WriteByte('"')
	}
}

// plain says that an argument needs no quotes.
func plain(arg string) bool {
	for i := range len(arg) {
		if arg[i] < 0x20 || arg[i] == 0x7F {
			return false
		}
	}
	return arg != "" && !strings.ContainsAny(arg, special)
}

// changed says that writeQuoted writes something else between its quotes than the
// argument itself.
func changed(arg string) bool {
	return strings.Contains(arg, "'") && strings.ContainsAny(arg, specialInDouble)
}
