package shellhistory

import (
	"math"
	"time"
)

// table is a table of a database that holds commands.
type table struct {
	name    string
	program string
	// typed are the columns with what was typed, or printed.
	typed []string
	// time is the column that says when a command ran, in parts of a second;
	// empty where there is none.
	time string
	unit time.Duration
	// runs is for a database that keeps each command once: the table of its
	// runs, with the column that names the command's row, and time's.
	runs, of string
}

// tables are those of the programs that are known. All columns of a table must be
// there, as several programs have a table "history".
func tables() []table {
	return []table{
		// atuin: crates/atuin-client/migrations.
		{name: "history", program: "atuin", typed: []string{"command"}, time: "timestamp", unit: time.Nanosecond},
		// nushell: reedline's SqliteBackedHistory.
		{name: "history", program: "nu", typed: []string{"command_line"}, time: "start_timestamp", unit: time.Millisecond},
		// zsh-histdb: sqlite-history.zsh.
		{name: "commands", program: "zsh", typed: []string{"argv"}, time: "start_time", unit: time.Second, runs: "history", of: "command_id"},
		// xonsh: xonsh/history/sqlite.py.
		{name: "xonsh_history", program: "xonsh", typed: []string{"inp", "out"}, time: "tsb", unit: time.Second},
		// IPython: IPython/core/history.py.
		{name: "history", program: "ipython", typed: []string{"source_raw"}},
		{name: "output_history", program: "ipython", typed: []string{"output"}},
		// McFly: src/history/schema.rs.
		{name: "commands", program: "mcfly", typed: []string{"cmd"}, time: "when_run", unit: time.Second},
		// hiSHtory: client/data/data.go.
		{name: "history_entries", program: "hishtory", typed: []string{"command"}},
	}
}

// columns are the columns to read from the table itself.
func (t table) columns() []string {
	if t.time == "" || t.runs != "" {
		return t.typed
	}
	return append(t.typed[:len(t.typed):len(t.typed)], t.time)
}

// timeOf makes a time of a column's value.
func timeOf(value any, unit time.Duration) time.Time {
	perSecond := int64(time.Second / unit)
	switch v := value.(type) {
	case int64:
		if seconds := v / perSecond; seconds > 0 && seconds <= lastSecond {
			return time.Unix(seconds, v%perSecond*int64(unit)).UTC()
		}
	case float64:
		if !math.IsNaN(v) {
			return epochSeconds(v / float64(perSecond))
		}
	}
	return time.Time{}
}
