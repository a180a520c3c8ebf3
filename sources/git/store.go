package git

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// kind is an object's type.
type kind = odb.Kind

// The types of objects.
const (
	kindCommit = odb.Commit
	kindTree   = odb.Tree
	kindBlob   = odb.Blob
	kindTag    = odb.Tag
)

// errMissing says that a repository does not hold an object.
var errMissing = odb.ErrMissing

// maxMeta is the size limit, in bytes, of commits, trees and tags.
const maxMeta = 256 << 20

// objects is all that a repository holds, its own and what it borrows.
type objects struct {
	*odb.Store
	faults []error
	// promisor says that objects may be missing on purpose (a partial clone).
	promisor bool
}

// alternateDepth is how many times git follows alternates of alternates.
const alternateDepth = 5

// openObjects opens the objects of a repository.
func openObjects(repo *repository, jobs int) (*objects, error) {
	o := &objects{promisor: repo.promisor}
	own := filepath.Join(repo.commonDir, "objects")
	if _, err := os.ReadDir(own); err != nil {
		return nil, err
	}
	var dirs []string
	o.addDir(own, &dirs, map[string]bool{}, 0)
	for _, dir := range dirs {
		if marks, _ := filepath.Glob(filepath.Join(dir, "pack", "*.promisor")); len(marks) > 0 {
			o.promisor = true
		}
	}
	store, err := odb.Open(dirs, int(repo.ids), jobs)
	if err != nil {
		return nil, err
	}
	o.Store = store
	o.faults = append(o.faults, store.Problems...)
	return o, nil
}

// addDir adds an object folder and its alternates.
func (o *objects) addDir(dir string, dirs *[]string, seen map[string]bool, depth int) {
	real, err := filepath.EvalSymlinks(dir)
	if err == nil && !isFolder(real) {
		err = fmt.Errorf("%s is no folder", real)
	}
	if err != nil {
		o.fault(fmt.Errorf("objects that the repository borrows cannot be read: %w", err))
		return
	}
	if seen[real] {
		return
	}
	seen[real] = true
	*dirs = append(*dirs, real)

	file := filepath.Join(real, "info", "alternates")
	data, err := readSmall(file)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err != nil {
		o.fault(fmt.Errorf("the list of borrowed objects cannot be read: %w", err))
		return
	}
	if depth == alternateDepth {
		o.fault(fmt.Errorf("%s: borrowed objects are nested deeper than git itself follows them", file))
		return
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] == '"' {
			if plain, err := strconv.Unquote(line); err == nil {
				line = plain
			}
		}
		o.addDir(resolve(real, line), dirs, seen, depth+1)
	}
}

func (o *objects) fault(err error) { o.faults = append(o.faults, err) }

// read gives an object's type and content; the content is the caller's.
func (o *objects) read(id objectID, limit int64) (kind, []byte, error) {
	return o.Get((*odb.ID)(&id), limit)
}

// number gives the number of an object; -1 if it is not held.
func (o *objects) number(id objectID) int32 {
	if n, ok := o.Number((*odb.ID)(&id)); ok {
		return n
	}
	return -1
}

// id gives the id of the object with a number.
func (o *objects) id(number int32) objectID { return objectID(o.ID(number)) }
