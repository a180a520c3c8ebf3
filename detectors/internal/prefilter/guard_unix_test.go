//go:build unix

package prefilter

import (
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// TestFindStaysInside searches texts at the very beginning and the very end of
// memory that may be read: one byte beyond, and the test is killed.
func TestFindStaysInside(t *testing.T) {
	page := os.Getpagesize()
	mapped, err := unix.Mmap(-1, 0, 3*page, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := unix.Munmap(mapped); err != nil {
			t.Error(err)
		}
	}()
	for _, guard := range [][]byte{mapped[:page], mapped[2*page:]} {
		if err := unix.Mprotect(guard, unix.PROT_NONE); err != nil {
			t.Fatal(err)
		}
	}
	readable := mapped[page : 2*page]
	for name, literals := range literalSets() {
		if len(literals) > 200 {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s := newSearcher(t, literals)
			long := literals[0].Text
			for i := range readable {
				readable[i] = long[i%(len(long)-1)]
			}
			for n := range 201 {
				s.check(t, readable[:n])
				s.check(t, readable[page-n:])
			}
			s.check(t, readable)
		})
	}
}
