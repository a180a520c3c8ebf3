package detectors

import "github.com/leakstag/leakstag/rules"

// joinKeys puts all places of one key under one rule: a key that is an agent's in
// one place is an agent's in every place, also where nothing near it says so. What
// has to be done about it is the same.
func (e *Engine) joinKeys(found []Finding) {
	if e.apiKeys == nil || e.apiKeys.logstag == nil || e.apiKeys.other == nil {
		return
	}
	agents := map[string]*rules.Rule{}
	for i := range found {
		if f := &found[i]; f.Rule == e.apiKeys.logstag {
			agents[e.sameKey(f.Secret)] = f.Rule
		}
	}
	if len(agents) == 0 {
		return
	}
	for i := range found {
		f := &found[i]
		if f.Rule != e.apiKeys.other {
			continue
		}
		if r := agents[e.sameKey(f.Secret)]; r != nil {
			f.Rule, f.Level = r, r.Level
		}
	}
}

// sameKey is equal for equal secrets, also where one was kept from an earlier run,
// unless it is so weak that nothing that tells was kept.
func (e *Engine) sameKey(s Secret) string {
	if f := KeyFingerprint(s, e.orgKey); f != "" {
		return f
	}
	return s.identity()
}
