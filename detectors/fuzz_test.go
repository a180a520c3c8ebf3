package detectors

import (
	"bytes"
	"testing"

	"github.com/leakstag/leakstag/sources"
)

// FuzzPlantedLine puts an entry on a line of its own into any text: it must be
// found there. Left out is text that can rightly change the entry's meaning: a
// comment that allows the line, a block of ciphertexts before it.
func FuzzPlantedLine(f *testing.F) {
	f.Add([]byte("# a file\n"), []byte("\nDEBUG=1"), byte(0))
	f.Add([]byte("\"unclosed\n'''"), []byte("\"\"\""), byte(1))
	f.Add([]byte("{\"a\": ["), []byte("]}"), byte(2))
	f.Add([]byte("name,api_key\n"), []byte("a,b\n"), byte(0))
	f.Add([]byte("- name: API_KEY\n"), []byte("  value: x\n"), byte(1))
	f.Add([]byte{0, 1, 2, 0xff, 0xfe}, []byte{0x1b, '['}, byte(2))
	e := newTestEngine(f)
	f.Fuzz(func(t *testing.T, before, after []byte, which byte) {
		if bytes.Contains(before, []byte("encryptedData")) {
			return
		}
		key := fakeAgentKeys[int(which)%len(fakeAgentKeys)]
		entry := "\nlogstag_api_key = \"" + key + "\"\n"
		text := append(append(append([]byte(nil), before...), entry...), after...)
		at := int64(len(before) + len("\nlogstag_api_key = \""))
		// The fragment is handed over as it is: what text is UTF-16 is not the
		// detectors' question.
		err := e.Emitter(0)(sources.Fragment{Origin: &sources.Origin{Source: sources.Files, Path: "a"}, Data: text, Line: 1})
		if err != nil {
			t.Fatal(err)
		}
		hits := 0
		for _, x := range results(t, e) {
			showsNothing(t, x)
			if x.Region.Offset < 0 || x.Region.Offset+int64(x.Region.Length) > int64(len(text)) || x.Region.StartLine < 1 || x.Region.StartColumn < 1 {
				t.Errorf("a finding lies outside of the text: %+v", x.Region)
			}
			if x.Region.Offset == at && x.Region.Length == len(key) {
				hits++
			}
		}
		if hits != 1 {
			t.Errorf("the planted entry was found %d times", hits)
		}
	})
}
