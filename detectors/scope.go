package detectors

import "bytes"

// What speaks of Logstag in one place need not speak for an entry in another: in
// a file with the settings of several services each has a key of its own. The
// functions in this file tell, by braces and by indentation, whether a mention of
// Logstag lies in a part of the text that does not hold the entry and that has
// another key to speak for. They need no whole or valid file.

// maxMentions is how many mentions around one entry are looked at.
const maxMentions = 8

// mentionsLogstag says that text[lo:hi], the text around an entry at pos, speaks
// of Logstag, and for that entry. Names of other keys do not count unless they
// stand on the entry's own line: beside LOGSTAG_API_KEY, a plain api_key is
// somebody else's, unless a mention that counts is nearer to it.
func mentionsLogstag(text []byte, lo, hi, pos int, ownLine bool) bool {
	ownKey := -1
	if !ownLine {
		ownKey = ownKeyBeside(text, lo, hi, pos)
	}
	for p, n := lo, 0; n < maxMentions; n++ {
		i := indexFold(text[p:hi], logstagWord)
		if i < 0 {
			return false
		}
		start := p + i
		end := start + len(logstagWord)
		for end < hi && keyByte(text[end]) {
			end++
		}
		p = end
		if bytes.HasSuffix(text[lo:start], []byte("</")) || !ownLine && namesStore(text, lo, start) {
			continue // the end of an element that does not hold the entry, or another's
		}
		if ownLine && namesOther(text[start:end], text[end:hi], pos >= start && pos < end) {
			continue
		}
		if ownKey >= 0 && (distance(start, pos) > ownKey || hasSuffixFold(text[start:end], "url")) {
			continue // it goes with that key
		}
		if !ownLine && (namesSecret(text[start:pathEnd(text, end, hi)]) || onOtherEntry(text, start, pos) || namesFlatSetting(text, start, end, pos) || inOtherField(text, start, pos) || refersToBlock(text, lo, hi, start, end, pos) || inOtherLocation(text, start, pos)) {
			continue
		}
		if ownLine && namesMember(text, lo, start, end) && indexFold(text[start:end], []byte("key")) >= 0 {
			continue
		}
		if !inOtherBraces(text, lo, hi, start, end, pos) && (ownLine || !inOtherBlock(text, lo, hi, start, pos)) {
			return true
		}
	}
	return ownKey < 0 // so many mentions mean something
}

func distance(a, b int) int { return max(a-b, b-a) }

// hasSuffixFold says that text ends with suffix, without regard to case.
func hasSuffixFold(text []byte, suffix string) bool {
	return len(text) >= len(suffix) && bytes.EqualFold(text[len(text)-len(suffix):], []byte(suffix))
}

// pathEnd finds the end of the path that goes on at p: kv/logstag/api_key.
func pathEnd(text []byte, p, hi int) int {
	for n := 0; p < hi && n < 64 && (keyByte(text[p]) || text[p] == '/'); n++ {
		p++
	}
	return p
}

// namesOther says that a mention on an entry's own line is the name of another key
// that has its value right behind it: LOGSTAG_API_KEY=…, as an environment shows it
// beside API_KEY=…; --logstag-api-key ….
func namesOther(mention, behind []byte, own bool) bool {
	if own || indexFold(mention, []byte("key")) < 0 || at(behind) != '=' && at(behind) != ' ' {
		return false
	}
	run := 0
	for run+1 < len(behind) && keyByte(behind[run+1]) {
		run++
	}
	return run >= minLogstag
}

// onOtherEntry says that the mention at start stands on a line with an entry of
// its own, for which it speaks.
func onOtherEntry(text []byte, start, pos int) bool {
	lo, hi := line(text, start, start)
	if pos >= lo && pos <= hi {
		return false
	}
	own := text[lo:hi]
	n := behindKeyName(own)
	if n < 0 {
		return false
	}
	run, digits := 0, 0
	for _, c := range own[n:] {
		if !keyByte(c) {
			run, digits = 0, 0
			continue
		}
		if run++; '0' <= c && c <= '9' {
			digits++
		}
		if run >= minOther && digits > 1 {
			return true
		}
	}
	return false
}

// namesFlatSetting says that the mention at text[start:end] begins the name of a
// setting, logstag_agent_version: 2.8.1, that does not hold the entry at pos, while
// the entry is indented further: it lies in a block that another name heads.
func namesFlatSetting(text []byte, start, end, pos int) bool {
	lo, hi := line(text, start, end)
	if column(text[lo:hi]) != start-lo || end-start <= len(logstagWord) || end >= hi || text[end] != ':' || end+1 < hi && text[end+1] != ' ' && text[end+1] != '\r' {
		return false
	}
	own, ownEnd := line(text, pos, pos)
	if indent(text[own:ownEnd]) <= start-lo {
		return false
	}
	return pos < lo || pos >= blockEnd(text, lo, ownEnd, indent(text[lo:hi]))
}

