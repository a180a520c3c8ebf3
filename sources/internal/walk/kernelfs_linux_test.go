package walk

import "testing"

func TestIsKernelFS(t *testing.T) {
	onSystems(t, func(t *testing.T, open opener) {
		for name, want := range map[string]bool{"/proc": true, t.TempDir(): false} {
			d, err := open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer d.Close()
			if got := d.isKernelFS(); got != want {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
	})
}
