package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/files"
	"github.com/leakstag/leakstag/sources/git"
	"github.com/leakstag/leakstag/sources/logs"
	"github.com/leakstag/leakstag/sources/shellhistory"
	"github.com/leakstag/leakstag/sources/templates"
)

// corpusReaders read the files below the corpus's folder of a source.
var corpusReaders = map[string]func(t *testing.T, set *rules.Set, names []string) []labelled{
	"files": func(t *testing.T, set *rules.Set, _ []string) []labelled {
		return readTree(t, set, "files", files.New(files.Options{Root: filepath.Join(corpusDir, "files"), Exclude: []string{"*" + labelEnd}}))
	},
	"templates": func(t *testing.T, set *rules.Set, _ []string) []labelled {
		return readTree(t, set, "templates", templates.New(templates.Options{
			Root: filepath.Join(corpusDir, "templates"), Exclude: []string{"*" + labelEnd}, Patterns: set.TemplatePaths,
		}))
	},
	"logs": func(t *testing.T, set *rules.Set, _ []string) []labelled {
		return readTree(t, set, "logs", logs.New(logs.Options{Root: filepath.Join(corpusDir, "logs"), Exclude: []string{"*" + labelEnd}}))
	},
	"shell-history": readHistories,
	"processes":     readCommandLines,
	"git":           readRepository,
}

// scanOne runs one source over one engine.
func scanOne(t *testing.T, set *rules.Set, src sources.Source, locator sources.Locator) []detectors.Finding {
	t.Helper()
	e, err := detectors.NewEngine(set, detectors.Options{FingerprintKey: corpusKey})
	if err != nil {
		t.Fatal(err)
	}
	skip := func(o sources.Origin, err error) error {
		t.Errorf("%s: %s was skipped: %v", src.Name(), o.Path, err)
		return nil
	}
	if err := src.Read(t.Context(), e.Emitter(0), skip); err != nil {
		t.Fatal(err)
	}
	found, err := e.Results(t.Context(), []sources.Locator{locator}, skip)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// asLabels gives what was found in the form of labels. Name says in which file of
// the corpus a finding lies.
func asLabels(found []detectors.Finding, name func(*detectors.Finding) string) []labelled {
	var list []labelled
	for i := range found {
		f := &found[i]
		if !slices.Contains(corpusRules, f.Rule.ID) {
			continue
		}
		list = append(list, labelled{
			file: name(f), rule: f.Rule.ID, key: f.KeyFingerprint, shown: f.Secret.Mask(),
			line: f.Region.StartLine, col: f.Region.StartColumn, endLine: f.Region.EndLine, endCol: f.Region.EndColumn,
		})
	}
	return list
}

// readTree reads a folder at once, as a user would.
func readTree(t *testing.T, set *rules.Set, folder string, src sources.Source) []labelled {
	t.Helper()
	found := scanOne(t, set, src, nil)
	return asLabels(found, func(f *detectors.Finding) string { return path.Join(folder, f.Origin.Path) })
}

// readHistories reads each history on its own: what they are called there says
// how they are written.
func readHistories(t *testing.T, set *rules.Set, names []string) []labelled {
	t.Helper()
	var list []labelled
	for _, name := range names {
		src := shellhistory.New(shellhistory.Options{Path: filepath.Join(corpusDir, filepath.FromSlash(name))})
		list = append(list, asLabels(scanOne(t, set, src, nil), func(*detectors.Finding) string { return name })...)
	}
	return list
}

// commandLines gives the text of files as that of processes.
type commandLines struct {
	names []string
}

func (commandLines) Name() string { return string(sources.Processes) }

func (c commandLines) Read(_ context.Context, emit sources.Emit, _ sources.SkipFunc) error {
	for i, name := range c.names {
		text, err := os.ReadFile(filepath.Join(corpusDir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		origin := &sources.Origin{Source: sources.Processes, LineText: true, Process: &sources.ProcessOrigin{PID: i}}
		if err := emit(sources.Fragment{Origin: origin, Data: bytes.TrimSuffix(text, []byte{'\n'}), Line: 1}); err != nil {
			return err
		}
	}
	return nil
}

// readCommandLines reads command lines as the source of processes emits them.
func readCommandLines(t *testing.T, set *rules.Set, names []string) []labelled {
	t.Helper()
	found := scanOne(t, set, commandLines{names}, nil)
	return asLabels(found, func(f *detectors.Finding) string { return names[f.Origin.Process.PID] })
}

// readRepository commits the files to a new repository, and reads its history.
func readRepository(t *testing.T, set *rules.Set, names []string) []labelled {
	t.Helper()
	dir := t.TempDir()
	run := func(stdin io.Reader, args ...string) string {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-C", dir, "-c", "core.autocrlf=false"}, args...)...)
		cmd.Stdin = stdin
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
			"GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@example.test", "GIT_COMMITTER_NAME=Ada", "GIT_COMMITTER_EMAIL=ada@example.test")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %s: %v", args[0], err)
		}
		return strings.TrimSpace(string(out))
	}
	run(nil, "init", "-q", "-b", "main")
	ofObject := map[string]string{}
	var messages []string
	for _, name := range names {
		below := strings.TrimPrefix(name, "git/")
		text, err := os.ReadFile(filepath.Join(corpusDir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if form := path.Dir(below); form == "commit-message" || form == "tag-message" {
			messages = append(messages, name)
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(below))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run(nil, "add", "-A", "-f")
	run(nil, "commit", "-q", "-m", "files")
	for i, name := range messages {
		text, err := os.ReadFile(filepath.Join(corpusDir, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "git/tag-message/") {
			tag := fmt.Sprint("v", i)
			run(bytes.NewReader(text), "tag", "-a", "-F", "-", "--cleanup=verbatim", tag)
			ofObject[run(nil, "rev-parse", tag)] = name
			continue
		}
		run(bytes.NewReader(text), "commit", "-q", "--allow-empty", "-F", "-", "--cleanup=verbatim")
		ofObject[run(nil, "rev-parse", "HEAD")] = name
	}
	src, err := git.New(git.Options{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	return asLabels(scanOne(t, set, src, src), func(f *detectors.Finding) string {
		if name, ok := ofObject[f.Origin.Git.Object]; ok {
			return name
		}
		return path.Join("git", f.Origin.Path)
	})
}
