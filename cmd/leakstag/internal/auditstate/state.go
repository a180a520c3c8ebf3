package auditstate

import (
	"crypto/rand"

	"github.com/leakstag/leakstag/detectors"
)

// State is what is known of a host.
type State struct {
	// Key goes into every digest of this state.
	Key [32]byte
	// Settings names what the reading depended on: the program, its rules and
	// limits. With other settings all files are read again.
	Settings string
	// Organisation names the organisation's own key for fingerprints; empty for
	// none. With another one all fingerprints are others.
	Organisation string
	// Found is what the files hold that hold anything.
	Found map[FileID]Found
	// Known are the findings that were reported.
	Known []Known
	// Skips are what was reported as skipped, by [State.SkipID].
	Skips []string

	files records
	text  []byte // the JSON that it was read from
}

// New gives the state of a host of which nothing is known.
func New() *State {
	s := &State{Found: map[FileID]Found{}}
	rand.Read(s.Key[:]) // never fails
	return s
}

// Empty says that nothing was ever reported.
func (s *State) Empty() bool { return s.Settings == "" }

// Found is what lies in one file.
type Found struct {
	Findings []detectors.Kept `json:"findings,omitempty"`
	Skips    []KeptSkip       `json:"skips,omitempty"`
}

// Known is a finding that was reported.
type Known struct {
	detectors.Kept
	// Family is the fingerprint that it would have in the log of which its file is
	// a rotated one; What is the one without any file.
	Family string `json:"family,omitempty"`
	What   string `json:"what"`
}
