package git

import "slices"

// pathTable numbers paths. Number 0 is the top, whose path is empty.
type pathTable struct {
	nodes []pathStep
	index map[pathStep]int32
}

// pathStep is the last step of a path.
type pathStep struct {
	above int32 // number of the path before it
	name  int32 // index of forest.names
}

func newPathTable() *pathTable {
	return &pathTable{nodes: []pathStep{{-1, -1}}, index: map[pathStep]int32{}}
}

// step gives the number of the path that leads one step further.
func (t *pathTable) step(above, name int32) int32 {
	s := pathStep{above, name}
	at, ok := t.index[s]
	if !ok {
		at = int32(len(t.nodes))
		t.nodes = append(t.nodes, s)
		t.index[s] = at
	}
	return at
}

// path spells a path out, with forward slashes.
func (t *pathTable) path(at int32, names []string) string {
	var parts []string
	size := 0
	for ; at > 0; at = t.nodes[at].above {
		name := names[t.nodes[at].name]
		parts = append(parts, name)
		size += len(name) + 1
	}
	slices.Reverse(parts)
	out := make([]byte, 0, size)
	for i, p := range parts {
		if i > 0 {
			out = append(out, '/')
		}
		out = append(out, p...)
	}
	return string(out)
}
