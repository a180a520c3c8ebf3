package detectors

import (
	"encoding/base64"

	"github.com/leakstag/leakstag/sources"
)

// Base64 hides a whole file from a search for its keywords: the data of a
// Kubernetes Secret, cloud-init's user data, PowerShell's -EncodedCommand. A
// keyword within base64 looks one of three ways, by its position in a group of
// three bytes, and those ways are literals that the prefilter can look for. So
// only text that really holds a keyword is ever decoded.

// maxLayers is how often base64 may lie within base64.
const maxLayers = 3

// maxEncoded is the longest run of base64 that is decoded, in bytes.
const maxEncoded = 1 << 20

// layerWords are the words that are looked for within base64, in the spellings
// people use: case matters there.
var layerWords = []string{
	"api_key", "API_KEY", "apikey", "APIKEY", "apiKey", "ApiKey", "api-key", "API-KEY", "Api-Key", "API-Key",
	"logstag", "LOGSTAG", "Logstag",
}

// layerLiteral is a word as it looks within base64.
type layerLiteral struct {
	text string
	// lead is how many characters before the literal the group of four begins
	// in which its word begins.
	lead int
}

// layerLiterals gives the ways that words look within base64, also when they
// are UTF-16LE there.
func layerLiterals() []layerLiteral {
	out := make([]layerLiteral, 0, len(layerWords)*2*3)
	var plain, encoded []byte
	for _, w := range layerWords {
		for _, wide := range []bool{false, true} {
			for k := range 3 {
				plain = append(plain[:0], "\x00\x00"[:k]...)
				for i := range len(w) {
					if plain = append(plain, w[i]); wide {
						plain = append(plain, 0)
					}
				}
				encoded = base64.RawStdEncoding.AppendEncode(encoded[:0], plain)
				lead := (k*8 + 5) / 6
				out = append(out, layerLiteral{text: string(encoded[lead : len(plain)*8/6]), lead: lead})
			}
		}
	}
	return out
}

// layer is a run of base64 and what it decodes to.
type layer struct {
	text []byte
	// at gives the position in the encoded text of each encoded character.
	at []int
	// width is how many decoded bytes make one byte of text: 2 for UTF-16.
	width int
}

// place maps a stretch of the decoded text to the encoded characters that hold
// it.
func (l *layer) place(start, end int) (int, int) {
	first := start * l.width * 4 / 3
	last := (end*l.width*4 - 1) / 3
	return l.at[min(first, len(l.at)-1)], l.at[min(last, len(l.at)-1)] + 1
}

// decodeLayer decodes the run of base64 around pos, where the group of four that
// begins at pos-lead is known to be aligned. It gives the end of the run and nil
// if the run is no text.
func decodeLayer(text []byte, pos, lead int) (*layer, int) {
	anchor := pos - lead
	at := []int{}
	// To the left: base64 characters, and line breaks between full lines.
	start := pos
	for i := pos - 1; i >= 0 && pos-i < maxEncoded; i-- {
		c := text[i]
		if base64Value(c) {
			at = append(at, i)
			start = i
			continue
		}
		j, ok := wrapLeft(text, i)
		if !ok {
			break
		}
		i = j + 1
	}
	for i, j := 0, len(at)-1; i < j; i, j = i+1, j-1 {
		at[i], at[j] = at[j], at[i]
	}
	index := -1
	end := pos
	for i := pos; i < len(text) && i-pos < maxEncoded; i++ {
		if base64Value(text[i]) {
			at = append(at, i)
			end = i + 1
			continue
		}
		j, ok := wrapRight(text, i)
		if !ok {
			break
		}
		i = j - 1
	}
	for i, p := range at {
		if p == max(anchor, start) {
			index = i
			break
		}
	}
	if index < 0 || anchor < start {
		return nil, end
	}
	at = at[index%4:]
	encoded := make([]byte, len(at))
	for i, p := range at {
		c := text[p]
		switch c {
		case '-':
			c = '+'
		case '_':
			c = '/'
		}
		encoded[i] = c
	}
	if len(encoded)%4 == 1 {
		encoded = encoded[:len(encoded)-1]
	}
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(encoded)))
	n, err := base64.RawStdEncoding.Decode(out, encoded)
	if err != nil {
		return nil, end
	}
	l := &layer{text: out[:n], at: at, width: 1}
	if narrow, ok := narrowUTF16(l.text); ok {
		l.text, l.width = narrow, 2
	}
	return l, end
}

// narrowUTF16 drops the zero bytes of UTF-16LE text that is all Latin.
func narrowUTF16(b []byte) ([]byte, bool) {
	if len(b) < 8 {
		return nil, false
	}
	for i := 1; i < len(b); i += 2 {
		if b[i] != 0 {
			return nil, false
		}
	}
	out := make([]byte, 0, len(b)/2)
	for i := 0; i < len(b); i += 2 {
		out = append(out, b[i])
	}
	return out, true
}

func base64Value(c byte) bool {
	return isLower(c) || isUpper(c) || '0' <= c && c <= '9' || c == '+' || c == '/' || c == '-' || c == '_'
}

// wrapRight says that base64 goes on behind the line break at i, and where.
func wrapRight(text []byte, i int) (int, bool) {
	j := i
	if j < len(text) && text[j] == '\\' && j+1 < len(text) && text[j+1] == 'n' {
		j += 2
	} else {
		if j < len(text) && text[j] == '\r' {
			j++
		}
		if j >= len(text) || text[j] != '\n' {
			return 0, false
		}
		j++
	}
	for j < len(text) && (text[j] == ' ' || text[j] == '\t') {
		j++
	}
	// The next line must be all base64, or it is something else.
	k := j
	for k < len(text) && base64Value(text[k]) {
		k++
	}
	for k < len(text) && text[k] == '=' {
		k++
	}
	if k-j < 4 || k < len(text) && text[k] != '\n' && text[k] != '\r' && text[k] != '"' && text[k] != '\'' && text[k] != '\\' {
		return 0, false
	}
	return j, true
}

// wrapLeft says that base64 goes on before the character at i, which ends a
// line break or its indentation, and gives the position of the line break's
// first character.
func wrapLeft(text []byte, i int) (int, bool) {
	j := i
	for j >= 0 && (text[j] == ' ' || text[j] == '\t') {
		j--
	}
	if j < 0 || text[j] != '\n' {
		return 0, false
	}
	if j > 0 && text[j-1] == '\r' {
		j--
	}
	// The line before must be all base64.
	k := j - 1
	for k >= 0 && base64Value(text[k]) {
		k--
	}
	if j-1-k < 40 || k >= 0 && text[k] != '\n' && text[k] != ' ' && text[k] != '\t' && text[k] != '"' && text[k] != '\'' {
		return 0, false
	}
	return j - 1, true
}

// layerHit decodes the base64 around a literal at pos and looks for leaks in
// it. It gives the position up to which the run was looked at.
func (e *Engine) layerHit(f *sources.Fragment, lit layerLiteral, pos, depth int, keep func(match)) int {
	if depth >= maxLayers {
		return 0
	}
	l, end := decodeLayer(f.Data, pos, lit.lead)
	if l == nil {
		return end
	}
	inner := sources.Fragment{Origin: f.Origin, Data: l.text, Line: 1}
	e.search(&inner, depth+1, func(m match) {
		m.start, m.end = l.place(m.start, m.end)
		keep(m)
	})
	return end
}
