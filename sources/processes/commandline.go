package processes

import (
	"context"
	"runtime"
	"strings"

	"github.com/shirou/gopsutil/v4/process"
)

// arguments gives a process's command line and the first of its arguments, by
// which it was called. Both are empty for a process that has none.
func arguments(ctx context.Context, p *process.Process) (text, program string, err error) {
	if runtime.GOOS == "windows" {
		// Windows hands a program one line of text, quoted as its caller liked.
		text, err = p.CmdlineWithContext(ctx)
		return text, "", err
	}
	args, err := p.CmdlineSliceWithContext(ctx)
	if err != nil || len(args) == 0 {
		return "", "", err
	}
	return commandLine(args), args[0], nil
}

// commandLine joins arguments to a line that a POSIX shell would take apart into
// the same arguments: blanks are between them, and one that a shell would change
// is in single quotes. So a reader and a detector both see where an argument
// ends, in "--api-key VALUE" as in "bash -c 'A=1 B=2 agent'".
//
// A process that has overwritten its arguments (setproctitle) has but one, which
// is a line of text, and is given as it is.
func commandLine(args []string) string {
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

// special are the characters that mean something to a shell, control characters
// apart.
const special = " '\"`\\$&;|<>()*?[]{}#!~"

// writeQuoted writes an argument, in quotes if it needs them.
func writeQuoted(line *strings.Builder, arg string) {
	plain := arg != "" && !strings.ContainsAny(arg, special)
	for i := 0; plain && i < len(arg); i++ {
		plain = arg[i] >= 0x20 && arg[i] != 0x7F
	}
	if plain {
		line.WriteString(arg)
		return
	}
	line.WriteByte('\'')
	for {
		before, after, more := strings.Cut(arg, "'")
		line.WriteString(before)
		if !more {
			break
		}
		line.WriteString(`'\''`)
		arg = after
	}
	line.WriteByte('\'')
}
