package detectors

import (
	"strings"

	"github.com/leakstag/leakstag/rules"
)

// nameKind says what the name of an entry tells about its value.
type nameKind uint8

const (
	notAKey      nameKind = iota // the name of something else
	genericKey                   // api_key, with nothing that says whose
	foreignKey                   // datadog_api_key: somebody else's
	logstagNamed                 // LOGSTAG_API_KEY, logstag_token
)

// names tells what names of entries mean.
type names struct {
	notKeys, notClear, generic, logstagKeys, logstagNot map[string]bool
}

func newNames(n rules.Names) *names {
	return &names{
		notKeys: wordSet(n.NotKeys), notClear: wordSet(n.NotClear), generic: wordSet(n.Generic),
		logstagKeys: wordSet(n.LogstagKeys), logstagNot: wordSet(n.LogstagNot),
	}
}

func wordSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// kind judges a whole name such as "agent.apiKey" or "LOGSTAG_API_KEY_HASH".
func (n *names) kind(name string) nameKind {
	var room [12]string
	words := appendWords(room[:0], name)
	logstag := false
	for _, w := range words {
		logstag = logstag || strings.Contains(w, "logstag")
	}
	at, after := keyWords(words)
	if at < 0 {
		if logstag && len(words) > 1 && n.logstagKeys[words[len(words)-1]] {
			for _, w := range words {
				if n.logstagNot[w] {
					return notAKey
				}
			}
			return logstagNamed
		}
		return notAKey
	}
	for _, w := range words[after:] {
		if n.notKeys[w] || n.notClear[w] {
			return notAKey
		}
	}
	if rest := words[after:]; len(rest) == 1 && after > 0 && strings.HasSuffix(words[after-1], "keys") && isDeed(rest[0]) {
		return notAKey // api_keys_write: a permission. A key to write with is one key
	}
	kind := genericKey
	for _, w := range words[:at] {
		if n.notClear[w] {
			return notAKey
		}
		if !n.generic[w] && len(w) > 1 { // c.api_key: a variable
			kind = foreignKey
		}
	}
	if logstag {
		return logstagNamed
	}
	return kind
}

// isDeed says that w is what somebody may be allowed to do with things.
func isDeed(w string) bool {
	switch w {
	case "read", "write", "create", "delete", "update", "list", "manage", "edit", "view", "revoke":
		return true
	}
	return false
}

// keyWords finds the words that mean "API key". It gives the index of the first
// of them and of the first word behind them, or -1.
func keyWords(words []string) (at, after int) {
	for i := len(words) - 1; i >= 0; i-- {
		w := words[i]
		if (w == "key" || w == "keys") && i > 0 && strings.HasSuffix(words[i-1], "api") {
			return i - 1, i + 1
		}
		if strings.HasSuffix(w, "apikey") || strings.HasSuffix(w, "apikeys") {
			return i, i + 1
		}
		if strings.HasPrefix(w, "apikey") {
			// apikeyid, apikeyhash: the rest is a word of its own.
			rest := strings.TrimPrefix(w, "apikey")
			if agentNoun(rest) {
				return -1, -1
			}
			words[i] = rest
			return i, i
		}
	}
	return -1, -1
}

// agentNoun says that the rest of a word that begins with apikey makes it the name
// of what handles keys: apikeypicker, apikeyvalidator. (A single user is none.)
func agentNoun(rest string) bool {
	return len(rest) > 4 && (strings.HasSuffix(rest, "er") || strings.HasSuffix(rest, "or"))
}

// splitName cuts a name into its words, in lower case: at marks, where the case
// changes, and between letters and digits only where a mark stands too.
func splitName(name string) []string { return appendWords(nil, name) }

// appendWords appends the words of a name to a list.
func appendWords(words []string, name string) []string {
	start := -1
	flush := func(end int) {
		if start >= 0 && start < end {
			words = append(words, strings.ToLower(name[start:end]))
		}
		start = -1
	}
	for i := range len(name) {
		c := name[i]
		word := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
		if !word {
			flush(i)
			continue
		}
		if start >= 0 && isUpper(c) {
			// fooBar: a new word. FOOBar: the last capital begins a new word.
			if !isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1]) {
				flush(i)
			}
		}
		if start < 0 {
			start = i
		}
	}
	flush(len(name))
	return words
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
func isLower(c byte) bool { return 'a' <= c && c <= 'z' }
