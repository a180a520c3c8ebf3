//go:build linux

// Package ownfile writes configuration files into folders that belong to the
// administrator, and knows later whether they are still as they were written: the
// first line holds a checksum of the rest. Files that somebody has changed, or that
// were never ours, are left alone.
package ownfile

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"
)

// State is how a file stands to one that we wrote.
type State int

// The states.
const (
	Absent  State = iota // there is none
	Ours                 // as we wrote it
	Changed              // we wrote it, and somebody has changed it
	Foreign              // somebody else's, or no regular file
)

// marker begins the first line of each file. Both systemd and cron take it for a
// comment.
const marker = "# Written by leakstag; if you change this file, leakstag will leave it alone. "

// maxSize is the size in bytes of the longest file that may be ours.
const maxSize = 1 << 20

// Text gives a file's whole text for what it is to say: the line with the checksum
// comes first.
func Text(body string) string { return marker + sum(body) + "\n" + body }

func sum(body string) string {
	h := sha256.Sum256([]byte(body))
	return hex.EncodeToString(h[:16])
}

// Look says how the file at path stands, and gives its text if it is Ours. It never
// follows a link and never waits for a device.
func Look(path string) (State, string, error) {
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Absent, "", nil
	case err != nil:
		return Foreign, "", err
	case !info.Mode().IsRegular() || info.Size() > maxSize:
		return Foreign, "", nil
	}
	f, err := os.Open(path)
	if err != nil {
		return Foreign, "", err
	}
	defer f.Close() // only read
	data, err := io.ReadAll(io.LimitReader(f, maxSize))
	if err != nil {
		return Foreign, "", err
	}
	first, body, _ := strings.Cut(string(data), "\n")
	switch is, ours := strings.CutPrefix(first, marker); {
	case !ours:
		return Foreign, "", nil
	case is != sum(body):
		return Changed, "", nil
	}
	return Ours, string(data), nil
}

// Write puts text, as [Text] gives it, at path, whole or not at all, readable by
// all. It says false if the file was like that already. What is Changed or Foreign
// is an error.
func Write(path, text string) (bool, error) {
	state, old, err := Look(path)
	if err != nil {
		return false, err
	}
	if err := Refusal(path, state); err != nil {
		return false, err
	}
	if state == Ours && old == text {
		return false, os.Chmod(path, 0o644)
	}
	return true, replace(path, text)
}

// replace writes a file and puts it into the place of the one at path. The umask
// has no say in its mode.
func replace(path, text string) error {
	f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithStaticPermissions(0o644))
	if err != nil {
		return err
	}
	defer f.Cleanup() // nothing to do once the file is in place
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}

// Remove removes the file at path. It says false if there is none. What is Changed
// or Foreign is an error.
func Remove(path string) (bool, error) {
	state, _, err := Look(path)
	if err != nil {
		return false, err
	}
	if err := Refusal(path, state); err != nil || state == Absent {
		return false, err
	}
	return true, os.Remove(path)
}

// Refusal is the error for a file that is left alone; nil for others.
func Refusal(path string, state State) error {
	switch state {
	case Changed:
		return fmt.Errorf("%s was changed since leakstag wrote it: move it away first", path)
	case Foreign:
		return fmt.Errorf("%s was not written by leakstag install: move it away first", path)
	}
	return nil
}
