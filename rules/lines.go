package rules

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// lines says on which line of a TOML file each table and key stands, by a path
// such as "rules[2].allowlists[0].regexes": the decoder keeps no places of what it
// has decoded.
type lines map[string]int

// findLines reads a file that the decoder has accepted.
func findLines(text []byte) lines {
	found := lines{}
	count := map[string]int{} // how many tables an array has so far
	var p unstable.Parser
	p.Reset(text)
	table := ""
	for p.NextExpression() {
		node := p.Expression()
		switch node.Kind {
		case unstable.Table, unstable.ArrayTable:
			var at int
			table, at = lastTable(node.Key(), count, node.Kind == unstable.ArrayTable, text)
			found[table] = at
		case unstable.KeyValue:
			path, at := keyPath(node.Key(), table, text)
			found[path] = at
			elementLines(node.Value(), path, text, found)
		}
	}
	return found
}

// lastTable gives the path of the table with this head, in which each array of
// tables stands for its last one, and the head's line.
func lastTable(key unstable.Iterator, count map[string]int, array bool, text []byte) (path string, at int) {
	for key.Next() {
		node := key.Node()
		path = join(path, string(node.Data))
		at = lineAt(text, node.Raw)
		switch n, isArray := count[path]; {
		case array && key.IsLast():
			count[path]++
			path += "[" + strconv.Itoa(n) + "]"
		case isArray:
			path += "[" + strconv.Itoa(n-1) + "]"
		}
	}
	return path, at
}

// keyPath gives the path and the line of a key in a table.
func keyPath(key unstable.Iterator, table string, text []byte) (path string, at int) {
	path = table
	for key.Next() {
		node := key.Node()
		path = join(path, string(node.Data))
		at = lineAt(text, node.Raw)
	}
	return path, at
}

// elementLines finds the lines of an array's elements.
func elementLines(value *unstable.Node, path string, text []byte, found lines) {
	if value == nil || value.Kind != unstable.Array {
		return
	}
	i := 0
	for elements := value.Children(); elements.Next(); {
		node := elements.Node()
		if node.Kind == unstable.Comment {
			continue
		}
		if node.Raw.Length > 0 {
			found[path+"["+strconv.Itoa(i)+"]"] = lineAt(text, node.Raw)
		}
		i++
	}
}

func lineAt(text []byte, r unstable.Range) int {
	return 1 + bytes.Count(text[:min(int(r.Offset), len(text))], []byte{'\n'})
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// of gives the line of a path, or of the nearest thing around it that has one; 0
// if there is none.
func (l lines) of(path string) int {
	for {
		if at, ok := l[path]; ok {
			return at
		}
		i := strings.LastIndexAny(path, ".[")
		if i < 0 {
			return 0
		}
		path = path[:i]
	}
}
