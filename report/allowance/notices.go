package allowance

import (
	"fmt"
	"time"

	"github.com/leakstag/leakstag/report"
	"github.com/leakstag/leakstag/rules"
)

// The ids of the notices.
const (
	NoticeExpired = "expired-allowance"
	NoticeUnused  = "unused-allowance"
)

// maxNamed is how many entries of each kind are named one by one.
const maxNamed = 20

// Notices tells of the entries that are over and, if unused says so, of those that
// allow nothing: a scan that reads only a part meets only a part of them.
func (o *Outcome) Notices(unused bool) []report.Notice {
	var out []report.Notice
	for i, e := range o.Expired {
		if i == maxNamed {
			out = append(out, report.Notice{ID: NoticeExpired, Level: rules.Warning, Text: fmt.Sprintf("%d more entries are expired.", len(o.Expired)-i)})
			break
		}
		text := e.Place() + " expired on " + e.Until.Format(time.DateOnly)
		switch e.Findings {
		case 0:
			text += " and would allow nothing: take it out."
		case 1:
			text += ": the finding that it allowed is reported again, unless another entry allows it."
		default:
			text += fmt.Sprintf(": the %d findings that it allowed are reported again, unless other entries allow them.", e.Findings)
		}
		out = append(out, report.Notice{ID: NoticeExpired, Level: rules.Warning, Text: text})
	}
	if !unused {
		return out
	}
	return append(out, o.unused()...)
}

// unused names the entries of ignore files, and counts those of each baseline: that
// they are not met is how a baseline grows old.
func (o *Outcome) unused() []report.Notice {
	var out []report.Notice
	note := func(text string) {
		out = append(out, report.Notice{ID: NoticeUnused, Level: rules.Note, Text: text})
	}
	named := 0
	inFile := map[string]int{}
	var baselines []string
	for i := range o.Unused {
		e := &o.Unused[i]
		if e.By == report.ByBaseline {
			if inFile[e.File]++; inFile[e.File] == 1 {
				baselines = append(baselines, e.File)
			}
			continue
		}
		if named++; named <= maxNamed {
			note(e.Place() + " allows nothing that is there: take it out.")
		}
	}
	if named > maxNamed {
		note(fmt.Sprintf("%d more entries allow nothing that is there.", named-maxNamed))
	}
	for _, file := range baselines {
		what := "one entry is"
		if n := inFile[file]; n > 1 {
			what = fmt.Sprintf("%d entries are", n)
		}
		note(fmt.Sprintf("%s: %s no longer found: make the baseline anew.", file, what))
	}
	return out
}
