package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/sources"
)

// maxSecretFile is the greatest size of a file that holds nothing but a key.
const maxSecretFile = 600

// findSecretFile looks at a file that is named for a key and holds nothing but
// its value, as secret mounts and envdirs have it: /run/secrets/logstag_api_key.
func (d *apiKeys) findSecretFile(f *sources.Fragment, yield func(match)) {
	if d.logstag == nil && d.other == nil || len(f.Data) > maxSecretFile || !f.Whole() {
		return
	}
	if pathUnknown(f.Origin) {
		d.secretFile(f, "logstag_api_key", logstagNamed, func(m match) {
			m.needsPath = true
			yield(m)
		})
		return
	}
	if f.Origin.Path == "" {
		return
	}
	name := f.Origin.Name()
	for _, ext := range []string{".txt", ".secret", ".key", ".value"} {
		name = strings.TrimSuffix(name, ext)
	}
	low := strings.ToLower(name)
	if !strings.Contains(low, "key") && !strings.Contains(low, "logstag") {
		return
	}
	kind := d.names.kind(name)
	if kind == notAKey {
		return
	}
	d.secretFile(f, name, kind, yield)
}

// pathUnknown says that an item, or the archive that it is in, has a path that its
// source will say later.
func pathUnknown(o *sources.Origin) bool {
	return o.RepositoryPath == "" && o.Git != nil && o.Git.Type == sources.Blob
}

// secretFile judges a file's content as the value of a name.
func (d *apiKeys) secretFile(f *sources.Fragment, name string, kind nameKind, yield func(match)) {
	start := len(f.Data) - len(bytes.TrimLeft(f.Data, " \t\r\n"))
	end := len(bytes.TrimRight(f.Data, " \t\r\n"))
	if end-start < minOther || bytes.ContainsAny(f.Data[start:end], " \t\r\n") {
		return
	}
	c := entry.Candidate{Start: start, End: end, Form: entry.Assign, Quoted: true}
	d.judgeEntry(f, c, name, kind, yield)
}
