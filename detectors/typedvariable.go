package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/sources"
)

// maxKeyVariables is how many names of variables are kept of one history.
const maxKeyVariables = 1 << 10

// assignedTo gives the name, in lower case, of the variable that a command assigns
// what stands behind before: NEW=, $key = '. It is empty if there is none.
func assignedTo(before []byte) string {
	before = bytes.TrimRight(bytes.TrimRight(before, "\"'"), " ")
	name, ok := bytes.CutSuffix(before, []byte{'='})
	if !ok {
		return ""
	}
	return variableName(bytes.TrimRight(name, " "))
}

// variableName gives the name in which text ends, in lower case.
func variableName(text []byte) string {
	s := len(text)
	for s > 0 && len(text)-s < 64 && nameByte(text[s-1]) {
		s--
	}
	return strings.ToLower(string(text[s:]))
}

func nameByte(c byte) bool {
	return isLower(c|0x20) || '0' <= c && c <= '9' || c == '_'
}

// keyVariables gives the names, in lower case, of the variables whose values a command
// about Logstag uses for a key: LOGSTAG_API_KEY=$NEW sh install.sh, or puts into the
// agent's configuration: sed -i "s/$OLD/$NEW/" /etc/logstag-agent.toml.
func (d *apiKeys) keyVariables(command []byte) []string {
	if bytes.IndexByte(command, '$') < 0 || !containsFold(command, logstagWord) {
		return nil
	}
	edits := bytes.Contains(command, []byte("sed "))
	var names []string
	for at := 0; ; {
		i := bytes.IndexByte(command[at:], '$')
		if i < 0 || len(names) >= maxMentions {
			return names
		}
		before := command[:at+i]
		at += i + 1
		rest := bytes.TrimPrefix(command[at:], []byte{'{'})
		n := 0
		for n < min(len(rest), 64) && nameByte(rest[n]) {
			n++
		}
		if n == 0 {
			continue
		}
		if bare := bytes.TrimRight(before, "\"'\\ =:"); len(bare) < len(before) {
			s := len(bare)
			for s > 0 && len(bare)-s < 64 && keyByte(bare[s-1]) {
				s--
			}
			switch d.names.kind(string(bare[s:])) {
			case genericKey, logstagNamed:
				names = append(names, strings.ToLower(string(rest[:n])))
				continue
			}
		}
		if edits && len(before) > 0 && bytes.IndexByte([]byte("/|#,"), before[len(before)-1]) >= 0 {
			names = append(names, strings.ToLower(string(rest[:n])))
		}
	}
}

// keepVariables keeps the names of variables that hold keys, by history.
func (e *Engine) keepVariables(o *sources.Origin, names []string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.variables == nil {
		e.variables = map[string]map[string]bool{}
	}
	file := historyOf(o)
	if e.variables[file] == nil {
		e.variables[file] = map[string]bool{}
	}
	for _, n := range names {
		if len(e.variables[file]) < maxKeyVariables {
			e.variables[file][n] = true
		}
	}
}

// heldKey says that a word is the value of one of these variables, and looks like a
// key.
func (d *apiKeys) heldKey(w *typedWord, variables map[string]bool) bool {
	return w.variable != "" && variables[w.variable] && d.judge.Check(w.secret.reveal(), value.Demands{MinLen: minLogstag}) == value.Key
}
