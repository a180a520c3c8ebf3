package entry

import "bytes"

// valueBefore finds the value of a name at start where a command or a method takes
// the value first:
//
//	aws ssm put-parameter --value VALUE --name /prod/api_key
//	request.setValue("VALUE", forHTTPHeaderField: "X-Api-Key")
//	[request setValue:@"VALUE" forHTTPHeaderField:@"X-Api-Key"]
func valueBefore(b []byte, start int) (s span, form Form, ok bool) {
	if start == 0 || bytes.IndexByte([]byte(" =\"'/@:"), b[start-1]) < 0 {
		return span{}, 0, false // most names, at little cost
	}
	lo := lineStart(b, start, maxField)
	for start > lo && (isNameByte(b[start-1]) || b[start-1] == '/') { // the folders of a store
		start--
	}
	before := bytes.TrimRight(b[lo:start], "@\"'\\")
	if label, isName := bytes.CutSuffix(bytes.TrimRight(before, " ="), []byte("--name")); isName {
		s, ok = flagBefore(b, lo, lo+len(label))
		return s, Flag, ok
	}
	before = bytes.TrimRight(before, " ")
	for _, label := range [...]string{"forHTTPHeaderField:", "forKey:"} {
		if head, cut := bytes.CutSuffix(before, []byte(label)); cut {
			s, ok = stringBefore(b, lo, lo+len(head))
			return s, Call, ok
		}
	}
	return span{}, 0, false
}

// flagBefore finds the value of the last flag --value in b[lo:hi], in the words of
// one command.
func flagBefore(b []byte, lo, hi int) (s span, ok bool) {
	const flag = " --value"
	i := bytes.LastIndex(b[lo:hi], []byte(flag))
	if i < 0 || bytes.ContainsAny(b[lo+i:hi], "|;&") {
		return span{}, false
	}
	p := lo + i + len(flag)
	if c := at(b, p); c != ' ' && c != '=' {
		return span{}, false
	}
	valueAt(b, p+1, false, func(v span) {
		s, ok = v, v.end <= hi
	})
	return s, ok
}

// stringBefore finds the string literal at the end of b[lo:hi], behind which
// nothing but a comma and blanks may stand.
func stringBefore(b []byte, lo, hi int) (s span, ok bool) {
	text := bytes.TrimRight(b[lo:hi], " ,")
	if len(text) < 2 || text[len(text)-1] != '"' {
		return span{}, false
	}
	end := len(text) - 1
	begin := bytes.LastIndexByte(text[:end], '"')
	if begin < 0 {
		return span{}, false
	}
	return span{start: lo + begin + 1, end: lo + end, quoted: true}, true
}
