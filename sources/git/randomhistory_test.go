package git_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The forms of a file's text.
const (
	plain = iota
	utf16le
	utf16be
	utf16NoMark // little-endian
)

// madeFile is an entry of a tree that a madeHistory has made.
type madeFile struct {
	mode string // as git writes it
	text string // of a submodule: the commit's id
	form int
}

// content is what the blob holds.
func (f madeFile) content() string {
	if f.form == plain {
		return f.text
	}
	var order binary.ByteOrder = binary.LittleEndian
	if f.form == utf16be {
		order = binary.BigEndian
	}
	var out []byte
	unit := func(u uint16) {
		var b [2]byte
		order.PutUint16(b[:], u)
		out = append(out, b[:]...)
	}
	if f.form != utf16NoMark {
		unit(0xFEFF)
	}
	for _, u := range utf16.Encode([]rune(f.text)) {
		unit(u)
	}
	return string(out)
}

// madeHistory makes an input of git fast-import: a history with all that trees
// and commits can hold. It knows what the trees hold, but nobody compares with
// that: git is asked.
type madeHistory struct {
	random *rand.Rand
	keys   []string
	ids    int // length of an object id in hexadecimal
	in     bytes.Buffer
	states []map[string]madeFile // of each commit; commit n has the mark n+1
	tips   map[string]int        // the last commit of each branch
	past   []string              // texts with keys, to come back to
	clock  int64
}

var (
	randomBranches = []string{"main", "main", "main", "main", "dev", "topic/one", "topic/two", "gone", "d'accord", "\xc3\xbc"}
	randomFolders  = []string{"", "", "src/", "conf/", "conf/d/", "a/", "a/b/", strings.Repeat("deep/", 25), "tab\there/", "-dash/", "end /"}
	randomNames    = []string{
		"a", "b", "conf", "main.c", "key.toml", "new\nline", "say \"hi\"", "back`tick", "back\\slash", "\xff\xfe raw", "-rf", " lead", "trail ",
		".gitignore", "caf\xc3\xa9", "cafe\xcc\x81", "\x01\x02\x7f", strings.Repeat("long", 60), strings.Repeat("n", 5000),
	}
	// oddNames are those that git refuses to take in or to check out, but reads.
	oddNames = []string{".git", "..", ".", ".GIT", "git~1", ".git.", ".git ", "con", "C:", ".gitmodules", "\xe2\x80\x8c.git"}
	authors  = []string{"Ada <ada@example.org>", "Bo  B. <bo@example.org>", "\xe9clair <>", "<nobody@example.org>"}
)

const bigFile = "big/data.txt"

// chance is true once in n times.
func (h *madeHistory) chance(n int) bool { return h.random.IntN(n) == 0 }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// make makes n commits and a few refs.
func (h *madeHistory) make(n int) {
	h.tips = map[string]int{}
	h.clock = 1_500_000_000
	for range n {
		h.commit()
	}
	h.deepen(20 + h.random.IntN(120))
	n = len(h.states)
	for _, name := range []string{"tags/light-one", "tags/light-two", "pull/1/head", "remotes/origin/main", "changes/01/1/1", "strange"} {
		fmt.Fprintf(&h.in, "reset refs/%s\nfrom :%d\n\n", name, 1+h.random.IntN(n))
	}
	for i := range 4 {
		fmt.Fprintf(&h.in, "tag v%d\nfrom :%d\ntagger %s %d +0000\n", i, 1+h.random.IntN(n), h.person(), h.clock)
		h.data(h.message())
	}
	// What was only on this branch is now in no ref.
	fmt.Fprintf(&h.in, "reset refs/heads/gone\nfrom :1\n\n")
}

func (h *madeHistory) data(text string) { fmt.Fprintf(&h.in, "data %d\n%s\n", len(text), text) }

func (h *madeHistory) person() string {
	if h.chance(25) {
		return pick(h.random, h.keys) + " <leak@example.org>"
	}
	return pick(h.random, authors)
}

