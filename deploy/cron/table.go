// Package cron holds the table with which cron audits a host: the file beside this
// one is what an operator copies, and what "leakstag install cron" writes. See
// crontab(5) and, for files in /etc/cron.d, cron(8).
package cron

import (
	_ "embed"
	"fmt"
	"hash/fnv"
	"strings"
)

// Name is the name of the table. Cron reads no file whose name has a dot in it.
const Name = "leakstag"

//go:embed leakstag
var table string

// line is the line of the table that says what is run, and when.
const line = "17 3 * * * root /usr/local/bin/leakstag audit\n"

// nightly is in how many hours, from midnight on, hosts are audited.
const nightly = 6

// Table gives the table for a program that lies elsewhere, with further arguments
// for the audit. The time depends on the host's name, so that a fleet spreads over
// the night. The error says which word a table can't carry.
func Table(host, program string, args []string) (string, error) {
	command, err := quote(program)
	if err != nil {
		return "", err
	}
	command += " audit"
	for _, a := range args {
		word, err := quote(a)
		if err != nil {
			return "", err
		}
		command += " " + word
	}
	minute := slot(host)
	own := fmt.Sprintf("%d %d * * * root %s\n", minute%60, minute/60, command)
	return strings.Replace(table, "\n"+line, "\n"+own, 1), nil
}

// slot gives the minute of the night for a host.
func slot(host string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(strings.ToLower(host))) // never fails
	return h.Sum32() % (nightly * 60)
}

// quote writes a word so that the shell that cron starts reads it as it is. Cron
// itself turns a percent sign into the end of the line, unless a backslash stands
// before it; crons differ in what they make of other backslashes, and none can
// carry a line break.
func quote(word string) (string, error) {
	if i := strings.IndexFunc(word, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' }); i >= 0 {
		return "", fmt.Errorf("cron's tables can't carry the character %q", word[i])
	}
	if word == "" || strings.ContainsFunc(word, special) {
		word = "'" + strings.ReplaceAll(word, "'", `'"'"'`) + "'"
	}
	return strings.ReplaceAll(word, "%", `\%`), nil
}

// special says that a character has a meaning for the shell, or might have.
func special(c rune) bool {
	return !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.ContainsRune("/._-+=,:@%", c))
}
