package detectors

import (
	"bytes"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// FuzzPlantedInNotation puts an entry on a line of its own into any text of any
// notation: whatever a reader of it makes of the text, the entry is found there,
// and once. Its value may go on behind it, where the notation joins strings.
func FuzzPlantedInNotation(f *testing.F) {
	paths := []string{"a.sh", "a.zsh", "Dockerfile", "a.service", "a.ps1", "a.reg", "a.js"}
	f.Add([]byte("cat <<EOF > x.sh\n"), []byte("\nEOF\n"), byte(0))
	f.Add([]byte("echo \"a\n"), []byte("b\" | tee logstag_api_key"), byte(1))
	f.Add([]byte("FROM a\nENV A=\"b \\\n"), []byte("c\"\nRUN <<E\n"), byte(2))
	f.Add([]byte("[Service]\nEnvironment=\\\n"), []byte("'"), byte(3))
	f.Add([]byte("@\"\n"), []byte("\"@ + 'a'"), byte(4))
	f.Add([]byte("\"a\"=hex(2):61,\\\n"), []byte("00,00"), byte(5))
	f.Add([]byte("'a' +"), []byte(" + \"b\""), byte(6))
	e := newTestEngine(f)
	f.Fuzz(func(t *testing.T, before, after []byte, which byte) {
		if bytes.Contains(before, []byte("encryptedData")) {
			return
		}
		key := fakeAgentKeys[int(which)%len(fakeAgentKeys)]
		start := len(before) + len("\nlogstag_api_key = \"")
		text := string(before) + "\nlogstag_api_key = \"" + key + "\"\n" + string(after)
		origin := sources.Origin{Source: sources.Files, Path: paths[int(which)%len(paths)]}
		if err := e.Emitter(0)(sources.Fragment{Origin: &origin, Data: []byte(text), Line: 1}); err != nil {
			t.Fatal(err)
		}
		hits := 0
		for _, x := range results(t, e) {
			showsNothing(t, x)
			from, to := int(x.Region.Offset), int(x.Region.Offset)+x.Region.Length
			if from < 0 || to > len(text) || to <= from {
				t.Errorf("a finding lies outside of the text: %+v", x.Region)
			}
			if from <= start && to >= start+len(key) {
				hits++
			}
		}
		if hits != 1 {
			t.Errorf("the planted entry was found %d times", hits)
		}
	})
}
