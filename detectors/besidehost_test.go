package detectors

import (
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// TestBesideHost has keys under names that say no more than that they are keys,
// beside the address of the service, and beside those of others.
func TestBesideHost(t *testing.T) {
	e := newTestEngine(t)
	for _, r := range []struct {
		name, text string
		want       int
	}{
		{"constants", "BASE = \"https://acme.logstag.test\"\nTIMEOUT = 10\n_TOKEN = \"«L»\"\n", 1},
		{"constant with a type", "const HOST: &str = \"https://acme.logstag.test\";\nconst KEY: &str = \"«L»\";\n", 1},
		{"object", "const S = {\n  host: 'eu.logstag.com',\n  key: '«L»',\n}\n", 1},
		{"object on one line", "m = { token = '«L»', host = 'eu.logstag.com' }\n", 1},
		{"section", "[monitoring]\nurl = https://eu.logstag.test\nkey = «L»\n", 1},
		{"in what the call is given", "c = Client('https://eu.logstag.test', { clientToken: '«L»' })\n", 1},
		{"in the words of people", "  URL:        https://eu.logstag.test\n  Schlüssel:  «L»\n", 1},
		{"in the words of people, another's", "  URL: https://eu.logstag.test\n  Tiles: https://tiles.test\n  Schlüssel: «L»\n", 0},
		{"another object", "a = { host: 'eu.logstag.com', path: '/' }, b = { host: 'tiles.test', token: '«L»' }\n", 0},
		{"another object before", "a = { token: '«L»', in: { host: 'eu.logstag.com' } }\n", 0},
		{"another block", "logstag:\n  url: https://eu.logstag.test\ntiles:\n  token: «L»\n", 0},
		{"another section", "[logstag]\nurl = https://eu.logstag.test\n[tiles]\ntoken = «L»\n", 0},
		{"another address between", "A = 'https://eu.logstag.test'\nB = 'https://tiles.test'\nTOKEN = '«L»'\n", 0},
		{"another kind of key", "url = 'https://eu.logstag.test'\ncache_key = '«L»'\ncsrf_token = '«L»'\n", 0},
		{"a path", "uses: 'https://git.test/logstag/action'\ntoken: «L»\n", 0},
		{"a file", "conf = 'logstag.toml'\nkey = '«L»'\n", 0},
		{"identifier", "url = 'https://eu.logstag.test'\nkey = 'fa4e3b9d-7c1a-5e8f-2064-7bd9c1e3a5f7'\n", 0},
	} {
		text, _ := unmark(t, r.text, 0)
		if n := len(scanText(t, e, sources.Origin{}, text)); n != r.want {
			t.Errorf("%s: %d findings, want %d", r.name, n, r.want)
		}
	}
}
