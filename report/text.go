package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// textWriter writes text for people: each key with all its places, the worst
// first; then, once, what to do; last the summary, because the end is what
// stays on the screen.
type textWriter struct{ opts Options }

// Write implements Writer.
func (t textWriter) Write(w io.Writer, run *Run) error {
	p := &printer{out: bufio.NewWriter(w), run: run, opts: t.opts, zone: time.UTC}
	if !t.opts.Now.IsZero() {
		p.zone = t.opts.Now.Location()
	}
	keys, _ := groupKeys(run.Findings)
	for _, k := range keys {
		p.key(k)
	}
	if !t.opts.Quiet {
		p.advice(keys)
	}
	p.summary(keys)
	p.skips()
	return p.out.Flush() // holds the first error of any write
}

// printer writes one text report.
type printer struct {
	out  *bufio.Writer
	run  *Run
	opts Options
	zone *time.Location
}

func (p *printer) line(text string) { p.out.WriteString(text + "\n") }

// key writes a key and its places.
func (p *printer) key(k *key) {
	f := k.lead()
	head := p.paint(levelStyle(k.level), title(p.run, f.Rule)+":") + " " + p.paint(bold, what(f.Rule))
	if m := mask(f); m != "" {
		head += "  " + p.paint(bold, visible(m))
	}
	if f.KeyFingerprint != "" {
		head += "  " + p.paint(dim, visible(f.KeyFingerprint))
	}
	p.line(head)
	if about := p.about(k); about != "" {
		p.line("  " + about)
	}

	rows := p.rows(k.places)
	widest := 0
	for _, r := range rows {
		if n := utf8.RuneCountInString(r.where); n <= maxAligned {
			widest = max(widest, n)
		}
	}
	for _, r := range rows {
		if r.f.Rule != k.lead().Rule {
			r.known = append(r.known, what(r.f.Rule))
		}
		p.place(r, widest)
	}
	p.line("")
}

// maxAligned is the longest place for whose sake the others are padded.
const maxAligned = 48

// place writes one row of a key's places.
func (p *printer) place(r row, widest int) {
	level, where, known := r.f.Level.String(), r.where, r.known
	indent := 2 + len("warning") + 2
	text := "  " + p.paint(levelStyle(r.f.Level), level) + strings.Repeat(" ", max(0, indent-2-len(level))) + where
	if len(known) == 0 {
		p.line(text)
		return
	}
	used := indent + utf8.RuneCountInString(where)
	about := strings.Join(known, "; ")
	column := max(indent+widest, used) + 2
	if p.opts.Width > 0 && column+utf8.RuneCountInString(about) > p.opts.Width {
		// The place alone on its line, so that it can be clicked on and copied;
		// what is known of it below.
		p.line(text)
		for _, l := range wrap(about, p.opts.Width-indent-2) {
			p.line(strings.Repeat(" ", indent+2) + p.paint(dim, l))
		}
		return
	}
	p.line(text + strings.Repeat(" ", column-used) + p.paint(dim, about))
}

// about says how far a key has spread and for how long.
func (p *printer) about(k *key) string {
	var parts []string
	if len(k.places) > 1 {
		parts = append(parts, "in "+counted(len(k.places), "place", "places"))
	}
	if !k.since.IsZero() {
		since := "known to lie there since "
		if len(k.places) > 1 {
			since = "the oldest since "
		}
		since += day(k.since, p.zone)
		if !p.opts.Now.IsZero() {
			if ago := age(p.opts.Now.Sub(k.since)); ago != "" {
				since += ", " + ago
			}
		}
		parts = append(parts, since)
	}
	return strings.Join(parts, ", ")
}

