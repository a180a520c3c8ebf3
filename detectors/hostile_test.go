package detectors

import (
	"strings"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// TestHostileText scans text that is made of nothing but what detectors look
// for. Twice as much of it must not take much more than twice the time: a bound
// of eight leaves room for a busy machine, and none for a search that starts
// anew at every hit.
func TestHostileText(t *testing.T) {
	e := newTestEngine(t)
	took := func(unit string, size int) time.Duration {
		text := strings.Repeat(unit, size/len(unit))
		best := time.Hour
		for range 3 {
			start := time.Now()
			if err := sources.EmitBytes(&sources.Origin{Source: sources.Stdin}, []byte(text), e.Emitter(0)); err != nil {
				t.Fatal(err)
			}
			best = min(best, time.Since(start))
		}
		if _, err := e.Results(t.Context(), nil, nil); err != nil {
			t.Fatal(err)
		}
		return best
	}
	for _, unit := range []string{
		"api_key,b\n", "api_key: ", "api_key=\"", "apikey", "YXBpX2tleQ", "(api_key,", "name: api_key\n", "\\api_key\\\\",
		"%22api_key%22%3A", "|api_key|", "<api_key>", "logstag authorization: bearer ", "logstag key ", "api_key{", "api_key:[",
		"[agent]\napi_key = x\n", "(api_key) values ((",
	} {
		small, large := took(unit, 32<<10), took(unit, 64<<10)
		if large > 8*small+20*time.Millisecond {
			t.Errorf("%q: %v for 32 KiB, %v for 64 KiB", unit, small, large)
		}
	}
}
