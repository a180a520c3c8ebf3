package detectors

import "bytes"

// maxQualifier is how long what stands before a name may be to be read as part of it.
const maxQualifier = 160

// qualifier gives what stands before the name at text[pos:end] and says whose key
// it is, where notations part the two with more than a mark of a name:
//
//	/config/weather/api_key       a path of a store, alone on its line or in quotes
//	default['weather']['api_key'] fields of a hash in Ruby, PHP, Python
//	weather:apiKey: …             Pulumi's settings, whose first part is a project
//	"Weather:ApiKey"              settings of .NET
//
// It is empty elsewhere.
func qualifier(text []byte, pos, end int) string {
	lo := max(0, pos-maxQualifier)
	if nl := bytes.LastIndexByte(text[lo:pos], '\n'); nl >= 0 {
		lo += nl + 1
	}
	before := text[lo:pos]
	if p := storePath(before, text[end:]); p != "" {
		return p
	}
	if p := project(before, text[end:]); p != "" {
		return p
	}
	return fields(before)
}

// storePath gives the path before a name that ends one.
func storePath(before, after []byte) string {
	if len(before) < 2 || before[len(before)-1] != '/' {
		return ""
	}
	i := bytes.LastIndexAny(before, " \t\"'=:?&(,<>{}$@")
	if i >= 0 && (before[i] != '"' && before[i] != '\'' || len(after) == 0 || after[0] != before[i]) {
		return ""
	}
	if i < 0 && before[0] != '/' && !bytes.HasPrefix(after, []byte(" = ")) {
		return ""
	}
	return string(before[i+1:])
}

// project gives the parts before the last of a name of a setting whose parts are
// joined by colons.
func project(before, after []byte) string {
	if len(before) < 3 || before[len(before)-1] != ':' || len(after) < 2 {
		return ""
	}
	i := len(before) - 1
	for i > 0 && before[i-1] != '.' && (keyByte(before[i-1]) || before[i-1] == ':') {
		i--
	}
	switch {
	case i > 0 && (before[i-1] == '"' || before[i-1] == '\''):
		if after[0] != before[i-1] {
			return ""
		}
	case len(bytes.TrimLeft(before[:i], " \t")) > 0 || !bytes.HasPrefix(after, []byte(" = ")) && (after[0] != ':' || after[1] != ' ' && after[1] != '\n'):
		return ""
	}
	return string(before[i:])
}

// fields gives the last of the fields before a name that is one itself: the text
// between brackets, in quotes or after the colon of a symbol.
func fields(before []byte) string {
	inner := bytes.TrimRight(before, "\"':")
	if len(inner) < 4 || !bytes.HasSuffix(inner, []byte("][")) {
		return ""
	}
	inner = inner[:len(inner)-2]
	i := bytes.LastIndexByte(inner, '[')
	if i < 0 {
		return ""
	}
	field := bytes.Trim(inner[i+1:], "\"':")
	for _, c := range field {
		if !keyByte(c) {
			return ""
		}
	}
	return string(field) + "."
}
