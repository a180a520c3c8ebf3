package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/randomness"
	"github.com/leakstag/leakstag/sources"
)

// minCiphertext is the least length of what an encrypted value's wrapper holds: a
// nonce and a tag alone are 28 bytes.
const minCiphertext = 24

// findEncrypted is the detector "encrypted-value". At the name of an entry that
// holds text[start:end] it looks for a value that an agent encrypted for its own
// machine, in a place from which other machines get theirs.
func (d *apiKeys) findEncrypted(f *sources.Fragment, start, end int, yield func(match)) {
	if !sharedPlace(f.Origin) {
		return
	}
	text := f.Data
	s, ok := valueBehind(text, end)
	if !ok {
		return
	}
	wrapper := d.wrapperAt(text[s:])
	if wrapper == 0 {
		return // most are none, and are not worth being measured
	}
	e := s + wrappedLength(text[s:])
	if !ciphertext(text[min(s+wrapper, e):e]) {
		return
	}
	ns, ne := entry.Name(text, start, end)
	name := string(text[ns:ne])
	m := match{rule: d.encrypted, start: s, end: e, secret: string(text[s:e]), name: name}
	switch kind := d.names.kind(name); {
	case isPasswordName(name):
		m.needsPath = !agentConfig(text, ns, f.Origin)
	case kind == notAKey || kind == foreignKey:
		return
	case kind == genericKey:
		m.needsPath = !nearLogstag(text, ns, e, f.Origin)
	}
	if m.needsPath && !pathUnknown(f.Origin) {
		return
	}
	m.needsTracked = f.Origin.Source == sources.Files
	yield(m)
}

// sharedPlace says that other hosts, or people, get to see the item: a repository,
// a template, a log. A file on a host may lie in a repository; that is found out
// later.
func sharedPlace(o *sources.Origin) bool {
	switch o.Source {
	case sources.ShellHistory, sources.Processes:
		return false
	}
	return true
}

// valueBehind finds where the value begins of the entry whose name's end is at or
// behind p.
func valueBehind(text []byte, p int) (start int, ok bool) {
	limit := min(len(text), p+96)
	for p < limit && (keyByte(text[p])) {
		p++
	}
	separated := false
	for p < limit && bytes.IndexByte([]byte(" \t\"'`\\:=>"), text[p]) >= 0 {
		separated = separated || bytes.IndexByte([]byte(":=>"), text[p]) >= 0
		p++
	}
	return p, separated
}

// wrapperAt measures the beginning of a wrapper of values that are bound to a
// machine, with which text begins; 0 if it does not.
func (d *apiKeys) wrapperAt(text []byte) int {
	for _, wrapper := range d.machineBound {
		if len(text) >= len(wrapper) && strings.EqualFold(string(text[:len(wrapper)]), wrapper) {
			return len(wrapper)
		}
	}
	return 0
}

// wrappedLength measures a value with its wrapper, which may look like a call:
// ENC(…).
func wrappedLength(text []byte) int {
	p := 0
	for p < min(len(text), 4096) && text[p] > ' ' && bytes.IndexByte([]byte("\"'`<,;\\"), text[p]) < 0 {
		p++
	}
	return p
}

// ciphertext says that what stands in a wrapper, up to its end, is one.
func ciphertext(v []byte) bool {
	body := strings.TrimRight(string(v), ")]}")
	if len(body) < minCiphertext {
		return false
	}
	for i := range len(body) {
		if c := body[i]; !keyByte(c) && strings.IndexByte("+/=:$,|", c) < 0 {
			return false
		}
	}
	return randomness.Surplus(body) > 10
}
