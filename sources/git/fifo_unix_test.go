//go:build unix

package git

import (
	"syscall"
	"testing"
)

const fifos = true

func makeFIFO(t *testing.T, path string) {
	t.Helper()
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
}
