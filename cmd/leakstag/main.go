// Command leakstag finds leaked Logstag agent API keys, and other plaintext
// api_key entries, and says what to do about them. Run "leakstag help".
//
// This package is the only one that prints or exits. Each command has a file of
// its own, with a newX that declares its flags and a runX that does the work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

func main() {
	os.Exit(run(os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}

// streams are the three streams that a command works with.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run runs the program with these arguments and gives its exit code.
func run(args []string, std streams) int {
	// A reader that has seen enough closes the pipe: that ends the output, it
	// is no crash.
	ignoreBrokenPipe()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once

	root := newRoot(std)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	code := exitCode(ctx, err)
	if msg := message(ctx, err); msg != "" {
		fmt.Fprintln(std.err, "leakstag:", strings.ReplaceAll(withoutKeys(msg), "\n", "\nleakstag: "))
	}
	return code
}

// The exit codes.
const (
	exitClean       = 0   // nothing found, everything read
	exitFindings    = 1   // findings at or above --fail-on
	exitFailure     = 2   // usage error, failure, or a clean but incomplete scan
	exitInterrupted = 130 // Ctrl-C or SIGTERM
)

// errFindings says that a scan found something at or above --fail-on.
var errFindings = errors.New("leaks found")

// exitCode maps the outcome of a command to the program's exit code. This is the
// only place that knows how.
func exitCode(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errFindings):
		return exitFindings
	case interrupted(ctx, err):
		return exitInterrupted
	}
	return exitFailure
}

// message is what to say of an error on standard error; empty if the report has
// said it.
func message(ctx context.Context, err error) string {
	switch {
	case err == nil, errors.Is(err, errFindings), errors.Is(err, errIncomplete):
		return ""
	case interrupted(ctx, err):
		return "interrupted; no report was written"
	}
	return err.Error()
}

// withoutKeys masks the keys in a message. It may repeat what was typed, and a key
// may have been typed in the wrong place.
func withoutKeys(msg string) string {
	set, err := rules.Default()
	if err != nil {
		return "the built-in rules cannot be used"
	}
	engine, err := detectors.NewEngine(set, detectors.Options{})
	if err != nil {
		return "the built-in rules cannot be used"
	}
	return engine.Clean(msg)
}

// interrupted says that the command ended because of a signal.
func interrupted(ctx context.Context, err error) bool {
	return ctx.Err() != nil && errors.Is(err, context.Canceled)
}
