// Package value judges whether a value that was given to a key's name can be a
// key.
//
// [Judge.Check] asks, in this order: has it the shape of a key, is it a
// placeholder, a mask, a reference to a value kept elsewhere, encrypted, and is
// it random enough. The first "no" is the verdict. Each question lies in a file
// of its own. The words and wrappers that the answers depend on are data, given
// by the rules.
package value

import "strings"

// Verdict is the outcome of a check.
type Verdict uint8

// The verdicts.
const (
	// Key says that nothing speaks against the value.
	Key Verdict = iota
	// Shape says that it is too short or too long, or holds what keys never do.
	Shape
	// Placeholder says that it stands for a key that has yet to be put there.
	Placeholder
	// Mask says that most of it was blacked out.
	Mask
	// Reference says that it names the place where the value is.
	Reference
	// Encrypted says that it is a ciphertext or a digest.
	Encrypted
	// Text says that a person wrote it: words, an identifier, a counted-up
	// number.
	Text
)

var verdictNames = [...]string{"key", "shape", "placeholder", "mask", "reference", "encrypted", "text"}

// String names the verdict.
func (v Verdict) String() string { return verdictNames[v] }

// Words are the data that the checks work with, all in lower case.
type Words struct {
	// Placeholders are words that only placeholders hold: "your", "changeme".
	Placeholders []string
	// Encrypted are the beginnings of encrypted values: "enc:", "{cipher}".
	Encrypted []string
	// References are the beginnings of references: "vault:", "op://".
	References []string
}

// Judge checks values. It is immutable and safe for concurrent use.
type Judge struct {
	words Words
}

// NewJudge makes a Judge that works with words, which it keeps.
func NewJudge(words Words) *Judge { return &Judge{words: words} }

// Demands are what a value's surroundings ask of it.
type Demands struct {
	// MinLen is the least number of characters.
	MinLen int
	// Surplus is the least randomness.Surplus: higher where the surroundings
	// are weak evidence, below zero where they are strong.
	Surplus float64
}

// MaxLen is the greatest length of a key, in bytes.
const MaxLen = 512

// Check judges v.
func (j *Judge) Check(v string, d Demands) Verdict {
	// What looks like a mask, reference or ciphertext is called so even where
	// the shape is wrong too; that costs nothing and explains more.
	if len(v) < 3 {
		return Shape
	}
	switch {
	case isMask(v):
		return Mask
	case j.isReference(v):
		return Reference
	case j.isEncrypted(v):
		return Encrypted
	case !shaped(v, d.MinLen):
		return Shape
	case j.isPlaceholder(v):
		return Placeholder
	case isPath(v):
		return Reference
	case isText(v, d.Surplus):
		return Text
	}
	return Key
}

// shaped says that v has a key's length and holds only characters that keys
// are made of.
func shaped(v string, minLen int) bool {
	if len(v) < max(minLen, 1) || len(v) > MaxLen {
		return false
	}
	odd := 0
	for i := range len(v) {
		c := v[i]
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		case strings.IndexByte("._-+/=~:", c) >= 0:
		case strings.IndexByte("!@$%^*?,;|", c) >= 0:
			if odd++; odd > 3 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// LogstagShape says that v has the published shape of a Logstag agent key: 32
// characters or more, all of A-Z a-z 0-9 . _ -.
func LogstagShape(v string) bool {
	if len(v) < 32 || len(v) > MaxLen {
		return false
	}
	for i := range len(v) {
		c := v[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '.' || c == '_' || c == '-') {
			return false
		}
	}
	return true
}
