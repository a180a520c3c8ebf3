package staged

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/filemode"
	"github.com/go-git/go-git/v5/plumbing/format/index"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/gitcmd"
	"github.com/leakstag/leakstag/sources/internal/gitobject"
	"github.com/leakstag/leakstag/sources/internal/gogit"
)

// readWithoutGit reads the index with go-git. go-git knows neither every form
// of index and repository nor git's environment variables: whatever it can't
// read for certain is an error, never an empty answer.
func (s *Source) readWithoutGit(ctx context.Context, emit sources.Emit, skip sources.SkipFunc) error {
	var files []stagedFile
	err := guard(func() (err error) {
		files, err = s.stagedFiles(ctx, skip)
		return err
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return fmt.Errorf("reading the index without git: %w (%w; with one, more can be read)", err, gitcmd.ErrNoGit)
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		o := origin(f.top, f.entry)
		if size := f.size; size < 0 || s.max >= 0 && size > s.max {
			problem := fmt.Errorf("%d bytes are %w of %d", size, sources.ErrTooLarge, s.max)
			if err := skip(o, problem); err != nil {
				return err
			}
			continue
		}
		var data []byte
		err := guard(func() (err error) {
			data, err = f.read()
			return err
		})
		if err == nil && !gitobject.Names(f.id, "blob", data) {
			err = gitobject.ErrContent(f.id)
		}
		if err != nil {
			return fmt.Errorf("reading the staged %s: %w", f.path, err)
		}
		if err := s.emitFile(ctx, data, &o, emit, skip); err != nil {
			return err
		}
	}
	return nil
}

// guard makes an error of a panic: damage that go-git does not expect must
// neither end the program nor look like a clean result.
func guard(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("it is damaged: %v", p)
		}
	}()
	return do()
}

// stagedFile is a file that a commit would record.
type stagedFile struct {
	entry
	top  string
	size int64
	blob func() (plumbing.EncodedObject, error)
}

// read gives the file's content.
func (f *stagedFile) read() ([]byte, error) {
	blob, err := f.blob()
	if err != nil {
		return nil, err
	}
	r, err := blob.Reader()
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(r)
	return data, errors.Join(err, r.Close())
}

// stagedFiles compares the index with HEAD.
func (s *Source) stagedFiles(ctx context.Context, skip sources.SkipFunc) ([]stagedFile, error) {
	repo, err := gogit.Find(s.path)
	if err != nil {
		return nil, err
	}
	top := repo.Top
	if err := s.checkPointers(top); err != nil {
		return nil, err
	}
	var head *gogit.Tree // nil for the empty tree
	if !s.all {
		if head, err = repo.HeadTree(); err != nil {
			return nil, err
		}
	}
	idx, err := repo.Index()
	if err != nil {
		return nil, err
	}
	var files []stagedFile
	unmerged := map[string]bool{}
	for _, e := range idx.Entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := stagedFile{entry: entry{e.Name, e.Hash.String()}, top: top}
		switch {
		case e.Stage != 0: // index.Merged is 1, and wrong
			if !unmerged[e.Name] {
				unmerged[e.Name] = true
				if err := skip(origin(top, entry{path: e.Name}), fmt.Errorf("%s %w", e.Name, errUnmerged)); err != nil {
					return nil, err
				}
			}
			continue
		case e.IntentToAdd || e.Mode == filemode.Submodule:
			continue
		case e.Mode != filemode.Regular && e.Mode != filemode.Executable && e.Mode != filemode.Symlink:
			return nil, fmt.Errorf("%s has the unknown mode %o", e.Name, uint32(e.Mode))
		}
		same, err := unchanged(head, e)
		if err != nil {
			return nil, err
		}
		if same {
			continue
		}
		if f.size, err = repo.EncodedObjectSize(e.Hash); err != nil {
			return nil, fmt.Errorf("%s: object %s: %w", e.Name, e.Hash, err)
		}
		f.blob = func() (plumbing.EncodedObject, error) { return repo.EncodedObject(plumbing.BlobObject, e.Hash) }
		files = append(files, f)
	}
	return files, nil
}

// checkPointers makes sure that no variable points to another index or
// repository than the one that go-git opens.
func (s *Source) checkPointers(top string) error {
	for _, name := range append(append([]string{}, gitcmd.PathPointers...), gitcmd.PlainPointers...) {
		value := lookup(s.env, name)
		if value == "" {
			continue
		}
		own := filepath.Join(top, ".git")
		switch name {
		case "GIT_INDEX_FILE":
			if !filepath.IsAbs(value) {
				value = filepath.Join(top, value)
			}
			own = filepath.Join(own, "index")
		case "GIT_DIR":
		case "GIT_WORK_TREE":
			own = top
		default:
			return fmt.Errorf("%s is set", name)
		}
		if real, err := filepath.EvalSymlinks(value); err == nil {
			value = real
		}
		if filepath.Clean(value) != own {
			return fmt.Errorf("%s is set to %s, not to %s", name, value, own)
		}
	}
	return nil
}

// unchanged says whether HEAD has the same content at the entry's path.
func unchanged(head *gogit.Tree, e *index.Entry) (bool, error) {
	if head == nil {
		return false, nil
	}
	at, found, err := head.Find(e.Name)
	if err != nil || !found {
		return false, err
	}
	link := func(m filemode.FileMode) bool { return m == filemode.Symlink }
	return at.Hash == e.Hash && link(at.Mode) == link(e.Mode), nil
}
