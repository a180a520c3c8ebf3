package structure

import (
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// maxProgramWords is how many words at the beginning of a command are looked at
// for the program that it runs: sudo, env and docker exec come before it.
const maxProgramWords = 64

// programName gives the name of a program without its folder.
func programName(word string) string {
	word = word[strings.LastIndexAny(word, `/\`)+1:]
	return strings.TrimSuffix(word, ".exe")
}

// isShell says that a program takes a script behind -c.
func isShell(name string) bool {
	switch name {
	case "sh", "bash", "zsh", "ksh", "ksh93", "mksh", "dash", "ash", "rbash", "busybox", "fish", "tcsh", "csh",
		"su", "runuser", "script", "flock", "sg", "chroot":
		return true
	}
	return false
}

// scripts hands over the words of the command that are scripts of their own.
func (s *shellReader) scripts() {
	w := &s.words
	for i := range min(len(w.list), maxProgramWords) {
		from, to, format := -1, -1, Shell
		switch name := programName(w.get(i)); {
		case isShell(name):
			from = commandOption(w, i+1)
			to = from + 1
		case shellNamed(name) == PowerShell:
			from, to, format = powerShellCommand(w, i+1), len(w.list), PowerShell
		case name == "ssh" || name == "mosh" || name == "autossh":
			from, to = sshCommand(w, i+1), len(w.list)
		case name == "eval" || name == "watch" || name == "parallel" || name == "at" || name == "batch":
			from, to = i+1, len(w.list)
		case name == "trap":
			from, to = i+1, i+2
		case name == "alias": // alias name='script'
			from, to = i+1, len(w.list)
		}
		if from > 0 && from < len(w.list) {
			s.script(from, min(to, len(w.list)), format)
			return
		}
	}
}

// script hands over words, put together with blanks, as a script.
func (s *shellReader) script(from, to int, format Format) {
	var text sources.MappedText
	w := &s.words
	worth := false
	for i := from; i < to; i++ {
		if i > from {
			text.PutString(" ", w.list[i].pos, w.list[i].pos)
		}
		word := w.get(i)
		worth = worth || strings.ContainsAny(word, " \t\n'\"=")
		start := w.list[i].start
		if name, _, ok := strings.Cut(word, "="); ok && programName(w.get(from-1)) == "alias" {
			start += len(name) + 1
		}
		text.Append(&w.MappedText, start, w.list[i].end)
	}
	if worth {
		s.yieldText(&text, place{format: format})
	}
}

// commandOption finds the word behind -c from i on; -1 if there is none.
func commandOption(w *shellWords, i int) int {
	for ; i < len(w.list); i++ {
		word := w.get(i)
		switch {
		case word == "--command" || word == "-c":
			return i + 1
		case len(word) > 1 && word[0] == '-' && word[1] != '-' && strings.IndexByte(word, 'c') > 0 && len(word) < 6: // -lc, -exc
			return i + 1
		}
	}
	return -1
}

// powerShellCommand finds the word behind -Command from i on; -1 if there is none.
func powerShellCommand(w *shellWords, i int) int {
	for ; i < len(w.list); i++ {
		word := strings.ToLower(w.get(i))
		if len(word) > 1 && (word[0] == '-' || word[0] == '/') && strings.HasPrefix("command", word[1:]) {
			return i + 1
		}
	}
	return -1
}

// sshCommand finds the word with which the command begins that ssh runs on
// another host, from its options on; -1 if there is none.
func sshCommand(w *shellWords, i int) int {
	for ; i < len(w.list); i++ {
		word := w.get(i)
		if word == "" || word[0] != '-' {
			return i + 1
		}
		// An option whose argument is the next word (ssh(1)).
		if len(word) == 2 && strings.IndexByte("BbcDEeFIiJLlmOoPpQRSWw", word[1]) >= 0 {
			i++
		}
	}
	return -1
}

// stdin tells where what the command reads goes; to other if it goes through.
func (s *shellReader) stdin(other place) place {
	for i := range min(len(s.words.list), maxProgramWords) {
		if to := sinkOf(&s.words, i); to != (place{}) {
			return to
		}
	}
	return other
}

// sinkOf gives the place to which the program that word i names writes what it
// reads, or that it is a shell which runs it.
func sinkOf(w *shellWords, i int) place {
	switch programName(w.get(i)) {
	case "sh", "bash", "zsh", "ksh", "mksh", "dash", "ash", "ssh", "crontab", "at", "batch", "su":
		return place{format: Shell}
	case "tee", "sponge":
		return place{path: firstOperand(w, i+1)}
	case "kubectl", "oc":
		return place{format: FormatOf(&sources.Origin{Path: "stdin.yaml"}, nil)}
	case "gh", "glab", "docker", "podman", "gcloud", "fly", "flyctl", "wrangler", "vercel", "pass":
		return place{path: secretName(w, i+1)}
	}
	return place{}
}

// secretName gives the name under which a command from word i on keeps the secret
// that it reads: gh secret set NAME, docker secret create NAME -. A text that goes
// there is like a file of that name.
func secretName(w *shellWords, i int) string {
	for verb := false; i < len(w.list); i++ {
		switch word := w.get(i); {
		case word == "secret" || word == "secrets" || word == "insert" || word == "env":
			verb = true
		case !verb || word == "" || word[0] == '-' || strings.Contains(word, "="): // a label is no name
		case word == "set" || word == "create" || word == "add" || word == "put" || word == "versions":
		default:
			return word
		}
	}
	return ""
}
