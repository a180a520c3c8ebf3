package detectors

import (
	"regexp"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

func TestMatchesPath(t *testing.T) {
	re := regexp.MustCompile(`^deploy/.*\.env$`)
	for _, tt := range []struct {
		o    sources.Origin
		want bool
	}{
		{sources.Origin{Path: "deploy/a.env"}, true},
		{sources.Origin{Path: "x/deploy/a.env"}, false},
		{sources.Origin{Path: "a.tgz!deploy/a.env", Archive: "a.tgz", Member: "deploy/a.env"}, true},
		{sources.Origin{Path: "deploy/a.tgz!b.env", Archive: "deploy/a.tgz", Member: "b.env"}, true},
		{sources.Origin{Path: "a.tgz!b.env", Archive: "a.tgz", Member: "b.env"}, false},
		{sources.Origin{Path: "a.tgz!deploy/a.env"}, false},
	} {
		if got := matchesPath(re, &tt.o); got != tt.want {
			t.Errorf("%q, member %q: %v", tt.o.Path, tt.o.Member, got)
		}
	}
}
