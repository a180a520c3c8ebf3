package detectors

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"sync"

	"github.com/leakstag/leakstag/detectors/internal/randomness"
)

// The domain tag keeps a fingerprint from being the digest of anything else.
const keyDomain = "leakstag key fingerprint v1\x00"

// weakBits is the strength below which a value could be found by trying: its
// fingerprint would give it away.
const weakBits = 60

var base32Lower = sync.OnceValue(func() *base32.Encoding {
	return base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)
})

// KeyFingerprint names a key without giving it away: "lk1-" and 80 bits of a
// SHA-256 in base32, or of an HMAC-SHA-256 where the organisation has a key of
// its own for it. Equal keys have equal fingerprints, on every host. It is empty
// for a value so weak that it could be guessed back from an unkeyed digest, and for
// one that a person chose.
func KeyFingerprint(s Secret, orgKey []byte) string {
	if s.kept != nil {
		return s.kept.fingerprint
	}
	v := s.reveal()
	if len(orgKey) == 0 && (s.chosen || randomness.Bits(v) < weakBits || randomness.Surplus(v) < -12) {
		return ""
	}
	return "lk1-" + tag(orgKey, keyDomain, v)
}

// tag gives 16 characters of a digest over a domain and parts that no two lists
// share.
func tag(orgKey []byte, domain string, parts ...string) string {
	h := sha256.New()
	if len(orgKey) > 0 {
		h = hmac.New(sha256.New, orgKey)
	}
	h.Write([]byte(domain))
	h.Write([]byte(strings.Join(parts, "\x00")))
	return base32Lower().EncodeToString(h.Sum(nil))[:16]
}
