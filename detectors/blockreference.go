package detectors

import "bytes"

// refersToBlock says that the mention at text[start:end] is the name of a block which
// has a key of its own and does not hold the entry at pos: the exporter
// "otlphttp/logstag" in the list of a pipeline that sends to others, too. It speaks
// for that block.
func refersToBlock(text []byte, lo, hi, start, end, pos int) bool {
	for start > lo && (keyByte(text[start-1]) || text[start-1] == '/') {
		start--
	}
	end = pathEnd(text, end, hi)
	name := text[start:end]
	for p := lo; p < hi; {
		i := bytes.Index(text[p:hi], name)
		if i < 0 {
			return false
		}
		p += i + len(name)
		head, _ := line(text, p, p)
		if p == end || p >= hi || text[p] != ':' || !headsBlock(text[p:hi]) || len(bytes.Trim(text[head:p-len(name)], " \t")) > 0 {
			continue
		}
		bound := blockEnd(text, head, hi, indent(text[head:hi]))
		if (pos < head || pos >= bound) && holdsKey(text[head:bound]) {
			return true
		}
	}
	return false
}
