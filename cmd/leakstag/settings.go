package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
	"golang.org/x/term"
)

// configName is the settings file that is read where the user stands.
const configName = ".leakstag.toml"

// loadRules gives the built-in rules with the settings file and the rule files
// added. A settings file that was found rather than named is mentioned: it may
// switch rules off.
func (o *scanOptions) loadRules(errw io.Writer, dir string) (*rules.Set, error) {
	files := o.rules
	config := o.config
	if config == "" {
		config = findBeside(dir, configName)
		if config != "" && !o.quiet {
			fmt.Fprintf(errw, "leakstag: using %s\n", withoutKeys(config))
		}
	}
	if config != "" {
		files = append([]string{config}, files...)
	}
	return loadRules(files)
}

// findBeside looks for a file in dir and at the top of the repository that dir lies
// in; it gives nothing if there is none.
func findBeside(dir, name string) string {
	folders := []string{dir}
	if top, ok := repositoryTop(dir); ok && top != dir {
		folders = append(folders, top)
	}
	for _, d := range folders {
		path := filepath.Join(d, name)
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}

// readFingerprintKey reads the organisation's key for fingerprints.
func (o *scanOptions) readFingerprintKey() ([]byte, error) {
	if o.fingerprintKey == "" {
		return nil, nil
	}
	key, err := os.ReadFile(o.fingerprintKey)
	if err != nil {
		return nil, fmt.Errorf("--fingerprint-key-file: %w", err)
	}
	if len(key) < 16 {
		return nil, fmt.Errorf("--fingerprint-key-file: %s holds %d bytes: use 16 random ones or more", o.fingerprintKey, len(key))
	}
	return key, nil
}

// reportOptions are the choices for a report to out; nil for a file.
func (o *scanOptions) reportOptions(out io.Writer) report.Options {
	opts := report.Options{Verbose: o.verbose, Quiet: o.quiet, Suppressed: o.showSuppressed, Now: time.Now(), Category: o.category, Profile: o.profile, Repository: o.repository}
	if o.profile == report.GitHub {
		opts.RepositoryURI, opts.Revision = workflowRepository()
	}
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		opts.Color = !o.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if w, _, err := term.GetSize(int(f.Fd())); err == nil {
			opts.Width = w
		}
	}
	return opts
}

// checkGlobs says which glob is malformed.
func checkGlobs(globs []string) error {
	for _, g := range globs {
		if !doublestar.ValidatePattern(strings.TrimPrefix(g, "/")) {
			return fmt.Errorf("malformed glob %q", g)
		}
	}
	return nil
}

// byteSize is a flag for a number of bytes: 500, 10k, 10KB, 10MiB, 2g.
type byteSize int64

func (b *byteSize) String() string {
	if *b == 0 {
		return ""
	}
	return strconv.FormatInt(int64(*b), 10)
}

func (*byteSize) Type() string { return "SIZE" }

func (b *byteSize) Set(s string) error {
	low := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(strings.TrimSpace(s)), "b"), "i")
	shift := 0
	for unit, n := range map[string]int{"k": 10, "m": 20, "g": 30, "t": 40} {
		if rest, ok := strings.CutSuffix(low, unit); ok {
			low, shift = rest, n
			break
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(low), 10, 64)
	if err != nil || n <= 0 || n > 1<<62>>shift {
		return fmt.Errorf("%q is no size: use a number of bytes, or one with k, M or G", s)
	}
	*b = byteSize(n << shift)
	return nil
}
