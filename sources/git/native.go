package git

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"

	"github.com/leakstag/leakstag/sources/internal/gitcmd"
)

// nativeStore reads objects through `git cat-file --batch`, for repositories
// whose object format the readers in this package do not know.
type nativeStore struct {
	ctx  context.Context // ends the processes
	repo *repository
}

func openNativeStore(ctx context.Context, repo *repository) (*nativeStore, error) {
	s := &nativeStore{ctx: ctx, repo: repo}
	// Says clearly, before all else, if there is no git or it can't do it.
	if _, err := gitcmd.Output(ctx, repo.gitDir, s.env(), nil, "rev-parse", "--git-dir"); err != nil {
		return nil, fmt.Errorf("SHA-256 repositories are read with the help of git: %w", err)
	}
	return s, nil
}

// env makes git use this repository, and its objects as they are.
func (s *nativeStore) env() []string {
	return []string{"GIT_DIR=" + s.repo.gitDir, "GIT_COMMON_DIR=" + s.repo.commonDir, "GIT_NO_REPLACE_OBJECTS=1"}
}

func (s *nativeStore) position(objectID) position { return position{} }
func (s *nativeStore) problems() []error          { return nil }
func (s *nativeStore) partial() bool              { return s.repo.promisor }
func (s *nativeStore) close() error               { return nil }

func (s *nativeStore) reader() (objectReader, error) {
	return &nativeReader{store: s}, nil
}

// nativeReader talks to one git process, which it starts when it is first used.
type nativeReader struct {
	store *nativeStore
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	buf   bytes.Buffer
}

func (r *nativeReader) start() error {
	cmd, err := gitcmd.Command(r.store.ctx, r.store.repo.gitDir, r.store.env(), "cat-file", "--batch")
	if err != nil {
		return err
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	r.cmd, r.in, r.out = cmd, in, bufio.NewReaderSize(out, 64<<10)
	return nil
}

func (r *nativeReader) read(ctx context.Context, id objectID, limit int64) (kind, []byte, error) {
	if err := ctx.Err(); err != nil {
		return 0, nil, err
	}
	if r.cmd == nil {
		if err := r.start(); err != nil {
			return 0, nil, fmt.Errorf("starting git: %w", err)
		}
	}
	k, data, err := r.ask(id, limit)
	if err != nil && !final(err) && !errors.Is(err, errMissing) {
		// git ends at a damaged object: the next question needs a new process.
		_ = r.close() // its exit status says no more than err
		if ctx.Err() != nil {
			err = ctx.Err()
		}
	}
	return k, data, err
}

// ask sends one question and reads the answer: "<id> SP <type> SP <size> LF
// <content> LF", or "<id> SP missing LF" (git-cat-file(1), "Batch output").
func (r *nativeReader) ask(id objectID, limit int64) (kind, []byte, error) {
	if _, err := fmt.Fprintln(r.in, r.store.repo.ids.String(id)); err != nil {
		return 0, nil, fmt.Errorf("damaged object: git ended: %w", err)
	}
	line, err := r.out.ReadSlice('\n')
	if err != nil {
		return 0, nil, fmt.Errorf("damaged object: git could not read it: %w", err)
	}
	fields := bytes.Fields(line)
	if len(fields) == 2 && string(fields[1]) == "missing" {
		return 0, nil, errMissing
	}
	if len(fields) != 3 {
		return 0, nil, errors.New("git gave an answer that cannot be read")
	}
	k, ok := parseKind(string(fields[1]))
	size, err := strconv.ParseInt(string(fields[2]), 10, 63)
	if !ok || err != nil || size < 0 {
		return 0, nil, errors.New("git gave an answer that cannot be read")
	}
	if tooLarge(size, limit) {
		if _, err := io.CopyN(io.Discard, r.out, size+1); err != nil {
			return 0, nil, fmt.Errorf("damaged object: %w", err)
		}
		return k, nil, sizeError(size, limit)
	}
	r.buf.Reset()
	if _, err := io.CopyN(&r.buf, r.out, size+1); err != nil {
		return 0, nil, fmt.Errorf("damaged object: %w", err)
	}
	return k, r.buf.Bytes()[:size], nil
}

func (r *nativeReader) close() error {
	if r.cmd == nil {
		return nil
	}
	r.in.Close() // git ends when it has no more questions
	_, _ = io.Copy(io.Discard, r.out)
	err := r.cmd.Wait()
	r.cmd = nil
	return err
}
