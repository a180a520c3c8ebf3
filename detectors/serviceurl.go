package detectors

import (
	"net/url"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/sources"
)

// findServiceURL is the detector "service-url": at the name that holds
// text[start:end] it looks for an organisation's own service address, which is to
// be masked in what is shared.
func (d *apiKeys) findServiceURL(f *sources.Fragment, start, end int, yield func(match)) {
	text := f.Data
	entry.At(text, start, end, func(c entry.Candidate) {
		v := plain(string(text[c.Start:c.End]), c.Percent)
		if d.ownAddress(v) {
			yield(match{rule: d.serviceURL, start: c.Start, end: c.End, secret: v, name: string(text[c.NameStart:c.NameEnd]), form: c.Form})
		}
	})
}

// ownAddress says that v is the address of a host that could be an
// organisation's, rather than a placeholder, a mask, a reference or an example.
func (d *apiKeys) ownAddress(v string) bool {
	u, err := url.Parse(v)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || strings.ContainsAny(v, "<>*•…{}$%") {
		return false
	}
	host := strings.ToLower(u.Hostname())
	if !strings.Contains(host, ".") || d.judge.Placeholder(host) {
		return false
	}
	for _, reserved := range []string{".test", ".example", ".invalid", ".localhost", ".local", "example.com", "example.net", "example.org"} {
		if strings.HasSuffix(host, reserved) { // RFC 2606
			return false
		}
	}
	return !strings.Contains(host, "xxx") && strings.Trim(host, "0123456789.") != ""
}
