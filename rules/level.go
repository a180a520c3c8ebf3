package rules

import "fmt"

// Level is how bad a finding is. The levels are SARIF's, and ordered.
type Level int

// The levels, from harmless to bad.
const (
	Note Level = iota + 1
	Warning
	Error
)

// String gives the level's SARIF name.
func (l Level) String() string {
	switch l {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Level(%d)", int(l))
}

// ParseLevel reads a level's SARIF name.
func ParseLevel(s string) (Level, error) {
	for _, l := range []Level{Note, Warning, Error} {
		if l.String() == s {
			return l, nil
		}
	}
	return 0, fmt.Errorf("unknown level %q: use note, warning or error", s)
}