func (h *madeHistory) message() string {
	if h.chance(30) {
		return ""
	}
	text := "change " + h.word() + "\n"
	if h.chance(12) {
		text += "\nwith " + pick(h.random, h.keys) + ", sorry\n"
	}
	return text
}

// commit makes one commit: a root, a child, or a merge of any commits there are.
func (h *madeHistory) commit() {
	branch := pick(h.random, randomBranches)
	parents := h.parents(branch)
	// Clocks stand still, jump, and go backwards.
	h.clock += int64(h.random.IntN(4)) * 30
	when := h.clock
	if h.chance(10) {
		when -= int64(h.random.IntN(100_000))
	}
	author := h.person()
	committer := author
	if h.chance(2) {
		committer = h.person()
	}
	// A branch that had commits becomes one with a new root by being reset.
	fmt.Fprintf(&h.in, "reset refs/heads/%s\n\ncommit refs/heads/%s\nmark :%d\n", branch, branch, len(h.states)+1)
	fmt.Fprintf(&h.in, "author %s %d +0130\ncommitter %s %d -0800\n", author, when-int64(h.random.IntN(1000)), committer, when)
	h.data(h.message())
	state := map[string]madeFile{}
	for i, p := range parents {
		if i == 0 {
			state = maps.Clone(h.states[p])
			fmt.Fprintf(&h.in, "from :%d\n", p+1)
		} else {
			fmt.Fprintf(&h.in, "merge :%d\n", p+1)
		}
	}
	changes := h.random.IntN(4)
	if len(state) == 0 {
		changes += 8
	}
	switch {
	case len(parents) < 2:
	case h.chance(4):
		changes = 0 // as git merge -s ours: all that others have is dropped
	default:
		h.merge(state, parents[1:])
	}
	for range changes {
		h.change(state)
	}
	if h.chance(60) {
		h.in.WriteString("deleteall\n") // an empty tree
		clear(state)
	}
	h.in.WriteString("\n")
	h.tips[branch] = len(h.states)
	h.states = append(h.states, state)
}

// deepen changes one file in one commit after the other: a long chain of deltas.
func (h *madeHistory) deepen(n int) {
	state := map[string]madeFile{}
	f := madeFile{mode: "100644", text: h.text(300 + h.random.IntN(2)*4000)}
	for i := range n {
		h.clock += 60
		fmt.Fprintf(&h.in, "commit refs/heads/deep\nmark :%d\ncommitter %s %d +0000\n", len(h.states)+1, h.person(), h.clock)
		h.data(h.message())
		if i > 0 {
			fmt.Fprintf(&h.in, "from :%d\n", len(h.states))
		}
		f.text = h.splice(f.text)
		h.set(state, bigFile, f)
		h.in.WriteString("\n")
		h.states = append(h.states, maps.Clone(state))
	}
}

// parents picks the parents of the next commit.
func (h *madeHistory) parents(branch string) []int {
	n := len(h.states)
	first, ok := h.tips[branch]
	if !ok || h.chance(25) {
		if n == 0 || h.chance(4) {
			return nil
		}
		first = h.random.IntN(n)
	}
	parents := []int{first}
	more := 0
	if h.chance(4) {
		more = 1
		if h.chance(4) {
			more += 1 + h.random.IntN(5)
		}
	}
	for range more {
		p := h.random.IntN(n)
		if h.chance(2) {
			p = max(0, n-1-h.random.IntN(10))
		}
		if !slices.Contains(parents, p) {
			parents = append(parents, p)
		}
	}
	return parents
}

// merge takes some of what other parents have, as they have it, or as nobody
// has it.
func (h *madeHistory) merge(state map[string]madeFile, others []int) {
	for _, p := range others {
		for _, path := range slices.Sorted(maps.Keys(h.states[p])) {
			f := h.states[p][path]
			mine, both := state[path]
			switch {
			case both && mine == f, h.chance(3):
			case both && mine.mode == f.mode && f.mode != "160000" && h.chance(3):
				mine.text = h.withKeys(mine.text + "\n" + f.text[len(f.text)/2:])
				h.set(state, path, mine)
			case h.chance(2):
				h.set(state, path, f)
			}
		}
	}
}

