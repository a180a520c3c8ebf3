package main

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	// stateName is the name of the state file for the running system.
	stateName = "audit.state"
	// defaultStateHelp says where it lies.
	defaultStateHelp = "audit.state in $STATE_DIRECTORY, /var/lib/leakstag for root, ~/.local/state/leakstag for others"
)

// statePath gives the path of the state file. A mounted system has one of its own.
func (o *auditOptions) statePath() (string, error) {
	if o.state != "" {
		return filepath.Abs(o.state)
	}
	dir, err := stateFolder()
	if err != nil {
		return "", err
	}
	name := stateName
	if o.root != "" {
		name = "audit" + strings.NewReplacer(string(filepath.Separator), "-", ":", "").Replace(o.root) + ".state"
	}
	return filepath.Join(dir, name), nil
}

// stateFolder is where the state files lie: systemd says so for a service
// (StateDirectory= in systemd.exec(5)); else it is as file-hierarchy(7) and the XDG
// Base Directory Specification have it.
func stateFolder() (string, error) {
	if dir, _, _ := strings.Cut(os.Getenv("STATE_DIRECTORY"), ":"); filepath.IsAbs(dir) {
		return dir, nil
	}
	switch {
	case runtime.GOOS == "windows":
		return filepath.Join(cmp.Or(os.Getenv("ProgramData"), `C:\ProgramData`), "leakstag"), nil
	case os.Geteuid() == 0 && runtime.GOOS == "darwin":
		return "/Library/Application Support/leakstag", nil
	case os.Geteuid() == 0:
		return "/var/lib/leakstag", nil
	}
	if dir := os.Getenv("XDG_STATE_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "leakstag"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", errors.New("there is no home folder for the state file: name one with --state")
	}
	return filepath.Join(home, ".local", "state", "leakstag"), nil
}
