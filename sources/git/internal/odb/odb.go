// Package odb reads the objects of a git repository straight from its files, all
// of them, each inflated once.
//
// A [Store] opens the packs and knows every object in them. [Store.Each] visits
// all objects of some types: it walks each delta family depth first, from the
// object that is stored whole to those that are stored as differences, so that
// every base is at hand when its children need it. Nothing is looked up, cached
// or hashed on the way, and only the path from the root to the current object is
// in memory. [Store.Get] reads one object by its id, for the few that are wanted
// apart from the others.
//
// The formats are those of git's documentation: gitformat-pack(5),
// gitformat-loose(5), and for the multi-pack-index gitformat-pack(5) too. What is
// read is not trusted: sizes are checked before memory is taken, deltas that form
// a circle or lack their base are reported, and nothing recurses further than a
// few bases in other packs.
//
// Contents are not checked against their ids: that costs more than everything
// else together, and a scanner wants to see what is there, whatever it is
// called.
package odb

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// ID is an object's id; in a SHA-1 repository the last 12 bytes are zero.
type ID [32]byte

// Kind is an object's type, numbered as in pack files.
type Kind uint8

// The types of objects.
const (
	Commit Kind = 1
	Tree   Kind = 2
	Blob   Kind = 3
	Tag    Kind = 4
)

// The types of entries that are no objects by themselves.
const (
	ofsDelta Kind = 6
	refDelta Kind = 7
)

// String names the type as git does.
func (k Kind) String() string {
	switch k {
	case Commit:
		return "commit"
	case Tree:
		return "tree"
	case Blob:
		return "blob"
	case Tag:
		return "tag"
	}
	return "object"
}

// kinds is a set of types.
type kinds uint8

func setOf(list []Kind) kinds {
	var s kinds
	for _, k := range list {
		s |= 1 << k
	}
	return s
}

func (s kinds) has(k Kind) bool { return s&(1<<k) != 0 }

// Errors that the errors of this package wrap.
var (
	// ErrMissing says that the store does not hold an object.
	ErrMissing = errors.New("the repository does not hold this object")
	// ErrTooLarge says that an object is over the limit that the caller gave.
	ErrTooLarge = errors.New("over the size limit")
	// ErrDamaged says that a file is not what its format demands.
	ErrDamaged = errors.New("damaged")
)

// damage is what is wrong with a file. It is an ErrDamaged.
type damage string

func (d damage) Error() string { return ErrDamaged.Error() + ": " + string(d) }

// Is says that every damage is an ErrDamaged.
func (damage) Is(target error) bool { return target == ErrDamaged }

func damaged(format string, args ...any) error { return damage(fmt.Sprintf(format, args...)) }

// Store is the objects of a repository. It is safe for concurrent use once it is
// open.
type Store struct {
	idLen   int
	workers int
	// See defaultHeld.
	maxHeld, leastHeld int

	packs   []*pack       // the largest first
	loose   []looseObject // sorted by id
	numbers int           // of all objects in packs; see Number
	makers  sync.Pool     // of *maker, for Get
	// Problems are the files that could not be read; the rest of the store is
	// there without them.
	Problems []error
}

// Open opens the objects that lie in these folders (a repository's own "objects"
// and its alternates). IDLen is the length of ids in bytes: 20 or 32. Workers is
// how many goroutines read the headers in the packs. What cannot be read is put
// into Problems; the error says that there is nothing to read at all.
func Open(folders []string, idLen, workers int) (*Store, error) {
	if idLen != 20 && idLen != 32 {
		return nil, fmt.Errorf("odb: ids of %d bytes are unknown", idLen)
	}
	s := &Store{idLen: idLen, workers: workers, maxHeld: defaultHeld, leastHeld: leastHeld}
	err := Guard(func() error {
		seen := map[string]bool{}
		for _, dir := range folders {
			s.openPacks(filepath.Join(dir, "pack"), seen)
		}
		s.sortPacks()
		s.dropDuplicates()
		for _, dir := range folders {
			s.listLoose(dir)
		}
		s.sortLoose()
		return nil
	})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if s.Numbers() > math.MaxInt32 {
		return nil, errors.Join(fmt.Errorf("odb: %d objects are more than can be read", s.Numbers()), s.Close())
	}
	return s, nil
}

// Close closes the packs. No method may be called any more.
func (s *Store) Close() error {
	var errs []error
	for _, p := range s.packs {
		errs = append(errs, p.close())
	}
	s.packs = nil
	return errors.Join(errs...)
}

