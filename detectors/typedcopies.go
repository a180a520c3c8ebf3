package detectors

import (
	"bytes"
	"errors"

	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// maxTyped is how many words that may be keys are kept of one history.
const maxTyped = 1 << 14

var errTyped = errors.New("more long words than are kept: a key that was typed without a name may lie in the rest")

// typedWord is a word of a command that has the form of an agent's key, and
// that nothing beside it calls one: grep -r WORD /etc.
type typedWord struct {
	secret  Secret
	origin  *sources.Origin
	region  Region
	from    int
	allowed *allowance
	// variable is the name, in lower case, of the variable that it is assigned to.
	variable string
}

// noteTyped keeps the words of a command that may be keys. Each command of a history
// is an item of its own, so that only when all are read is it known which keys there
// are: it is export LOGSTAG_API_KEY=… in one command, echo … | base64 in the next.
// Matches are what was found in the command, sorted.
func (e *Engine) noteTyped(source int, f *sources.Fragment, matches []match) {
	if f.Origin.Command == nil || e.apiKeys == nil || e.apiKeys.logstag == nil {
		return
	}
	if names := e.apiKeys.keyVariables(f.Data); len(names) > 0 {
		e.keepVariables(f.Origin, names)
	}
	var words []typedWord
	var places *locator
	note := func(start, end int) {
		if !value.LogstagShape(string(f.Data[start:end])) || start < f.Before || start >= len(f.Data)-f.After {
			return
		}
		if places == nil {
			places = newLocator(f)
		}
		words = append(words, typedWord{
			secret: newSecret(f.Data[start:end]), origin: f.Origin, region: places.region(start, end), from: source,
			allowed: allowedInline(f.Data, start, end), variable: assignedTo(f.Data[:start]),
		})
	}
	next := 0
	for at := 0; at < len(f.Data); at++ {
		start, letters, digits := at, false, false
		for at < len(f.Data) && keyByte(f.Data[at]) {
			c := f.Data[at]
			digits = digits || '0' <= c && c <= '9'
			letters = letters || isLower(c|0x20)
			at++
		}
		if at-start < minLogstag || !letters || !digits {
			continue
		}
		for next < len(matches) && matches[next].end <= start {
			next++
		}
		if next < len(matches) && matches[next].start < at {
			continue
		}
		note(start, at)
		if word := bytes.Trim(f.Data[start:at], "._-"); len(word) < at-start {
			s := start + bytes.Index(f.Data[start:at], word)
			note(s, s+len(word))
		}
	}
	if len(words) > 0 {
		e.keepTyped(f.Origin, words)
	}
}

// keepTyped keeps words of one history, whose commands come one after the other.
func (e *Engine) keepTyped(o *sources.Origin, words []typedWord) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.typed == nil {
		e.typed = map[string][]typedWord{}
	}
	file := historyOf(o)
	kept := e.typed[file]
	if len(kept) >= maxTyped {
		return
	}
	e.typed[file] = append(kept, words...)
	if len(kept)+len(words) >= maxTyped {
		e.faults = append(e.faults, sources.Skip{Origin: *o, Err: errTyped})
	}
}

// historyOf names the file that a command comes from.
func historyOf(o *sources.Origin) string { return o.Root + "\x00" + o.Path }

// typedCopies gives, for what was found, the places in commands at which an
// agent's key stands without a name of its own. Whoever reads the history can tell
// what it is, for the key stands with its name elsewhere, or the variable that holds
// it is used for one.
func (e *Engine) typedCopies(found []Finding, typed map[string][]typedWord, variables map[string]map[string]bool) []Finding {
	if len(typed) == 0 {
		return nil
	}
	agents := map[string]*rules.Rule{}
	for i := range found {
		if f := &found[i]; f.Rule == e.apiKeys.logstag && f.allowed == nil {
			agents[f.Secret.reveal()] = f.Rule
		}
	}
	for file, words := range typed {
		for i := range words {
			if w := &words[i]; w.allowed == nil && e.apiKeys.heldKey(w, variables[file]) {
				agents[w.secret.reveal()] = e.apiKeys.logstag
			}
		}
	}
	var more []Finding
	for _, words := range typed {
		for _, w := range words {
			if r := agents[w.secret.reveal()]; r != nil {
				more = append(more, Finding{Rule: r, Level: r.Level, Secret: w.secret, Origin: *w.origin, Region: w.region, from: w.from, allowed: w.allowed})
			}
		}
	}
	return more
}
