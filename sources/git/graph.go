package git

import (
	"bytes"
	"cmp"
	"container/heap"
)

// topological gives the commits in an order in which each comes after its
// parents; of those that could come next, the oldest comes first, by the
// committer's time, then by id. Commits in a circle, which only damage can make,
// come last.
func topological(commits []commitNode) (order []int32) {
	children := makeLists(len(commits), func(yield func(list, item int32)) {
		for i := range commits {
			for _, p := range commits[i].parents {
				yield(p, int32(i))
			}
		}
	})
	waits := make([]int32, len(commits))
	q := &commitQueue{commits: commits}
	for i := range commits {
		waits[i] = int32(len(commits[i].parents))
		if waits[i] == 0 {
			q.list = append(q.list, int32(i))
		}
	}
	heap.Init(q)
	order = make([]int32, 0, len(commits))
	for q.Len() > 0 {
		c := heap.Pop(q).(int32)
		order = append(order, c)
		for _, child := range children.of(c) {
			if waits[child]--; waits[child] == 0 {
				heap.Push(q, child)
			}
		}
	}
	for i := range commits {
		if waits[i] > 0 {
			order = append(order, int32(i))
		}
	}
	return order
}

// commitQueue is a heap of commits, the oldest on top.
type commitQueue struct {
	commits []commitNode
	list    []int32
}

func (q *commitQueue) Len() int { return len(q.list) }
func (q *commitQueue) Less(i, j int) bool {
	a, b := &q.commits[q.list[i]], &q.commits[q.list[j]]
	return cmp.Or(cmp.Compare(a.time, b.time), bytes.Compare(a.id[:], b.id[:])) < 0
}
func (q *commitQueue) Swap(i, j int) { q.list[i], q.list[j] = q.list[j], q.list[i] }
func (q *commitQueue) Push(x any)    { q.list = append(q.list, x.(int32)) }
func (q *commitQueue) Pop() any {
	last := len(q.list) - 1
	x := q.list[last]
	q.list = q.list[:last]
	return x
}

// ancestors marks a commit and all that it descends from.
func ancestors(commits []commitNode, from int32) []bool {
	marked := make([]bool, len(commits))
	marked[from] = true
	todo := []int32{from}
	for len(todo) > 0 {
		c := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, p := range commits[c].parents {
			if !marked[p] {
				marked[p] = true
				todo = append(todo, p)
			}
		}
	}
	return marked
}

// containing calls yield for each of wanted and each tip that is one of them or
// descends from it. It goes over the graph once for 64 of the wanted.
func containing(commits []commitNode, order, wanted, tips []int32, yield func(wanted, tip int)) {
	for from := 0; from < len(wanted); from += 64 {
		some := wanted[from:min(from+64, len(wanted))]
		has := make([]uint64, len(commits)) // a bit for each of some
		for bit, c := range some {
			has[c] |= 1 << bit
		}
		for _, c := range order { // parents come first
			for _, p := range commits[c].parents {
				has[c] |= has[p]
			}
		}
		for t, c := range tips {
			for bit := range some {
				if has[c]&(1<<bit) != 0 {
					yield(from+bit, t)
				}
			}
		}
	}
}
