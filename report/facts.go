package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// facts says what is known of a finding's place, besides where it is, in short
// phrases that are safe to show, the most telling first. Times are in zone.
func facts(f *detectors.Finding, zone *time.Location) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }

	switch f.State {
	case detectors.Persisting:
		say("known before")
	case detectors.Gone:
		say("gone since the last run")
	}
	if f.Place != nil {
		out = append(out, historyFacts(f, zone)...)
	} else if isObject(&f.Origin) && f.Origin.Source == sources.Git {
		say("in no commit that can be reached, but still fetchable by its id")
	}
	if f.Origin.Source == sources.Staged {
		say("staged, not committed yet")
	}
	switch f.Origin.Tracking {
	case sources.Tracked:
		if f.Place == nil {
			say("tracked by git")
		}
	case sources.Untracked:
		say("not tracked by git")
	case sources.Ignored:
		if !detectors.InGitFolder(&f.Origin) {
			say("ignored by git")
		}
	}
	if c := f.Origin.Command; c != nil {
		say("run by %s in %s", orUnknown(shortened(c.User, maxName)), orUnknown(shortened(c.Shell, maxName)))
		if t := usable(c.Time); !t.IsZero() {
			say("on %s", minute(t, zone))
		}
		if c.Leftover {
			say("deleted, but still in the file")
		}
	}
	if j := f.Origin.Journal; j != nil {
		if by := journalName(j); by != "" && f.Origin.Path != "" {
			say("logged by %s", shortened(by, maxName))
		}
		if j.Host != "" {
			say("on %s", shortened(j.Host, maxName))
		}
		if t := usable(j.Time); !t.IsZero() {
			say("at %s", minute(t, zone))
		}
		if j.Field != "" && j.Field != messageField {
			say("in the field %s", shortened(j.Field, maxName))
		}
	}
	if p := f.Origin.Process; p != nil {
		if p.Executable != "" {
			say("%s", visible(p.Executable))
		}
		if p.User != "" {
			say("run by %s", shortened(p.User, maxName))
		}
		if p.Container != "" {
			say("in container %s", containerName(p.Container))
		}
		if t := usable(p.Started); !t.IsZero() {
			say("since %s", minute(t, zone))
		}
	}
	if f.Origin.Encoding != "" {
		say("decoded from %s", shortened(f.Origin.Encoding, maxName))
	}
	if f.LevelReason != "" {
		say("%s", shortened(f.LevelReason, maxError))
	}
	if f.Remark != "" {
		say("%s", shortened(f.Remark, maxError))
	}
	if also := otherSources(f); len(also) > 0 {
		say("also found by %s", strings.Join(also, ", "))
	}
	return out
}

// messageField is the field of a journal's entry that needs no mention.
const messageField = "MESSAGE"

// historyFacts says where in the history of a repository the finding lies.
func historyFacts(f *detectors.Finding, zone *time.Location) []string {
	p := f.Place
	var out []string
	blob := p.Path != ""
	if blob && p.AtHead {
		out = append(out, "still at HEAD")
	}
	introduced := p.Introduced
	if !blob && isObject(&f.Origin) && introduced.ID == f.Origin.Git.Object {
		introduced.ID = "" // the place is the commit itself
	}
	if added := commitText(introduced, zone); added != "" {
		if blob {
			added = "since " + added
		}
		out = append(out, added)
	}
	if p.Unreachable {
		return append(out, "in no branch or tag, but still fetchable by its id")
	}
	if blob && !p.AtHead {
		if p.Removed == nil {
			out = append(out, "not at HEAD")
		} else {
			removed := "removed"
			if c := commitText(*p.Removed, zone); c != "" {
				removed += " " + c
			}
			out = append(out, removed+", but still in the history")
		}
	}
	if refs := refText(p.Refs); refs != "" {
		out = append(out, "on "+refs)
	}
	return out
}

