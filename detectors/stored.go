package detectors

import "bytes"

// stores are what data about Logstag may lie in while the service around it is
// another one, with a key of its own.
func stores() []string {
	return []string{"index", "topic", "bucket", "queue", "dataset", "collection", "stream", "table", "channel", "dashboard"}
}

// namesStore says that the mention at start lies in the value of a setting that
// names where something is stored or shown, "IndexName": "logstag-docs": it says
// what the service is used for, not whose it is.
func namesStore(text []byte, lo, start int) bool {
	before := text[max(lo, start-maxStoreName):start]
	before = before[bytes.LastIndexAny(before, "\n,{;&?")+1:]
	i := bytes.IndexAny(before, ":=")
	if i < 0 {
		return false
	}
	name := bytes.ToLower(bytes.Trim(before[:i], " \t\"'-"))
	name = bytes.TrimRight(bytes.TrimSuffix(name, []byte("name")), "_-. ")
	for _, s := range stores() {
		if bytes.HasSuffix(name, []byte(s)) {
			return true
		}
	}
	return false
}

// maxStoreName is how far before a mention its setting's name is looked for.
const maxStoreName = 80