// namesMember says that text[start:end] ends the name of a member of an object of
// JSON, which has a value of its own: "LOGSTAG_API_KEY": "…".
func namesMember(text []byte, lo, start, end int) bool {
	for start > lo && keyByte(text[start-1]) {
		start--
	}
	return start > lo && text[start-1] == '"' && bytes.HasPrefix(text[end:], []byte(`":`))
}

// ownKeyBeside looks for a key that bears Logstag's name among those that
// text[lo:hi], the lines around an entry at pos, sets: LOGSTAG_API_KEY=,
// logstagApiKey:. It gives the distance of the nearest, -1 if there is none.
func ownKeyBeside(text []byte, lo, hi, pos int) int {
	nearest := -1
	for p, n := lo, 0; n < maxMentions; n++ {
		i := indexFold(text[p:hi], logstagWord)
		if i < 0 {
			break
		}
		start := p + i
		end := start + len(logstagWord)
		for end < hi && keyByte(text[end]) {
			end++
		}
		p = end
		if behindKeyName(text[start:end]) != end-start && !hasSuffixFold(text[start:end], "token") {
			continue // no key, or the name of something about it
		}
		if own, _ := line(text, start, end); bytes.IndexByte([]byte("#;/"), at(bytes.TrimLeft(text[own:], " \t"))) >= 0 {
			continue
		}
		after := bytes.TrimLeft(text[end:min(hi, end+24)], "\"'] \t\\")
		c := at(after)
		if c == '=' || c == ':' || c == ',' && bytes.HasPrefix(bytes.TrimLeft(after[1:], " \"'"), []byte("value")) {
			if d := distance(start, pos); nearest < 0 || d < nearest {
				nearest = d
			}
		}
	}
	return nearest
}

// at gives the first byte of text, 0 if there is none.
func at(text []byte) byte {
	if len(text) == 0 {
		return 0
	}
	return text[0]
}

// inOtherBraces says that the mention at text[start:end] stands in braces, or
// names them, that do not hold pos but do hold a key. Round ones count as well.
func inOtherBraces(text []byte, lo, hi, start, end, pos int) bool {
	open := -1 // of the braces in question
	if b := bracesBehind(text[end:hi]); b >= 0 {
		open = end + b
		if closing := closingBrace(text, open, hi); (pos < open || pos > closing) && namesSecret(text[open:closing]) {
			return true // Logstag's own, whatever it calls its key
		}
	} else if start < pos {
		// The outermost braces that are closed between the mention and pos.
		depth, closed := 0, 0
		for i := start; i < pos; i++ {
			switch text[i] {
			case '{', '(', '[':
				depth++
			case '}', ')', ']':
				if depth--; depth < closed {
					closed = depth
				}
			}
		}
		for i, depth := start-1, 0; i >= lo && closed < 0; i-- {
			switch text[i] {
			case '}', ')', ']':
				depth++
			case '{', '(', '[':
				if depth--; depth == closed {
					open, closed = i, 0
				}
			}
		}
	} else {
		// The outermost braces that are opened between pos and the mention.
		for i, depth := start-1, 0; i > pos; i-- {
			switch text[i] {
			case '}', ')', ']':
				depth++
			case '{', '(', '[':
				if depth--; depth < 0 {
					open, depth = i, 0
				}
			}
		}
	}
	if open < 0 {
		return false
	}
	closing := closingBrace(text, open, hi)
	return (pos < open || pos > closing) && (holdsKey(text[open:closing]) || containsFold(text[open:closing], []byte("token")))
}

// bracesBehind finds the opening brace of the object that a name is followed by:
// logstag": {, logstag = {, logstag {; a type may stand before it, as in what
// programs show of their settings: logstag: Settings {, logstag=Settings(, Logstag(,
// and the end of a path: location /logstag/ {. It is -1 if something else follows.
func bracesBehind(text []byte) int {
	separated := false
	for i, c := range text[:min(len(text), 64)] {
		switch {
		case c == '{' || (c == '(' || c == '[') && (separated || i == 0):
			return i
		case c == ':' || c == '=':
			separated = true
		case bytes.IndexByte([]byte(`"'\ >&`), c) >= 0 || c == '/' && i == 0:
		case separated && (isLower(c) || isUpper(c)):
		default:
			return -1
		}
	}
	return -1
}

