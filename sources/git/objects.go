package git

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// kind is an object's type, numbered as in pack files.
type kind uint8

const (
	kindCommit kind = 1
	kindTree   kind = 2
	kindBlob   kind = 3
	kindTag    kind = 4
)

// parseKind reads the name of an object type.
func parseKind(name string) (kind, bool) {
	switch name {
	case "commit":
		return kindCommit, true
	case "tree":
		return kindTree, true
	case "blob":
		return kindBlob, true
	case "tag":
		return kindTag, true
	}
	return 0, false
}

func (k kind) String() string {
	switch k {
	case kindCommit:
		return "commit"
	case kindTree:
		return "tree"
	case kindBlob:
		return "blob"
	case kindTag:
		return "tag"
	}
	return "object"
}

// errMissing says that a repository does not hold an object.
var errMissing = errors.New("the repository does not hold this object")

// maxMeta is the size limit, in bytes, of commits, trees and tags.
const maxMeta = 256 << 20

// An objectReader reads objects by their id. It is for one goroutine at a time.
type objectReader interface {
	// read gives an object's type and content. The content is the caller's until
	// the next call. The error wraps errMissing if there is
	// no such object, and sources.ErrTooLarge if it has more than limit bytes
	// (a negative limit is none); any other error means that the object is
	// damaged. The type is valid with ErrTooLarge too.
	read(ctx context.Context, id objectID, limit int64) (kind, []byte, error)
	close() error
}

// An objectStore is a repository's objects. It is safe for concurrent use.
type objectStore interface {
	// reader makes a reader for one goroutine.
	reader() (objectReader, error)
	// position says where an object lies, so that objects can be read in an
	// order that is quick; the zero position where that does not matter.
	position(id objectID) position
	// problems lists the parts of the store that cannot be read.
	problems() []error
	// partial says that objects may be missing on purpose.
	partial() bool
	close() error
}

// position is an object's place on disk.
type position struct {
	pack   int // 0 for none, else counted from 1
	offset int64
}

// compare orders positions as they lie on disk.
func (p position) compare(q position) int {
	return cmp.Or(cmp.Compare(p.pack, q.pack), cmp.Compare(p.offset, q.offset))
}

// diskOrder gives the indices of ids in the order in which the objects lie on
// disk.
func diskOrder(s objectStore, ids []objectID) []int32 {
	places := make([]position, len(ids))
	order := make([]int32, len(ids))
	for i, id := range ids {
		places[i] = s.position(id)
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return places[a].compare(places[b]) })
	return order
}

// openStore opens the objects of a repository.
func openStore(ctx context.Context, repo *repository) (objectStore, error) {
	if repo.ids != sha1Size {
		return openNativeStore(ctx, repo)
	}
	return openFileStore(repo)
}
