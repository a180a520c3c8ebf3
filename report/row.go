package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// row is a line of the text report: a place of a key, or the like places of it
// in many processes. f is one of its findings, where the place, known what is
// known of it.
type row struct {
	f     *detectors.Finding
	where string
	known []string
}

// manyProcesses is from how many on the processes of one program are one row: an
// environment is handed down to every child of a shell or a service.
const manyProcesses = 4

// processGroup is equal for findings in like processes.
type processGroup struct {
	rule, reason                      string
	level                             int
	executable, user, container, part string
}

// groupOf gives the group of a finding in a process.
func groupOf(f *detectors.Finding) processGroup {
	p := f.Origin.Process
	return processGroup{
		rule: f.Rule.ID, reason: f.LevelReason, level: int(f.Level),
		executable: p.Executable, user: p.User, container: p.Container, part: p.Part,
	}
}

// rows gives the rows for the places of a key, in their order.
func (p *printer) rows(places []*detectors.Finding) []row {
	groups := map[processGroup][]*detectors.Finding{}
	for _, f := range places {
		if isProcess(f) {
			g := groupOf(f)
			groups[g] = append(groups[g], f)
		}
	}
	var out []row
	for _, f := range places {
		if isProcess(f) {
			if group := groups[groupOf(f)]; len(group) >= manyProcesses {
				if group[0] == f {
					out = append(out, p.processes(group))
				}
				continue
			}
		}
		known := facts(f, p.zone)
		if p.opts.Verbose && f.Fingerprint != "" {
			known = append(known, visible(f.Fingerprint))
		}
		out = append(out, row{f, position(p.run.Root, f), known})
	}
	return out
}

// isProcess says that a finding's place is a process and nothing else.
func isProcess(f *detectors.Finding) bool { return f.Origin.Process != nil && f.Origin.Path == "" }

// processes gives the row of many like processes.
func (p *printer) processes(group []*detectors.Finding) row {
	const named = 10
	first := *group[0]
	about := *first.Origin.Process
	first.Origin.Process = &about
	var pids []int
	about.Started = time.Time{}
	for _, f := range group {
		one := f.Origin.Process
		pids = append(pids, one.PID)
		if t := usable(one.Started); !t.IsZero() && (about.Started.IsZero() || t.Before(about.Started)) {
			about.Started = t
		}
	}
	slices.Sort(pids)
	pids = slices.Compact(pids)
	where := counted(len(pids), "process", "processes")
	if about.Part == sources.Environment {
		where = "environment of " + where
	}
	var numbers []string
	for _, pid := range pids[:min(len(pids), named)] {
		numbers = append(numbers, strconv.Itoa(pid))
	}
	list := strings.Join(numbers, ", ")
	if more := len(pids) - named; more > 0 {
		list += fmt.Sprintf(" and %s more", thousands(int64(more)))
	}
	return row{group[0], where, append(facts(&first, p.zone), "processes "+list)}
}
