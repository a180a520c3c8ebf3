package shellhistory

import (
	"errors"
	"os"
	osuser "os/user"
	"path"
	"path/filepath"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// home is a folder in which a user's histories lie.
type home struct {
	dir  string // a path of the tree
	user string
	// required says that it is an error if the folder is not there.
	required bool
	// files and folders are what the environment says about the current user;
	// none for others.
	files   []namedFile
	folders []folder
}

// namedFile is a history file that has been named somewhere.
type namedFile struct {
	path string // an absolute path of the tree
	form form
}

// folder is a folder anywhere, with the places in it.
type folder struct {
	dir    string
	places []place
}

// homeFolders are the folders whose subfolders are homes.
var homeFolders = []string{"/home", "/Users", "/var/home", "/export/home", "/Documents and Settings"}

// systemHomes are the homes of the systems' own accounts.
func systemHomes() []home {
	return []home{
		{dir: "/root", user: "root"},
		{dir: "/var/root", user: "root"},
		{dir: "/Windows/System32/config/systemprofile", user: "SYSTEM"},
		{dir: "/Windows/SysWOW64/config/systemprofile", user: "SYSTEM"},
		{dir: "/Windows/ServiceProfiles/LocalService", user: "LOCAL SERVICE"},
		{dir: "/Windows/ServiceProfiles/NetworkService", user: "NETWORK SERVICE"},
	}
}

// homes lists the homes of all users. Which of them exist is not known yet.
func (t tree) homes(users []user, skip sources.SkipFunc) ([]home, error) {
	var all []home
	for _, u := range users {
		all = append(all, home{dir: u.home, user: u.name})
	}
	all = append(all, systemHomes()...)
	for _, folder := range homeFolders {
		real, err := t.real(folder)
		var entries []os.DirEntry
		if err == nil {
			entries, err = os.ReadDir(real)
		}
		if err != nil && !missing(err) { // no system has all of them
			if err := skip(fileOrigin(t.path(folder)), err); err != nil {
				return nil, err
			}
		}
		for _, entry := range entries {
			if entry.Type().IsRegular() {
				continue
			}
			all = append(all, home{dir: path.Join(folder, entry.Name()), user: entry.Name()})
		}
	}
	return all, nil
}

// ownHome finds the current user's home.
func (s *Source) ownHome(users []user) (home, error) {
	current, userErr := osuser.Current()
	dir := s.opts.Home
	if dir == "" {
		dir = s.opts.Env("HOME")
	}
	if dir == "" {
		dir = s.opts.Env("USERPROFILE")
	}
	if dir == "" && userErr == nil {
		dir = current.HomeDir
	}
	if dir == "" {
		return home{}, errors.New("shell history: the current user has no home folder: name one")
	}
	dir, err := absolute(dir)
	if err != nil {
		return home{}, err
	}
	h := home{dir: dir, user: s.userOfHome(dir, users)}
	if userErr == nil && filepath.Clean(current.HomeDir) == dir {
		h.user = current.Username
	}
	for _, v := range variables() {
		if file := s.opts.Env(v.name); filepath.IsAbs(file) {
			h.files = append(h.files, namedFile{file, v.formOf(file)})
		}
	}
	for _, base := range baseFolders() {
		if dir := s.opts.Env(base.variable); filepath.IsAbs(dir) {
			h.folders = append(h.folders, folder{dir, base.places})
		}
	}
	if dir := s.opts.Env("ZDOTDIR"); filepath.IsAbs(dir) {
		h.folders = append(h.folders, folder{dir, []place{zshPlace(".")}})
	}
	return h, nil
}

// userOfHome names the user of a home: as the passwd file says, else as the
// folder is called.
func (s *Source) userOfHome(dir string, users []user) string {
	for _, u := range users {
		if s.tree.path(u.home) == dir {
			return u.name
		}
	}
	if base := filepath.Base(dir); base != "." && base != string(filepath.Separator) {
		return base
	}
	return ""
}

// userOfFile names the user in whose home a file lies; empty if that is nobody's.
func (s *Source) userOfFile(file string, users []user) string {
	name, longest := "", 1 // a home "/" holds everything and tells nothing
	for _, u := range users {
		if dir := s.tree.path(u.home); len(dir) > longest && inside(dir, file) {
			name, longest = u.name, len(dir)
		}
	}
	for _, folder := range homeFolders {
		dir := s.tree.path(folder)
		if name != "" || !inside(dir, file) {
			continue
		}
		rest, err := filepath.Rel(dir, file)
		if first, _, more := strings.Cut(filepath.ToSlash(rest), "/"); err == nil && more {
			name = first
		}
	}
	return name
}

// inside says whether file lies below dir.
func inside(dir, file string) bool {
	return strings.HasPrefix(file, strings.TrimRight(dir, string(filepath.Separator))+string(filepath.Separator))
}
