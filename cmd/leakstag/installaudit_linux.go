package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// auditFiles checks arguments for an audit that will run by itself, and gives the
// files that it writes.
func auditFiles(std streams, args []string) ([]string, error) {
	audit := newAudit(std)
	flags := audit.Flags()
	err := audit.ParseFlags(args)
	if errors.Is(err, pflag.ErrHelp) {
		err = errors.New("--help is nothing that an audit could do by itself")
	}
	if err == nil {
		err = cobra.NoArgs(audit, flags.Args())
	}
	if err == nil && flags.Changed("every") {
		err = errors.New("--every is for an audit that nobody starts at its time")
	}
	var written []string
	if err == nil {
		written, err = wholePaths(flags, "output", "state", "textfile", "pprof")
	}
	if err == nil {
		_, err = wholePaths(flags, "root", "config", "rules", "fingerprint-key-file")
	}
	if err != nil {
		return nil, fmt.Errorf("arguments for the audit: %w", err)
	}
	return written, nil
}

// wholePaths gives the paths that these flags have been given, which must not depend
// on where the audit is started.
func wholePaths(flags *pflag.FlagSet, names ...string) ([]string, error) {
	var all []string
	for _, name := range names {
		f := flags.Lookup(name)
		if !f.Changed {
			continue
		}
		paths := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			paths = list.GetSlice()
		}
		for _, path := range paths {
			if !filepath.IsAbs(path) {
				return nil, fmt.Errorf("--%s %s: it may be started anywhere, so give the whole path", name, path)
			}
		}
		all = append(all, paths...)
	}
	return all, nil
}

// foldersOf gives the folders of files, each once.
func foldersOf(files []string) []string {
	var out []string
	for _, f := range files {
		out = append(out, filepath.Dir(f))
	}
	return slices.Compact(slices.Sorted(slices.Values(out)))
}

// trustedPath is [ownPath], unless somebody other than root and the current user
// could put another program there, which root would run.
func trustedPath() (string, error) {
	path, err := ownPath()
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fmt.Errorf("finding out where leakstag lies: %w", err)
	}
	for _, p := range []string{path, real} {
		if weak, ok := writableByOthers(p); ok {
			return "", fmt.Errorf("users other than root may change %s, and root would run what they put there: copy leakstag to /usr/local/bin, and run that", weak)
		}
	}
	return path, nil
}

// writableByOthers looks for a part of the path that others may change.
func writableByOthers(path string) (string, bool) {
	for p := path; ; p = filepath.Dir(p) {
		info, err := os.Lstat(p)
		if err != nil {
			return p, true
		}
		stat, ok := info.Sys().(*syscall.Stat_t)
		owned := ok && (stat.Uid == 0 || int(stat.Uid) == os.Geteuid())
		// In a sticky folder nobody may replace what is another's. A link has no
		// mode of its own.
		open := info.Mode().Perm()&0o022 != 0 && info.Mode()&(fs.ModeSticky|fs.ModeSymlink) == 0
		if !owned || open {
			return p, true
		}
		if p == filepath.Dir(p) {
			return "", false
		}
	}
}
