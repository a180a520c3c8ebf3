package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/sources"
)

// schemes are the words before the credentials of an Authorization header.
var schemes = [][]byte{[]byte("bearer"), []byte("token"), []byte("apikey"), []byte("api-key"), []byte("api_key"), []byte("key"), []byte("logstag")}

// findBearer looks for the credentials of an Authorization header at
// text[start:end], which holds the word "authorization" or "bearer". They are a
// Logstag key only beside a Logstag host.
func (d *apiKeys) findBearer(f *sources.Fragment, start, end int, yield func(match)) {
	if d.logstag == nil {
		return
	}
	text := f.Data
	p := end
	skip := func(set string) {
		for p < len(text) && p-end < 80 && bytes.IndexByte([]byte(set), text[p]) >= 0 {
			p++
		}
	}
	skip(" \t\"'`\\:=,>[({-") // Authorization: "Bearer, "Authorization", "Bearer
	for _, s := range schemes {
		if n := len(s); p+n < len(text) && bytes.EqualFold(text[p:p+n], s) && bytes.IndexByte([]byte(" \t:=\"'"), text[p+n]) >= 0 {
			p += n
			break
		}
	}
	skip(" \t\"'`\\:=,")
	if p == end {
		return
	}
	s := p
	for p < len(text) && p-s <= value.MaxLen && keyByte(text[p]) {
		p++
	}
	if p-s < minLogstag || p < len(text) && (text[p] == '(' || text[p] == '{' || text[p] == '$' || text[p] == '*') {
		return
	}
	if !nearLogstag(text, start, p, f.Origin) {
		return
	}
	v := string(text[s:p])
	if d.judge.Check(v, value.Demands{MinLen: minLogstag, Surplus: 4}) == value.Key {
		yield(match{rule: d.logstag, start: s, end: p, secret: v, name: "Authorization", form: entry.Argument})
	}
}

// keyByte says that c may stand in a Logstag key.
func keyByte(c byte) bool {
	return isLower(c) || isUpper(c) || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '-'
}
