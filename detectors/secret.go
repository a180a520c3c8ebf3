package detectors

import (
	"fmt"
	"hash/maphash"
	"log/slog"
	"unicode/utf8"
)

// Secret holds a value that must never be shown. Every way of printing,
// logging or encoding it gives its mask. The bytes can be had only inside this
// package, where they are used to make fingerprints and to clean other text.
//
// The zero Secret is empty. A Secret is immutable and safe for concurrent use.
type Secret struct {
	value *string // behind a pointer, so that reflection-based printers show an address
	// chosen says that a person chose it, as people choose passwords: not even
	// its beginning is shown, and a digest of it would give it away.
	chosen bool
	// kept is set instead of value for a secret of an earlier run, of which only
	// that was kept.
	kept *keptSecret
}

// newSecret copies value.
func newSecret(value []byte) Secret {
	s := string(value)
	return Secret{value: &s}
}

// Conceal makes a Secret of a value that was read in the clear, from another tool's
// report, to compare it with what is found.
func Conceal(value string) Secret { return newSecret([]byte(value)) }

// value gives the match's secret.
func (m *match) value() Secret {
	return Secret{value: &m.secret, chosen: m.weak}
}

// maskShown is how many characters of a secret its mask shows.
const maskShown = 4

// Mask gives the only form in which a secret is shown: its first four
// characters, an ellipsis and its length.
func (s Secret) Mask() string {
	if s.kept != nil {
		return s.kept.mask
	}
	if s.value == nil || *s.value == "" {
		return "… (0 characters)"
	}
	v := *s.value
	cut := 0
	for range maskShown {
		_, n := utf8.DecodeRuneInString(v[cut:])
		cut += n
	}
	length := utf8.RuneCountInString(v)
	if length <= 2*maskShown || s.chosen { // nothing of it may be given away
		cut = 0
	}
	return fmt.Sprintf("%s… (%d characters)", clean(v[:cut]), length)
}

// clean replaces what a terminal or a document might act on.
func clean(s string) string {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r < 0x20 || r == 0x7f || r == utf8.RuneError {
			r = '?'
		}
		out = append(out, r)
	}
	return string(out)
}

// Len is the secret's length in bytes.
func (s Secret) Len() int {
	if s.kept != nil {
		return s.kept.length
	}
	if s.value == nil {
		return 0
	}
	return len(*s.value)
}

// characters is the secret's length as its mask gives it.
func (s Secret) characters() int {
	if s.kept != nil {
		return s.kept.characters
	}
	return utf8.RuneCountInString(s.reveal())
}

// Equal says whether both hold the same value. Of a secret that was kept from an
// earlier run that can only be said if both were.
func (s Secret) Equal(other Secret) bool { return s.identity() == other.identity() }

// Hash is equal for equal values under one seed, so that many can be compared.
func (s Secret) Hash(seed maphash.Seed) uint64 { return maphash.String(seed, s.reveal()) }

// String gives the mask.
func (s Secret) String() string { return s.Mask() }

// GoString gives the mask.
func (s Secret) GoString() string { return s.Mask() }

// Format writes the mask, whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.Mask()) }

// MarshalText gives the mask.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.Mask()), nil }

// MarshalJSON gives the mask as a JSON string.
func (s Secret) MarshalJSON() ([]byte, error) { return fmt.Appendf(nil, "%q", s.Mask()), nil }

// LogValue gives the mask.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.Mask()) }

// reveal gives the bytes. It is used only to make a fingerprint, to compare
// secrets, and to find a secret in text that has to be cleaned of it.
func (s Secret) reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}
