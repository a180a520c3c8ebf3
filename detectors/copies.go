package detectors

import (
	"bytes"

	"github.com/leakstag/leakstag/sources"
)

// copies gives, for the matches of a fragment, which are sorted, the further places at
// which an agent's key of theirs stands by itself: behind a trace's "[[ -n", in an
// answer that repeats what was sent. What was told of the key at one place holds for
// all of them, and so does what allows it. Of other services' keys only entries count.
//
// Words are looked up, so that the time depends on the text's length alone.
func (d *apiKeys) copies(f *sources.Fragment, matches []match, allowed func(*match) bool) []match {
	keys := map[string]*match{}
	for i := range matches {
		m := &matches[i]
		if m.rule == d.logstag && !m.needsPath && !m.needsTracked && len(m.secret) >= minLogstag && keys[m.secret] == nil && !allowed(m) {
			keys[m.secret] = m
		}
	}
	if len(keys) == 0 {
		return nil
	}
	var more []match
	next, limit := 0, len(f.Data)-f.After
	for at := 0; at < len(f.Data); at++ {
		if !keyByte(f.Data[at]) {
			continue
		}
		start := at
		for at < len(f.Data) && keyByte(f.Data[at]) {
			at++
		}
		word := f.Data[start:at]
		m := keys[string(word)]
		if m == nil {
			word = bytes.Trim(word, "._-")
			if m = keys[string(word)]; m == nil {
				continue
			}
			start += bytes.Index(f.Data[start:at], word)
		}
		end := start + len(word)
		for next < len(matches) && matches[next].end <= start {
			next++
		}
		if next < len(matches) && matches[next].start < end || start < f.Before || start >= limit {
			continue
		}
		more = append(more, match{rule: m.rule, start: start, end: end, secret: m.secret})
	}
	return more
}
