package structure

import "strings"

// keyOfThing writes the scalar s, the field c of the innermost mapping, under the
// name of a key once more, if the mapping describes an API key and the field holds
// its value: a resource of the type aws_api_gateway_api_key, one of apiKeys.
func (o *outline) keyOfThing(c, s *node) {
	if bareWord(c.key) != "value" {
		return
	}
	for i := len(o.path) - 1; i >= 0 && i >= len(o.path)-4; i-- {
		n := o.path[i].node
		if isKeyThing(n.key) {
			o.leaf(n.key, n.keyAt, s)
			return
		}
		if t := n.child(func(w string) bool { return w == "type" }); t != nil && t.kind == scalar && isKeyThing(t.value) {
			o.leaf(t.value[strings.LastIndexByte(t.value, ':')+1:], t.at, s)
			return
		}
		if n.kind == list && n.key != "" && !isStructure(bareWord(n.key)) {
			return // its items are things of their own
		}
	}
}

// isKeyThing says that a name, or the type of a resource, is that of API keys.
func isKeyThing(name string) bool {
	word := bareWord(name[strings.LastIndexByte(name, ':')+1:])
	return strings.HasSuffix(word, "apikey") || strings.HasSuffix(word, "apikeys")
}
