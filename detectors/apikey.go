package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// match is a leak found in a fragment.
type match struct {
	rule       *rules.Rule
	start, end int    // in the fragment
	secret     string // decoded
	name       string
	form       entry.Form
	needsPath  bool // it counts only once the item's path is known
	structured bool // a reader of the item's notation saw it
	// needsTracked says that it counts only in a file that git tracks.
	needsTracked bool
	weak         bool   // a value that people choose
	remark       string // what is odd about the value
	layers       int    // how many encodings were undone to get at it
	packed       bool   // its place is that of what it was packed in
	onlyKey      bool   // what it was decoded from holds no other key
}

// certainty ranks how well it is known where a match begins and ends.
func (m *match) certainty() int {
	if m.structured {
		return 1
	}
	return 0
}

// apiKeys is the detector behind the rules logstag-agent-key and
// plaintext-api-key: it reads the entry around each hit of a keyword, judges
// name and value, and decides which of the two rules it belongs to.
type apiKeys struct {
	judge *value.Judge
	names *names
	// machineBound are the beginnings of values that an agent encrypted for its
	// own machine, in lower case.
	machineBound []string
	// The rules that are on; nil for one that is off.
	logstag, other, encrypted, password, serviceURL *rules.Rule
}

// The least lengths of the two kinds of keys.
const (
	minLogstag = 32
	minOther   = 16
)

// find reads the entries of the name that holds text[start:end].
func (d *apiKeys) find(f *sources.Fragment, start, end int, yield func(match)) {
	text := f.Data
	if n := spokenName(text, end); n > 0 && text[end-1]|0x20 == 'g' { // "Logstag agent key"
		end += n
	}
	entry.At(text, start, end, func(c entry.Candidate) {
		if start, end := trim(text, c); end-start < minOther {
			return // most are
		}
		name := string(text[c.NameStart:c.NameEnd])
		kind := d.names.kind(name)
		if kind == genericKey {
			if p := qualifier(text, c.NameStart, c.NameEnd); p != "" {
				kind = d.names.kind(p + name)
			}
		}
		if c.Member != "" && kind != notAKey {
			if kind = d.names.kind(name + "." + c.Member); kind != notAKey { // api_keys.id
				kind = d.names.kind(c.Member + "." + name)
			}
		}
		if kind == notAKey || d.digestOf(text, c.NameStart) {
			return
		}
		d.judgeEntry(f, c, name, kind, yield)
	})
}

// spokenName measures the words after "Logstag" that make it the name of a key in
// a sentence: " agent key", " API token".
func spokenName(text []byte, p int) int {
	start := p
	for range 4 {
		if p >= len(text) || text[p] != ' ' {
			return 0
		}
		s := p + 1
		p = s
		for p < len(text) && p-s < 12 && (isLower(text[p]) || isUpper(text[p])) {
			p++
		}
		switch strings.ToLower(string(text[s:p])) {
		case "agent", "api", "service", "ingest", "monitoring", "org":
		case "key", "token", "secret":
			return p - start
		default:
			return 0
		}
	}
	return 0
}

// digestOf says that before the name at pos stands a word for what is not in the
// clear: checksum/api-key, sha256(api_key), SHA512 (apikey.zip),
// SetCredentialEncrypted=api_key.
func (d *apiKeys) digestOf(text []byte, pos int) bool {
	if pos == 0 {
		return false
	}
	mark := text[pos-1]
	if mark == ':' && resourceType(text[max(0, pos-64):pos]) {
		return true
	}
	if mark != '/' && mark != '(' && mark != '=' {
		return false
	}
	if mark == '(' && pos > 1 && text[pos-2] == ' ' { // SHA256 (FILE) = …
		pos--
	}
	s := pos - 1
	for s > 0 && pos-s < 40 && (isLower(text[s-1]) || isUpper(text[s-1]) || '0' <= text[s-1] && text[s-1] <= '9') {
		s--
	}
	for _, w := range splitName(string(text[s : pos-1])) {
		if d.names.notClear[w] || mark == '(' && digestName(w) || mark == '/' && (w == "checksum" || w == "docs") {
			return true
		}
	}
	return false
}

