package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/leakstag/leakstag/rules"
)

// markdownWriter writes Markdown as GitHub shows it in the summary of a job: a row
// a key, the worst first, then what to do. There are no links in it, and nothing
// that is found can make one.
type markdownWriter struct{ opts Options }

const (
	// maxSummary is how large a job's summary may be: 1,024 KB, less a margin.
	maxSummary = 1_000_000
	// maxListed is how many places of a key are named.
	maxListed = 10
	// maxPath is how many characters of a place are shown, and maxAdvice how many
	// bytes of a piece of advice: rule files may hold more than fits.
	maxPath   = 500
	maxAdvice = 20_000
)

// Write implements Writer.
func (m markdownWriter) Write(w io.Writer, run *Run) error {
	s := &summary{run: forRepository(run, m.opts), most: maxSummary}
	if m.opts.MaxSize > 0 {
		s.most = m.opts.MaxSize
	}
	s.keys, _ = groupKeys(s.run.Findings)
	_, err := io.WriteString(w, s.text())
	return err
}

// summary makes one report in Markdown.
type summary struct {
	run  *Run
	keys []*key
	most int
}

// text gives all of it, in no more bytes than allowed. The rows come last of what
// is given room: they are what there may be many of.
func (s *summary) text() string {
	head := "## " + s.heading() + "\n\n" + outcome(s.run, len(s.keys)) + "\n"
	tail := s.about()
	if len(s.keys) == 0 {
		return cut(head+tail, s.most)
	}
	advice := s.advice()
	const table = "\n| Key | What | Where | What to do |\n| --- | --- | --- | --- |\n"
	const restSize = 200
	room := s.most - len(head) - len(table) - len(tail) - restSize
	if len(advice) < room/2 {
		tail += advice
		room -= len(advice)
	}
	var b strings.Builder
	b.WriteString(head + table)
	for i, k := range s.keys {
		row := s.row(k)
		if room -= len(row); room < 0 {
			places := 0
			for _, k := range s.keys[i:] {
				places += len(k.places)
			}
			fmt.Fprintf(&b, "\n%s in %s left out here: the report would be too large.\n", counted(len(s.keys)-i, "more key", "more keys"),
				counted(places, "place is", "places are"))
			break
		}
		b.WriteString(row)
	}
	return cut(b.String()+tail, s.most)
}

// cut is the last resort for a limit that leaves no room: whole lines only.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return text[:strings.LastIndexByte(text[:max(most, 0)], '\n')+1]
}

func (s *summary) heading() string {
	if len(s.keys) == 0 {
		if len(s.run.Skips) > 0 && !s.run.SkipsAllowed {
			return "leakstag: incomplete"
		}
		return "leakstag: no leaked keys"
	}
	return "leakstag: " + counted(len(s.keys), "key", "keys") + " found"
}

// row gives the table's row for a key.
func (s *summary) row(k *key) string {
	f := k.lead()
	name := codeSpan(cmp.Or(mask(f), "no value"))
	if f.KeyFingerprint != "" {
		name += "<br>" + codeSpan(f.KeyFingerprint)
	}
	var places []string
	for i, p := range k.places {
		if i == maxListed {
			places = append(places, "and "+counted(len(k.places)-i, "more place", "more places"))
			break
		}
		at := codeSpan(shortened(position(s.run.Root, p), maxPath))
		if f := p.Place; f != nil && f.Path != "" && !f.AtHead {
			at += " in the history"
		}
		places = append(places, at)
	}
	return "| " + name + " | " + prose(what(f.Rule)) + " (" + k.level.String() + ") | " + strings.Join(places, "<br>") +
		" | " + prose(shortened(title(s.run, f.Rule), maxName)) + " |\n"
}

// about says what else there is to know of the scan.
func (s *summary) about() string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, "\n"+format+"\n", args...) }
	if n := skipped(s.run.Skips); n > 0 {
		items := counted(n, "item was", "items were") + " not read, or not to the end"
		if s.run.SkipsAllowed {
			say("%s, which was allowed.", items)
		} else {
			say("**Incomplete:** %s: leaks in them would not show here.", items)
		}
	}
	if n := s.run.SuppressedCount; n > 0 {
		say("%s", counted(n, "finding was left out because it is allowed.", "findings were left out because they are allowed."))
	}
	for i, n := range s.run.Notices {
		if i == maxListed {
			say("There are %s.", counted(len(s.run.Notices)-i, "more notice", "more notices"))
			break
		}
		say("%s: %s", n.Level, prose(shortened(n.Text, maxPath)))
	}
	return b.String()
}

// advice says once for each kind of advice what to do.
func (s *summary) advice() string {
	var b strings.Builder
	seen := map[string]bool{}
	for _, k := range s.keys {
		text := adviceSummary(adviceFor(s.run, k.lead().Rule))
		if !seen[text] && len(text) <= maxAdvice {
			seen[text] = true
			b.WriteString(text)
		}
	}
	return b.String()
}

// adviceSummary gives one piece of advice.
func adviceSummary(a rules.Advice) string {
	var b strings.Builder
	b.WriteString("\n### " + cmp.Or(prose(a.Title), "What to do") + "\n")
	if a.Why != "" {
		b.WriteString("\n" + prose(a.Why) + "\n")
	}
	for i, step := range a.Steps {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "%d. %s\n", i+1, prose(step))
	}
	for _, c := range a.Commands {
		if len(c.Lines) > 0 {
			shell := c.Shell
			if !isPlain(shell) {
				shell = ""
			}
			b.WriteString("\n" + prose(c.System) + ":\n\n" + codeFence(rules.Commands{Shell: shell, Lines: c.Lines}) + "\n")
		}
	}
	for i, after := range a.After {
		if i == 0 {
			b.WriteString("\nAfterwards:\n\n")
		}
		b.WriteString("- " + prose(after) + "\n")
	}
	return b.String()
}
