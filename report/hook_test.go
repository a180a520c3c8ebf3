package report

import (
	"bytes"
	"errors"
	"os/exec"
	"strings"
	"testing"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

func hookText(t *testing.T, h Hook, run *Run) string {
	t.Helper()
	h.Would = "this commit would record"
	h.Undo = func(files []string) string { return "git restore --staged " + strings.Join(files, " ") }
	var buf bytes.Buffer
	if err := h.Write(&buf, run); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestHook(t *testing.T) {
	run := fullRun()
	text := hookText(t, Hook{Level: rules.Error}, run)
	checkHarmless(t, text, false)
	golden(t, "hook.txt", text)
	checkHarmless(t, hookText(t, Hook{Level: rules.Error, Options: Options{Color: true}}, run), true)
}

func TestHookIsSilent(t *testing.T) {
	if text := hookText(t, Hook{Level: rules.Error}, emptyRun()); text != "" {
		t.Errorf("a clean run says %q", text)
	}
	notes := manyRun(3)
	for i := range notes.Findings {
		notes.Findings[i].Level = rules.Note
	}
	if text := hookText(t, Hook{Level: rules.Error}, notes); text != "" {
		t.Errorf("notes below the level are shown: %q", text)
	}
	if text := hookText(t, Hook{Level: rules.Note}, notes); strings.Count(text, "lf1-") < 3 {
		t.Errorf("notes at the level are not shown: %q", text)
	}
}

func TestHookIsShort(t *testing.T) {
	run := manyRun(1000)
	for range 1000 {
		run.Skips = append(run.Skips, sources.Skip{Origin: sources.Origin{Source: sources.Staged, Path: "big"}, Err: errors.New("too big")})
	}
	text := hookText(t, Hook{Level: rules.Error}, run)
	if n := strings.Count(text, "\n"); n > 2*maxHookPlaces+10 {
		t.Errorf("%d lines", n)
	}
	if strings.Count(text, "and 980 more") != 2 {
		t.Errorf("it does not say how many more there are:\n%s", text)
	}
	run.SkipsAllowed = true
	if text := hookText(t, Hook{Level: rules.Error}, run); !strings.Contains(text, "which was allowed") {
		t.Errorf("allowed skips: %s", text)
	}
}

// TestShellQuoted asks a real shell what it reads.
func TestShellQuoted(t *testing.T) {
	for _, word := range []string{"", "plain/a-b_c.toml", "two words", "it's", `"$(x)" \n`, "~x", "#x", "a=b;c", "*", "ä b"} {
		out, err := exec.CommandContext(t.Context(), "sh", "-c", "printf %s "+shellQuoted(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q is read as %q (%v)", word, out, err)
		}
	}
}
