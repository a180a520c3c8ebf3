package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/randomness"
	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/sources"
)

// findBare looks for a key that stands on a command line or in a log line about
// Logstag without a name of its own: an argument of printf, the replacement in a
// sed script, what is piped into a secret store. Without a name the value itself
// must leave no doubt: it mixes small letters, capitals and digits, as no digest
// or identifier does, and stands apart from paths and addresses. The line must
// speak of a key, unless it is a command: echo VALUE | logstag-agent encrypt.
func (d *apiKeys) findBare(f *sources.Fragment, start, end int, yield func(match)) {
	if d.logstag == nil {
		return
	}
	text := f.Data
	lo, hi := line(text, start, end)
	if !f.Origin.LineText {
		d.findBesideHost(text, start, end, yield)
		d.findBelow(text, start, end, yield)
		d.findTold(text, max(lo, start-toldBytes), min(hi, end+toldBytes), yield)
		d.findListed(text, lo, hi, yield)
		return
	}
	if first := indexFold(text[lo:hi], logstagWord); first >= 0 && lo+first < start {
		return // an earlier hit on this line has answered for it
	}
	typed := f.Origin.Command != nil || f.Origin.Process != nil
	if !typed && !tellsOfKey(text[lo:hi]) {
		return
	}
	d.bareIn(text, lo, hi, bareSurplus, yield)
}

// bareIn looks for keys without a name in text[lo:hi] that look as random as surplus says.
func (d *apiKeys) bareIn(text []byte, lo, hi int, surplus float64, yield func(match)) {
	for p := lo; p < hi; {
		if !keyByte(text[p]) {
			p++
			continue
		}
		s := p
		for p < hi && keyByte(text[p]) {
			p++
		}
		e := s + len(bytes.TrimRight(text[s:p], ".")) // of a sentence
		if e-s >= minLogstag && standsAlone(text, s, p) && !d.identifies(text[lo:s]) && !d.wrapped(text[lo:s]) && d.plainlyRandom(text[s:e], surplus) {
			yield(match{rule: d.logstag, start: s, end: e, secret: string(text[s:e]), form: entry.Wrapped})
		}
	}
}

// standsAlone says that text[s:e] is a word of its own, not a part of a path, an
// address or another entry.
func standsAlone(text []byte, s, e int) bool {
	if e+1 < len(text) && text[e] == ':' && text[e+1] == ' ' { // a sentence goes on
		e++
	}
	before, after := byte(' '), byte(' ')
	if s > 0 {
		before = text[s-1]
	}
	if e < len(text) {
		after = text[e]
	}
	if before == '>' && after == '<' { // all of an element
		return true
	}
	return bytes.IndexByte([]byte(" \t'\"|,(<`"), before) >= 0 && bytes.IndexByte([]byte(" \t\r\n'\"|,)>;\\`"), after) >= 0
}

// wrapped says that before ends in the word and the bracket around a ciphertext:
// ENC(.
func (d *apiKeys) wrapped(before []byte) bool {
	name, open := bytes.CutSuffix(before, []byte{'('})
	if !open {
		return false
	}
	s := len(name)
	for s > 0 && len(name)-s < 24 && keyByte(name[s-1]) {
		s--
	}
	return d.judge.Check(string(before[s:])+"x)", value.Demands{}) == value.Encrypted
}

// identifies says that the name of an entry ends before, up to the value, and that
// what it names is random without being secret: key_id="…", etag: "old" -> "…",
// --session …, key id …; or that it is an entry for an API key, which is judged on its own.
func (d *apiKeys) identifies(before []byte) bool {
	const quotes = "\"'\\ "
	before = bytes.TrimRight(before, quotes)
	if old, changed := bytes.CutSuffix(before, []byte("->")); changed {
		old = bytes.TrimRight(old, quotes)
		before = bytes.TrimRight(bytes.TrimRightFunc(old, func(r rune) bool { return r < 0x80 && keyByte(byte(r)) }), quotes)
	}
	name := bytes.TrimRight(before, ":=\"'\\ ")
	last := string(name[max(0, len(name)-24):])
	if i := strings.LastIndexAny(last, " \t,;&({[\"'"); i >= 0 {
		last = last[i+1:]
	}
	words := splitName(last)
	if len(words) == 0 {
		return false
	}
	if d.names.kind(last) != notAKey || len(name) < len(before) && before[len(name)] == '"' && !speaksOfSecret(words) {
		return true
	}
	switch words[len(words)-1] {
	case "id", "ids", "uuid", "guid", "hash", "sha", "sha1", "sha256", "sha512", "md5", "digest", "checksum", "fingerprint", "thumbprint",
		"signature", "version", "revision", "salt", "iv", "nonce", "etag", "session", "cookie", "integrity":
		return true
	}
	return false
}

// speaksOfSecret says that a name, in words, may be that of a key, or says nothing
// about what it names.
func speaksOfSecret(words []string) bool {
	for _, w := range words {
		switch w {
		case "key", "token", "secret", "credential", "credentials", "password", "auth", "authorization", "bearer", "value", "data", "args", "cmd", "command", "content", "msg", "message":
			return true
		}
	}
	return false
}

// bareSurplus is how random a key without a name must look, in bits. Of keys of 32
// characters one in two hundred looks less so; what people write, with capitals and
// digits in it, lies below zero.
const bareSurplus = 9

// plainlyRandom says that v could be nothing but a generated key.
func (d *apiKeys) plainlyRandom(v []byte, surplus float64) bool {
	var small, capital, digit int
	for _, c := range v {
		switch {
		case isLower(c):
			small++
		case isUpper(c):
			capital++
		case '0' <= c && c <= '9':
			digit++
		}
	}
	if small < 4 || capital < 4 || digit < 1 {
		return false
	}
	s := string(v)
	if decodesToText(s) {
		return false
	}
	return randomness.Surplus(s) > surplus && d.judge.Check(s, value.Demands{MinLen: minLogstag}) == value.Key
}
