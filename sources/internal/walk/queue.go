package walk

import (
	"sync"
	"sync/atomic"
)

// queue holds the work of a walk that nobody has begun: folders to list and
// files to read. Workers put in what they find and take out a few files at a
// time, so that a small file costs no handing over of its own.
type queue struct {
	workers int
	held    *atomic.Int32 // the folders that are open

	mu      sync.Mutex
	changed sync.Cond
	folders []job // a stack, so that few folders are open at once
	files   []job
	unread  int // files in files
	idle    int // workers that wait
	ended   bool
}

// job is some work. Who has it uses the folder in it, and is done with it once.
type job struct {
	in *folder
	// paths are of files to read in the folder.
	paths []string
	// path is of a folder to list that lies in the folder; in is nil if it is to
	// be opened from the top. Without a path and paths, the rest of the folder in
	// is to be listed.
	path string
}

const (
	// handful is how many files a worker takes at most.
	handful = 32
	// plenty is how many files for each worker must be known before folders are
	// left unlisted.
	plenty = 2 * handful
)

func newQueue(workers int, held *atomic.Int32) *queue {
	q := &queue{workers: workers, held: held}
	q.changed.L = &q.mu
	return q
}

// put adds folders, and files if it has any.
func (q *queue) put(folders []job, files job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.folders = append(q.folders, folders...)
	if len(files.paths) > 0 {
		q.files = append(q.files, files)
		q.unread += len(files.paths)
	}
	if q.idle > 0 {
		q.changed.Broadcast()
	}
}

// take waits for work. There is none any more when all workers wait for some,
// or after end.
func (q *queue) take() (job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for !q.ended {
		// Files that are read let go of their folders, and there are only so many
		// that may be open.
		enough := q.unread >= plenty*q.workers || q.unread > 0 && q.held.Load() > maxHeld
		if len(q.folders) > 0 && !enough {
			return pop(&q.folders), true
		}
		if q.unread > 0 {
			return q.takeFiles(), true
		}
		if q.idle++; q.idle == q.workers {
			q.ended = true
			q.changed.Broadcast()
			break
		}
		q.changed.Wait()
		q.idle--
	}
	return job{}, false
}

// takeFiles takes some files: fewer when few are left, so that all workers have
// something to do until the end.
func (q *queue) takeFiles() job {
	last := &q.files[len(q.files)-1]
	n := min(handful, max(1, q.unread/(4*q.workers)))
	if n >= len(last.paths) {
		q.unread -= len(last.paths)
		return pop(&q.files)
	}
	some := job{in: last.in, paths: last.paths[:n]}
	some.in.use()
	last.paths = last.paths[n:]
	q.unread -= n
	return some
}

func pop(stack *[]job) job {
	last := len(*stack) - 1
	j := (*stack)[last]
	(*stack)[last] = job{}
	*stack = (*stack)[:last]
	return j
}

// end lets no more work be taken.
func (q *queue) end() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.ended = true
	q.changed.Broadcast()
}

// drop is done with what is left, after the workers have ended.
func (q *queue) drop() {
	for _, j := range append(q.folders, q.files...) {
		j.in.done()
	}
}