// quoted writes a path as fast-import reads it.
func quoted(path string) string {
	var out strings.Builder
	out.WriteByte('"')
	for i := range len(path) {
		if c := path[i]; c < ' ' || c >= 0x7f || c == '"' || c == '\\' {
			fmt.Fprintf(&out, "\\%03o", c)
		} else {
			out.WriteByte(c)
		}
	}
	out.WriteByte('"')
	return out.String()
}

// clearPath makes room for path: neither file nor folder may be there, nor a file in
// the place of a folder above.
func clearPath(state map[string]madeFile, path string) {
	for p := range state {
		if p == path || strings.HasPrefix(p, path+"/") || strings.HasPrefix(path, p+"/") {
			delete(state, p)
		}
	}
}

func (h *madeHistory) set(state map[string]madeFile, path string, f madeFile) {
	if !utf8.ValidString(f.text) || strings.ContainsRune(f.text, 0) {
		f.form = plain // what is no text is in no encoding of text either
	}
	clearPath(state, path)
	state[path] = f
	if f.mode == "160000" {
		fmt.Fprintf(&h.in, "M %s %s %s\n", f.mode, f.text, quoted(path))
		return
	}
	fmt.Fprintf(&h.in, "M %s inline %s\n", f.mode, quoted(path))
	h.data(f.content())
}

func (h *madeHistory) path() string {
	return pick(h.random, randomFolders) + pick(h.random, randomNames)
}

// some picks a path that is there; "" if none is.
func (h *madeHistory) some(state map[string]madeFile) string {
	if len(state) == 0 {
		return ""
	}
	return pick(h.random, slices.Sorted(maps.Keys(state)))
}

// change makes one change to a tree.
func (h *madeHistory) change(state map[string]madeFile) {
	path := h.some(state)
	f := state[path]
	what := h.random.IntN(20)
	if path == "" || f.mode == "160000" && what < 10 {
		what = 19
	}
	switch what {
	case 0, 1, 2, 3, 4:
		f.text = h.edit(f.text)
		h.set(state, path, f)
	case 5:
		for _, k := range h.keys {
			f.text = strings.ReplaceAll(f.text, k, "removed")
		}
		h.set(state, path, f)
	case 6:
		if len(h.past) > 0 { // back to a text of some time, somewhere
			f.text = pick(h.random, h.past)
			h.set(state, path, f)
		}
	case 7:
		if f.mode == "100644" {
			f.mode = "100755"
		} else {
			f.mode = "100644"
		}
		h.set(state, path, f)
	case 8: // a link for a file, or the reverse
		if f.mode == "120000" {
			f.mode = "100644"
		} else {
			f = madeFile{mode: "120000", text: "../" + h.word()}
			if h.chance(3) {
				f.text += "/" + pick(h.random, h.keys)
			}
		}
		h.set(state, path, f)
	case 9: // a folder for a file
		h.set(state, path+"/"+pick(h.random, randomNames), f)
	case 10: // a file for a folder
		if at := strings.LastIndexByte(path, '/'); at > 0 {
			h.set(state, path[:at], h.newFile())
		}
	case 11, 12:
		fmt.Fprintf(&h.in, "D %s\n", quoted(path))
		clearPath(state, path)
	case 13, 14, 15:
		h.move(state, path, h.path(), what == 13)
	case 16:
		f = state[bigFile]
		if f.mode == "" {
			f = madeFile{mode: "100644", text: strings.Repeat(h.text(400)+"\n", 3)}
		}
		for range 1 + h.random.IntN(3) {
			f.text = h.splice(f.text)
		}
		h.set(state, bigFile, f)
	case 17:
		h.set(state, h.path(), madeFile{mode: "160000", text: strings.Repeat(fmt.Sprintf("%02x", 1+h.random.IntN(255)), h.ids/2)})
	case 18: // one text at many paths
		f = h.newFile()
		for range 2 + h.random.IntN(4) {
			h.set(state, h.path(), f)
		}
	default:
		h.set(state, h.path(), h.newFile())
	}
}

