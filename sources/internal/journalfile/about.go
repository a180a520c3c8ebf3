package journalfile

import (
	"bytes"
	"strconv"
	"time"

	"github.com/leakstag/leakstag/sources"
)

// property is what a field says of its entry.
type property byte

// The properties, of which the fields of journald (systemd.journal-fields(7)) are
// told, and "none" for all other fields. Of several fields for one property the
// last in this list counts.
const (
	none property = iota
	host
	unitOfManager // the unit that a message of systemd itself is about
	userUnit
	systemUnit
	command
	identifier
	executable
	process
	user
	properties
)

// propertyOf gives a field's property.
func propertyOf(name []byte) property {
	switch string(name) {
	case "_HOSTNAME":
		return host
	case "UNIT", "USER_UNIT", "COREDUMP_UNIT":
		return unitOfManager
	case "_SYSTEMD_USER_UNIT":
		return userUnit
	case "_SYSTEMD_UNIT":
		return systemUnit
	case "_COMM":
		return command
	case "SYSLOG_IDENTIFIER":
		return identifier
	case "_EXE":
		return executable
	case "_PID":
		return process
	case "_UID":
		return user
	}
	return none
}

// about is what is known of an entry.
type about struct {
	values [properties]string
	time   time.Time
}

// set notes a property, if the value is one.
func (a *about) set(p property, value string) {
	if p != none {
		a.values[p] = value
	}
}

// origin gives the origin of one of the entry's fields.
func (a *about) origin(from *sources.Origin, field string) *sources.Origin {
	o := *from
	o.Journal = &sources.JournalOrigin{
		Field: field, Time: a.time,
		Host: a.values[host], Executable: a.values[executable], PID: a.values[process], User: a.values[user],
		Unit: a.first(systemUnit, userUnit), Identifier: a.first(identifier, command),
	}
	// A unit that holds all units of a user says less than the one within; and
	// what systemd says is about another unit than its own.
	if unit := o.Journal.Unit; unit == "" || unit == "init.scope" || a.values[userUnit] != "" {
		if inner := a.first(unitOfManager, userUnit); inner != "" {
			o.Journal.Unit = inner
		}
	}
	return &o
}

// first gives the first of the properties that is known.
func (a *about) first(list ...property) string {
	for _, p := range list {
		if a.values[p] != "" {
			return a.values[p]
		}
	}
	return ""
}

// microseconds is a time as journals have it.
func microseconds(n uint64) time.Time {
	const last = 253402300800_000000 // the year 10000
	if n == 0 || n >= last {
		return time.Time{}
	}
	return time.UnixMicro(int64(n)).UTC()
}

// parseMicroseconds is microseconds of a number in text.
func parseMicroseconds(text []byte) time.Time {
	n, err := strconv.ParseUint(string(text), 10, 64)
	if err != nil {
		return time.Time{}
	}
	return microseconds(n)
}

const (
	maxFieldName = 64 // systemd.journal-fields(7) via sd_journal_print(3)
	maxProperty  = 256
)

// splitField takes "FIELD=value" apart. A name is of capital letters, digits and
// underscores; what is none is all value.
func splitField(payload []byte) (name, value []byte) {
	i := bytes.IndexByte(payload[:min(len(payload), maxFieldName+1)], '=')
	if i < 1 {
		return nil, payload
	}
	for _, c := range payload[:i] {
		if (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' {
			return nil, payload
		}
	}
	return payload[:i], payload[i+1:]
}

// propertyIn gives the property that a field sets, and its value.
func propertyIn(payload []byte) (property, string) {
	name, value := splitField(payload)
	if p := propertyOf(name); p != none {
		return p, string(value[:min(len(value), maxProperty)])
	}
	return none, ""
}
