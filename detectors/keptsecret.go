package detectors

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// keptSecret is what is kept of a secret.
type keptSecret struct {
	mask        string
	length      int // in bytes
	characters  int
	fingerprint string
	group       uint64
}

// identity is equal for equal secrets of one run.
func (s Secret) identity() string {
	switch {
	case s.kept == nil:
		return s.reveal()
	case s.kept.fingerprint != "":
		return "\x00kept " + s.kept.fingerprint
	}
	return "\x00kept " + strconv.FormatUint(s.kept.group, 16)
}

// maxKeptRun is the longest stretch of a text that is searched for kept secrets.
const maxKeptRun = 1 << 10

// keyCharacters finds what may hold a key in a text.
var keyCharacters = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[A-Za-z0-9._~+/=-]{16,}`) })

// keep has the cleaner look for a secret of an earlier run.
func (c *cleaner) keep(s Secret) {
	if s.kept.fingerprint == "" || s.kept.length < minOther {
		return
	}
	if c.kept == nil {
		c.kept = map[int]map[string]Secret{}
	}
	if c.kept[s.kept.length] == nil {
		c.kept[s.kept.length] = map[string]Secret{}
	}
	c.kept[s.kept.length][s.kept.fingerprint] = s
}

// withoutKept replaces secrets of earlier runs by their masks: every stretch of a
// text that has the length of one is compared by its fingerprint.
func (c *cleaner) withoutKept(s string) string {
	if len(c.kept) == 0 {
		return s
	}
	return keyCharacters().ReplaceAllStringFunc(s, func(run string) string {
		out := run
		for n, byFingerprint := range c.kept {
			for i := 0; i+n <= min(len(run), maxKeptRun); i++ {
				part := run[i : i+n]
				if k, ok := byFingerprint[KeyFingerprint(newSecret([]byte(part)), c.engine.orgKey)]; ok {
					out = strings.ReplaceAll(out, part, k.Mask())
				}
			}
		}
		return out
	})
}