// move renames or copies a file, or the whole folder that it lies in.
func (h *madeHistory) move(state map[string]madeFile, from, to string, copied bool) {
	if at := strings.IndexByte(from, '/'); at > 0 && h.chance(2) {
		from = from[:at]
	}
	if to == from || strings.HasPrefix(to, from+"/") || strings.HasPrefix(from, to+"/") {
		return
	}
	moved := map[string]madeFile{}
	for p, f := range state {
		if p == from || strings.HasPrefix(p, from+"/") {
			moved[to+p[len(from):]] = f
		}
	}
	if copied {
		fmt.Fprintf(&h.in, "C %s %s\n", quoted(from), quoted(to))
	} else {
		fmt.Fprintf(&h.in, "R %s %s\n", quoted(from), quoted(to))
		clearPath(state, from)
	}
	clearPath(state, to)
	maps.Copy(state, moved)
}

func (h *madeHistory) newFile() madeFile {
	f := madeFile{mode: "100644"}
	switch h.random.IntN(16) {
	case 0:
		return f // empty
	case 1, 2:
		binary := make([]byte, 20+h.random.IntN(3000))
		for i := range binary {
			binary[i] = byte(h.random.IntN(256))
		}
		f.text = h.withKeys(string(binary))
	case 3, 4:
		f.form = 1 + h.random.IntN(3)
		f.text = h.withKeys(h.text(10))
	case 5:
		f.text = pick(h.random, h.keys)
	case 6: // one line, a long one
		f.text = h.withKeys(strings.ReplaceAll(h.text(200), "\n", " "))
	default:
		f.text = h.withKeys(h.text(3 + h.random.IntN(60)))
	}
	return f
}

func (h *madeHistory) word() string {
	return fmt.Sprintf("w%x", h.random.IntN(300))
}

// text gives lines of words.
func (h *madeHistory) text(lines int) string {
	var out strings.Builder
	for range lines {
		for range 1 + h.random.IntN(9) {
			out.WriteString(h.word())
			out.WriteByte(' ')
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// withKeys puts a few keys into a text, most times none.
func (h *madeHistory) withKeys(text string) string {
	for h.chance(2) {
		at := h.random.IntN(len(text) + 1)
		k := pick(h.random, h.keys)
		for range h.random.IntN(3) {
			k += pick(h.random, []string{"", " ", "\n"}) + pick(h.random, h.keys)
		}
		text = text[:at] + k + text[at:]
	}
	if slices.ContainsFunc(h.keys, func(k string) bool { return strings.Contains(text, k) }) {
		h.past = append(h.past, text)
	}
	return text
}

// edit changes one line or a few.
func (h *madeHistory) edit(text string) string {
	lines := strings.SplitAfter(text, "\n")
	for range 1 + h.random.IntN(3) {
		at := h.random.IntN(len(lines))
		switch h.random.IntN(4) {
		case 0:
			lines = slices.Insert(lines, at, h.text(1+h.random.IntN(3)))
		case 1:
			lines[at] = ""
		case 2:
			lines[at] = h.withKeys(h.text(1))
		default:
			to := h.random.IntN(len(lines))
			lines[at], lines[to] = lines[to], lines[at]
		}
	}
	return strings.Join(lines, "")
}

// splice replaces a stretch of a text, so that a delta copies what is around it,
// from the middle of a key perhaps, or takes a stretch from elsewhere.
func (h *madeHistory) splice(text string) string {
	if len(text) == 0 {
		return h.text(5)
	}
	from := h.random.IntN(len(text))
	to := min(len(text), from+h.random.IntN(60))
	part := h.withKeys(h.word())
	if h.chance(4) {
		part = text[to:min(len(text), to+h.random.IntN(2000))]
	}
	if h.chance(3) {
		// Half a key here, the other half there already.
		if at := strings.Index(text, "FAKE"); at >= 0 {
			from, to = at+3, min(len(text), at+3+h.random.IntN(4))
		}
	}
	return text[:from] + part + text[to:]
}
