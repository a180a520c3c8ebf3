package detectors

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
)

// strongest sorts matches and leaves one for each stretch of text: the Logstag
// rule before others, then what a reader of the notation saw, then the stronger
// form, then the longer name.
func strongest(all []match) []match {
	if len(all) < 2 {
		return all
	}
	all, packed := setApart(all)
	slices.SortStableFunc(all, func(a, b match) int {
		return cmp.Or(
			cmp.Compare(a.start, b.start),
			-cmp.Compare(a.rule.SecuritySeverity, b.rule.SecuritySeverity),
			-cmp.Compare(a.certainty(), b.certainty()),
			cmp.Compare(a.layers, b.layers),
			cmp.Compare(a.form, b.form),
			-cmp.Compare(len(a.name), len(b.name)),
			cmp.Compare(a.rule.ID, b.rule.ID),
			cmp.Compare(a.end, b.end),
		)
	})
	out := all[:0]
	for _, m := range all {
		if len(out) == 0 || m.start >= out[len(out)-1].end {
			out = append(out, m)
			continue
		}
		if last := &out[len(out)-1]; m.better(last) {
			*last = m
		}
	}
	if len(packed) > 0 {
		return withPacked(out, packed)
	}
	return out
}

// better says that m has the better evidence of two matches at one place, of which
// last begins first or stands first in the order of evidence.
func (m *match) better(last *match) bool {
	if m.nameless() != last.nameless() {
		// What looks like a key for itself, and holds an entry, is the text that
		// the entry is encoded in, or its name and value grown together.
		return last.nameless()
	}
	if c := cmp.Or(
		cmp.Compare(m.rule.SecuritySeverity, last.rule.SecuritySeverity),
		cmp.Compare(m.certainty(), last.certainty()),
	); c != 0 {
		return c > 0
	}
	if len(last.secret) > 2 && strings.EqualFold(last.secret[:2], "3D") && last.secret[2:] == m.secret {
		return m.layers > last.layers // quoted-printable's equals sign, half read
	}
	// Where an escape seemed to end the value, more layers show more of it.
	return m.layers > last.layers && m.start == last.start && m.end > last.end
}

// nameless says that the value alone told that it is a key.
func (m *match) nameless() bool { return m.form == entry.Wrapped && m.name == "" }

// setApart takes what lay packed out of a list of matches: many secrets have one
// place there.
func setApart(all []match) (plain, packed []match) {
	for _, m := range all {
		if m.packed {
			packed = append(packed, m)
		}
	}
	if len(packed) == 0 {
		return all, nil
	}
	return slices.DeleteFunc(all, func(m match) bool { return m.packed }), packed
}

// withPacked adds each secret that lay packed, once for each place. What else was
// seen there is no more than scraps: parts that could not be made smaller.
func withPacked(out, packed []match) []match {
	slices.SortStableFunc(packed, func(a, b match) int {
		return cmp.Or(
			cmp.Compare(a.start, b.start),
			-cmp.Compare(a.end, b.end),
			-cmp.Compare(a.rule.SecuritySeverity, b.rule.SecuritySeverity),
			cmp.Compare(a.layers, b.layers),
			cmp.Compare(a.form, b.form),
			-cmp.Compare(len(a.name), len(b.name)),
			cmp.Compare(a.rule.ID, b.rule.ID),
			cmp.Compare(a.secret, b.secret),
		)
	})
	var kept []match
	var place stretch // of the last
	seen := map[string]bool{}
	for _, m := range packed {
		if m.start >= place.to {
			place = stretch{m.start, m.end}
			clear(seen)
		} else if m.start > place.from || m.end < place.to {
			continue // packed within what was packed, and left as it was
		}
		if !seen[m.secret] {
			seen[m.secret] = true
			kept = append(kept, m)
		}
	}
	at := 0
	out = slices.DeleteFunc(out, func(m match) bool {
		for at < len(kept) && kept[at].end <= m.start {
			at++
		}
		return at < len(kept) && kept[at].start < m.end
	})
	out = append(out, kept...)
	slices.SortStableFunc(out, func(a, b match) int { return cmp.Compare(a.start, b.start) })
	return out
}
