package report

import (
	"fmt"
	"strings"

	"github.com/leakstag/leakstag/rules"
)

// adviceFor gives the advice for a rule. A rule that names none is an
// organisation's own, and nothing more is known of its keys.
func adviceFor(run *Run, r *rules.Rule) rules.Advice {
	if a, ok := run.Advice[r.Advice]; ok {
		return a
	}
	if r.Level == rules.Note {
		return rules.Advice{Title: "Look at this"}
	}
	return rules.Advice{
		Title: "Rotate now",
		Why:   "Whoever can read the place can use the key.",
		Steps: []string{
			"Create a new key where the old one was issued.",
			"Put the new key where the old one is used, but not in plain text.",
			"Check that everything works with the new key.",
			"Revoke the old key.",
		},
	}
}

// title is what the advice for a rule says in two words: "Rotate now".
func title(run *Run, r *rules.Rule) string {
	if t := adviceFor(run, r).Title; t != "" {
		return oneLine(t)
	}
	return "Rotate now"
}

// oneLine is text from a rule file on one line: TOML's multi-line strings hold
// line ends.
func oneLine(s string) string { return visible(strings.Join(strings.Fields(s), " ")) }

// adviceLines gives the advice as lines of plain text, without the title.
func adviceLines(a rules.Advice) []string {
	var out []string
	if a.Why != "" {
		out = append(out, oneLine(a.Why))
	}
	for i, step := range a.Steps {
		out = append(out, fmt.Sprintf("%d. %s", i+1, oneLine(step)))
	}
	for _, c := range a.Commands {
		if len(c.Lines) == 0 {
			continue
		}
		out = append(out, "On "+oneLine(c.System)+":")
		for _, line := range c.Lines {
			out = append(out, "    "+visible(line))
		}
	}
	if len(a.After) > 0 {
		out = append(out, "Afterwards:")
		for _, s := range a.After {
			out = append(out, "- "+oneLine(s))
		}
	}
	return out
}

// adviceMarkdown gives the advice as Markdown.
func adviceMarkdown(a rules.Advice) string {
	var blocks []string
	if a.Title != "" {
		blocks = append(blocks, "## "+oneLine(a.Title))
	}
	if a.Why != "" {
		blocks = append(blocks, oneLine(a.Why))
	}
	if len(a.Steps) > 0 {
		var list []string
		for i, step := range a.Steps {
			list = append(list, fmt.Sprintf("%d. %s", i+1, oneLine(step)))
		}
		blocks = append(blocks, "### What to do, in this order", strings.Join(list, "\n"))
	}
	for _, c := range a.Commands {
		if len(c.Lines) == 0 {
			continue
		}
		blocks = append(blocks, "**"+oneLine(c.System)+"**", codeFence(c))
	}
	if len(a.After) > 0 {
		var list []string
		for _, s := range a.After {
			list = append(list, "- "+oneLine(s))
		}
		blocks = append(blocks, "### Afterwards", strings.Join(list, "\n"))
	}
	return strings.Join(blocks, "\n\n")
}

// codeFence puts commands into a fence longer than any run of backticks in them.
func codeFence(c rules.Commands) string {
	fence := "```"
	var lines []string
	for _, line := range c.Lines {
		lines = append(lines, visible(line))
		for strings.Contains(line, fence) {
			fence += "`"
		}
	}
	return fence + oneLine(c.Shell) + "\n" + strings.Join(lines, "\n") + "\n" + fence
}
