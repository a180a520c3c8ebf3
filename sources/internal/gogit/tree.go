package gogit

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/storer"
)

// Tree is the tree of a commit. It remembers the folders that it was asked for,
// so it is not safe for concurrent use.
type Tree struct {
	objects storer.EncodedObjectStorer
	folders map[string]folder // by path, "" for the top; nil if there is none
}

// Entry is what a tree holds at one path.
type Entry struct {
	Mode filemode.FileMode
	Hash plumbing.Hash
}

type folder map[string]Entry

// HeadTree gives the tree of the commit at HEAD; nil where there is no commit
// yet.
func (r *Repository) HeadTree() (*Tree, error) {
	head, err := storer.ResolveReference(r, plumbing.HEAD)
	if errors.Is(err, plumbing.ErrReferenceNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("HEAD: %w", err)
	}
	root, err := r.treeOf(head.Hash())
	if err != nil {
		return nil, fmt.Errorf("the commit at HEAD: %w", err)
	}
	t := &Tree{objects: r, folders: map[string]folder{}}
	if t.folders[""], err = t.read(root); err != nil {
		return nil, fmt.Errorf("the tree at HEAD: %w", err)
	}
	return t, nil
}

// treeOf gives the id of a commit's tree, which is what a commit begins with.
func (r *Repository) treeOf(commit plumbing.Hash) (id plumbing.Hash, err error) {
	object, err := r.EncodedObject(plumbing.CommitObject, commit)
	if err != nil {
		return id, err
	}
	text, err := object.Reader()
	if err != nil {
		return id, err
	}
	defer func() { err = errors.Join(err, text.Close()) }()
	line, err := bufio.NewReader(text).ReadSlice('\n')
	if err != nil {
		return id, err
	}
	hex, ok := bytes.CutPrefix(bytes.TrimSuffix(line, []byte{'\n'}), []byte("tree "))
	if !ok || !plumbing.IsHash(string(hex)) {
		return id, errors.New("it names no tree")
	}
	return plumbing.NewHash(string(hex)), nil
}

// Find gives what lies at a path, which has forward slashes; false if nothing
// does.
func (t *Tree) Find(name string) (Entry, bool, error) {
	dir, base := "", name
	switch i := strings.LastIndexByte(name, '/'); {
	case strings.HasPrefix(name, "/"):
		return Entry{}, false, nil
	case i > 0:
		dir, base = name[:i], name[i+1:]
	}
	in, err := t.folder(dir)
	if err != nil {
		return Entry{}, false, fmt.Errorf("the tree at HEAD: %s: %w", name, err)
	}
	e, ok := in[base]
	return e, ok, nil
}

// folder gives the entries of a folder, nil if there is none at this path.
func (t *Tree) folder(name string) (folder, error) {
	if in, known := t.folders[name]; known {
		return in, nil
	}
	in := t.folders[""]
	for end := 0; end < len(name) && in != nil; {
		start := end
		if start > 0 {
			start++ // the slash
		}
		end = len(name)
		if i := strings.IndexByte(name[start:], '/'); i >= 0 {
			end = start + i
		}
		below, known := t.folders[name[:end]]
		if !known {
			if e, ok := in[name[start:end]]; ok && e.Mode == filemode.Dir {
				var err error
				if below, err = t.read(e.Hash); err != nil {
					return nil, err
				}
			}
			t.folders[name[:end]] = below
		}
		in = below
	}
	return in, nil
}

func (t *Tree) read(id plumbing.Hash) (folder, error) {
	object, err := t.objects.EncodedObject(plumbing.TreeObject, id)
	if err == nil {
		var f folder
		if f, err = parseTree(object); err == nil {
			return f, nil
		}
	}
	return nil, fmt.Errorf("object %s: %w", id, err)
}

// parseTree reads a tree object: for each entry "mode SP name NUL id", the mode
// in octal digits.
func parseTree(object plumbing.EncodedObject) (f folder, err error) {
	text, err := object.Reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, text.Close()) }()
	f = folder{}
	for in := bufio.NewReader(text); ; {
		mode, err := in.ReadString(' ')
		if errors.Is(err, io.EOF) && mode == "" {
			return f, nil
		}
		if err != nil {
			return nil, fmt.Errorf("a damaged tree: %w", err)
		}
		name, err := in.ReadString(0)
		if err != nil {
			return nil, fmt.Errorf("a damaged tree: %w", err)
		}
		var e Entry
		if _, err := io.ReadFull(in, e.Hash[:]); err != nil {
			return nil, fmt.Errorf("a damaged tree: %w", err)
		}
		if e.Mode, err = filemode.New(mode[:len(mode)-1]); err != nil {
			return nil, fmt.Errorf("a damaged tree: %w", err)
		}
		f[name[:len(name)-1]] = e
	}
}
