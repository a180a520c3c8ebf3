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
	s, e, ok := wrappedValue(text, end)
	if !ok || !d.machineBoundValue(text[s:e]) {
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

// wrappedValue finds the value of the entry whose name's end is at or behind p,
// with its wrapper, which may look like a call: ENC(…).
func wrappedValue(text []byte, p int) (start, end int, ok bool) {
	limit := min(len(text), p+96)
	for p < limit && (keyByte(text[p])) {
		p++
	}
	separated := false
	for p < limit && bytes.IndexByte([]byte(" \t\"'`\\:=>"), text[p]) >= 0 {
		separated = separated || bytes.IndexByte([]byte(":=>"), text[p]) >= 0
		p++
	}
	if !separated {
		return 0, 0, false
	}
	start = p
	for p < len(text) && p-start < 4096 && text[p] > ' ' && bytes.IndexByte([]byte("\"'`<,;\\"), text[p]) < 0 {
		p++
	}
	return start, p, true
}

// machineBoundValue says that v is a ciphertext in one of the wrappers of values
// that are bound to a machine.
func (d *apiKeys) machineBoundValue(v []byte) bool {
	low := strings.ToLower(string(v[:min(len(v), 64)]))
	for _, wrapper := range d.machineBound {
		if !strings.HasPrefix(low, wrapper) {
			continue
		}
		body := strings.TrimRight(string(v[len(wrapper):]), ")]}")
		if len(body) < minCiphertext {
			continue
		}
		for i := range len(body) {
			if c := body[i]; !keyByte(c) && strings.IndexByte("+/=:$,|", c) < 0 {
				return false
			}
		}
		return randomness.Surplus(body) > 10
	}
	return false
}
