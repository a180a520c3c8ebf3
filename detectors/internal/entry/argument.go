package entry

// argument handles a value behind a comma: the next argument of a call, the
// next item of a list.
func (e *entryScan) argument(p int, quoted bool) {
	b := e.b
	for i := 0; i < 2; i++ {
		p += spaceAt(b, p)
		p += newlineAt(b, p)
	}
	if (at(b, p) == '+' || at(b, p) == '-') && at(b, p+1) == ' ' && quoteAt(b, p+2) > 0 { // a list in Terraform's plan
		p += 2
	}
	if quoteAt(b, p) > 0 && keyQuoted(b, p) { // getenv('API_KEY'), 'other' => 'value'
		return
	}
	// A named argument: default="value", defaultValue: 'value'.
	j := p
	for j < len(b) && j-p < 32 && isWordByte(b[j]) {
		j++
	}
	if string(b[p:j]) == "example" {
		return
	}
	if j > p && isValueField(lowerWord(b[p:j])) {
		k := j + spaceAt(b, j)
		if c := at(b, k); c == '=' || c == ':' {
			p = k + 1
		}
	} else if j > p && at(b, j) == '=' && quoted && isFlag(b, e.ns) { // help="…", default="value"
		if v := fieldAfter(b, j, 0, false); v > 0 {
			e.fieldValue(v, Flag)
		}
		return
	}
	valueAt(b, p, false, func(s span) {
		form := Argument
		switch {
		case isFlag(b, e.ns):
			form = Flag
		case quoted && s.quoted:
			form = Row
		}
		e.give(form, false)(s)
	})
}
