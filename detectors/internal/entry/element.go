package entry

// endTag says that the name at start is that of an element which ends there, with or
// without the prefix of a namespace: </apiKey>, </auth:apiKey>.
func endTag(b []byte, start int) bool {
	if at(b, start-1) == ':' {
		lo := max(0, start-maxName)
		for start--; start > lo && isWordByte(b[start-1]); start-- {
		}
	}
	return at(b, start-1) == '/' && at(b, start-2) == '<'
}

// markedUp finds the value of an assignment whose name, sign and value HTML marks up
// on their own: <code>api_key</code>&nbsp;=&nbsp;<code>value</code>. P stands behind
// the name. It gives -1 if there is none.
func markedUp(b []byte, p int) int {
	tags := 0
	skip := func(end bool) {
		for range 8 {
			n := spaceAt(b, p)
			switch {
			case at(b, p) == '<' && (at(b, p+1) == '/') == end:
				n = tagAt(b, p)
				tags += min(n, 1)
			case hasPrefixFold(b[min(p, len(b)):], "&nbsp;"), hasPrefixFold(b[min(p, len(b)):], "&#160;"):
				n, tags = 6, tags+1
			case at(b, p) == 0xc2 && at(b, p+1) == 0xa0:
				n = 2
			}
			if n == 0 {
				return
			}
			p += n
		}
	}
	skip(true)
	if c := at(b, p); c != '=' && c != ':' || tags == 0 {
		return -1
	}
	for p++; at(b, p) == '<' && at(b, p+1) == '/'; { // <b>name:</b> value
		n := tagAt(b, p)
		if n == 0 {
			return -1
		}
		p += n
	}
	skip(false)
	return p
}
