package layer

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
)

// Literal is a keyword, or the mark of an encoding, as it looks in text.
type Literal struct {
	Text string
	// Exact says that case matters.
	Exact bool
	// Place is what Decode is to be given at a hit, whose position becomes its
	// Pos.
	Place Place
}

// words are the keywords that are looked for within base64, in the spellings
// people use: case matters there. What names have in common is enough.
var words = []string{
	"api_k", "API_K", "Api_K", "api-k", "API-K", "Api-K", "Api_k", "API_k", "API-k", "Api-k",
	"apikey", "APIKEY", "apiKey", "ApiKey", "APIKey", "Apikey",
	"logstag", "LOGSTAG", "Logstag",
}

// stems are what the names of keys begin with.
var stems = []string{"api", "API", "Api", "logstag", "LOGSTAG", "Logstag"}

// Literals gives what to look for, in a fixed order.
func Literals() []Literal {
	list := base64Literals(nil)
	add := func(e Encoding, exact bool, texts ...string) {
		for _, t := range texts {
			list = append(list, Literal{Text: t, Exact: exact, Place: Place{Encoding: e}})
		}
	}
	for _, s := range stems {
		var plain, wide, spaced, listed, grouped, slashed, percent, unicode, octal []byte
		for i := range min(len(s), 4) {
			digits := hexOf(s[i])
			plain = append(plain, digits...)
			wide = append(append(wide, "00"...), digits...)
			spaced = append(append(spaced, ' '), digits...)
			listed = append(append(listed, ",0x"...), digits...)
			grouped = append(append(grouped, ",00,"...), digits...)
			slashed = append(append(slashed, `\x`...), digits...)
			percent = append(append(percent, '%'), digits...)
			unicode = append(append(unicode, `\u00`...), digits...)
			octal = append(octal, '\\', '0'+s[i]>>6, '0'+s[i]>>3&7, '0'+s[i]&7)
		}
		// Text in UTF-16 begins with either byte; so the first zeros are left out.
		add(Hex, false, string(plain), string(wide[2:]))
		add(HexList, false, string(spaced[1:]), strings.ReplaceAll(string(spaced[1:]), " ", ":"),
			string(listed[1:]), strings.ReplaceAll(string(listed[1:]), ",", ", "), string(grouped[4:]))
		add(Escaped, false, string(slashed), string(percent), string(unicode), string(octal))
		add(Escaped, false, entities(s[:3], "&#%d;"), entities(s[:3], "&#x%x;"))
	}
	// A mark between the words of a name, escaped.
	for _, before := range []string{"%", "5", "x", "0", "="} { // %5f, %255f, \x5f, \u005f, =5F
		add(Escaped, false, before+"5fkey", before+"2dkey")
	}
	add(Escaped, false, "#95;key", "#45;key", "#x5f;key", "#x2d;key", "lowbar;key", "#95;api", "#x5f;api", "lowbar;api", `\137key`, `\055key`)
	// Names that quoted-printable cuts have no literal: the header tells of it.
	add(QuotedPrintable, false, "quoted-printable")
	// The second offset of a dump, as names in it are cut by line breaks. That of the
	// first line begins with digits, which are everywhere in logs.
	for _, quote := range []string{"", "> ", ">\t"} {
		add(Dump, false, "\n"+quote+"00000010", "\n"+quote+"00000008:", "\n"+quote+"0000020 ")
	}
	// gzip without and with a file's name in its header, by the first bits of the
	// time; zstd, by the first bits of what the frame has.
	for c := byte('A'); c <= 'P'; c++ {
		add(Gzip, true, "H4sIA"+string(c), "H4sIC"+string(c))
	}
	for c := byte('Q'); c <= 'f'; c++ {
		if 'A' <= c && c <= 'Z' || 'a' <= c {
			add(Gzip, true, "KLUv/"+string(c))
		}
	}
	add(Gzip, true, "KLUv_Q", "KLUv_S", "KLUv_W", "KLUv_a", "KLUv%2F", "KLUv\\/")
	add(GzipHex, false, "1f8b080")
	return list
}

// base64Literals appends the ways that words look within base64, one for each
// place of a word's first byte in a group of three, also in UTF-16.
func base64Literals(list []Literal) []Literal {
	var plain, encoded []byte
	for _, w := range words {
		for _, wide := range []bool{false, true} {
			for k := range 3 {
				plain = append(plain[:0], "\x00\x00"[:k]...)
				for i := range len(w) {
					// Without a zero at either end it fits both orders of bytes.
					if plain = append(plain, w[i]); wide && i < len(w)-1 {
						plain = append(plain, 0)
					}
				}
				encoded = base64.RawStdEncoding.AppendEncode(encoded[:0], plain)
				lead := (k*8 + 5) / 6
				lit := Literal{
					Text: string(encoded[lead : len(plain)*8/6]), Exact: true,
					Place: Place{Encoding: Base64, Lead: lead},
				}
				if !slices.Contains(list, lit) { // a word's first letter may not be in it
					list = append(list, lit)
				}
			}
		}
	}
	return list
}

func hexOf(c byte) string { return string([]byte{"0123456789abcdef"[c>>4], "0123456789abcdef"[c&15]}) }

// entities writes each letter as an entity.
func entities(s, format string) string {
	var b strings.Builder
	for _, c := range s {
		fmt.Fprintf(&b, format, c)
	}
	return b.String()
}