// advice writes, once for each kind of advice, what to do about which keys.
func (p *printer) advice(keys []*key) {
	const named = 4
	type task struct {
		advice rules.Advice
		keys   []string
		count  int
	}
	var tasks []*task
	byKey := map[string]*task{}
	for _, k := range keys {
		r := k.lead().Rule
		id := "advice " + r.Advice
		if _, ok := p.run.Advice[r.Advice]; !ok {
			id = "level " + r.Level.String() // adviceFor depends on nothing else
		}
		t := byKey[id]
		if t == nil {
			t = &task{advice: adviceFor(p.run, r)}
			byKey[id] = t
			tasks = append(tasks, t)
		}
		if t.count++; t.count <= named {
			name := cmp.Or(visible(k.lead().KeyFingerprint), visible(mask(k.lead())), what(r))
			if !slices.Contains(t.keys, name) { // weak keys may have one mask
				t.keys = append(t.keys, name)
			}
		}
	}
	for _, t := range tasks {
		lines := adviceLines(t.advice)
		if len(lines) == 0 {
			continue
		}
		head := cmp.Or(oneLine(t.advice.Title), "What to do")
		if len(tasks) > 1 {
			which := strings.Join(t.keys, ", ")
			if t.count > named {
				which += fmt.Sprintf(" and %s more", thousands(int64(t.count-named)))
			}
			head += " (" + which + ")"
		}
		p.line(p.paint(bold, head))
		for _, l := range lines {
			p.wrapped("  ", l)
		}
		p.line("")
	}
}

// wrapped writes a line of advice, broken between words where it is too long.
// Commands, which are indented, are never broken: they are there to be copied.
func (p *printer) wrapped(indent, text string) {
	if p.opts.Width <= 0 || strings.HasPrefix(text, "    ") {
		p.line(indent + text)
		return
	}
	hang := ""
	if mark, _, ok := strings.Cut(text, " "); ok && (mark == "-" || strings.HasSuffix(mark, ".") && len(mark) <= 3) {
		hang = strings.Repeat(" ", len(mark)+1)
	}
	for i, l := range wrap(text, p.opts.Width-len(indent)-len(hang)) {
		if i > 0 {
			l = hang + l
		}
		p.line(indent + l)
	}
}

// summary writes how much was found in how much.
func (p *printer) summary(keys []*key) {
	complete := len(p.run.Skips) == 0 || p.run.SkipsAllowed
	if p.opts.Quiet {
		return
	}
	switch {
	case len(keys) > 0:
		worst := rules.Level(0)
		for _, k := range keys {
			worst = max(worst, k.level)
		}
		text := counted(len(keys), "key", "keys") + " in " + counted(len(p.run.Findings), "place", "places")
		p.line(p.paint(levelStyle(worst), text) + p.levels() + "; " + p.read())
	case p.run.Stats.Items == 0 && len(p.run.Skips) == 0:
		p.line(p.paint(yellow, "Nothing was read") + p.sources() + ": there was nothing to scan.")
	case complete:
		p.line(p.paint(green, "No leaked keys found.") + " " + p.read())
	default:
		p.line("No leaked keys found in what could be read. " + p.read())
	}
	if n := p.run.Stats.Unlisted; n > 0 {
		p.line(counted(int(n), "more line of a log or history holds", "more lines of logs and histories hold") + " keys that are listed above.")
	}
	p.suppressed()
	for _, n := range p.run.Notices {
		p.wrapped("", strings.ToUpper(n.Level.String()[:1])+n.Level.String()[1:]+": "+visible(n.Text))
	}
}

// suppressed says what was left out because somebody allowed it.
func (p *printer) suppressed() {
	n := p.run.SuppressedCount
	if n == 0 {
		return
	}
	counts, by := p.run.suppressedBy(), ""
	for _, a := range allowers {
		if n := counts[a.by]; n > 0 {
			by += fmt.Sprintf(", %s %s", thousands(int64(n)), a.words)
		}
	}
	p.wrapped("", counted(n, "finding was left out because it is allowed", "findings were left out because they are allowed")+": "+by[2:]+".")
	if !p.opts.Suppressed {
		return
	}
	for i := range p.run.Suppressed {
		s := &p.run.Suppressed[i]
		why := cmp.Or(s.Reason, string(s.By))
		if s.Entry != "" {
			why += " (" + s.Entry + ")"
		}
		p.line("  " + position(p.run.Root, &s.Finding) + "  " + p.paint(dim, shortened(what(s.Finding.Rule)+": "+why, maxError)))
	}
}

