package cron_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/deploy/cron"
)

// TestTableAsCopied has the table differ from the file that an operator copies in
// the time alone.
func TestTableAsCopied(t *testing.T) {
	file, err := os.ReadFile(cron.Name)
	if err != nil {
		t.Fatal(err)
	}
	got, err := cron.Table("web1", "/usr/local/bin/leakstag", nil)
	if err != nil {
		t.Fatal(err)
	}
	when := regexp.MustCompile(`(?m)^\d+ \d+ \* \* \* `)
	if a, b := when.ReplaceAllString(got, "# "), when.ReplaceAllString(string(file), "# "); a != b {
		t.Errorf("it differs:\n%s", got)
	}
	if n := len(when.FindAllString(got, -1)); n != 1 {
		t.Errorf("it has %d lines that run something", n)
	}
}

// entry gives the last line's minute, hour, user and command.
func entry(t *testing.T, table string) (minute, hour int, user, command string) {
	lines := strings.Split(strings.TrimSuffix(table, "\n"), "\n")
	fields := strings.SplitN(lines[len(lines)-1], " ", 7)
	minute, err1 := strconv.Atoi(fields[0])
	hour, err2 := strconv.Atoi(fields[1])
	if err1 != nil || err2 != nil || !slices.Equal(fields[2:5], []string{"*", "*", "*"}) {
		t.Fatalf("%q", fields)
	}
	return minute, hour, fields[5], fields[6]
}

// TestSpread has hosts of a fleet start at different times, and each at the same
// time always.
func TestSpread(t *testing.T) {
	perMinute := map[int]int{}
	for i := range 3600 {
		host := fmt.Sprintf("web%d.example.test", i)
		table, err := cron.Table(host, "/usr/local/bin/leakstag", nil)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := cron.Table(strings.ToUpper(host), "/usr/local/bin/leakstag", nil); err != nil || again != table {
			t.Fatalf("%s has two times", host)
		}
		minute, hour, user, _ := entry(t, table)
		if minute < 0 || minute > 59 || hour < 0 || hour > 5 || user != "root" {
			t.Fatalf("%d:%d as %s", hour, minute, user)
		}
		perMinute[60*hour+minute]++
	}
	for m, n := range perMinute {
		if n > 40 {
			t.Errorf("of 3600 hosts %d start in minute %d of the night", n, m)
		}
	}
	if len(perMinute) < 355 {
		t.Errorf("only %d minutes of 360 are used", len(perMinute))
	}
}

// TestCommand has the shell say how it understands the command.
func TestCommand(t *testing.T) {
	args := []string{
		"plain", "", "two words", "100%", "%", "$HOME", "`id`", `"quoted"`, "it's", "''", ";", "&", "#x", "ümlaut", "*", "~", "a=b", "-", "!x", "(", "{a,b}", "--exclude=/srv/**",
	}
	program := filepath.Join(t.TempDir(), "50% it's")
	if err := os.WriteFile(program, []byte("#!/bin/sh\nprintf '%s\\0' \"$@\"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	table, err := cron.Table("web1", program, args)
	if err != nil {
		t.Fatal(err)
	}
	_, _, _, command := entry(t, table)
	// What crontab(5) says of percent signs.
	if strings.Contains(strings.ReplaceAll(command, `\%`, ""), "%") || strings.Count(command, `\`) != strings.Count(command, `\%`) {
		t.Fatalf("cron would change %s", command)
	}
	out, err := exec.CommandContext(t.Context(), "sh", "-c", strings.ReplaceAll(command, `\%`, "%")).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, command)
	}
	got := strings.Split(string(bytes.TrimSuffix(out, []byte{0})), "\x00")
	if want := slices.Concat([]string{"audit"}, args); !slices.Equal(got, want) {
		t.Errorf("the shell runs %q, want %q", got, want)
	}
}

func TestUnfit(t *testing.T) {
	for _, word := range []string{"a\nb", `a\b`, "a\x00", "\x7f", "\t"} {
		if _, err := cron.Table("web1", "/bin/leakstag", []string{word}); err == nil {
			t.Errorf("%q was taken as an argument", word)
		}
		if _, err := cron.Table("web1", "/"+word, nil); err == nil {
			t.Errorf("%q was taken as a path", word)
		}
	}
}
