package shellhistory

import (
	"bytes"
	"fmt"
	"path"

	"github.com/leakstag/leakstag/sources"
)

// maxPasswd is the size, in bytes, above which a passwd file is no such file.
const maxPasswd = 64 << 20

// user is an entry of the passwd file.
type user struct {
	name string
	home string // an absolute, clean path in the tree
}

// readUsers reads the tree's passwd file. A system without one is no error.
func (t tree) readUsers(skip sources.SkipFunc) ([]user, error) {
	if err := t.check(); err != nil {
		return nil, fmt.Errorf("shell history: %w", err)
	}
	const passwd = "/etc/passwd"
	real, err := t.real(passwd)
	var data []byte
	if err == nil {
		data, err = readRegular(real, maxPasswd)
	}
	switch {
	case missing(err):
		return nil, nil
	case err != nil:
		return nil, skip(fileOrigin(t.path(passwd)), fmt.Errorf("find out the users: %w", err))
	}
	return parsePasswd(data), nil
}

// parsePasswd reads a passwd file, passwd(5), and leaves out what is no entry
// with a home.
func parsePasswd(data []byte) []user {
	var users []user
	for line := range bytes.Lines(data) {
		fields := bytes.Split(bytes.TrimRight(line, "\r\n"), []byte{':'})
		if len(fields) < 6 || len(fields[0]) == 0 || fields[0][0] == '#' {
			continue
		}
		home := string(fields[5])
		if !path.IsAbs(home) || bytes.IndexByte(fields[5], 0) >= 0 {
			continue
		}
		users = append(users, user{string(fields[0]), path.Clean(home)})
	}
	return users
}
