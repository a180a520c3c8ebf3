//go:build linux

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// scriptCommands are the commands that scripts have besides testscript's own.
var scriptCommands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"exits":     cmdExits,
	"git":       cmdGit,
	"setenv":    cmdSetenv,
	"plant":     cmdPlant,
	"host":      cmdHost,
	"finding":   cmdFinding,
	"json":      cmdJSON,
	"mode":      cmdMode,
	"process":   cmdProcess,
	"interrupt": cmdInterrupt,
	"unleaked":  cmdUnleaked,
	"project":   cmdProject,
}

func usage(ts *testscript.TestScript, bad bool, text string) {
	if bad {
		ts.Fatalf("usage: %s", text)
	}
}

// cmdExits runs a program and wants this very exit code.
func cmdExits(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2, "exits CODE PROGRAM [ARG...]")
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// cmdGit runs git, which must succeed.
func cmdGit(ts *testscript.TestScript, neg bool, args []string) {
	if err := ts.Exec("git", args...); (err != nil) != neg {
		ts.Fatalf("git: error %v", err)
	}
}

// cmdSetenv sets a variable to the last standard output.
func cmdSetenv(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 1, "setenv NAME")
	ts.Setenv(args[0], strings.TrimSpace(ts.ReadFile("stdout")))
}

var variable = regexp.MustCompile(`\$\{(KEY\d+(?:_BASE64)?)\}`)

// fill puts the planted keys into a text.
func fill(ts *testscript.TestScript, text []byte) []byte {
	return variable.ReplaceAllFunc(text, func(m []byte) []byte { return []byte(ts.Getenv(string(m[2 : len(m)-1]))) })
}

// cmdPlant puts the planted keys where files say ${KEY1}.
func cmdPlant(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) == 0, "plant FILE...")
	for _, name := range args {
		path := ts.MkAbs(name)
		text, err := os.ReadFile(path)
		ts.Check(err)
		filled := fill(ts, text)
		if bytes.Equal(filled, text) {
			ts.Fatalf("%s asks for no key", name)
		}
		ts.Check(os.WriteFile(path, filled, 0o644))
	}
}

// cmdHost copies the sample host and plants the keys in it.
func cmdHost(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) != 1, "host FOLDER")
	from, to := ts.Value(hostKey{}).(string), ts.MkAbs(args[0])
	ts.Check(filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, rel), fill(ts, text), 0o644)
	}))
}

func readJSON(ts *testscript.TestScript, name string) any {
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile(name)))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		ts.Fatalf("%s: %v", name, err)
	}
	return v
}

// at gives the value at a path such as "runs.0.results.len" as text: len is the
// length of a list, and what is not there is empty.
func at(v any, path string) string {
	for _, step := range strings.Split(path, ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[step]
		case []any:
			if step == "len" {
				return strconv.Itoa(len(x))
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(x) {
				return ""
			}
			v = x[i]
		default:
			return ""
		}
	}
	switch x := v.(type) {
	case nil:
		return ""
	case []any:
		var parts []string
		for i := range x {
			parts = append(parts, fmt.Sprint(x[i]))
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v)
}

// holds says whether PATH=VALUE or PATH~=EXPRESSION is true of v.
func holds(ts *testscript.TestScript, v any, claim string) bool {
	path, want, ok := strings.Cut(claim, "=")
	if !ok {
		ts.Fatalf("%q is no claim", claim)
	}
	if path, ok := strings.CutSuffix(path, "~"); ok {
		re, err := regexp.Compile(want)
		ts.Check(err)
		return re.MatchString(at(v, path))
	}
	return at(v, path) == want
}

// cmdJSON checks values of a JSON file.
func cmdJSON(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2, "json FILE PATH=VALUE...")
	v := readJSON(ts, args[0])
	for _, claim := range args[1:] {
		if !holds(ts, v, claim) {
			path, _, _ := strings.Cut(claim, "=")
			ts.Fatalf("%s: it is %q", claim, at(v, strings.TrimSuffix(path, "~")))
		}
	}
}

