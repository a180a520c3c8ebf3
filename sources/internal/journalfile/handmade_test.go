//go:build linux

package journalfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// packer compresses a payload, with the flag of an object that says so.
type packer struct {
	name   string
	object byte
	header uint32
	pack   func(t testing.TB, payload []byte) []byte
}

var packers = []packer{
	{"plain", 0, 0, nil},
	{"xz", compressedXZ, flagXZ, packXZ},
	{"lz4", compressedLZ4, flagLZ4, packLZ4},
	{"zstd", compressedZstd, flagZstd, packZstd},
}

// packXZ does what systemd does: a whole file, without a checksum, with a
// dictionary of 1 MiB (compress_blob_xz in lib/basic/compress.c).
func packXZ(t testing.TB, payload []byte) []byte {
	cmd := exec.Command("xz", "--stdout", "--check=none", "--lzma2=dict=1MiB,mode=fast,nice=128,mf=hc3,depth=4")
	cmd.Stdin = bytes.NewReader(payload)
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("xz, which the tests need: %v", err)
	}
	return out
}

func packLZ4(t testing.TB, payload []byte) []byte {
	out := make([]byte, 8+lz4.CompressBlockBound(len(payload)))
	binary.LittleEndian.PutUint64(out, uint64(len(payload)))
	n, err := lz4.CompressBlock(payload, out[8:], nil)
	if err != nil || n == 0 {
		t.Fatalf("lz4: %d bytes, %v", n, err)
	}
	return out[:8+n]
}

func packZstd(t testing.TB, payload []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	return w.EncodeAll(payload, nil)
}

// handmade writes a journal file: in the form of systemd 246, without the tables
// that are needed to search in it.
type handmade struct {
	t       testing.TB
	compact bool
	pack    packer
	file    []byte
	objects uint64
	at      map[pair]uint64 // where the data objects are
	entries []uint64        // where the entries are
	tail    uint64
}

// handmadeHeader is the size of the header in systemd 246.
const handmadeHeader = 256

// handmadeFile gives the journal file of some entries.
func handmadeFile(t testing.TB, list []testEntry, compact bool, pack packer) []byte {
	h := &handmade{t: t, compact: compact, pack: pack, file: make([]byte, handmadeHeader), at: map[pair]uint64{}}
	for i, e := range list {
		h.entry(uint64(i+1), e)
	}
	h.finish()
	return h.file
}

// object adds an object and gives its offset.
func (h *handmade) object(kind, flags byte, body []byte) uint64 {
	at := uint64(len(h.file))
	h.file = append(h.file, kind, flags, 0, 0, 0, 0, 0, 0)
	h.file = binary.LittleEndian.AppendUint64(h.file, uint64(objectHeader+len(body)))
	h.file = append(h.file, body...)
	for len(h.file)%alignment != 0 {
		h.file = append(h.file, 0)
	}
	h.objects++
	h.tail = at
	return at
}

// offset adds an offset as entries and arrays of them hold it.
func (h *handmade) offset(b []byte, at uint64) []byte {
	if h.compact {
		return binary.LittleEndian.AppendUint32(b, uint32(at))
	}
	return binary.LittleEndian.AppendUint64(b, at)
}

func (h *handmade) entry(number uint64, e testEntry) {
	var items []byte
	var fresh []uint64
	for _, f := range e.fields {
		at, ok := h.at[f]
		if !ok {
			at = h.data([]byte(f.name + "=" + f.value))
			h.at[f] = at
			fresh = append(fresh, at)
		}
		items = h.offset(items, at)
		if !h.compact {
			items = binary.LittleEndian.AppendUint64(items, 0) // the hash
		}
	}
	var body []byte
	for _, n := range []uint64{number, e.realtime, number} {
		body = binary.LittleEndian.AppendUint64(body, n)
	}
	body = append(body, "\x01\x23\x45\x67\x89\xab\xcd\xef\x01\x23\x45\x67\x89\xab\xcd\xef"...)
	body = binary.LittleEndian.AppendUint64(body, number) // in place of the hash of all fields
	at := h.object(typeEntry, 0, append(body, items...))
	h.entries = append(h.entries, at)
	for _, data := range fresh { // the first entry that has it, and how many do
		binary.LittleEndian.PutUint64(h.file[data+objectHeader+24:], at)
		binary.LittleEndian.PutUint64(h.file[data+objectHeader+40:], 1)
	}
}

func (h *handmade) data(payload []byte) uint64 {
	flags := byte(0)
	if h.pack.pack != nil && len(payload) >= 512 {
		if packed := h.pack.pack(h.t, payload); len(packed) < len(payload) {
			payload, flags = packed, h.pack.object
		}
	}
	head := dataHeader
	if h.compact {
		head += compactMore
	}
	body := make([]byte, head, head+len(payload))
	return h.object(typeData, flags, append(body, payload...))
}

// finish adds the list of entries and fills in the header.
func (h *handmade) finish() {
	list := binary.LittleEndian.AppendUint64(nil, 0)
	for _, at := range h.entries {
		list = h.offset(list, at)
	}
	array := h.object(typeEntryArray, 0, list)
	flags := h.pack.header
	if h.compact {
		flags |= flagCompact
	}
	copy(h.file, Magic)
	binary.LittleEndian.PutUint32(h.file[12:], flags)
	for i := range 16 {
		h.file[24+i], h.file[40+i], h.file[56+i], h.file[72+i] = 1, 2, 3, 4 // ids
	}
	for at, n := range map[int]uint64{
		88: handmadeHeader, 96: uint64(len(h.file) - handmadeHeader), 136: h.tail, 144: h.objects,
		152: uint64(len(h.entries)), 160: uint64(len(h.entries)), 168: 1, 176: array, 184: 1, 192: 2, 200: 3,
		208: uint64(len(h.at)), 232: 1,
	} {
		binary.LittleEndian.PutUint64(h.file[at:], n)
	}
}

// TestHandmadeFiles covers what the systemd at hand reads but doesn't write any
// more. Its journalctl judges the files as well.
func TestHandmadeFiles(t *testing.T) {
	for _, pack := range packers {
		for _, compact := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s,compact=%v", pack.name, compact), func(t *testing.T) {
				list := entries()
				file := handmadeFile(t, list, compact, pack)
				path := filepath.Join(t.TempDir(), "system.journal")
				if err := os.WriteFile(path, file, 0o600); err != nil {
					t.Fatal(err)
				}
				read := parseExport(t, journalctl(t, path))
				if len(read) != len(list) {
					t.Fatalf("journalctl gives %d entries of %d", len(read), len(list))
				}
				for i := range list { // it tells the boot of each by itself
					list[i].fields = list[i].fields[:len(list[i].fields)-1]
				}
				compare(t, withoutBoot(expected(read)), expected(list))
				r := collect(ReadFile, bytes.NewReader(file))
				if r.err != nil || len(r.skips) > 0 || len(r.bytes) > 0 {
					t.Fatalf("error %v, skips %v, %d texts besides", r.err, r.skips, len(r.bytes))
				}
				compare(t, withoutBoot(r.items), expected(list))
			})
		}
	}
}

func withoutBoot(items []string) []string {
	var out []string
	for _, i := range items {
		if !bytes.Contains([]byte(i), []byte(" _BOOT_ID ")) {
			out = append(out, i)
		}
	}
	return out
}
