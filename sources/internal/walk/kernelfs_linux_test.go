package walk

import (
	"os"
	"testing"
)

func TestIsKernelFS(t *testing.T) {
	for name, want := range map[string]bool{"/proc": true, t.TempDir(): false} {
		dir, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer dir.Close()
		if got := isKernelFS(dir); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}
