//go:build linux

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/term"
)

// outputsVariable names the folder in which the program under test leaves a copy
// of everything that it puts out.
const outputsVariable = "LEAKSTAG_TEST_OUTPUTS"

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"leakstag":      recordedMain,
		"logstag-agent": idleMain,
	})
}

// recordedMain is main, but keeps a copy of both streams and of the reports.
func recordedMain() {
	dir := os.Getenv(outputsVariable)
	if dir == "" {
		main()
		return
	}
	out, err := copied(dir, "standard output", os.Stdout)
	if err == nil {
		var errs io.Writer
		if errs, err = copied(dir, "standard error", os.Stderr); err == nil {
			code := run(os.Args[1:], streams{in: os.Stdin, out: out, err: errs})
			if err = copyReports(dir, os.Args[1:]); err == nil {
				os.Exit(code)
			}
		}
	}
	fmt.Fprintln(os.Stderr, "keeping a copy of the output:", err)
	os.Exit(99)
}

// copied gives a writer to f and to a new file in dir. A terminal is given as it
// is: the program must see it.
func copied(dir, name string, f *os.File) (io.Writer, error) {
	if term.IsTerminal(int(f.Fd())) {
		return f, nil
	}
	c, err := os.CreateTemp(dir, name+" *")
	if err != nil {
		return nil, err
	}
	return io.MultiWriter(c, f), nil
}

// copyReports copies the files that -o named.
func copyReports(dir string, args []string) error {
	for i, a := range args {
		var path string
		switch {
		case (a == "-o" || a == "--output") && i+1 < len(args):
			path = args[i+1]
		case strings.HasPrefix(a, "--output="):
			path = strings.TrimPrefix(a, "--output=")
		default:
			continue
		}
		info, err := os.Stat(path)
		if err != nil || !info.Mode().IsRegular() {
			continue // nothing was written
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		c, err := os.CreateTemp(dir, filepath.Base(path)+" *")
		if err != nil {
			return err
		}
		if _, err := c.Write(text); err != nil {
			return err
		}
		if err := c.Close(); err != nil {
			return err
		}
	}
	return nil
}

// idleMain is a process that does nothing until its standard input ends.
func idleMain() { io.Copy(io.Discard, os.Stdin) }
