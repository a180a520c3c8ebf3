package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

// key is one secret and all places where it lies: what is rotated is a key.
type key struct {
	// places are the findings, the worst first, else in the run's order.
	places []*detectors.Finding
	level  rules.Level // the worst of the places'
	// since is the earliest time at which a place is known to have had the key;
	// zero where no place says.
	since time.Time
}

// lead is the finding that speaks for the key: the first of the worst, by level
// and then by its rule's severity.
func (k *key) lead() *detectors.Finding { return k.places[0] }

// groupKeys gives the keys of the findings, the worst first, and for each
// finding the index of its key.
//
// Findings are of one key if their key fingerprints are equal, whatever the
// rule. A value too weak for a fingerprint is compared itself; a finding without
// any value (an exposed file, say) is a key of its own.
func groupKeys(findings []detectors.Finding) (keys []*key, keyOf []int) {
	byFingerprint := map[string]*key{}
	byMask := map[string][]*key{} // weak values: compare only those that look alike
	keyFor := func(f *detectors.Finding) *key {
		switch {
		case f.KeyFingerprint != "":
			k := byFingerprint[f.KeyFingerprint]
			if k == nil {
				k = &key{}
				byFingerprint[f.KeyFingerprint] = k
				keys = append(keys, k)
			}
			return k
		case f.Secret.Len() == 0:
			k := &key{}
			keys = append(keys, k)
			return k
		}
		mask := f.Secret.Mask()
		for _, k := range byMask[mask] {
			if k.places[0].Secret.Equal(f.Secret) {
				return k
			}
		}
		k := &key{}
		byMask[mask] = append(byMask[mask], k)
		keys = append(keys, k)
		return k
	}

	of := make([]*key, len(findings))
	for i := range findings {
		f := &findings[i]
		k := keyFor(f)
		of[i] = k
		k.places = append(k.places, f)
		k.level = max(k.level, f.Level)
		if t := sinceWhen(f); !t.IsZero() && (k.since.IsZero() || t.Before(k.since)) {
			k.since = t
		}
	}
	for _, k := range keys {
		slices.SortStableFunc(k.places, worstFirst)
	}
	slices.SortStableFunc(keys, func(a, b *key) int {
		return worstFirst(a.lead(), b.lead())
	})

	index := make(map[*key]int, len(keys))
	for i, k := range keys {
		index[k] = i
	}
	keyOf = make([]int, len(findings))
	for i, k := range of {
		keyOf[i] = index[k]
	}
	return keys, keyOf
}

// worstFirst compares by level, then by the rule's severity.
func worstFirst(a, b *detectors.Finding) int {
	return cmp.Or(
		cmp.Compare(b.Level, a.Level),
		cmp.Compare(b.Rule.SecuritySeverity, a.Rule.SecuritySeverity),
	)
}

// sinceWhen is the earliest time at which the place is known to have had the
// secret; zero if unknown.
func sinceWhen(f *detectors.Finding) time.Time {
	switch o := &f.Origin; {
	case f.Place != nil:
		return usable(f.Place.Introduced.Time)
	case o.Command != nil:
		return usable(o.Command.Time)
	case o.Journal != nil:
		return usable(o.Journal.Time)
	case o.Process != nil:
		return usable(o.Process.Started)
	}
	return time.Time{}
}

// usable gives t in UTC, or the zero time if no format could hold it: a commit
// may claim to be from the year 292277026596.
func usable(t time.Time) time.Time {
	if t = t.UTC(); t.Year() < 1 || t.Year() > 9999 || t.IsZero() {
		return time.Time{}
	}
	return t
}
