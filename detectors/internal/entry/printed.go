package entry

import "bytes"

// Limits on commands whose output is looked at, in bytes.
const (
	maxPrompt  = 120
	maxCommand = 400
)

// printed handles a name in a command that was typed at a prompt, or that a shell
// traced, where the command printed one word: $ printenv API_KEY, $ kubectl get
// secret x -o jsonpath='{.data.api_key}'. That word stands alone on the next line.
func (e *entryScan) printed() {
	b := e.b
	end := lineEnd(b, e.ne, maxCommand)
	n := newlineAt(b, end)
	if n == 0 {
		return
	}
	v := end + n
	next := lineEnd(b, v, maxValue)
	if next-v < minPrinted || !isWordByte(b[v]) || !valueAlone(b[v:next]) || newlineAt(b, next) == 0 && next < len(b) {
		return
	}
	before := b[lineStart(b, e.ns, maxCommand):e.ns]
	if !atPrompt(before) {
		return
	}
	form := Spaced
	if asksFor(before) {
		form = Directive
	}
	valueAt(b, v, false, e.give(form, false))
}

// asksFor says that a command, up to a name in it, asks for what that name stands
// for, and not for something about it.
func asksFor(command []byte) bool {
	for _, words := range [...]string{"printenv ", "echo $", "echo ${", `echo "$`, `echo "${`, "> $env:", "{.", "echo %", "-field=", "-field ", "output -raw "} {
		if bytes.HasSuffix(command, []byte(words)) {
			return true
		}
	}
	return false
}

// minPrinted is the least length of a line that may be a key.
const minPrinted = 16

// atPrompt says that a line, up to a name in it, begins with the prompt of a shell,
// as PS1 mostly has it, or with the mark of its trace.
func atPrompt(line []byte) bool {
	line = line[spaceAt(line, 0):]
	if traced := bytes.TrimLeft(line, "+"); len(traced) < len(line) {
		return at(traced, 0) == ' ' && isLetter(at(traced, 1))
	}
	line = line[:min(len(line), maxPrompt)]
	if len(line) > 3 && isLetter(line[0]) && line[1] == ':' && line[2] == '\\' { // cmd.exe
		return bytes.IndexByte(line, '>') > 0
	}
	for _, mark := range [...]string{"$ ", "# ", "% ", "❯ ", "> "} {
		i := bytes.Index(line, []byte(mark))
		if i < 0 {
			continue
		}
		before := line[:i]
		if bytes.HasPrefix(before, []byte("PS ")) {
			return true
		}
		// A blank may stand before the folder: [root@web1 ~]#. What ends in > alone
		// may be a mail's.
		if mark != "> " && (bytes.IndexByte(before, ' ') < 0 || bytes.IndexByte(before, '@') > 0 && at(before, 0) == '[') {
			return true
		}
	}
	return false
}
