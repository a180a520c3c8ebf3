package main

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// planted are the keys that the tests plant: all of them, so that every output
// can be searched for every key. Scripts know them as KEY1, KEY2 and so on. They
// are made up. Some hold words that scanners tend to take for placeholders.
var planted = []string{
	"FAKE.q1Zt-41mWc_x9RbV2nLpD8sKyG3hJ",
	"FAKE-Hd93kzPw7.vTq_2LmXc8Rb5nYs4Gj",
	"FAKE_w8Kf.falsepR3vXz-6Qm1Ltc9YbN4",
	"FAKE.t5Rn-nullJx7Wq_b2Vz9Lk4Mp8Hc3",
	"FAKE-Zx4vBn7mKq.2Wr_9Tf5Gp8Lj3Hd6Sc",
	"FAKE_Jk2.hG9fD4-sA7pQ1wE6rT3yU8iO5z",
	"FAKE.Vb6n-M3kL8_jH1gF5dS9aP2oI7uY4t",
	"FAKE-Lp9o.K4jN7_bV2cX5zQ8wR1eT6yU3m",
	"FAKE_c7Xv.B1nM4-lK9jH2gF6dS3aQ8wE5r",
}

// leak says that an output holds a planted key: which one, in which form. It
// does not hold the key.
type leak struct {
	key  int // counted from 1
	form string
}

func (l leak) String() string { return fmt.Sprintf("key %d, %s", l.key, l.form) }

// window is how many characters of a key in a row are too many: a mask shows
// four.
const window = 10

// leaks finds the planted keys in an output.
func leaks(output []byte) []leak {
	var found []leak
	lower := bytes.ToLower(output)
	for i, k := range planted {
		for _, f := range forms(k) {
			in := output
			if f.anyCase {
				in = lower
			}
			if slices.ContainsFunc(f.texts, func(t string) bool { return bytes.Contains(in, []byte(t)) }) {
				found = append(found, leak{i + 1, f.name})
			}
		}
	}
	return found
}

// form is one way of writing a key; any of texts gives it away.
type form struct {
	name    string
	texts   []string
	anyCase bool // texts are in lower case and stand for any case
}

func forms(key string) []form {
	backwards := []byte(key)
	slices.Reverse(backwards)
	var percent, wide strings.Builder
	for _, c := range []byte(key) {
		fmt.Fprintf(&percent, "%%%02x", c)
		wide.Write([]byte{c, 0})
	}
	plain := windows(key, window)
	return []form{
		{name: "as it is", texts: plain},
		{name: "in another case", texts: windows(strings.ToLower(key), window), anyCase: true},
		{name: "backwards", texts: windows(string(backwards), window)},
		{name: "percent-encoded", texts: windows(percent.String(), 3*window), anyCase: true},
		{name: "in hexadecimal", texts: windows(hex.EncodeToString([]byte(key)), 2*window), anyCase: true},
		{name: "in UTF-16", texts: windows(wide.String(), 2*window)},
		{name: "in base64", texts: base64s(key)},
	}
}

// windows gives all stretches of text that are n bytes long.
func windows(text string, n int) []string {
	var out []string
	for i := 0; i+n <= len(text); i++ {
		out = append(out, text[i:i+n])
	}
	return out
}

// base64s gives what text looks like inside a longer text in base64: that
// depends on how many bytes come before it.
func base64s(text string) []string {
	var out []string
	for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
		for skip := range 3 {
			whole := text[skip:]
			whole = whole[:len(whole)/3*3]
			out = append(out, windows(enc.EncodeToString([]byte(whole)), 4*window/3)...)
		}
	}
	return out
}

func TestLeaks(t *testing.T) {
	k := planted[1]
	backwards := []byte(k)
	slices.Reverse(backwards)
	for name, text := range map[string]string{
		"as it is":        "x" + k + "y",
		"a part":          k[8:20],
		"backwards":       string(backwards),
		"in hexadecimal":  strings.ToUpper(hex.EncodeToString([]byte(k))),
		"in base64":       base64.StdEncoding.EncodeToString([]byte("ab" + k + "c")),
		"percent-encoded": "%46%41%4B%45%2D%48%64%39%33%6B%7A%50%77",
	} {
		found := leaks([]byte(text))
		if len(found) == 0 || found[0].key != 2 {
			t.Errorf("%s: found %v", name, found)
		}
	}
	if found := leaks([]byte("FAKE… (34 characters) lk1-jekhme7jw4fcywa2")); len(found) > 0 {
		t.Errorf("a mask is taken for %v", found)
	}
}
