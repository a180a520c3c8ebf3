package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// refUpdate is what a push would do to one ref of the other side.
type refUpdate struct {
	// Local is what the pusher named to be pushed, a ref or any expression such as
	// "HEAD~2"; empty for a deletion, and on the server.
	Local string
	// Ref is the full name of the ref on the other side.
	Ref string
	// Old is the id that the ref has there, as the pusher knows it; empty if there
	// is no such ref. The pusher's repository need not have this object.
	Old string
	// New is the id that the ref is to have; empty if it is to be deleted.
	New string
}

// The limits of a hook's standard input: more is no push.
const (
	maxRefLine = 1 << 20   // bytes in a line
	maxRefs    = 1_000_000 // lines
)

// readPrePush reads what git writes to a pre-push hook: a line "LOCAL-REF LOCAL-ID
// REMOTE-REF REMOTE-ID" for each ref (githooks(5), "pre-push").
func readPrePush(r io.Reader) ([]refUpdate, error) {
	return readRefUpdates(r, func(line string) (refUpdate, error) {
		// The local ref is whatever the pusher typed, which may hold spaces:
		// HEAD^{/fix this}. The others can't.
		rest, old := cutLast(line)
		rest, ref := cutLast(rest)
		local, id := cutLast(rest)
		if local == "" {
			return refUpdate{}, errors.New("fewer than four fields")
		}
		u := refUpdate{Local: local, Ref: ref, Old: old, New: id}
		if err := u.check(); err != nil {
			return u, err
		}
		if u.New == "" {
			u.Local = "" // "(delete)"
		}
		return u, nil
	})
}

// readPreReceive reads what git writes to a pre-receive hook: a line "OLD-ID NEW-ID
// REF" for each ref (githooks(5), "pre-receive").
func readPreReceive(r io.Reader) ([]refUpdate, error) {
	return readRefUpdates(r, func(line string) (refUpdate, error) {
		fields := strings.Split(line, " ")
		if len(fields) != 3 {
			return refUpdate{}, fmt.Errorf("%d fields instead of three", len(fields))
		}
		u := refUpdate{Ref: fields[2], Old: fields[0], New: fields[1]}
		return u, u.check()
	})
}

// readRefUpdates reads lines. What is not as it should be is an error: a ref that
// is passed over is a leak let through.
func readRefUpdates(r io.Reader, parse func(string) (refUpdate, error)) ([]refUpdate, error) {
	var list []refUpdate
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxRefLine)
	for in.Scan() {
		if len(list) == maxRefs {
			return nil, fmt.Errorf("git named more than %d refs", maxRefs)
		}
		u, err := parse(in.Text())
		if err != nil {
			return nil, fmt.Errorf("line %d of what git says is pushed: %w", len(list)+1, err)
		}
		list = append(list, u)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("reading from git what is pushed: %w", err)
	}
	return list, nil
}

// cutLast cuts a text around its last space.
func cutLast(s string) (before, last string) {
	i := strings.LastIndexByte(s, ' ')
	if i < 0 {
		return "", s
	}
	return s[:i], s[i+1:]
}

// check checks the ids and the ref, and empties ids that are all zeros.
func (u *refUpdate) check() error {
	if u.Ref == "" {
		return errors.New("no ref")
	}
	if len(u.Old) != len(u.New) {
		return errors.New("ids of two kinds")
	}
	for _, id := range []*string{&u.Old, &u.New} {
		if len(*id) != 40 && len(*id) != 64 || strings.Trim(*id, "0123456789abcdef") != "" {
			return errors.New("no object's id where there should be one")
		}
		if strings.Trim(*id, "0") == "" {
			*id = ""
		}
	}
	return nil
}
