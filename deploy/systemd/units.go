// Package systemd holds the units with which systemd audits a host: the files beside
// this one are what an operator copies, and what "leakstag install timer" writes.
// See systemd.unit(5), systemd.exec(5) and systemd.timer(5).
package systemd

import (
	_ "embed"
	"fmt"
	"strings"
)

// The names of the units.
const (
	ServiceName = "leakstag-audit.service"
	TimerName   = "leakstag-audit.timer"
)

//go:embed leakstag-audit.service
var service string

//go:embed leakstag-audit.timer
var timer string

// execStart is the line of the service that says what is run.
const execStart = "ExecStart=/usr/local/bin/leakstag audit\n"

// Service gives the service for a program that lies elsewhere, with further
// arguments for the audit, and with folders that it may write to besides that of its
// state. All paths are absolute. The error says that systemd refuses a program with
// such a path.
func Service(program string, args, writable []string) (string, error) {
	if i := strings.IndexFunc(program, refused); i >= 0 {
		return "", fmt.Errorf("systemd runs no program with the character %q in its path", program[i])
	}
	var b strings.Builder
	b.WriteString("ExecStart=" + quote(program, false) + " audit")
	for _, a := range args {
		b.WriteString(" " + quote(a, true))
	}
	b.WriteByte('\n')
	for _, dir := range writable {
		b.WriteString("ReadWritePaths=" + quote(dir, false) + "\n")
	}
	return strings.Replace(service, "\n"+execStart, "\n"+b.String(), 1), nil
}

// Timer gives the timer.
func Timer() string { return timer }

// quote writes a word so that systemd reads it as it is: systemd.syntax(7) on
// quoting, systemd.unit(5) on specifiers. Variables stand for something in arguments
// only (systemd.service(5)).
func quote(word string, argument bool) string {
	word = strings.ReplaceAll(word, "%", "%%")
	if argument {
		word = strings.ReplaceAll(word, "$", "$$")
	}
	if word != "" && !strings.ContainsFunc(word, special) {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(word) + `"`
}

// refused says that a program's path must not hold a character, quoted or not.
func refused(c rune) bool { return c < ' ' || strings.ContainsRune("\"'\\\x7f", c) }

// special says that a character has a meaning outside of quotes, or might have.
func special(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("/._-+=,:@%$*?[]{}^~", c))
}
