package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/value"
)

// findBesideHost looks for the key of an agent under a name that says no more than
// that it is a key, beside the address of Logstag's service at text[start:end], as
// programs keep the two:
//
//	const LOGSTAG = { host: 'eu1.logstag.com', path: '/v1/events', key: '…' }
//
// The two must belong together: neither braces nor a block of indented lines may end
// between them, nor may the address of another service stand there.
func (d *apiKeys) findBesideHost(text []byte, start, end int, yield func(match)) {
	if !inHost(text, start, end) {
		return
	}
	lo, hi := stanza(text, start, end)
	d.saidBelowHost(text, end, hi, yield)
	if d.hasNamedKey(text, lo, hi) {
		return // the key of the address is that
	}
	for _, word := range [...]string{"key", "token"} {
		for p := lo; ; {
			i := indexFold(text[p:hi], []byte(word))
			if i < 0 {
				break
			}
			at := p + i
			p = at + len(word)
			if s, e := entry.Name(text, at, p); e == p && d.saysOnlyKey(string(text[s:e])) && together(text, start, s) {
				d.keyBesideHost(text, s, e, yield)
			}
		}
	}
}

// hasNamedKey says that text[lo:hi] has a name that says that it is of Logstag's key.
func (d *apiKeys) hasNamedKey(text []byte, lo, hi int) bool {
	for p := lo; ; {
		i := indexFold(text[p:hi], logstagWord)
		if i < 0 {
			return false
		}
		at := p + i
		p = at + len(logstagWord)
		if s, e := entry.Name(text, at, p); d.names.kind(string(text[s:e])) == logstagNamed {
			return true
		}
	}
}

// keyBesideHost reads the entry of the name text[s:e].
func (d *apiKeys) keyBesideHost(text []byte, s, e int, yield func(match)) {
	entry.At(text, s, e, func(c entry.Candidate) {
		start, end := trim(text, c)
		if c.Form != entry.Assign || c.NameStart != s || end-start < minLogstag || c.Start < e {
			return
		}
		v := string(text[start:end])
		if value.LogstagShape(v) && !(len(v) == 36 && looksLikeID(v)) && d.judge.Check(v, value.Demands{MinLen: minLogstag}) == value.Key {
			yield(match{rule: d.logstag, start: start, end: end, secret: v, name: string(text[s:e]), form: c.Form})
		}
	})
}

// saysOnlyKey says that a name ends in key or token, and that its other words do not
// tell of which kind, or whose: KEY, _TOKEN, clientToken, access_key.
func (d *apiKeys) saysOnlyKey(name string) bool {
	words := splitName(name)
	if at, _ := keyWords(words); at >= 0 || len(words) == 0 {
		return false
	}
	if last := words[len(words)-1]; last != "key" && last != "token" {
		return false
	}
	for _, w := range words[:len(words)-1] {
		if w == "secret" { // with which programs sign: Django's SECRET_KEY
			return false
		}
		if !d.names.generic[w] && w != "access" && w != "bearer" && w != "write" && w != "fallback" {
			return false
		}
	}
	return true
}

// inHost says that text[start:end] is part of the name of a host: of one in a URL, or
// of one by itself in quotes, 'eu1.logstag.com'.
func inHost(text []byte, start, end int) bool {
	s, e := start, end
	for s > 0 && start-s < 64 && keyByte(text[s-1]) {
		s--
	}
	for e < len(text) && e-end < 128 && keyByte(text[e]) {
		e++
	}
	if bytes.HasSuffix(text[:s], []byte("://")) {
		return true
	}
	if s == 0 || e == len(text) || text[s-1] != text[e] || text[e] != '"' && text[e] != '\'' && text[e] != '`' {
		return false
	}
	host := strings.ToLower(string(text[s:e]))
	switch host[strings.LastIndexByte(host, '.')+1:] {
	case "com", "net", "org", "io", "cloud", "dev", "app", "eu", "internal", "local", "example", "test":
		return strings.IndexByte(host, '.') > 0
	}
	return false
}

// together says that the entry at pos stands with the address at host.
func together(text []byte, host, pos int) bool {
	from, to := min(host, pos), max(host, pos)
	depth := 0
	for _, c := range text[from:to] {
		switch c {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth < 0 {
				return false
			}
		}
	}
	if host > pos && depth > 0 {
		return false // the address lies deeper
	}
	first, _ := line(text, from, from)
	column := indent(text[first:])
	for p := nextLine(text, first, to); p < to; p = nextLine(text, p, to) {
		if !blank(text[p:]) && indent(text[p:]) < column {
			return false
		}
	}
	for p := from; ; {
		i := bytes.Index(text[p:to], []byte("://"))
		if i < 0 {
			return true
		}
		p += i + 3
		e := p
		for e < len(text) && e-p < 128 && keyByte(text[e]) {
			e++
		}
		if indexFold(text[p:e], logstagWord) < 0 {
			return false
		}
	}
}

// saidBelowHost looks for a key that one of the lines between the address of the
// service, which ends at pos, and hi names in the words of people: "Schlüssel: …".
func (d *apiKeys) saidBelowHost(text []byte, pos, hi int, yield func(match)) {
	for p := nextLine(text, pos, hi); p < hi; p = nextLine(text, p, hi) {
		s, e := line(text, p, p)
		if bytes.Contains(text[s:e], []byte("://")) {
			return // another service's, from here on
		}
		i := bytes.IndexByte(text[s:e], ':')
		if i < 0 || i > maxSaid || bytes.ContainsAny(text[s:s+i], "_=\"'") {
			continue
		}
		if key, other := tellsKey(text[s : s+i]); key && !other {
			d.bareIn(text, s+i+1, e, belowSurplus, yield)
		}
	}
}

// maxSaid is how long the words before such a colon may be, in bytes.
const maxSaid = 32
