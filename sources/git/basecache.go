package git

import "container/list"

// baseCacheSize is how many bytes of objects a reader keeps to build others on.
const baseCacheSize = 48 << 20

// baseCache keeps the objects used last, up to a number of bytes. It is for one
// goroutine.
type baseCache struct {
	room    int
	recent  *list.List // of *cached, the last used first
	entries map[position]*list.Element
}

type cached struct {
	at   position
	kind kind
	data []byte
}

// cachedOverhead is roughly what an entry takes besides its data.
const cachedOverhead = 200

func newBaseCache(size int) *baseCache {
	return &baseCache{room: size, recent: list.New(), entries: map[position]*list.Element{}}
}

func (c *baseCache) get(at position) (kind, []byte, bool) {
	e, ok := c.entries[at]
	if !ok {
		return 0, nil, false
	}
	c.recent.MoveToFront(e)
	o := e.Value.(*cached)
	return o.kind, o.data, true
}

// put keeps data, which must not be changed any more.
func (c *baseCache) put(at position, k kind, data []byte) {
	if len(data) > baseCacheSize/4 {
		return // would push out all else
	}
	if _, ok := c.entries[at]; ok {
		return
	}
	c.entries[at] = c.recent.PushFront(&cached{at, k, data})
	c.room -= cap(data) + cachedOverhead
	for c.room < 0 {
		last := c.recent.Back()
		o := c.recent.Remove(last).(*cached)
		delete(c.entries, o.at)
		c.room += cap(o.data) + cachedOverhead
	}
}
