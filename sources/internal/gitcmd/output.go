package gitcmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Output runs git as [Command] prepares it, with stdin as its input (nil for
// none), and gives what it wrote to standard output. A failure is an error that
// names the subcommand, wraps the *exec.ExitError and has the first line that
// git wrote to standard error; what was written before comes with it. When ctx
// is done the error is the context's.
func Output(ctx context.Context, dir string, env []string, stdin io.Reader, args ...string) ([]byte, error) {
	var out []byte
	err := Stream(ctx, dir, env, stdin, func(r io.Reader) (err error) {
		out, err = io.ReadAll(r)
		return err
	}, args...)
	return out, err
}

// Stream is [Output] for output that may be long: read gets it while git runs.
// An error of read ends git and is returned. git is ended too if read returns
// before the end of the output; this is no error.
func Stream(ctx context.Context, dir string, env []string, stdin io.Reader, read func(io.Reader) error, args ...string) error {
	run, stop := context.WithCancel(ctx)
	defer stop()
	cmd, err := Command(run, dir, env, args...)
	if err != nil {
		return err
	}
	var messages firstBytes
	cmd.Stdin, cmd.Stderr = stdin, &messages
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("git %s: %w", args[0], err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("git %s: %w", args[0], err)
	}
	readErr := read(stdout)
	ended := false
	if readErr == nil {
		n, err := io.Copy(io.Discard, io.LimitReader(stdout, 1))
		ended = n == 0 && err == nil
	}
	if !ended {
		stop()
	}
	err = cmd.Wait()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("git %s: %w", args[0], ctx.Err())
	case readErr != nil:
		return readErr
	case err == nil || !ended:
		return nil
	}
	if line := messages.line(); line != "" {
		return fmt.Errorf("git %s: %w: %s", args[0], err, line)
	}
	return fmt.Errorf("git %s: %w", args[0], err)
}

// ExitCode gives the exit status that err, from [Output] or [Stream], tells of;
// -1 if git did not come to an end of its own.
func ExitCode(err error) int {
	var exit interface{ ExitCode() int }
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	return -1
}

// firstBytes keeps the start of what is written to it.
type firstBytes struct{ kept []byte }

const (
	messageBytes = 4 << 10
	messageLine  = 300
)

func (f *firstBytes) Write(p []byte) (int, error) {
	f.kept = append(f.kept, p[:min(len(p), messageBytes-len(f.kept))]...)
	return len(p), nil
}

// line gives the first line that tells of an error, or else the first, without
// control characters.
func (f *firstBytes) line() string {
	var first string
	for line := range bytes.Lines(f.kept) {
		text := strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) || r == unicode.ReplacementChar {
				return ' '
			}
			return r
		}, string(line)))
		if text == "" {
			continue
		}
		if runes := []rune(text); len(runes) > messageLine {
			text = string(runes[:messageLine]) + "…"
		}
		if strings.HasPrefix(text, "fatal:") || strings.HasPrefix(text, "error:") {
			return text
		}
		if first == "" {
			first = text
		}
	}
	return first
}
