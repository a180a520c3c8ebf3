package auditstate

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// ErrBusy says that another audit has the state.
var ErrBusy = errors.New("another audit is running with this state file")

// Store is the file in which a state is kept, locked for this process.
type Store struct {
	path string
	lock *flock.Flock
	old  *State // what it held; nil if there was no file
}

// Open locks the state file at path. It makes the folder if there is none. The
// error is [ErrBusy] if somebody else has locked it.
func Open(path string) (*Store, error) {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("making the folder for the state file: %w", err)
	}
	lock := flock.New(path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|noFollow), flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	switch {
	case err != nil:
		return nil, fmt.Errorf("locking the state file: %w", err)
	case !locked:
		return nil, fmt.Errorf("%s: %w", path, ErrBusy)
	}
	s := &Store{path: path, lock: lock}
	s.tidy()
	return s, nil
}

// tidy removes what a run that was killed has left half written.
func (s *Store) tidy() {
	entries, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), "."+filepath.Base(s.path))
		if ok && rest != "" && strings.Trim(rest, "0123456789") == "" && e.Type().IsRegular() {
			os.Remove(filepath.Join(filepath.Dir(s.path), e.Name())) // else it stays where it harms nobody
		}
	}
}

// Close gives the lock back.
func (s *Store) Close() error { return s.lock.Close() }

// maxState is the size in bytes of the largest state file: one for ten million
// files.
const maxState = 2 << 30

// Load reads the state; a new one if there is no file. What can't be read is never
// taken for nothing: all that was known would be reported as new.
func (s *Store) Load() (*State, error) {
	data, err := s.read()
	if errors.Is(err, fs.ErrNotExist) {
		return New(), nil
	}
	var state *State
	if err == nil {
		state, err = decode(data)
	}
	if err != nil {
		advice := "move it away to begin anew: all that is known will be reported as new once more"
		if errors.Is(err, errNewer) {
			advice = "use that one, or " + advice
		}
		return nil, fmt.Errorf("the state file %s can't be used: %w; %s", s.path, err, advice)
	}
	s.old = state
	return state, nil
}

// read reads the file, which must be one that nobody else may write.
func (s *Store) read() ([]byte, error) {
	f, err := os.OpenFile(s.path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil, withoutPath(err)
	}
	defer f.Close() // only read
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, withoutPath(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no regular file")
	case !isPrivate(info):
		return nil, errors.New("others may write to it")
	case info.Size() > maxState:
		return nil, errors.New("it is too large")
	}
	data := make([]byte, info.Size())
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, withoutPath(err)
	}
	return data, nil
}

// withoutPath leaves out the path, which is said by who gets the error.
func withoutPath(err error) error {
	if inPath := (*fs.PathError)(nil); errors.As(err, &inPath) {
		return inPath.Err
	}
	return err
}

// Save puts a state into the place of the one that was loaded, if they differ.
func (s *Store) Save(state *State) error {
	text, err := state.document()
	if err != nil {
		return err
	}
	if s.old != nil && bytes.Equal(text, s.old.text) && bytes.Equal(state.files, s.old.files) {
		return nil
	}
	if err := replace(s.path, state.encode(text)); err != nil {
		return fmt.Errorf("writing the state file: %w", err)
	}
	return nil
}