// digestName says that a word, in lower case, is the name of a digest.
func digestName(w string) bool {
	rest, ok := strings.CutPrefix(w, "sha")
	return ok && strings.Trim(rest, "0123456789") == "" || w == "md5" || strings.HasPrefix(w, "blake2") || w == "blake3"
}

// resourceType says that what stands before a name makes it a type of
// CloudFormation: AWS::Location::APIKey.
func resourceType(before []byte) bool {
	for _, vendor := range []string{"AWS::", "Alexa::", "Custom::"} {
		if i := bytes.LastIndex(before, []byte(vendor)); i >= 0 && !bytes.ContainsAny(before[i:], " \t\n\"'") {
			return true
		}
	}
	return false
}

// judgeEntry decides what a candidate is worth.
func (d *apiKeys) judgeEntry(f *sources.Fragment, c entry.Candidate, name string, kind nameKind, yield func(match)) {
	text := f.Data
	typed := f.Origin.Command != nil || f.Origin.Process != nil
	if c.Form == entry.Spaced && (bytes.HasSuffix(text[:c.NameStart], []byte("--arg ")) || typed && strings.EqualFold(name, "setapikey")) {
		c.Form = entry.Flag // jq --arg NAME VALUE, nuget setapikey VALUE; the program's own help shows it, too
	}
	start, end := trim(text, c)
	if end-start < minOther {
		return
	}
	if c.Quoted {
		start, end = trimCurly(text, start, end)
		start, end = d.trimBrackets(text, start, end)
	}
	raw := string(text[start:end])
	v := undigit(plain(raw, c.Percent))
	if weakForm(c) && looksLikeID(v) && !(kind == logstagNamed && c.Form == entry.Prose) {
		return
	}
	m := match{start: start, end: end, secret: v, name: name, form: c.Form}
	if kind == genericKey && weakForm(c) && len(v) == 40 && looksLikeID(v) {
		return // a commit, in a sentence about keys
	}
	// What costs most is asked last.
	if d.logstag != nil && value.LogstagShape(v) &&
		d.judge.Check(v, demands(c, minLogstag, kind == logstagNamed)) == value.Key &&
		(kind == logstagNamed || kind == genericKey && aboutLogstag(text, c, start, end, f.Origin)) {
		m.rule = d.logstag
		if !encryptedBlock(text, c.NameStart) {
			m.remark = pasteFault(text, c, start, end)
			yield(m)
		}
		return
	}
	d.findSpaced(f, c, start, end, name, kind, yield)
	if d.other == nil || kind == logstagNamed && !strings.Contains(strings.ToLower(name), "api") {
		return
	}
	if d.judge.Check(v, demands(c, minOther, false)) == value.Key && !encryptedBlock(text, c.NameStart) {
		m.rule = d.other
		if len(v) < minLogstag && (kind == logstagNamed || kind == genericKey && nearLogstag(text, min(c.NameStart, start), max(c.NameEnd, end), f.Origin)) {
			m.remark = tooShort(len(v))
		}
		yield(m)
	}
}

// aboutLogstag says that an entry of a generic name belongs to Logstag.
func aboutLogstag(text []byte, c entry.Candidate, start, end int, origin *sources.Origin) bool {
	if c.Form == entry.Column {
		return rowNearLogstag(text, c.NameStart, start, end, origin)
	}
	return nearLogstag(text, min(c.NameStart, start), max(c.NameEnd, end), origin)
}

// demands says how random a value must look, by how strong the evidence is that
// it is one. Of values that are drawn at random, the shortest lie around zero,
// more so with a word before them that says whose they are; what people write mostly
// lies ten bits and more below.
func demands(c entry.Candidate, minLen int, named bool) value.Demands {
	surplus := -5.0
	switch c.Form {
	case entry.Assign, entry.Flag, entry.Pair, entry.Element, entry.Call, entry.Directive, entry.Row:
		if named {
			surplus = -12
		} else if c.Quoted {
			surplus = -6
		}
	case entry.Column, entry.Argument:
		surplus = 0
	case entry.Prose:
		surplus = 3
	case entry.Spaced, entry.Wrapped:
		surplus = 6
	}
	return value.Demands{MinLen: minLen, Surplus: surplus}
}

