package entry

// method handles a method of what the name stands for, at p.
func (e *entryScan) method(p int) {
	n := callAt(e.b, p)
	if n == 0 {
		return
	}
	made := constructs(e.b[p : p+n-1])
	give := e.give(Wrapped, false)
	argumentsOf(e.b, p+n, func(s span) {
		s.made = made
		give(s)
	})
}

// call handles a value in brackets right behind the name: setApiKey("value").
func (e *entryScan) call(p int) {
	b := e.b
	p += spaceAt(b, p)
	if quoteAt(b, p) > 0 || stringPrefixAt(b, p) > 0 || callAt(b, p) > 0 {
		valueAt(b, p, false, e.give(Call, false))
	}
}