// Len is the number of objects, each counted once.
func (s *Store) Len() int {
	n := 0
	for i := range s.loose {
		if !s.loose[i].duplicate {
			n++
		}
	}
	for _, p := range s.packs {
		n += p.index.len() - p.duplicates
	}
	return n
}

func (s *Store) problem(path string, err error) {
	s.Problems = append(s.Problems, fmt.Errorf("%s: %w", path, err))
}

// openPacks opens every pack of a folder. Seen holds the real paths of those
// that are open already.
func (s *Store) openPacks(dir string, seen map[string]bool) {
	names, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err != nil {
		s.problem(dir, err)
		return
	}
	var midx *multiIndex
	for _, n := range names {
		stem, ok := strings.CutSuffix(n.Name(), ".pack")
		if !ok {
			continue
		}
		path := filepath.Join(dir, n.Name())
		if real, err := filepath.EvalSymlinks(path); err == nil {
			if seen[real] {
				continue
			}
			seen[real] = true
		}
		index, err := openIndex(filepath.Join(dir, stem+".idx"), s.idLen)
		if errors.Is(err, os.ErrNotExist) {
			if midx == nil {
				midx, err = readMultiIndex(dir, s.idLen)
			} else {
				err = nil
			}
			if err == nil {
				index, err = midx.pack(stem)
			}
			if errors.Is(err, os.ErrNotExist) {
				s.problem(path, errors.New("it has no index (`git index-pack` makes one), so it was not read"))
				continue
			}
		}
		if err != nil {
			s.problem(path, fmt.Errorf("its index cannot be read: %w", err))
			continue
		}
		p, err := openPack(path, index, s.workers)
		if err != nil {
			s.problem(path, err)
			continue
		}
		s.packs = append(s.packs, p)
	}
}

// sortPacks puts the largest packs first, where most objects are found, and
// numbers their objects.
func (s *Store) sortPacks() {
	slices.SortStableFunc(s.packs, func(a, b *pack) int {
		return cmp.Or(cmp.Compare(b.index.len(), a.index.len()), strings.Compare(a.path, b.path))
	})
	for _, p := range s.packs {
		p.base = s.numbers
		s.numbers += p.index.len()
	}
}

// dropDuplicates marks the objects that an earlier pack holds too, so that they
// are visited once.
func (s *Store) dropDuplicates() {
	for i, p := range s.packs[min(1, len(s.packs)):] {
		marks := make([]bool, p.index.len())
		for _, earlier := range s.packs[:i+1] {
			p.heldBy(earlier, marks)
		}
		p.drop(marks)
	}
}

// looseObject is an object in a file of its own.
type looseObject struct {
	id   ID
	path string
	// duplicate says that a pack, or another folder, holds the object too, and
	// that the copy there is visited.
	duplicate bool
}

// listLoose lists the objects that lie in files of their own below a folder.
func (s *Store) listLoose(dir string) {
	for hi := range 256 {
		sub := filepath.Join(dir, fmt.Sprintf("%02x", hi))
		names, err := os.ReadDir(sub)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			s.problem(sub, err)
			continue
		}
		for _, n := range names {
			id, ok := parseID(fmt.Sprintf("%02x", hi)+n.Name(), s.idLen)
			if !ok {
				continue // a temporary file
			}
			packed := slices.ContainsFunc(s.packs, func(p *pack) bool {
				_, ok := p.index.find(id[:s.idLen])
				return ok
			})
			s.loose = append(s.loose, looseObject{id, filepath.Join(sub, n.Name()), packed})
		}
	}
}

func (s *Store) sortLoose() {
	slices.SortStableFunc(s.loose, func(a, b looseObject) int { return compareID(&a.id, &b.id) })
	for i := 1; i < len(s.loose); i++ {
		if s.loose[i].id == s.loose[i-1].id {
			s.loose[i].duplicate = true
		}
	}
}

// find gives the pack that holds an object, and its entry there.
func (s *Store) find(id *ID) (*pack, int, bool) {
	for _, p := range s.packs {
		if e, ok := p.lookUp(id); ok {
			return p, e, true
		}
	}
	return nil, 0, false
}

// firstLoose gives the place in the list of loose objects at which an id stands,
// or would stand.
func (s *Store) firstLoose(id *ID) int {
	i, _ := slices.BinarySearchFunc(s.loose, id, func(o looseObject, id *ID) int { return compareID(&o.id, id) })
	return i
}