// weakForm says that a form of entry is no more than two words side by side.
func weakForm(c entry.Candidate) bool {
	switch c.Form {
	case entry.Spaced, entry.Prose, entry.Argument:
		return !c.Quoted
	case entry.Wrapped:
		return !c.Made
	}
	return false
}

// looksLikeID says that a value has the form of things that stand next to keys
// in sentences: UUIDs and digests.
func looksLikeID(v string) bool {
	hex, dashes := 0, 0
	for i := range len(v) {
		switch c := v[i]; {
		case '0' <= c && c <= '9' || 'a' <= c && c <= 'f':
			hex++
		case c == '-':
			dashes++
		}
	}
	return hex+dashes == len(v) && (dashes == 4 && len(v) == 36 || dashes == 0 && (len(v) == 32 || len(v) == 40 || len(v) == 64))
}

// trim leaves out what stands at the ends of a value without being part of it:
// the full stop of a sentence, Markdown's marks.
func trim(text []byte, c entry.Candidate) (int, int) {
	start, end := c.Start, c.End
	if c.Quoted {
		return start, end
	}
	prose := c.Form == entry.Prose || c.Form == entry.Spaced || bytes.IndexByte(text[c.NameStart:c.NameEnd], ' ') >= 0 || inSentence(text, c)
	for end > start {
		switch last := text[end-1]; {
		case last == '*' || last == ':' || last == '!' || last == '?' || last == '^':
		case prose && (last == '.' || last == '_'):
		default:
			return start, end
		}
		end--
	}
	return start, end
}

// inSentence says that an entry stands in a sentence: before its name is a word,
// behind its colon a blank. "Use api_key: VALUE."
func inSentence(text []byte, c entry.Candidate) bool {
	if c.Form != entry.Assign || c.NameStart < 2 || c.Start < c.NameEnd || text[c.NameStart-1] != ' ' {
		return false
	}
	if before := text[c.NameStart-2]; !isLower(before) && before != ',' {
		return false
	}
	return string(text[c.NameEnd:c.Start]) == ": "
}

// encryptedBlock says that the name at pos stands in a block whose values are
// ciphertexts: below encryptedData of a sealed secret, and indented further, or
// between its braces.
func encryptedBlock(text []byte, pos int) bool {
	const head = "encryptedData"
	lo := max(0, pos-2048)
	if secretOfDrone(text[lo:pos]) {
		return true
	}
	if !bytes.Contains(text[lo:pos], []byte(head)) { // a lot faster than from the end
		return false
	}
	i := bytes.LastIndex(text[lo:pos], []byte(head))
	if i < 0 {
		return false
	}
	between := text[lo+i+len(head) : pos]
	first, below, more := bytes.Cut(between, []byte{'\n'})
	if !more {
		return bytes.IndexByte(first, '}') < 0
	}
	depth := indent(text[lo+bytes.LastIndexByte(text[lo:lo+i], '\n')+1:])
	for line := range bytes.Lines(below) {
		own := !bytes.HasSuffix(line, []byte{'\n'}) // the line of the name itself
		if (own || len(bytes.TrimSpace(line)) > 0) && indent(line) <= depth {
			return false
		}
	}
	return len(below) > 0 && below[len(below)-1] != '\n'
}

// secretOfDrone says that before, the text before a name, ends in the middle of a
// document of YAML of the kind that the pipelines of Drone have for a secret. Its
// data is encrypted for the repository. That of Kubernetes is a Secret.
func secretOfDrone(before []byte) bool {
	for _, kind := range [...]string{"kind: secret\n", "kind = \"secret\"\n"} { // as it is written, and as its reader shows it
		i := bytes.LastIndex(before, []byte(kind))
		if i >= 0 && (i == 0 || before[i-1] == '\n') && !bytes.Contains(before[i:], []byte("\n---")) {
			return true
		}
	}
	return false
}

// indent is the number of blanks with which a line begins.
func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " \t")) }
