package unpack

import (
	"archive/zip"
	"bytes"
	"testing"
)

// TestFolderWithContent reads a zip archive in which a folder has content, which
// the library does not give: what is not read is skipped.
func TestFolderWithContent(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, m := range []struct{ name, text string }{{"dixx", "hidden\n"}, {"file", "text\n"}} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: m.name})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(m.text)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.Create("empty/"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data := bytes.ReplaceAll(b.Bytes(), []byte("dixx"), []byte("dir/"))
	for _, random := range []bool{false, true} {
		r := read(t.Context(), data, random, Options{})
		if r.err != nil || r.texts["x!file"] != "text\n" {
			t.Errorf("texts %q, error %v", r.texts, r.err)
		}
		if r.skipped != 1 && r.texts["x!dir"] != "hidden\n" {
			t.Errorf("the folder's content is neither read nor skipped: %v", r.skips)
		}
	}
}
