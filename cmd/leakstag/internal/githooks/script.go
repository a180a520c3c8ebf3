package githooks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// kind says how a hook of ours came to be.
type kind string

const (
	alone  kind = "alone"  // there was no hook
	block  kind = "block"  // a block in a shell script
	beside kind = "beside" // the hook that was there is NAME.before-leakstag
	// framework is beside where that hook is the pre-commit framework's.
	framework kind = "beside-pre-commit"
)

// suffix is added to the name of a hook that has made place.
const suffix = ".before-leakstag"

const (
	shebang   = "#!/bin/sh\n"
	endMarker = "# <<< leakstag <<<\n"
)

// readsInput says that git tells a hook on standard input what it is about.
func readsInput(name string) bool { return name == "pre-push" || name == "pre-receive" }

// quoted is a word as a POSIX shell reads it.
func quoted(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }

// script gives the marked block for a hook, in POSIX sh. program is leakstag's path,
// empty for the one in PATH; flags are for it.
func script(name string, k kind, program string, flags []string) string {
	call := `"$leakstag" hook ` + name
	for _, f := range flags {
		call += " " + quoted(f)
	}
	call += ` "$@"`
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line(`# Written by "leakstag install hooks"; "leakstag install hooks --uninstall" takes it away.`)
	if k == block {
		// The guard holds for the very process that is started below, not for
		// commits that it makes elsewhere.
		line(`if [ "${LEAKSTAG_HOOK-}" != "%s $PPID" ]; then`, name)
	}
	line(`leakstag=%s`, quoted(filepath.ToSlash(program)))
	line(`[ -x "$leakstag" ] || leakstag=$(command -v leakstag) || {`)
	line(`	echo "leakstag is not there any more, so %s stops here: nothing was searched for keys. Install it again, or delete its part of the hook $0" >&2`, name)
	line(`	exit 2`)
	line(`}`)
	first := ""
	switch k {
	case block:
		first = fmt.Sprintf(`LEAKSTAG_HOOK="%s $$" "$0" "$@"`, name)
	case beside, framework:
		line(`before=${0%%/*}/%s%s`, name, suffix)
		first = `"$before" "$@"`
	}
	if k == framework {
		line(`# The framework may have come back to its place and run this script itself.`)
		line(`if [ -n "${PRE_COMMIT_RUNNING_LEGACY-}" ]; then before=; fi`)
	}
	if k == beside || k == framework {
		line(`if [ -x "$before" ]; then`)
	}
	switch {
	case k != alone && readsInput(name):
		// Both read it to the last byte.
		line(`input=$(cat; echo .)`)
		line(`printf %%s "${input%%.}" | %s || exit`, first)
		line(`printf %%s "${input%%.}" | %s`, call)
		line(`exit`)
	case k != alone:
		line(`%s || exit`, first)
	}
	if k == beside || k == framework {
		line(`fi`)
	}
	if k != block || !readsInput(name) {
		line(`exec %s`, call)
	}
	if k == block {
		line(`fi`)
		line(`unset LEAKSTAG_HOOK`)
	}
	body := b.String()
	return fmt.Sprintf("# >>> leakstag %s %s >>>\n", k, digest(k, body)) + body + endMarker
}

// digest is there to see that nobody has changed a block by hand.
func digest(k kind, body string) string {
	sum := sha256.Sum256([]byte(string(k) + "\n" + body))
	return hex.EncodeToString(sum[:8])
}

// parsed is a hook with a block of ours in it.
type parsed struct {
	kind          kind
	before, after string // what stands around the block
	intact        bool   // nobody has changed the block
}

// parse finds our block in a hook, and gives false if there is none.
func parse(text string) (p parsed, ok bool) {
	m := regexp.MustCompile(`(?m)^# >>> leakstag ([a-z-]+) ([0-9a-f]{16}) >>>\n`).FindStringSubmatchIndex(text)
	if m == nil {
		return parsed{}, strings.Contains(text, "# >>> leakstag ") // which is not intact
	}
	p.kind, p.before = kind(text[m[2]:m[3]]), text[:m[0]]
	body, after, ok := strings.Cut(text[m[1]:], endMarker)
	p.after = after
	p.intact = ok && digest(p.kind, body) == text[m[4]:m[5]]
	if p.kind != block { // nothing else is in such a file
		p.intact = p.intact && p.before == shebang && p.after == ""
	}
	return p, true
}

// isShell says that a script is for a shell that reads our block, and that the
// block can be put in below its first line.
func isShell(text string) bool {
	first, _, ok := strings.Cut(text, "\n")
	return ok && regexp.MustCompile(`^#!\s*(/\S*/)?(env\s+)?(sh|bash|dash|ash|ksh|mksh|zsh)(\s+-[a-z]+)?\s*$`).MatchString(first) &&
		!strings.Contains(first, "\r")
}

// managers are the programs that write hooks anew by themselves.
var managers = [...]struct{ name, mark, advice string }{
	{"lefthook", "lefthook", `put it into lefthook.yml, for each hook: "jobs: [{run: leakstag hook pre-commit}]" (for pre-push: "run: leakstag hook pre-push {0}" with "use_stdin: true")`},
	{"overcommit", "overcommit", `put it into .overcommit.yml: "PreCommit: {Leakstag: {enabled: true, command: [sh, -c, leakstag hook pre-commit]}}"`},
	{"husky", "husky", `put the line "leakstag hook pre-commit" into .husky/pre-commit ("leakstag hook pre-push \"$@\"" into .husky/pre-push)`},
}
