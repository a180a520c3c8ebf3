package report

import (
	"cmp"
	"strconv"
)

// alert is what GitHub tells alerts apart by: two results with the same values are
// one alert, whatever else differs.
type alert struct{ rule, uri, lineHash string }

// alertHashes gives by finding the value for primaryLocationLineHash; empty where
// it is for the upload action to compute.
//
// It is the line's hash, by which an alert survives lines that are put in above it.
// But equal lines are equal whatever key stands behind their first hundred
// characters, two keys may stand on one line, and the lines of an archive's members
// are none of its own: there it is the finding's own fingerprint, so that each key
// is an alert of its own. The action, which would compute another value, keeps the
// one that is there and says so in its log.
func (b *sarifBuilder) alertHashes() []string {
	type keyed struct {
		alert
		key int
	}
	hashes := make([]string, len(b.findings))
	owner := map[alert]int{}    // the key that has an alert
	moved := map[keyed]string{} // the hash of a key that another one was before
	count := map[alert]int{}    // keys moved to a finding's own fingerprint
	for i := range b.findings {
		f := &b.findings[i]
		hash := f.LineHash
		if f.Fingerprint != "" && (f.Origin.Member != "" || hash == "" && b.github) {
			hash = f.Fingerprint + ":1"
		}
		if hash == "" {
			continue
		}
		file := outerFile(f.Origin)
		uri, _ := placeURI(b.run.Root, &file, f.Place)
		a, k := alert{f.Rule.ID, uri, hash}, b.keyOf[i]
		if first, taken := owner[a]; taken && first != k {
			at := keyed{a, k}
			if moved[at] == "" {
				own := alert{a.rule, a.uri, cmp.Or(f.Fingerprint, f.LineHash)}
				for ; taken; _, taken = owner[a] {
					count[own]++
					a.lineHash = own.lineHash + ":" + strconv.Itoa(count[own])
				}
				moved[at] = a.lineHash
			}
			a.lineHash = moved[at]
		}
		owner[a] = k
		hashes[i] = a.lineHash
	}
	return hashes
}
