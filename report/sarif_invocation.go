package report

import (
	"fmt"
	"time"

	"github.com/owenrumney/go-sarif/v2/sarif"
)

// The notifications a report may hold.
const (
	noteSkipped = iota
	noteIncomplete
	noteSuppressed
	noteLeftOut
	noteOther
	noteElsewhere
)

var notifications = [...]struct{ id, name, about, help string }{
	noteSkipped: {"item-skipped", "ItemSkipped",
		"An item could not be read, so a leak in it is not reported.",
		"Give the scan the right to read the item, or leave it out on purpose."},
	noteIncomplete: {"scan-incomplete", "ScanIncomplete",
		"The scan did not read everything it was asked to.",
		"Look at the other notifications for what was not read, and scan again."},
	noteSuppressed: {"findings-allowed", "FindingsAllowed",
		"Findings were left out because somebody allowed them.",
		"Look through the ignore file, the baseline and the comments that allow them from time to time."},
	noteLeftOut: {"results-left-out", "ResultsLeftOut",
		"The report holds as many results as code scanning takes, and there are more.",
		"Write the report as JSON to see all of them."},
	noteOther: {"scan-notice", "ScanNotice",
		"Something about the scan that is no leak, but should be known.",
		"Read the text of the notification."},
	noteElsewhere: {"results-elsewhere", "ResultsElsewhere",
		"Findings were left out because they lie in no file of the repository.",
		"Write the report as text or JSON to see all of them."},
}

// maxSkips is how many skipped items are named one by one; the rest is counted.
const maxSkips = 1000

func notificationDescriptors() []*sarif.ReportingDescriptor {
	var out []*sarif.ReportingDescriptor
	for _, n := range notifications {
		out = append(out, &sarif.ReportingDescriptor{
			ID:               n.id,
			Name:             text(n.name),
			ShortDescription: description(n.about),
			FullDescription:  description(n.about),
			Help:             &sarif.MultiformatMessageString{Text: text(n.help), Markdown: text(n.help)},
		})
	}
	return out
}

// invocation says when the scan ran and what it did not read.
//
// It is always "successful", even when items were skipped: GitHub drops a report
// whose invocation failed, and with it the leaks that were found. That the scan
// is incomplete stands in the notifications and in the properties.
func (b *sarifBuilder) invocation() *sarif.Invocation {
	successful := true
	inv := &sarif.Invocation{
		ExecutionSuccessful: &successful,
		StartTimeUTC:        sarifTime(b.run.Started),
		EndTimeUTC:          sarifTime(b.run.Ended),
	}
	inv.Properties = sarif.Properties{
		"complete":     len(b.run.Skips) == 0,
		"skipsAllowed": b.run.SkipsAllowed,
		"itemsRead":    b.run.Stats.Items,
		"bytesRead":    b.run.Stats.Bytes,
	}
	if s := visibleList(b.run.Sources); len(s) > 0 && !b.github { // they may name what is on this machine
		inv.Properties["sources"] = s
	}

	level := "warning"
	if b.run.SkipsAllowed {
		level = "note"
	}
	say := func(kind int, level, message string) *sarif.Notification {
		index := uint(kind)
		n := &sarif.Notification{
			Descriptor: &sarif.ReportingDescriptorReference{Id: text(notifications[kind].id), Index: &index},
			Level:      level,
			Message:    &sarif.Message{Text: text(unlinked(message))},
		}
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, n)
		return n
	}
	if n := skipped(b.run.Skips); n > 0 {
		more := ""
		if len(b.run.Skips) > maxSkips {
			more = fmt.Sprintf(" Only the first %s are named.", thousands(maxSkips))
		}
		say(noteIncomplete, level, fmt.Sprintf("%s not read.%s", counted(n, "item was", "items were"), more))
	}
	if n := b.elsewhere; n > 0 {
		say(noteElsewhere, "warning", fmt.Sprintf("%s in no file of the repository and left out. The text and JSON formats hold all of them.",
			counted(n, "finding is", "findings are")))
	}
	if n := len(b.findings) - b.elsewhere - len(b.kept); n > 0 {
		say(noteLeftOut, "warning", fmt.Sprintf("%s left out. The JSON formats hold all of them.",
			counted(n, "further finding is", "further findings are")))
	}
	if n := b.run.SuppressedCount; n > 0 {
		say(noteSuppressed, "note", fmt.Sprintf("%s left out because somebody allowed them.",
			counted(n, "finding was", "findings were")))
	}
	for _, n := range b.run.Notices {
		say(noteOther, n.Level.String(), visible(n.Text))
	}
	for i := range b.run.Skips[:min(len(b.run.Skips), maxSkips)] {
		s := &b.run.Skips[i]
		file := outerFile(s.Origin)
		uri, below := placeURI(b.run.Root, &file, nil)
		if b.github && !below {
			continue // it is counted above
		}
		n := say(noteSkipped, level, fmt.Sprintf("Not read: %s: %s.",
			displayPlace(b.run.Root, &s.Origin, nil), errorText(s.Err)))
		n.Locations = []*sarif.Location{{
			PhysicalLocation: &sarif.PhysicalLocation{ArtifactLocation: artifact(uri, below)},
		}}
	}
	return inv
}

// sarifTime is a time to the millisecond, nil if it is not known.
func sarifTime(t time.Time) *time.Time {
	if t = usable(t); t.IsZero() {
		return nil
	}
	t = t.Truncate(time.Millisecond)
	return &t
}
