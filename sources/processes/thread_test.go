//go:build linux

package processes

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"testing"
)

const threads = 30

// manyThreads makes this process one of many threads.
func manyThreads() {
	var started sync.WaitGroup
	for range threads {
		started.Add(1)
		go func() {
			runtime.LockOSThread()
			started.Done()
			select {}
		}()
	}
	started.Wait()
}

// endFirstThread ends the thread with which this process began; the others go on.
func endFirstThread() {
	ended := make(chan bool)
	for range threads {
		go func() {
			// Each keeps its thread, so that one of them gets the first.
			runtime.LockOSThread()
			if syscall.Gettid() == syscall.Getpid() {
				close(ended)
				syscall.RawSyscall(syscall.SYS_EXIT, 0, 0, 0)
			}
			select {}
		}()
	}
	<-ended
}

func TestThreads(t *testing.T) {
	pid, _ := inRole(t, "threads", nil, []string{"X=1"}, "--api-key", fakeKey)
	entries, err := os.ReadDir("/proc/" + strconv.Itoa(pid) + "/task")
	if err != nil || len(entries) < threads {
		t.Fatalf("the process has %d threads (%v)", len(entries), err)
	}
	var tids []int
	for _, e := range entries {
		tid, err := strconv.Atoi(e.Name())
		if err != nil {
			t.Fatal(err)
		}
		tids = append(tids, tid)
	}
	r := readAll(t, t.Context(), Options{Environment: true}) // fails if the process is read twice
	if len(r.fragments[pid].Data) == 0 || len(r.environments[pid].Data) == 0 {
		t.Error("the process was not read")
	}
	for _, texts := range []map[int]bool{keys(r.fragments), keys(r.environments)} {
		for tid := range texts {
			if tid != pid && slices.Contains(tids, tid) {
				t.Errorf("thread %d was read as well", tid)
			}
		}
	}
}

func keys[V any](m map[int]V) map[int]bool {
	out := map[int]bool{}
	for k := range m {
		out[k] = true
	}
	return out
}

// A process whose first thread has ended has an empty command line where all
// others have theirs.
func TestFirstThreadEnded(t *testing.T) {
	pid, _ := inRole(t, "leader", nil, []string{"AN=environment"}, "--api-key", fakeKey)
	status := waitFor(t, func() bool {
		data, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
		return err == nil && len(data) == 0
	})
	if !status {
		t.Fatal("the first thread goes on")
	}
	r := readAll(t, t.Context(), Options{Environment: true})
	if got, want := string(r.fragments[pid].Data), "/proc/self/exe --api-key "+fakeKey; got != want {
		t.Errorf("%d bytes of arguments, want %d", len(got), len(want))
	}
	if len(r.environments[pid].Data) == 0 {
		t.Error("the environment was not read")
	}
}