// closingBrace finds the brace that closes the one at open, or hi.
func closingBrace(text []byte, open, hi int) int {
	depth := 0
	for i := open; i < hi; i++ {
		switch text[i] {
		case '{', '(', '[':
			depth++
		case '}', ')', ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return hi
}

// inOtherBlock says that the mention at start lies in a block of indented lines,
// or heads one, that does not hold pos but does hold a key.
func inOtherBlock(text []byte, lo, hi, start, pos int) bool {
	mention, _ := line(text, start, start)
	own, _ := line(text, pos, pos)
	if mention == own {
		return false
	}
	mention = max(mention, lo)
	depth := column(text[mention:hi])
	if headsBlock(text[start:hi]) || opensElement(text[mention:hi]) {
		end := blockEnd(text, mention, hi, indent(text[mention:hi]))
		return (pos < mention || pos >= end) && holdsKey(text[mention:end])
	}
	// The line between the two that is indented least: it heads the block that
	// holds one of them without the other.
	from, to := mention, own
	if own < mention {
		from, to = own, mention
	}
	head, least := -1, depth
	for p := nextLine(text, from, hi); p <= to && p < hi; p = nextLine(text, p, hi) {
		if blank(text[p:hi]) {
			continue
		}
		// The first such line ends the block before it, the last one heads the next.
		if n := indent(text[p:hi]); n < least || n == least && head >= 0 && own < mention {
			head, least = p, n
		}
	}
	if head < 0 {
		return false
	}
	if own < mention {
		return holdsKey(text[head:blockEnd(text, head, hi, least)])
	}
	// The mention's block ends at head; it begins with the last line before the
	// mention that is indented no more.
	begin := mention
	for begin > lo && (indent(text[begin:hi]) > least || blank(text[begin:hi])) {
		begin = max(lo, bytes.LastIndexByte(text[lo:begin-1], '\n')+lo+1)
	}
	return holdsKey(text[begin:head])
}

// headsBlock says that nothing but a colon is left of the line on which text, a
// name, begins.
func headsBlock(text []byte) bool {
	i := bytes.IndexByte(text, '\n')
	if i < 0 {
		i = len(text)
	}
	rest := bytes.TrimRight(text[:i], " \t\r\"'")
	return bytes.HasSuffix(rest, []byte(":")) && bytes.IndexByte(rest, ' ') < 0
}

// opensElement says that a line is the tag of an element, or of a section in the
// style of Apache's configuration, that ends on a line further down, or the first
// line of such a tag.
func opensElement(line []byte) bool {
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimSpace(line)
	if len(line) > 2 && line[0] == '<' && isLower(line[1]|0x20) && bytes.IndexByte(line, '>') < 0 {
		return true
	}
	return len(line) > 2 && line[0] == '<' && line[1] != '/' && line[len(line)-1] == '>' && line[len(line)-2] != '/' &&
		!bytes.Contains(line, []byte("</"))
}

// blockEnd finds the end of the block that the line at p heads: the next line
// that is indented no more.
func blockEnd(text []byte, p, hi, depth int) int {
	for p = nextLine(text, p, hi); p < hi; p = nextLine(text, p, hi) {
		if !blank(text[p:hi]) && indent(text[p:hi]) <= depth {
			return p
		}
	}
	return hi
}

// nextLine gives the beginning of the line behind the one at p, or hi.
func nextLine(text []byte, p, hi int) int {
	if i := bytes.IndexByte(text[p:hi], '\n'); i >= 0 {
		return p + i + 1
	}
	return hi
}

// column is the number of characters before the first word of a line: of an item
// of a list, those of its mark too.
func column(line []byte) int {
	n := indent(line)
	for n+1 < len(line) && line[n] == '-' && line[n+1] == ' ' {
		n += 2
	}
	return n
}

// holdsKey says that text holds the name of an API key.
func holdsKey(text []byte) bool { return behindKeyName(text) >= 0 }

// behindKeyName gives the position behind the first name of an API key, or of an
// agent's key, in text, or -1.
func behindKeyName(text []byte) int {
	api, agent := behindKey(text, []byte("api")), behindKey(text, []byte("agent"))
	if api < 0 || agent >= 0 && agent < api {
		return agent
	}
	return api
}

// behindKey gives the position behind the first key in text that word, in lower
// case, stands before, or -1.
func behindKey(text, word []byte) int {
	for p := 0; ; {
		i := indexFold(text[p:], word)
		if i < 0 {
			return -1
		}
		p += i + len(word)
		n := p
		if n < len(text) && bytes.IndexByte([]byte("_-. "), text[n]) >= 0 {
			n++
		}
		if len(text) >= n+3 && bytes.EqualFold(text[n:n+3], []byte("key")) {
			return n + 3
		}
	}
}
