package shellhistory

import (
	"bytes"
	"iter"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/leakstag/leakstag/sources"
)

// form is how a history file is written, and by which shell.
type form struct {
	// shell is the shell's name; empty where nothing tells.
	shell string
	// parse is nil where only the content can tell.
	parse func(text []byte) iter.Seq[command]
}

var (
	bashForm       = form{"bash", parseBash}
	zshForm        = form{"zsh", parseZsh}
	fishForm       = form{"fish", parseFish}
	powershellForm = form{"powershell", parsePSReadLine}
	kshForm        = form{"ksh", parseBash}
	mkshForm       = form{"mksh", parseBash}
	ashForm        = form{"ash", parseBash}
	shForm         = form{"sh", parseBash}
	unknownForm    = form{}
)

// namedForm is the form of the files whose name begins with prefix. What follows
// is a backup's or a temporary file's: ".bash_history~", ".bash_history-00123.tmp",
// ".zsh_history.bak".
type namedForm struct {
	prefix string
	form   form
}

var namedForms = []namedForm{
	{".bash_history", bashForm},
	{".zsh_history", zshForm},
	{".zhistory", zshForm},
	{".histfile", zshForm},
	{".ksh_history", kshForm},
	{".mksh_history", mkshForm},
	{".ash_history", ashForm},
	{".sh_history", shForm},
	{".history", unknownForm},
	{"fish_history", fishForm},
	{"ConsoleHost_history.txt", powershellForm},
}

// nameForm tells a file's form by its name, and by the folder that macOS keeps
// the histories of terminal windows in.
func nameForm(path string) form {
	name := filepath.Base(path)
	for _, n := range namedForms {
		if strings.HasPrefix(name, n.prefix) {
			return n.form
		}
	}
	parent := filepath.Base(filepath.Dir(path))
	switch {
	case parent == ".bash_sessions":
		return bashForm
	case parent == ".zsh_sessions":
		return zshForm
	case parent == "fish" && strings.HasSuffix(name, "_history"):
		return fishForm
	case strings.HasSuffix(name, "_history.txt"):
		return powershellForm
	}
	return unknownForm
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
	found := form{"", parseBash}
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
			found = fishForm
			break scan
		case extended:
			found = zshForm
			break scan
		case stamped:
			found = bashForm
			break scan
		case verbNoun().Match(line.text):
			found = powershellForm
			break scan
		case bytes.HasPrefix(line.text, []byte(`\:`)) || metafiedLine(line.text):
			found = zshForm
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
