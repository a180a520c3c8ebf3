package unpack

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// withWindow gives an xz file of one block another size of dictionary, by the code
// that the format has for it.
func withWindow(t testing.TB, file []byte, code byte) []byte {
	file = bytes.Clone(file)
	block := file[xzStreamHeader:]
	block = block[:(int(block[0])+1)*4]
	at := bytes.Index(block, []byte{xzFilterLZMA2, 1})
	if at < 0 {
		t.Fatal("no filter in the block's header")
	}
	block[at+2] = code
	sum := len(block) - 4
	binary.LittleEndian.PutUint32(block[sum:], crc32.ChecksumIEEE(block[:sum]))
	return file
}

// TestXzWindows reads many xz files put one after the other: they take the room of
// one dictionary, and none may be too large, wherever it is.
func TestXzWindows(t *testing.T) {
	const mib64, gib4 = 28, 40
	small := run(t, t.TempDir(), []byte("line\n"), "xz", "-c")
	many := bytes.Repeat(withWindow(t, small, mib64), 5000)
	started := time.Now()
	r := read(t.Context(), many, true, Options{})
	if r.err != nil || r.read != 5*5000 || r.skipped != 0 {
		t.Errorf("read %d bytes, error %v, skips %v", r.read, r.err, r.skips)
	}
	if took := time.Since(started); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	r = read(t.Context(), append(small, bytes.Repeat(withWindow(t, small, gib4), 50)...), true, Options{})
	if r.err != nil || r.read != 5 || !errors.Is(r.skips["x"], sources.ErrTooLarge) {
		t.Errorf("read %d bytes, error %v, skips %v", r.read, r.err, r.skips)
	}
}
