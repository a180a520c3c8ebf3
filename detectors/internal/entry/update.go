package entry

// updateAt measures what stands between the filter and the values of an update of
// MongoDB, from the brace that ends the filter on: }, { $set: {
func updateAt(b []byte, p int) int {
	s := p
	for _, c := range []byte("},{") {
		p += spaceAt(b, p)
		p += newlineAt(b, p)
		p += spaceAt(b, p)
		if at(b, p) != c {
			return 0
		}
		p++
	}
	p += spaceAt(b, p)
	p += quoteAt(b, p)
	if !hasPrefixFold(b[min(p, len(b)):], "$set") {
		return 0
	}
	for n := 0; n < 12 && p < len(b); n++ {
		if b[p] == '{' {
			return p + 1 - s
		}
		p++
	}
	return 0
}