// cmdFinding wants exactly one finding (or COUNT) of a JSON report that is as
// claimed, or none if negated.
func cmdFinding(ts *testscript.TestScript, neg bool, args []string) {
	want := 1
	if len(args) > 2 && args[0] == "-count" {
		n, err := strconv.Atoi(args[1])
		ts.Check(err)
		want, args = n, args[2:]
	}
	if neg {
		want = 0
	}
	usage(ts, len(args) == 0, "[!] finding [-count N] FILE [FIELD=VALUE...]")
	report, ok := readJSON(ts, args[0]).(map[string]any)
	if !ok {
		ts.Fatalf("%s is no JSON report", args[0])
	}
	list, _ := report["findings"].([]any)
	got := 0
	var all []string
	for _, f := range list {
		match := true
		for _, claim := range args[1:] {
			match = match && holds(ts, f, claim)
		}
		if match {
			got++
		}
		all = append(all, at(f, "message"))
	}
	if got != want {
		ts.Fatalf("%d findings are like that, want %d; of\n%s", got, want, strings.Join(all, "\n"))
	}
}

// cmdMode checks the permissions of files.
func cmdMode(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 2, "mode OCTAL FILE...")
	for _, name := range args[1:] {
		info, err := os.Stat(ts.MkAbs(name))
		ts.Check(err)
		if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[0] {
			ts.Fatalf("%s has the mode %s", name, got)
		}
	}
}

// cmdProcess starts a process named logstag-agent with these arguments, which
// runs until the script ends, and sets PID. A -env adds to its environment, which
// is empty otherwise.
func cmdProcess(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, "process [-env NAME=VALUE]... [ARG...]")
	env := []string{}
	for len(args) > 1 && args[0] == "-env" {
		env, args = append(env, args[1]), args[2:]
	}
	cmd := exec.Command("logstag-agent", args...)
	cmd.Env = env
	in, err := cmd.StdinPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() {
		in.Close()
		cmd.Wait()
	})
	ts.Setenv("PID", strconv.Itoa(cmd.Process.Pid))
}

// cmdInterrupt runs a program whose standard input never ends, sends it a signal
// in the middle, and wants it to end within a second with this exit code. The
// streams are then in the files interrupted.out and interrupted.err.
func cmdInterrupt(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg || len(args) < 3, "interrupt INT|TERM CODE PROGRAM [ARG...]")
	sig, ok := map[string]os.Signal{"INT": syscall.SIGINT, "TERM": syscall.SIGTERM}[args[0]]
	usage(ts, !ok, "interrupt INT|TERM CODE PROGRAM [ARG...]")
	cmd := exec.Command(args[2], args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), outputsVariable+"="+ts.Getenv(outputsVariable), raceVariable[0]+"="+raceVariable[1])
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	in, err := cmd.StdinPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	// Once this is written, which is far more than a pipe holds, the program is
	// in the middle of reading.
	line := []byte("LOGSTAG_API_KEY=" + ts.Getenv("KEY1") + "\n")
	_, err = in.Write(bytes.Repeat(line, 1<<18/len(line)))
	ts.Check(err)
	sent := time.Now()
	ts.Check(cmd.Process.Signal(sig))
	guard := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() })
	err = cmd.Wait()
	guard.Stop()
	in.(io.Closer).Close()
	took := time.Since(sent)
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.out"), out.Bytes(), 0o644))
	ts.Check(os.WriteFile(ts.MkAbs("interrupted.err"), errs.Bytes(), 0o644))
	if code := strconv.Itoa(cmd.ProcessState.ExitCode()); code != args[1] {
		ts.Fatalf("exit code %s (%v), want %s; it says %q", code, err, args[1], errs.String())
	}
	if took > time.Second {
		ts.Fatalf("it ended after %v", took)
	}
}

// cmdUnleaked wants no planted key in these files.
func cmdUnleaked(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, len(args) == 0, "[!] unleaked FILE...")
	for _, name := range args {
		found := leaks([]byte(ts.ReadFile(name)))
		if (len(found) > 0) != neg {
			ts.Fatalf("%s: %v", name, found)
		}
	}
}
