package walk

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// dirent makes an entry as getdents(2) gives it.
func dirent(name string, kind byte) []byte {
	b := make([]byte, (19+len(name)+1+7)&^7)
	binary.NativeEndian.PutUint16(b[16:], uint16(len(b)))
	b[18] = kind
	copy(b[19:], name)
	return b
}

// TestUnknownKind is for file systems that do not say in a listing what a name
// stands for.
func TestUnknownKind(t *testing.T) {
	root := t.TempDir()
	lay(t, root, "file", "dir/")
	link(t, "file", root+"/link")
	top, err := openSystem(root)
	if err != nil {
		t.Fatal(err)
	}
	defer top.Close()
	var answer []byte
	for _, name := range []string{".", "..", "file", "dir", "link", "vanished"} {
		answer = append(answer, dirent(name, unix.DT_UNKNOWN)...)
	}
	l := listing{prefix: "in/"}
	top.(fdDir).parse(&l, answer)
	want := []entry{{path: "in/file"}, {path: "in/dir", kind: fs.ModeDir}, {path: "in/link", kind: fs.ModeSymlink}}
	if len(l.entries) != len(want)+1 {
		t.Fatalf("%d entries", len(l.entries))
	}
	for i, w := range want {
		if l.entries[i] != w {
			t.Errorf("%+v, want %+v", l.entries[i], w)
		}
	}
	if last := l.entries[len(want)]; last.path != "in/vanished" || !errors.Is(last.err, fs.ErrNotExist) {
		t.Errorf("what has vanished: %+v", last)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(append(dirent("file", unix.DT_REG), dirent("a much longer name", unix.DT_DIR)...))
	f.Add(dirent("..", unix.DT_DIR))
	f.Add([]byte("\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x01\x00\x08a\x00"))
	top, err := openSystem(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	defer top.Close()
	f.Fuzz(func(t *testing.T, answer []byte) {
		var l listing
		top.(fdDir).parse(&l, answer)
		for _, e := range l.entries {
			if len(e.path) > len(answer) {
				t.Errorf("a name of %d bytes from %d", len(e.path), len(answer))
			}
		}
	})
}

// TestWalkClosesAll counts the open files before and after walks.
func TestWalkClosesAll(t *testing.T) {
	root := t.TempDir()
	for i := range 300 {
		lay(t, root, fmt.Sprintf("%d/sub/f", i), fmt.Sprintf("f%d", i))
	}
	count := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	onSystems(t, func(t *testing.T, open opener) {
		before := count()
		for stopAt := 1; stopAt < 2000; stopAt *= 3 {
			seen := 0
			_, err := run(t, context.Background(), Options{open: open, Root: root, Jobs: 1}, func(File) error {
				if seen++; seen == stopAt {
					return fs.ErrInvalid
				}
				return nil
			})
			if after := count(); after != before {
				t.Errorf("stopped after %d files with %v: %d open files, %d before", seen, err, after, before)
			}
		}
	})
}

// TestFileFollowsNoLink is for the links that stay in the folder.
func TestFileFollowsNoLink(t *testing.T) {
	root := t.TempDir()
	lay(t, root, "file")
	link(t, "file", root+"/link")
	top, err := openSystem(root)
	if err != nil {
		t.Fatal(err)
	}
	defer top.Close()
	if _, err := top.file("link"); !isReplaced(err) {
		t.Errorf("opening a link: %v", err)
	}
}
