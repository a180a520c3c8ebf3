package git

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// fileStore reads objects from a repository's own files: its object folder and
// those it borrows from.
type fileStore struct {
	dirs     []string // object folders, the repository's own first
	packs    []*pack
	faults   []error
	promisor bool
}

// alternateDepth is how many times git follows alternates of alternates.
const alternateDepth = 5

func openFileStore(repo *repository) (*fileStore, error) {
	s := &fileStore{promisor: repo.promisor}
	own := filepath.Join(repo.commonDir, "objects")
	if _, err := os.ReadDir(own); err != nil {
		return nil, err
	}
	s.addDir(own, map[string]bool{}, 0)
	for _, dir := range s.dirs {
		s.addPacks(filepath.Join(dir, "pack"))
	}
	return s, nil
}

// addDir adds an object folder and its alternates.
func (s *fileStore) addDir(dir string, seen map[string]bool, depth int) {
	real, err := filepath.EvalSymlinks(dir)
	if err == nil && !isFolder(real) {
		err = fmt.Errorf("%s is no folder", real)
	}
	if err != nil {
		s.fault(fmt.Errorf("objects that the repository borrows cannot be read: %w", err))
		return
	}
	if seen[real] {
		return
	}
	seen[real] = true
	s.dirs = append(s.dirs, real)

	file := filepath.Join(real, "info", "alternates")
	data, err := readSmall(file)
	if errors.Is(err, os.ErrNotExist) {
		return
	}
	if err != nil {
		s.fault(fmt.Errorf("the list of borrowed objects cannot be read: %w", err))
		return
	}
	if depth == alternateDepth {
		s.fault(fmt.Errorf("%s: borrowed objects are nested deeper than git itself follows them", file))
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
		s.addDir(resolve(real, line), seen, depth+1)
	}
}

// addPacks opens the packs of a folder.
func (s *fileStore) addPacks(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			s.fault(fmt.Errorf("packs cannot be listed: %w", err))
		}
		return
	}
	for _, e := range entries {
		switch base := filepath.Join(dir, strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))); filepath.Ext(e.Name()) {
		case ".promisor":
			s.promisor = true
		case ".pack":
			if !isFile(base + ".idx") {
				s.fault(fmt.Errorf("%s has no index (`git index-pack` makes one), so it was not read", base+".pack"))
				continue
			}
			p, err := openPack(base)
			if err != nil {
				s.fault(fmt.Errorf("a pack cannot be read: %w", err))
				continue
			}
			s.packs = append(s.packs, p)
		}
	}
}

func (s *fileStore) fault(err error) { s.faults = append(s.faults, err) }

func (s *fileStore) problems() []error { return s.faults }
func (s *fileStore) partial() bool     { return s.promisor }

func (s *fileStore) close() error {
	var errs []error
	for _, p := range s.packs {
		errs = append(errs, p.file.Close())
	}
	s.packs = nil
	return errors.Join(errs...)
}

func (s *fileStore) position(id objectID) position {
	for i, p := range s.packs {
		if offset, ok := p.index.find(id); ok {
			return position{i + 1, offset}
		}
	}
	return position{}
}

func (s *fileStore) reader() (objectReader, error) {
	return &fileReader{store: s, scanners: make([]*packScanner, len(s.packs)), cache: newBaseCache(baseCacheSize)}, nil
}

// fileReader reads from a fileStore.
type fileReader struct {
	store    *fileStore
	scanners []*packScanner // by pack; nil until used
	cache    *baseCache
	loose    looseReader
	last     int    // the pack in which the last object lay
	copy     []byte // of what is in the cache: the caller may overwrite what it gets
}

func (r *fileReader) close() error { return nil }

// read looks in the packs, then for a loose object, and goes on to the next
// copy if one is damaged.
func (r *fileReader) read(ctx context.Context, id objectID, limit int64) (k kind, data []byte, err error) {
	if err := ctx.Err(); err != nil {
		return 0, nil, err
	}
	// The libraries below may stumble over data made to break them.
	defer func() {
		if p := recover(); p != nil {
			k, data, err = 0, nil, fmt.Errorf("damaged object: reading it failed badly: %v", p)
		}
	}()
	var damage error
	for n := range r.store.packs {
		at := (r.last + n) % len(r.store.packs)
		offset, ok := r.store.packs[at].index.find(id)
		if !ok {
			continue
		}
		k, data, err := r.readPacked(at, offset, limit)
		if final(err) {
			r.last = at
			r.copy = append(r.copy[:0], data...)
			return k, r.copy, err
		}
		damage = errors.Join(damage, err)
	}
	for _, dir := range r.store.dirs {
		k, data, err := r.loose.read(dir, id, limit)
		if final(err) {
			return k, data, err
		}
		if !errors.Is(err, os.ErrNotExist) {
			damage = errors.Join(damage, err)
		}
	}
	if damage != nil {
		return 0, nil, damage
	}
	return 0, nil, errMissing
}
