package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
)

// Hook is the [Writer] of what a git hook says when it stops something: a line a
// place, and three lines on what to do. It writes nothing about a run that is
// clean: nobody reads a hook that speaks up at every commit.
type Hook struct {
	Options
	// Would begins the sentence that "… a leaked key" ends: "this commit would
	// record".
	Would string
	// Undo says how to take the files out of it again. The files are as one types
	// them for a POSIX shell, relative to the top of the repository, and safe to
	// show.
	Undo func(files []string) string
	// Level is the level from which on a finding stops it; 0 for none. Warnings
	// below it are shown, notes are not.
	Level rules.Level
}

const (
	// maxHookPlaces is how many places, and how many skipped items, a hook lists.
	maxHookPlaces = 20
	// maxHookFiles is how many files are named in a command.
	maxHookFiles = 3
)

// Write implements [Writer].
func (h Hook) Write(w io.Writer, run *Run) error {
	p := &printer{out: bufio.NewWriter(w), run: run, opts: h.Options}
	var shown []*detectors.Finding
	stops := false
	for i := range run.Findings {
		f := &run.Findings[i]
		stop := h.Level != 0 && f.Level >= h.Level
		if stop || f.Level >= rules.Warning {
			shown = append(shown, f)
		}
		stops = stops || stop
	}
	if len(shown) > 0 {
		h.findings(p, shown, stops)
	}
	if len(run.Skips) > 0 {
		h.skips(p)
	}
	return p.out.Flush() // holds the first error of any write
}

// findings lists the places and says what to do about them.
func (h Hook) findings(p *printer, shown []*detectors.Finding, stops bool) {
	slices.SortStableFunc(shown, worstFirst)
	outcome := ""
	if !stops {
		outcome = " (which does not stop it)"
	}
	p.line(fmt.Sprintf("leakstag: %s %s%s:", h.Would, leaked(shown), outcome))
	for _, f := range shown[:min(len(shown), maxHookPlaces)] {
		p.line("  " + p.hookPlace(f))
	}
	if more := len(shown) - maxHookPlaces; more > 0 {
		p.line("  and " + counted(more, "more place", "more places"))
	}
	p.line("  Undo:   " + h.Undo(hookFiles(p.run.Root, shown)))
	p.line("  Rotate: if the key was ever in use, give it up and make a new one: it may have been seen.")
	p.line(fmt.Sprintf(`  Allow:  if it is no secret, end its line with a comment "leakstag:allow: why", or add a line to .leakstagignore: "%s # why"`,
		fingerprintOf(shown[0])))
}

// leaked counts what is in the places: keys are counted once.
func leaked(shown []*detectors.Finding) string {
	list := make([]detectors.Finding, len(shown))
	for i, f := range shown {
		list[i] = *f
	}
	keys, _ := groupKeys(list)
	if len(keys) == 1 {
		return "a leaked key"
	}
	return counted(len(keys), "leaked key", "leaked keys")
}

// hookPlace is the line for a place.
func (p *printer) hookPlace(f *detectors.Finding) string {
	text := p.paint(bold, position(p.run.Root, f)) + "  " + p.paint(levelStyle(f.Level), what(f.Rule))
	if m := mask(f); m != "" {
		text += "  " + visible(m)
	}
	if f.Place != nil && f.Place.Introduced.ID != "" {
		text += "  in commit " + shortID(f.Place.Introduced.ID)
	}
	return text + "  " + p.paint(dim, fingerprintOf(f))
}

// fingerprintOf is the fingerprint by which a finding can be allowed.
func fingerprintOf(f *detectors.Finding) string {
	return visible(cmp.Or(f.Fingerprint, f.KeyFingerprint))
}

// hookFiles are the files of the places, quoted for a shell. It is empty where
// they are many, or where one can't be typed.
func hookFiles(root string, shown []*detectors.Finding) []string {
	var files []string
	for _, f := range shown {
		o := outerFile(f.Origin)
		path := rawPlace(root, &o, nil)
		if !isVisible(path) {
			return nil
		}
		if strings.HasPrefix(path, "-") || strings.HasPrefix(path, ":") { // an option, or a pattern
			path = "./" + path
		}
		if path = shellQuoted(path); !slices.Contains(files, path) {
			files = append(files, path)
		}
	}
	if len(files) > maxHookFiles {
		return nil
	}
	return files
}

// shellQuoted is a word as a POSIX shell reads it (XCU, 2.2.2).
func shellQuoted(word string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("/._-+,:@%", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// skips lists what could not be read.
func (h Hook) skips(p *printer) {
	how := "so that nobody knows what is in it"
	if p.run.SkipsAllowed {
		how = "which was allowed"
	}
	p.line(fmt.Sprintf("leakstag: %s what could not be read, %s:", h.Would, how))
	list := p.run.Skips
	for i := range list[:min(len(list), maxHookPlaces)] {
		p.line(fmt.Sprintf("  %s: %s", displayPlace(p.run.Root, &list[i].Origin, nil), errorText(list[i].Err)))
	}
	if more := len(list) - maxHookPlaces; more > 0 {
		p.line("  and " + counted(more, "more item", "more items"))
	}
	if !p.run.SkipsAllowed {
		p.line("  Leave it out, or give the hook what it needs to read it (--max-file-size, --max-unpacked), or accept it unread (--allow-skips).")
	}
}
