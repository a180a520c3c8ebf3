package shellhistory

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"mvdan.cc/sh/v3/syntax"
)

// setting is what a start-up file says about where a history lies.
type setting struct {
	variable variable
	// path is where the history lies, with unknownText for each part that
	// nobody can know without running a command.
	path string
}

// unknownText stands for a part of a path that is not known.
const unknownText = "\x00"

// scope is what a start-up file can refer to: the variables that are known
// without running anything.
type scope struct {
	home    string // paths of the tree
	user    string
	zdotdir string
}

// lookup gives the value of a variable.
func (s scope) lookup(name string) (value string, ok bool) {
	switch name {
	case "HOME", "USERPROFILE":
		return s.home, true
	case "USER", "LOGNAME", "USERNAME":
		return s.user, s.user != ""
	case "ZDOTDIR":
		return s.zdotdir, s.zdotdir != ""
	case "APPDATA":
		return s.home + "/AppData/Roaming", true
	case "LOCALAPPDATA":
		return s.home + "/AppData/Local", true
	}
	return "", false // XDG_DATA_HOME and its likes have defaults where they are used
}

// expressions find settings in start-up files.
type expressions struct {
	// assignment sets one of the variables, or tcsh's histfile: with "=", or
	// with a blank in fish.
	assignment *regexp.Regexp
	// savePath says in a PowerShell profile where PSReadLine's history lies.
	savePath *regexp.Regexp
}

var settingExpressions = sync.OnceValue(func() *expressions {
	var names []string
	for _, v := range variables() {
		names = append(names, v.name)
	}
	return &expressions{
		assignment: regexp.MustCompile(`(?m)^([^#\n]*?)\b(` + strings.Join(names, "|") + `|ZDOTDIR|histfile)([ \t]*=[ \t]*|[ \t]+)(\S.*)$`),
		savePath:   regexp.MustCompile(`(?im)^[^#\n]*-HistorySavePath[ \t:]+("[^"\n]*"|'[^'\n]*'|[^\s;|()]+)`),
	}
})

// shellSettings finds the settings in a start-up file of a shell. Nothing is
// run, and no condition is looked at: a history that is only kept at times is
// one.
func shellSettings(text []byte, shell string, s *scope) []setting {
	var all []setting
	for _, m := range settingExpressions().assignment.FindAllSubmatch(text, -1) {
		before, name, sign, rest := string(m[1]), string(m[2]), m[3], string(m[4])
		equals := bytes.IndexByte(sign, '=') >= 0
		switch {
		case name == "histfile" && (!equals || shell != "tcsh"),
			name != "histfile" && equals && (len(sign) != 1 || shell == "fish"),
			name != "histfile" && !equals && shell != "fish" && !strings.HasSuffix(before, "setenv "):
			continue
		}
		path := s.expand(firstWord(rest))
		if path == "" {
			continue
		}
		if name == "ZDOTDIR" {
			if !strings.Contains(path, unknownText) {
				s.zdotdir = path
			}
			continue
		}
		all = append(all, setting{variableNamed(name), path})
	}
	return all
}

// variableNamed finds a variable; histfile is HISTFILE in tcsh.
func variableNamed(name string) variable {
	for _, v := range variables() {
		if v.name == name {
			return v
		}
	}
	return variable{name: "HISTFILE"}
}

// firstWord reads the shell word at the start of text; nil if there is none.
func firstWord(text string) *syntax.Word {
	for w, err := range syntax.NewParser(syntax.Variant(syntax.LangBash)).WordsSeq(strings.NewReader(text)) {
		if err != nil {
			return nil
		}
		return w
	}
	return nil
}

// expand gives the path that a word stands for; empty if it stands for none.
func (s *scope) expand(w *syntax.Word) string {
	if w == nil {
		return ""
	}
	var path strings.Builder
	for i, part := range w.Parts {
		if lit, ok := part.(*syntax.Lit); ok && i == 0 && strings.HasPrefix(lit.Value, "~") {
			rest, ok := strings.CutPrefix(lit.Value, "~")
			if user, below, _ := strings.Cut(rest, "/"); user != "" && user != s.user || !ok {
				return ""
			} else if user != "" {
				rest = "/" + below
			}
			path.WriteString(s.home + unescapeWord(rest, ""))
			continue
		}
		s.part(&path, part, "")
	}
	return path.String()
}

// part adds what a part of a word stands for. Inside quotation marks a backslash
// escapes only the characters in special.
func (s *scope) part(path *strings.Builder, part syntax.WordPart, special string) {
	switch p := part.(type) {
	case *syntax.Lit:
		path.WriteString(unescapeWord(p.Value, special))
	case *syntax.SglQuoted:
		path.WriteString(p.Value)
	case *syntax.DblQuoted:
		for _, inner := range p.Parts {
			s.part(path, inner, "$`\"\\")
		}
	case *syntax.ParamExp:
		s.parameter(path, p)
	default:
		path.WriteString(unknownText)
	}
}

// parameter adds the value of a variable, or what stands there for the case that
// it has none: ${XDG_STATE_HOME:-$HOME/.local/state}.
func (s *scope) parameter(path *strings.Builder, p *syntax.ParamExp) {
	if p.Param == nil || p.Excl || p.Length || p.Width || p.Slice != nil || p.Repl != nil || p.Index != nil {
		path.WriteString(unknownText)
		return
	}
	value, known := s.lookup(p.Param.Value)
	if e := p.Exp; e != nil && !known && e.Word != nil {
		switch e.Op {
		case syntax.DefaultUnset, syntax.DefaultUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
			path.WriteString(s.expand(e.Word))
			return
		}
	}
	if !known {
		value = s.defaultOf(p.Param.Value)
	}
	path.WriteString(value)
}

// defaultOf gives what a variable is by the XDG base directory specification if
// nobody has set it.
func (s *scope) defaultOf(name string) string {
	switch name {
	case "XDG_DATA_HOME":
		return s.home + "/.local/share"
	case "XDG_STATE_HOME":
		return s.home + "/.local/state"
	case "XDG_CONFIG_HOME":
		return s.home + "/.config"
	case "XDG_CACHE_HOME":
		return s.home + "/.cache"
	}
	return unknownText
}

// unescapeWord takes the backslashes off that escape a character, any of them if
// special is empty.
func unescapeWord(text, special string) string {
	if strings.IndexByte(text, '\\') < 0 {
		return text
	}
	var plain strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && (special == "" || strings.IndexByte(special, text[i+1]) >= 0) {
			i++
		}
		plain.WriteByte(text[i])
	}
	return plain.String()
}
