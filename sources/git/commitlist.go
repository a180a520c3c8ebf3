package git

// commitRecord is a commit as it was read. Objects and people go by numbers.
type commitRecord struct {
	object, tree      int32
	author, committer int32 // in records.people; -1 for nobody
	from, to          int32 // of its parents, in records.parents
	time              int64
}

// records is what one worker has read of commits and tags.
type records struct {
	commits [][]commitRecord // in pieces of commitPiece
	ids     [][]objectID     // of the same
	parents []int32
	tags    map[objectID]objectID // what each annotated tag names
	people  []string
	index   map[string]int32 // of people
}

// commitPiece is how many commits are kept in one piece.
const commitPiece = 4 << 10

func (r *records) add(id objectID, c commitRecord) {
	last := len(r.commits) - 1
	if last < 0 || len(r.commits[last]) == commitPiece {
		r.commits = append(r.commits, make([]commitRecord, 0, commitPiece))
		r.ids = append(r.ids, make([]objectID, 0, commitPiece))
		last++
	}
	r.commits[last] = append(r.commits[last], c)
	r.ids[last] = append(r.ids[last], id)
}

// len is the number of commits.
func (r *records) len() int {
	if len(r.commits) == 0 {
		return 0
	}
	last := len(r.commits) - 1
	return last*commitPiece + len(r.commits[last])
}

func newRecords() *records {
	return &records{tags: map[objectID]objectID{}, index: map[string]int32{}}
}

func (r *records) person(who []byte) int32 {
	if len(who) == 0 {
		return -1
	}
	n, ok := r.index[string(who)]
	if !ok {
		n = int32(len(r.people))
		s := string(who)
		r.index[s] = n
		r.people = append(r.people, s)
	}
	return n
}

// commitList is all commits, as they were read. They are numbered.
type commitList struct {
	workers  []*records
	len      int32
	byObject []int32 // by the number of its object, that of each commit; else -1
}

// listedCommit is a commit and what its numbers are of.
type listedCommit struct {
	*commitRecord
	id *objectID
	of *records
}

func listCommits(workers []*records, objects int) *commitList {
	l := &commitList{workers: workers, byObject: make([]int32, objects)}
	for i := range l.byObject {
		l.byObject[i] = -1
	}
	for _, w := range workers {
		for _, piece := range w.commits {
			for i := range piece {
				l.byObject[piece[i].object] = l.len
				l.len++
			}
		}
	}
	return l
}

// at gives the commit with a number.
func (l *commitList) at(n int32) listedCommit {
	i := int(n)
	w := 0
	for ; i >= l.workers[w].len(); w++ {
		i -= l.workers[w].len()
	}
	of := l.workers[w]
	piece, at := i/commitPiece, i%commitPiece
	return listedCommit{&of.commits[piece][at], &of.ids[piece][at], of}
}

// find gives the number of the commit that is the object with a number.
func (l *commitList) find(object int32) (int32, bool) {
	if object < 0 || int(object) >= len(l.byObject) {
		return 0, false
	}
	n := l.byObject[object]
	return n, n >= 0
}

// parents gives the numbers of a commit's parents.
func (c listedCommit) parents() []int32 { return c.of.parents[c.from:c.to] }