// levels counts the places by level, if there is more than one level.
func (p *printer) levels() string {
	var n [rules.Error + 1]int
	for i := range p.run.Findings {
		if l := p.run.Findings[i].Level; l >= rules.Note && l <= rules.Error {
			n[l]++
		}
	}
	var parts []string
	for _, l := range []struct {
		level     rules.Level
		one, many string
	}{{rules.Error, "error", "errors"}, {rules.Warning, "warning", "warnings"}, {rules.Note, "note", "notes"}} {
		if n[l.level] > 0 {
			parts = append(parts, counted(n[l.level], l.one, l.many))
		}
	}
	if len(parts) < 2 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// read says what was read.
func (p *printer) read() string {
	text := fmt.Sprintf("%s items, %s read", thousands(p.run.Stats.Items), size(p.run.Stats.Bytes))
	if p.run.Stats.Items == 1 {
		text = fmt.Sprintf("1 item, %s read", size(p.run.Stats.Bytes))
	}
	if d := p.run.Ended.Sub(p.run.Started); d > 0 && !p.run.Started.IsZero() {
		text += " in " + elapsed(d)
	}
	return text + p.sources()
}

func (p *printer) sources() string {
	if len(p.run.Sources) == 0 {
		return ""
	}
	var names []string
	for _, s := range p.run.Sources {
		names = append(names, visible(s))
	}
	return " (" + strings.Join(names, " ") + ")"
}

// skips writes what could not be read: all of it where asked for, else counts.
func (p *printer) skips() {
	n := skipped(p.run.Skips)
	if n == 0 {
		return
	}
	items := counted(n, "item was", "items were") + " not read, or not to the end"
	if p.run.SkipsAllowed {
		if p.opts.Quiet {
			return
		}
		p.line(p.paint(yellow, items) + ", which was allowed:")
	} else {
		p.line(p.paint(red, "INCOMPLETE: "+items+"; leaks in them would not show here:"))
	}
	if p.opts.Verbose {
		for i := range p.run.Skips {
			s := &p.run.Skips[i]
			p.line(fmt.Sprintf("  %s: %s", displayPlace(p.run.Root, &s.Origin, nil), errorText(s.Err)))
		}
		return
	}
	p.skipCounts()
	p.line("  Run with -v to see all.")
}

// skipCounts writes the reasons, the most frequent first, with an example each.
func (p *printer) skipCounts() {
	const most = 5
	type group struct {
		reason string
		count  int
		first  *sources.Skip
	}
	var groups []*group
	byReason := map[string]*group{}
	for i := range p.run.Skips {
		s := &p.run.Skips[i]
		r := reason(s.Err)
		g := byReason[r]
		if g == nil {
			g = &group{reason: r, first: s}
			byReason[r] = g
			groups = append(groups, g)
		}
		g.count += s.Items()
	}
	slices.SortStableFunc(groups, func(a, b *group) int { return cmp.Compare(b.count, a.count) })
	rest := 0
	for i, g := range groups {
		if i >= most {
			rest += g.count
			continue
		}
		example := displayPlace(p.run.Root, &g.first.Origin, nil)
		if g.count > 1 {
			example += ", …"
		}
		p.line(fmt.Sprintf("  %6s  %s: %s", thousands(int64(g.count)), g.reason, example))
	}
	if rest > 0 {
		p.line(fmt.Sprintf("  %6s  for other reasons", thousands(int64(rest))))
	}
}

// wrap breaks text between words into lines of at most width characters; a
// longer word has a line of its own.
func wrap(text string, width int) []string {
	const least = 20
	width = max(width, least)
	var lines []string
	line, used := "", 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		if used > 0 && used+1+n > width {
			lines = append(lines, line)
			line, used = "", 0
		}
		if used > 0 {
			line += " "
			used++
		}
		line += word
		used += n
	}
	return append(lines, line)
}
