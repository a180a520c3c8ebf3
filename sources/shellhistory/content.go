package shellhistory

import (
	"bytes"
	"regexp"
	"sync"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// binaryForm tells the form of a file that is no text, by how it begins; ok says
// that it is such a file. The program's name is kept if the file's name has told
// it.
func binaryForm(known form, data []byte) (found form, ok bool) {
	switch {
	case known.binary && known.parse != nil:
		return known, true
	case bytes.HasPrefix(data, ksh93Magic):
		found = korn("ksh")
	case bytes.HasPrefix(data, mkshMagic):
		found = korn("mksh")
	case isBolt(data):
		found = form{shell: "elvish", parse: parseElvish}
	case isShada(data):
		found = shadaForm()
	default:
		return form{}, false
	}
	if known.shell != "" {
		found.shell = known.shell
	}
	return found, true
}

// looked is how much of a file is looked at to tell its form.
const looked = 64 << 10

// verbNoun is how PowerShell's own commands are called. Half of the commands of
// a PowerShell history begin like this, or with a variable.
var verbNoun = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?i:\$env:\w|(?:get|set|new|add|remove|start|stop|restart|install|import|export|invoke|select|test|write|enter|update)-[a-z]{3})`)
})

// contentForm tells a file's form by its text; the shell's name is kept if the
// file's name has told it. What looks like nothing special is read as lines.
func contentForm(known form, text []byte) form {
	found := form{parse: parseReadline}
	if len(text) > looked {
		text = text[:looked]
		if end := bytes.LastIndexByte(text, '\n'); end >= 0 {
			text = text[:end]
		}
	}
	in := newLines(text)
scan:
	for line, ok := in.next(); ok; line, ok = in.next() {
		_, stamped := timeLine(line.text)
		_, _, extended := zshTimes(line.text)
		switch {
		case bytes.HasPrefix(line.text, fishCommand) && fishFollows(in):
			found = fishForm()
			break scan
		case extended:
			found = zshForm()
			break scan
		case stamped:
			found = bashForm()
			if bytes.HasPrefix(line.text, []byte("#+")) {
				found.shell = "tcsh"
			}
			break scan
		case verbNoun().Match(line.text):
			found = powershellForm()
			break scan
		case bytes.HasPrefix(line.text, []byte(`\:`)) || metafiedLine(line.text):
			found = zshForm()
			break scan
		}
	}
	if known.shell != "" {
		found.shell = known.shell
	}
	return found
}

// fishFollows says whether the next line is one that fish writes after a
// command. Lists in YAML may begin with "- cmd: " too.
func fishFollows(in lines) bool {
	line, ok := in.next()
	return ok && bytes.HasPrefix(line.text, []byte("  when: "))
}

// metafiedLine says whether a line becomes UTF-8 when zsh's encoding is undone.
func metafiedLine(line []byte) bool {
	if !metafied(line) {
		return false
	}
	var text sources.MappedText
	text.Copy(line, 0, len(line))
	plain, _ := unmetafy(&text)
	return utf8.Valid(plain.Text)
}