// commitText is "2024-03-01 in 1a2b3c4d5e by Jane Doe", or as much as is known.
func commitText(c sources.CommitInfo, zone *time.Location) string {
	var parts []string
	if t := usable(c.Time); !t.IsZero() {
		parts = append(parts, day(t, zone))
	}
	if c.ID != "" {
		parts = append(parts, "in "+shortID(c.ID))
	}
	author := c.AuthorName
	if author == "" {
		author = c.AuthorEmail
	}
	if author != "" {
		parts = append(parts, "by "+shortened(author, maxName))
	}
	return strings.Join(parts, " ")
}

// refText names the refs that still have the finding, the first few of many.
func refText(refs []string) string {
	const most = 4
	var names []string
	for i, ref := range refs {
		if i == most-1 && len(refs) > most {
			names = append(names, strconv.Itoa(len(refs)-i)+" more refs")
			break
		}
		names = append(names, refName(ref))
	}
	return strings.Join(names, ", ")
}

// refName is a ref as people say it.
func refName(ref string) string {
	short := ref
	if s, ok := strings.CutPrefix(ref, "refs/heads/"); ok {
		short = s
	} else if s, ok := strings.CutPrefix(ref, "refs/tags/"); ok {
		short = "tag " + s
	} else if s, ok := strings.CutPrefix(ref, "refs/remotes/"); ok {
		short = s
	} else if s, ok := strings.CutPrefix(ref, "refs/"); ok {
		short = s
	}
	return shortened(short, maxName)
}

// otherSources names the sources that reported the place too.
func otherSources(f *detectors.Finding) []string {
	var out []string
	for _, k := range f.AlsoIn {
		if k != f.Origin.Source && k != "" {
			out = append(out, visible(string(k)))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func day(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.DateOnly) }

func minute(t time.Time, zone *time.Location) string {
	return t.In(zone).Format("2006-01-02 15:04 MST")
}

// position is the finding's place with line and column, as editors and
// terminals take it: path:line:column. A row of a database has neither.
func position(root string, f *detectors.Finding) string {
	at := displayPlace(root, &f.Origin, f.Place)
	if c := f.Origin.Command; c != nil && c.Table != "" {
		return fmt.Sprintf("%s row %d", at, c.Row)
	}
	if !hasLines(&f.Origin) {
		return at
	}
	r := region(f)
	return fmt.Sprintf("%s:%d:%d", at, r.StartLine, r.StartColumn)
}

// region is the finding's region with every number in its range, so that one
// odd region cannot make a whole report invalid.
func region(f *detectors.Finding) detectors.Region {
	r := f.Region
	r.StartLine, r.StartColumn = max(r.StartLine, 1), max(r.StartColumn, 1)
	r.EndLine = max(r.EndLine, r.StartLine)
	r.EndColumn = max(r.EndColumn, 1)
	if r.EndLine == r.StartLine {
		r.EndColumn = max(r.EndColumn, r.StartColumn)
	}
	r.Offset, r.Length = max(r.Offset, 0), max(r.Length, 0)
	return r
}

// what names the finding's rule.
func what(r *rules.Rule) string {
	if r.Name != "" {
		return shortened(oneLine(r.Name), maxError)
	}
	return shortened(r.ID, maxError)
}

// message is the finding in a few sentences, the first of which can stand alone
// as a title. places is how many places the key has.
func message(run *Run, f *detectors.Finding, places int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", title(run, f.Rule), what(f.Rule))
	if f.Secret.Len() > 0 {
		b.WriteString(" " + visible(f.Secret.Mask()))
	}
	b.WriteString(". Where: " + strings.Join(
		append([]string{position(run.Root, f)}, facts(f, time.UTC)...), "; ") + ".")
	switch {
	case f.Secret.Len() == 0:
		return b.String()
	case f.KeyFingerprint != "":
		b.WriteString(" Key " + visible(f.KeyFingerprint))
	default:
		b.WriteString(" This key")
	}
	if places == 1 {
		b.WriteString(" lies in this place only.")
	} else {
		fmt.Fprintf(&b, " lies in %s places.", thousands(int64(places)))
	}
	return b.String()
}

// containerName is a container's name, or as much of its id as Docker shows.
func containerName(name string) string {
	const idLen, shown = 64, 12
	if len(name) == idLen {
		name = name[:shown]
	}
	return shortened(name, maxName)
}
