package detectors

import (
	"strings"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// BenchmarkHostileText scans text that is made of nothing but what detectors
// look for. None of it may fall far below the others: a search that starts anew
// at every hit would.
func BenchmarkHostileText(b *testing.B) {
	for _, unit := range []string{
		"api_key,b\n", "api_key: ", "api_key=\"", "apikey", "YXBpX2tleQ", "(api_key,", "name: api_key\n", "\\api_key\\\\",
		"%22api_key%22%3A", "|api_key|", "<api_key>", "logstag authorization: bearer ", "logstag key ", "api_key{", "api_key:[",
		"s/api_key/", "api_key changed ", "echo x | secret api_key ", "\x1b[mapi_key^[[", "api_key = $1 ", "map[api_key: ", "##vso[task.setvariable variable=api_key", "\\u003capi_key",
		"[agent]\napi_key = x\n", "(api_key) values ((", "(api_key) from stdin\n", "(api_key) values (a),",
		")api_key=", "\\api_key\t\t\t\t\t\t\t\tapi_key\\\\\\\\", "&amp;LOGSTAG_API_KEY=",
	} {
		b.Run(strings.TrimSpace(unit), func(b *testing.B) {
			e := newTestEngine(b)
			text := []byte(strings.Repeat(unit, (256<<10)/len(unit)))
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if err := sources.EmitBytes(&sources.Origin{Source: sources.Stdin}, text, e.Emitter(0)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
