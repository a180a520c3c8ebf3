package journal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/journalfile"
)

const (
	// waitDelay is how long a journalctl that was killed may keep its pipes open.
	waitDelay = 2 * time.Second
	// namespacesSince is the version of systemd that knows namespaces.
	namespacesSince = 245
	// maxRemarks is how many bytes of what journalctl says are kept.
	maxRemarks = 64 << 10
)

// readProgram reads what journalctl puts out, while it does.
func (s *Source) readProgram(ctx context.Context, program string, emit sources.Emit, skip sources.SkipFunc) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	args := []string{"--all", "--merge", "--no-pager"}
	if version(ctx, program) >= namespacesSince {
		args = append(args, "--namespace=*")
	}
	if s.options.Directory != "" {
		args = append(args, "--directory="+s.options.Directory)
	}
	origin := &sources.Origin{Source: sources.Journal}
	own, stop := context.WithCancel(ctx)
	defer stop()
	// journalctl is quiet about what it may not read when it exports. Asked for
	// no entry at all, it isn't.
	remarks := &remarks{}
	asked := command(own, program, append(slices.Clone(args), "--output=short", "--lines=0")...)
	asked.Stderr = remarks
	_ = asked.Run() // why it failed is in what it says, and comes again

	cmd := command(own, program, append(args, "--output=export")...)
	cmd.Stderr = remarks
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("journalctl: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("journalctl: %w", err)
	}
	err = journalfile.ReadExport(ctx, out, origin, emit, skip)
	if err != nil {
		stop() // it must not wait for us
	}
	ended := cmd.Wait()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, remark := range remarks.errors() {
		if err := skip(*origin, remark); err != nil {
			return err
		}
	}
	if ended != nil {
		return skip(*origin, fmt.Errorf("journalctl: %w", ended))
	}
	return nil
}

// command prepares journalctl to speak English and to ask for nothing.
func command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=", "SYSTEMD_COLORS=0", "SYSTEMD_PAGER=cat", "SYSTEMD_LOG_LEVEL=notice", "SYSTEMD_LOG_TARGET=console")
	cmd.WaitDelay = waitDelay
	return cmd
}

// version gives the version of systemd that journalctl is of; 0 if it won't say.
func version(ctx context.Context, program string) int {
	out, _ := command(ctx, program, "--version").Output() // nothing if it fails
	fields := strings.Fields(string(out))
	if len(fields) < 2 || fields[0] != "systemd" {
		return 0
	}
	number, _, _ := strings.Cut(fields[1], "~") // as in "257~rc1"
	n, err := strconv.Atoi(number)
	if err != nil {
		return 0
	}
	return n
}

// remarks keeps the beginning of what journalctl says.
type remarks struct{ text bytes.Buffer }

func (r *remarks) Write(p []byte) (int, error) {
	r.text.Write(p[:min(len(p), maxRemarks-r.text.Len())])
	return len(p), nil
}

// errors gives the remarks, each of which says that something was not read, once.
// A remark's further lines are indented.
func (r *remarks) errors() []error {
	var list []string
	for line := range strings.Lines(r.text.String()) {
		text := strings.TrimSpace(line)
		switch {
		case text == "":
		case strings.HasPrefix(line, " ") && len(list) > 0:
			list[len(list)-1] += " " + text
		default:
			list = append(list, text)
		}
	}
	var out []error
	for i, text := range list {
		if !slices.Contains(list[:i], text) {
			out = append(out, remark(text))
		}
	}
	return out
}

// remark makes an error of a remark.
func remark(text string) error {
	text = strings.TrimSuffix(text, " Pass -q to turn off this notice.")
	for _, sign := range []string{"insufficient permissions", "currently not seeing messages", "Permission denied", "Operation not permitted"} {
		if strings.Contains(text, sign) {
			return fmt.Errorf("journalctl: %s (%w)", strings.TrimPrefix(text, "Hint: "), fs.ErrPermission)
		}
	}
	return errors.New("journalctl: " + strings.TrimSuffix(text, "."))
}
