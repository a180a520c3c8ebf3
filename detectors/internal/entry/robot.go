package entry

// robotVariable finds the value of a variable in a table of Robot Framework, whose
// cells two blanks or more, or a tab, part: ${API_KEY}    value. The name is b[ns:ne].
// It gives -1 if there is none. See the user guide, "Creating variables".
func robotVariable(b []byte, ns, ne int) int {
	if at(b, ns-1) != '{' || at(b, ns-2) != '$' || ns > 2 && b[ns-3] != '\n' || at(b, ne) != '}' {
		return -1
	}
	p := ne + 1
	n := spaceAt(b, p)
	if n < 2 && at(b, p) != '\t' {
		return -1
	}
	if c := at(b, p+n); c == '=' || c == 0 {
		return -1
	}
	return p + n
}
