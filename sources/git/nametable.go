package git

import "sync"

// nameTable numbers the names in trees. It is safe for concurrent use; those who
// ask often keep what they have asked before, as nameCache does.
type nameTable struct {
	mu    sync.Mutex
	index map[string]int32
	list  []string // the names by their numbers
}

func newNameTable() *nameTable { return &nameTable{index: map[string]int32{}} }

// number gives the number of a name, and the one copy of it that is kept.
func (t *nameTable) number(name []byte) (int32, string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if n, ok := t.index[string(name)]; ok {
		return n, t.list[n]
	}
	n, s := int32(len(t.list)), string(name)
	t.index[s] = n
	t.list = append(t.list, s)
	return n, s
}

// nameCache is what one goroutine has asked of a table.
type nameCache struct {
	table *nameTable
	known map[string]int32
}

func newNameCache(t *nameTable) nameCache { return nameCache{t, map[string]int32{}} }

func (c *nameCache) number(name []byte) int32 {
	if n, ok := c.known[string(name)]; ok {
		return n
	}
	n, s := c.table.number(name)
	c.known[s] = n
	return n
}
