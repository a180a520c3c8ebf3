package walk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// lay makes files; a name with a slash at its end makes a folder.
func lay(t *testing.T, root string, names ...string) {
	t.Helper()
	for _, name := range names {
		full := filepath.Join(root, filepath.FromSlash(name))
		dir := filepath.Dir(full)
		if strings.HasSuffix(name, "/") {
			dir = full
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if dir == full {
			continue
		}
		if err := os.WriteFile(full, []byte(name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// onSystems runs a check with each way to ask the operating system.
func onSystems(t *testing.T, check func(*testing.T, opener)) {
	t.Helper()
	t.Run("system", func(t *testing.T) { check(t, openSystem) })
	t.Run("portable", func(t *testing.T) { check(t, openPortable) })
}

// outcome is what a walk has visited, with the contents, and skipped.
type outcome struct {
	mu     sync.Mutex
	visits map[string]string
	twice  []string
	skips  map[string]error
	roots  map[string]bool
}

func run(t *testing.T, ctx context.Context, o Options, onVisit func(File) error) (*outcome, error) {
	t.Helper()
	r := &outcome{visits: map[string]string{}, skips: map[string]error{}, roots: map[string]bool{}}
	err := Walk(ctx, o, func(_ context.Context, f File) error {
		text, err := io.ReadAll(f)
		r.mu.Lock()
		if _, again := r.visits[f.Path]; again {
			r.twice = append(r.twice, f.Path)
		}
		r.visits[f.Path] = string(text)
		r.roots[f.Root] = true
		r.mu.Unlock()
		if err == nil && onVisit != nil {
			err = onVisit(f)
		}
		return err
	}, func(i Item, err error) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.skips[i.Path] = err
		return nil
	})
	if len(r.twice) > 0 {
		t.Errorf("visited twice: %q", r.twice)
	}
	return r, err
}

func (r *outcome) paths() []string { return slices.Sorted(maps.Keys(r.visits)) }

func wantPaths(t *testing.T, r *outcome, want ...string) {
	t.Helper()
	slices.Sort(want)
	if got := r.paths(); !slices.Equal(got, want) {
		t.Errorf("visited %q, want %q", got, want)
	}
}

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Fatal(err)
	}
}

func TestWalkVisitsEachFileOnce(t *testing.T) { onSystems(t, checkVisitsEachFileOnce) }

func checkVisitsEachFileOnce(t *testing.T, open opener) {
	root := t.TempDir()
	var names []string
	for i := range 3 * batch / 2 {
		names = append(names, fmt.Sprintf("wide/%d", i))
	}
	names = append(names, "a", ".hidden", "sp ace/é#%.txt", "deep/"+strings.Repeat("d/", 200)+"f", "line\nfeed", "inva\xfflid")
	for depth := range 3 * maxHeld / 2 { // more folders that wait in others than are held
		names = append(names, "many/"+strings.Repeat("d/", depth)+"side/f")
	}
	lay(t, root, names...)
	lay(t, root, "empty/")
	for _, jobs := range []int{0, 1, 7} {
		r, err := run(t, context.Background(), Options{open: open, Root: root, Jobs: jobs}, nil)
		if err != nil || len(r.skips) > 0 {
			t.Fatalf("error %v, skips %v", err, r.skips)
		}
		wantPaths(t, r, names...)
		for name, text := range r.visits {
			if text != name {
				t.Errorf("%q holds %q", name, text)
			}
		}
	}
}

func TestWalkLinks(t *testing.T) { onSystems(t, checkLinks) }

func checkLinks(t *testing.T, open opener) {
	root, outside := t.TempDir(), t.TempDir()
	lay(t, root, "dir/file", "dir/sub/file")
	lay(t, outside, "secret")
	link(t, "file", filepath.Join(root, "dir/alias"))
	link(t, "dir", filepath.Join(root, "again"))
	link(t, "..", filepath.Join(root, "dir/sub/cycle"))
	link(t, root, filepath.Join(root, "absolute cycle"))
	link(t, outside, filepath.Join(root, "out"))
	link(t, filepath.Join(outside, "secret"), filepath.Join(root, "out file"))
	link(t, "nowhere", filepath.Join(root, "dangling"))
	link(t, "itself", filepath.Join(root, "itself"))

	for _, base := range []string{root, filepath.Join(outside, "to root")} {
		if base != root {
			link(t, root, base)
		}
		r, err := run(t, context.Background(), Options{open: open, Root: base}, nil)
		if err != nil || len(r.skips) > 0 {
			t.Errorf("error %v, skips %v", err, r.skips)
		}
		wantPaths(t, r, "dir/file", "dir/sub/file")
		if !r.roots[base] {
			t.Errorf("roots %v, want %q", r.roots, base)
		}
	}
}

func TestWalkSingleFile(t *testing.T) { onSystems(t, checkSingleFile) }

func checkSingleFile(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "one", "two", "dir/")
	link(t, "../one", filepath.Join(root, "dir/link"))
	for name, want := range map[string]string{"one": "one", "dir/link": "link"} {
		r, err := run(t, context.Background(), Options{open: open, Root: filepath.Join(root, name)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		wantPaths(t, r, want)
		if r.visits[want] != "one" || !r.roots[filepath.Dir(filepath.Join(root, name))] {
			t.Errorf("%q: %q from roots %v", name, r.visits[want], r.roots)
		}
	}
	t.Chdir(root)
	r, err := run(t, context.Background(), Options{open: open, Root: "two"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantPaths(t, r, "two")
}

func TestWalkGlobs(t *testing.T) { onSystems(t, checkGlobs) }

func checkGlobs(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "a.log", "a.txt", "logs/b.log", "logs/old/c.log", "node_modules/x/y.log", "src/node_modules/z.log", "src/main.go")
	for _, test := range []struct {
		include, exclude []string
		want             []string
	}{
		{nil, nil, []string{"a.log", "a.txt", "logs/b.log", "logs/old/c.log", "node_modules/x/y.log", "src/node_modules/z.log", "src/main.go"}},
		{[]string{"*.log"}, []string{"node_modules"}, []string{"a.log", "logs/b.log", "logs/old/c.log"}},
		{[]string{"/*.log"}, nil, []string{"a.log"}},
		{[]string{"./logs/*"}, nil, []string{"logs/b.log"}},
		{[]string{"logs/**"}, nil, []string{"logs/b.log", "logs/old/c.log"}},
		{[]string{"logs/"}, []string{"old/"}, []string{"logs/b.log"}},
		{[]string{"**/*.{go,txt}"}, nil, []string{"a.txt", "src/main.go"}},
		{nil, []string{"/node_modules/", "logs/**", "src/*.go"}, []string{"a.log", "a.txt", "src/node_modules/z.log"}},
		{nil, []string{"node_modules/", "*.log"}, []string{"a.txt", "src/main.go"}},
		{[]string{"nothing"}, nil, nil},
	} {
		r, err := run(t, context.Background(), Options{open: open, Root: root, Include: test.include, Exclude: test.exclude}, nil)
		if err != nil || len(r.skips) > 0 {
			t.Errorf("error %v, skips %v", err, r.skips)
		}
		wantPaths(t, r, test.want...)
	}
	for _, bad := range []string{"", "/", "[", "a{b"} {
		if err := CheckGlobs([]string{bad}); err == nil {
			t.Errorf("%q is taken for a glob", bad)
		}
		if _, err := run(t, context.Background(), Options{open: open, Root: root, Exclude: []string{bad}}, nil); err == nil {
			t.Errorf("walked with the glob %q", bad)
		}
	}
}

func TestWalkMatch(t *testing.T) { onSystems(t, checkMatch) }

func checkMatch(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "a/x", "a/y", "b/x")
	r, err := run(t, context.Background(), Options{open: open, Root: root, Match: func(p string) bool { return filepath.Base(p) == "x" }}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantPaths(t, r, "a/x", "b/x")
}

func TestWalkObjectStores(t *testing.T) { onSystems(t, checkObjectStores) }

func checkObjectStores(t *testing.T, open opener) {
	root := t.TempDir()
	loose, large := strings.Repeat("c", 38), strings.Repeat("e", 64)
	pack := "pack-" + strings.Repeat("0", 40)
	lay(t, root,
		".git/HEAD", ".git/refs/", ".git/config", ".git/objects/ab/"+loose, ".git/objects/ab/"+large[:62],
		".git/objects/pack/"+pack+".pack", ".git/objects/pack/"+pack+".idx", ".git/objects/pack/multi-pack-index",
		".git/lfs/objects/ee/ee/"+large, ".git/lfs/tmp/note",
		".git/modules/sub/HEAD", ".git/modules/sub/refs/", ".git/modules/sub/objects/pack/"+pack+".pack",
		"bare.git/HEAD", "bare.git/refs/", "bare.git/objects/12/"+loose, "bare.git/description",
		// What has no name of git's own is read, wherever it lies.
		".git/objects/config.ini", ".git/objects/ab/note", ".git/objects/pack/notes.txt", ".git/objects/info/alternates",
		".git/lfs/objects/ee/ee/note", "bare.git/objects/xy/"+loose,
		"objects/ab/"+loose, "src/objects/not git", "lfs/objects/ee/ee/"+large)
	r, err := run(t, context.Background(), Options{open: open, Root: root}, nil)
	if err != nil || len(r.skips) > 0 {
		t.Errorf("error %v, skips %v", err, r.skips)
	}
	wantPaths(t, r, ".git/HEAD", ".git/config", ".git/lfs/tmp/note", ".git/modules/sub/HEAD",
		"bare.git/HEAD", "bare.git/description",
		".git/objects/config.ini", ".git/objects/ab/note", ".git/objects/pack/notes.txt", ".git/objects/info/alternates",
		".git/lfs/objects/ee/ee/note", "bare.git/objects/xy/"+loose,
		"objects/ab/"+loose, "src/objects/not git", "lfs/objects/ee/ee/"+large)
	// Whoever names a store as the root wants it read.
	r, err = run(t, context.Background(), Options{open: open, Root: filepath.Join(root, ".git/objects")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	wantPaths(t, r, "ab/"+loose, "ab/"+large[:62], "ab/note", "config.ini", "info/alternates",
		"pack/"+pack+".pack", "pack/"+pack+".idx", "pack/multi-pack-index", "pack/notes.txt")
}

func TestWalkTooLarge(t *testing.T) { onSystems(t, checkTooLarge) }

func checkTooLarge(t *testing.T, open opener) {
	root := t.TempDir()
	lay(t, root, "12345", "123456")
	r, err := run(t, context.Background(), Options{open: open, Root: root, MaxFileSize: 5}, nil)
	if err != nil || len(r.skips) != 1 || !errors.Is(r.skips["123456"], sources.ErrTooLarge) {
		t.Errorf("error %v, skips %v", err, r.skips)
	}
	wantPaths(t, r, "12345")
}

func TestWalkGrowingFileEnds(t *testing.T) { onSystems(t, checkGrowingFileEnds) }

func checkGrowingFileEnds(t *testing.T, open opener) {
	root := t.TempDir()
	name := filepath.Join(root, "log")
	lay(t, root, "log")
	var total int64
	err := Walk(context.Background(), Options{open: open, Root: root}, func(_ context.Context, f File) error {
		out, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		defer out.Close()
		more, buf := bytes.Repeat([]byte{'x'}, 1<<20), make([]byte, 1<<20)
		for {
			if total < 4*Growth { // a file that grows as fast as it is read
				if _, err := out.Write(more); err != nil {
					return err
				}
			}
			n, err := f.Read(buf)
			total += int64(n)
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
		}
	}, func(Item, error) error { return nil })
	if err != nil || total != Growth+int64(len("log")) {
		t.Errorf("read %d bytes, error %v", total, err)
	}
}

func TestWalkVanishedIsNoSkip(t *testing.T) { onSystems(t, checkVanishedIsNoSkip) }

func checkVanishedIsNoSkip(t *testing.T, open opener) {
	root := t.TempDir()
	for i := range 50 {
		lay(t, root, fmt.Sprintf("dir%d/f", i), fmt.Sprintf("f%d", i))
	}
	var once sync.Once
	r, err := run(t, context.Background(), Options{open: open, Root: root, Jobs: 1}, func(File) error {
		var err error
		once.Do(func() {
			entries, readErr := os.ReadDir(root)
			err = readErr
			for _, e := range entries {
				err = errors.Join(err, os.RemoveAll(filepath.Join(root, e.Name())))
			}
		})
		return err
	})
	if err != nil || len(r.skips) > 0 || len(r.visits) == 0 || len(r.visits) > 90 {
		t.Errorf("error %v, %d visits, skips %v", err, len(r.visits), r.skips)
	}
}

// TestWalkLongFile shows that a long file keeps no other file waiting.
func TestWalkLongFile(t *testing.T) { onSystems(t, checkLongFile) }

func checkLongFile(t *testing.T, open opener) {
	root := t.TempDir()
	var names []string
	for i := range 100 {
		names = append(names, fmt.Sprint(i))
	}
	lay(t, root, names...)
	for _, long := range names[:3] {
		if err := os.Truncate(filepath.Join(root, long), longFile); err != nil {
			t.Fatal(err)
		}
		var left sync.WaitGroup
		left.Add(len(names) - 1)
		err := Walk(context.Background(), Options{open: open, Root: root, Jobs: 2}, func(_ context.Context, f File) error {
			if f.Path == long {
				left.Wait()
			} else {
				left.Done()
			}
			return nil
		}, func(i Item, err error) error { return fmt.Errorf("%s: %w", i.Path, err) })
		if err != nil {
			t.Error(err)
		}
		if err := os.Truncate(filepath.Join(root, long), 1); err != nil {
			t.Fatal(err)
		}
	}
}

// TestWalkPanic shows that a panic in one worker ends the walk and is not lost.
func TestWalkPanic(t *testing.T) {
	root := t.TempDir()
	for i := range 300 {
		lay(t, root, fmt.Sprintf("%d/f", i))
	}
	defer func() {
		if recover() == nil {
			t.Error("the panic was lost")
		}
	}()
	run(t, context.Background(), Options{Root: root, Jobs: 3}, func(File) error { panic("boom") })
}

func TestWalkNoSuchRoot(t *testing.T) {
	_, err := run(t, context.Background(), Options{Root: filepath.Join(t.TempDir(), "missing")}, nil)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v", err)
	}
}

func TestWalkStops(t *testing.T) { onSystems(t, checkStops) }

func checkStops(t *testing.T, open opener) {
	root := t.TempDir()
	for i := range 500 {
		lay(t, root, fmt.Sprintf("%d/f", i))
	}
	boom := errors.New("boom")
	r, err := run(t, context.Background(), Options{open: open, Root: root, Jobs: 2}, func(File) error { return boom })
	if err != boom || len(r.visits) > 2 {
		t.Errorf("visit's error: %v after %d visits", err, len(r.visits))
	}
	ctx, cancel := context.WithCancel(context.Background())
	r, err = run(t, ctx, Options{open: open, Root: root, Jobs: 2}, func(File) error { cancel(); return nil })
	if err != context.Canceled || len(r.visits) > 4 {
		t.Errorf("cancelled: %v after %d visits", err, len(r.visits))
	}
	if r, err = run(t, ctx, Options{open: open, Root: root}, nil); err != context.Canceled || len(r.visits) > 0 {
		t.Errorf("cancelled before: %v after %d visits", err, len(r.visits))
	}
	err = Walk(context.Background(), Options{open: open, Root: root, MaxFileSize: 1},
		func(context.Context, File) error { return nil }, func(Item, error) error { return boom })
	if err != boom {
		t.Errorf("skip's error: %v", err)
	}
}

func TestWalkWhileTreeChanges(t *testing.T) { onSystems(t, checkWhileTreeChanges) }

func checkWhileTreeChanges(t *testing.T, open opener) {
	root, outside := t.TempDir(), t.TempDir()
	lay(t, outside, "x/secret")
	lay(t, root, "keep")
	stop, done := make(chan struct{}), make(chan struct{})
	go func() { // swaps folders for links that lead out
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			name := filepath.Join(root, fmt.Sprint("x", i%20))
			os.RemoveAll(name)
			if i%2 == 0 {
				os.Symlink(filepath.Join(outside, "x"), name)
			} else {
				os.Mkdir(name, 0o755)
			}
		}
	}()
	for end := time.Now().Add(time.Second); time.Now().Before(end); {
		r, err := run(t, context.Background(), Options{open: open, Root: root}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for name := range r.visits {
			if strings.HasSuffix(name, "secret") {
				t.Errorf("left the tree by %q", name)
			}
		}
	}
	close(stop)
	<-done
}
