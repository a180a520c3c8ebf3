package report

import (
	"crypto/sha256"
	"fmt"

	"github.com/owenrumney/go-sarif/v2/sarif"
)

// suppression says in a result that somebody allowed it (SARIF 2.1.0, section
// 3.35). The library writes null, which the schema forbids, for each field that is
// not set: all of them are.
func (b *sarifBuilder) suppression(s *Suppressed) *sarif.Suppression {
	kind, why := "external", string(s.By)
	if s.By == ByInline {
		kind = "inSource"
	}
	if s.Entry != "" {
		why += ", " + s.Entry
	}
	if s.Reason != "" {
		why += ": " + s.Reason
	}
	l := b.location(&s.Finding)
	l.LogicalLocations = nil // they stand in the result
	return &sarif.Suppression{
		Kind:          kind,
		Status:        text("accepted"),
		Location:      l,
		Guid:          text(guid(s.Finding.Fingerprint, string(s.By), s.Entry)),
		Justification: text(unlinked(visible(why))),
	}
}

// guid names something by a UUID of its own making (RFC 9562, version 8), the same
// in every run.
func guid(parts ...string) string {
	h := sha256.Sum256(fmt.Appendf(nil, "leakstag guid %q", parts))
	h[6] = h[6]&0x0f | 0x80
	h[8] = h[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[:4], h[4:6], h[6:8], h[8:10], h[10:16])
}
