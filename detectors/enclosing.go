package detectors

import (
	"github.com/leakstag/leakstag/detectors/internal/layer"
	"github.com/leakstag/leakstag/detectors/internal/value"
)

// onlyKey says that text, which was decoded, names no key but one.
func onlyKey(text []byte) bool {
	n := behindKeyName(text)
	return n >= 0 && !holdsKey(text[n:])
}

// enclose makes a key Logstag's that has a generic name in what was decoded, where
// the text around that speaks for it: the file in a Secret called logstag-agent, the
// answer of Logstag's host. Where several keys were decoded together, they may be
// several services'. The match has its place in the text around.
func (l *layers) enclose(m *match, in layer.Encoding) {
	d := l.engine.apiKeys
	if !m.onlyKey || !in.Binary() || d.logstag == nil || m.rule != d.other || !value.LogstagShape(m.secret) || d.names.kind(m.name) != genericKey {
		return
	}
	if nearLogstag(l.f.Data, m.start, m.end, l.f.Origin) {
		m.rule, m.remark = d.logstag, ""
	}
}
