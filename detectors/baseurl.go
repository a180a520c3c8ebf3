package detectors

import "bytes"

// besideBaseURL says that text[lo:hi], the text around an entry at pos, sets the
// URL of the service as the agent's configuration does, api_base_url, or as its
// installer for Windows does beside -ApiKey or $ApiKey, and for that entry. A name
// that begins with Logstag's, LOGSTAG_API_BASE_URL, is a mention of Logstag like any
// other: what stands beside it may be somebody else's.
func besideBaseURL(text []byte, lo, hi, pos int, ownLine bool) bool {
	name := text[max(0, pos-1):min(len(text), pos+1)]
	powerShell := bytes.ContainsAny(name, "-$") // before the name, or its first character
	for p, n := lo, 0; n < maxMentions; n++ {
		start, end := baseURL(text, p, hi, powerShell)
		if start < 0 {
			return false
		}
		p = end
		begin := start
		for begin > lo && start-begin < 64 && keyByte(text[begin-1]) {
			begin--
		}
		if containsFold(text[begin:start], logstagWord) || !ownLine && (onOtherEntry(text, start, pos) || inOtherField(text, start, pos)) {
			continue
		}
		if !inOtherBraces(text, lo, hi, start, end, pos) && (ownLine || !inOtherBlock(text, lo, hi, start, pos)) {
			return true
		}
	}
	return true // so many mentions mean something
}

// baseURL finds the next name of the setting for the service's URL in text[p:hi]:
// api_base_url, and in PowerShell -ApiBaseUrl and $ApiBaseUrl. It gives -1 if there
// is none.
func baseURL(text []byte, p, hi int, powerShell bool) (int, int) {
	for {
		i := indexFold(text[p:hi], []byte("api"))
		if i < 0 {
			return -1, -1
		}
		start := p + i
		p = start + len("api")
		switch rest := text[p:hi]; {
		case hasPrefixFold(rest, "_base_url"):
			return start, p + len("_base_url")
		case powerShell && hasPrefixFold(rest, "baseurl") && start > 0 && (text[start-1] == '-' || text[start-1] == '$'):
			return start, p + len("baseurl")
		}
	}
}

// hasPrefixFold says that text begins with prefix, without regard to case.
func hasPrefixFold(text []byte, prefix string) bool {
	return len(text) >= len(prefix) && bytes.EqualFold(text[:len(prefix)], []byte(prefix))
}
