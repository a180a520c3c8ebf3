package detectors

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// toldBytes is how far from the word Logstag a sentence may tell the key.
const toldBytes = 160

// findTold looks for a key that a sentence of a document or a message tells, on a
// line that speaks of Logstag and of a key, in whatever order and language: "Der
// Schlüssel (X) ist der API-Key des Logstag-Agenten". Text[lo:hi] is the part of the
// line around the word Logstag. What a program's source quotes or assigns is none:
// that has a name which says what it is.
func (d *apiKeys) findTold(text []byte, lo, hi int, yield func(match)) {
	d.bareIn(text, lo, hi, bareSurplus, func(m match) {
		before := bytes.TrimRight(text[lo:m.start], " \t(`")
		switch at(text[max(m.start-1, 0):]) {
		case '"', '\'', '|', ',':
			return // source, tables and lists
		}
		if len(before) == 0 || before[len(before)-1] == '=' || at(before[bytes.LastIndexAny(before, " =:\"'")+1:]) == '!' {
			return // the line begins with it, or has a name for it, or a tag: !vault
		}
		here, other := tellsKey(text[lo:m.start])
		there, more := tellsKey(text[m.end:hi])
		if (here || there) && !other && !more {
			yield(m)
		}
	})
}

// tellsKey says whether one of the words of a sentence means a key, and whether one
// says that it is no agent's. The parts of a name, logstag_cache_key, are no words,
// but for those of an api_key that a sentence speaks of and that has no value.
func tellsKey(text []byte) (key, other bool) {
	for p := 0; p < len(text); {
		s := p
		for p < len(text) {
			r, size := utf8.DecodeRune(text[p:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) {
				break
			}
			p += size
		}
		if p == s {
			_, size := utf8.DecodeRune(text[p:])
			p += size
			continue
		}
		if p-s < 3 || p-s > 24 || s > 0 && text[s-1] == '_' && !(hasSuffixFold(text[:s-1], "api") && p < len(text) && text[p] == ' ') {
			continue
		}
		switch word := string(bytes.ToLower(text[s:p])); {
		case meansKey(word):
			key = true
		case otherKey(word):
			other = true
		}
	}
	return key, other
}

// otherKey says that a word, in lower case, is said of keys that are none of an
// agent's, or not secret.
func otherKey(word string) bool {
	switch word {
	case "public", "ssh", "gpg", "pgp", "signing", "signature", "cache", "licence", "license", "encryption", "fingerprint", "digest", "checksum", "hash", "encrypted":
		return true
	}
	return false
}

// meansKey says that a word, in lower case, means a key.
func meansKey(word string) bool {
	switch word {
	case "key", "keys", "apikey", "apikeys", "schlüssel", "clé", "clés", "clef", "clave", "claves", "chiave", "chiavi", "chave", "chaves", "sleutel", "nyckel", "nøgle", "nøkkel", "avain", "klucz", "klíč", "ключ", "ключа", "ключом", "κλειδί", "anahtar", "anahtarı", "kulcs", "密钥", "密鑰", "キー":
		return true
	}
	return false
}
