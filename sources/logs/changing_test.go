package logs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// Logs change while they are read. That is no error.

// TestGrowing reads a log to which another goroutine writes as fast as it can.
// The reader ends, and has all that was there before.
func TestGrowing(t *testing.T) {
	root := t.TempDir()
	before := logText(2000)
	write(t, root, "app.log", []byte(before))
	file, err := os.OpenFile(filepath.Join(root, "app.log"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		piece := []byte(strings.Repeat("another line\n", 5000))
		for total := 0; total < 400<<20; total += len(piece) {
			select {
			case <-stop:
				return
			default:
				file.Write(piece)
			}
		}
	}()
	started := time.Now()
	texts, skips := readAll(t, Options{Root: root})
	close(stop)
	<-done
	if got := texts["app.log"]; len(skips) > 0 || !strings.HasPrefix(got, before) || len(got) > len(before)+(64<<20) {
		t.Errorf("read %d bytes of %d and more, skips %v", len(got), len(before), skips)
	}
	if took := time.Since(started); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestCutWhileRead reads a log that is emptied, as logrotate's copytruncate does,
// when its first part has been read.
func TestCutWhileRead(t *testing.T) {
	root := t.TempDir()
	text := logText(20_000)
	write(t, root, "app.log", []byte(text))
	got := readMeanwhile(t, root, func() { os.Truncate(filepath.Join(root, "app.log"), 0) })
	if got == "" || !strings.HasPrefix(text, got) || len(got) == len(text) {
		t.Errorf("read %d bytes of %d", len(got), len(text))
	}
}

// TestRemovedWhileRead reads logs that are removed and moved when one has been
// begun: that one is read, and those that are gone are not there.
func TestRemovedWhileRead(t *testing.T) {
	root := t.TempDir()
	text := logText(20_000)
	for i := range 20 {
		write(t, root, fmt.Sprintf("app.log.%d", i), []byte(text))
	}
	got := readMeanwhile(t, root, func() {
		for i := range 20 {
			name := filepath.Join(root, fmt.Sprintf("app.log.%d", i))
			if i%2 == 0 {
				os.Remove(name)
			} else {
				os.Rename(name, filepath.Join(t.TempDir(), "moved"))
			}
		}
	})
	if len(got) < len(text) || len(got)%len(text) != 0 {
		t.Errorf("read %d bytes, logs have %d", len(got), len(text))
	}
}

// TestReplacedByCompressed rotates a log while others are read.
func TestReplacedByCompressed(t *testing.T) {
	root := t.TempDir()
	text := logText(20_000)
	packed := pack(t, text, "gzip")
	write(t, root, "a.log", []byte(text))
	write(t, root, "b.log", []byte(text))
	got := readMeanwhile(t, root, func() {
		for _, name := range []string{"a.log", "b.log"} {
			write(t, root, name+".1.gz", packed)
			os.Remove(filepath.Join(root, name))
			write(t, root, name, nil)
		}
	})
	if len(got) < len(text) {
		t.Errorf("read %d bytes, a log has %d", len(got), len(text))
	}
}

// readMeanwhile reads logs one after the other, and changes them when something
// was read. Nothing may be skipped.
func readMeanwhile(t *testing.T, root string, change func()) string {
	t.Helper()
	var once sync.Once
	var got strings.Builder
	err := New(Options{Root: root, Jobs: 1}).Read(context.Background(), func(f sources.Fragment) error {
		got.Write(f.Data[f.Before : len(f.Data)-f.After])
		once.Do(change)
		return nil
	}, func(o sources.Origin, err error) error { return errors.Join(errors.New(o.Path), err) })
	if err != nil {
		t.Errorf("error %v", err)
	}
	return got.String()
}
