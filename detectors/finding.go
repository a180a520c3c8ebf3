package detectors

import (
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// Finding is one place where a secret lies.
type Finding struct {
	Rule *rules.Rule
	// Level is how bad the finding is here: the rule's level, or less where the
	// place makes it so.
	Level rules.Level
	// LevelReason says why Level is not the rule's: "plaintext at rest, not
	// committed". Empty where it is.
	LevelReason string
	// Remark says what is odd about the value: "truncated when it was copied?".
	// Empty where nothing is.
	Remark string
	// Secret is the value found.
	Secret Secret
	// KeyFingerprint joins the places of one key: "lk1-" and 16 characters. It
	// is empty for a value so weak that it could be guessed back from it.
	KeyFingerprint string
	// Fingerprint names this finding across runs: it depends on rule, key and
	// file, not on line numbers or on where a repository lies. Its first part
	// stays when the file is moved; see [SplitFingerprint].
	Fingerprint string
	// Name is the name under which the value stood: "LOGSTAG_API_KEY".
	// Untrusted text; empty where there is none.
	Name string
	// Origin says where the item comes from. For a finding in a history the
	// place is Place; Origin.Git.Places is not used any more.
	Origin sources.Origin
	// Place is where in the history the finding lies; nil outside of git's
	// objects, or where nobody could tell.
	Place *sources.GitPlace
	// VersionLines are the lines, sorted, on which the same secret lies in any
	// version of any file of the history, for a finding in git's objects. Other
	// tools name a finding by its line in the commit that brought it in.
	VersionLines []int
	// State is what a comparison with an earlier run says; empty where there was
	// none.
	State State
	// AlsoIn names further sources that reported the same place.
	AlsoIn []sources.Kind
	// Region is the secret's place in the item.
	Region Region
	// LineHash is the value for SARIF's primaryLocationLineHash; empty where
	// the whole text of the item was not at hand.
	LineHash string

	from      int  // the index of the source that found it
	needsPath bool // it is one only if the item's path says so
	// needsTracked says that it is one only in a file that git tracks.
	needsTracked bool
	allowed      *allowance // by a comment on its line; nil for not
}

// State says how a finding stands to an earlier run, a baseline or an audit's.
type State string

// The states of a finding.
const (
	New        State = "new"        // the earlier run did not have it
	Persisting State = "persisting" // it had it, too
	Gone       State = "gone"       // only the earlier run had it
)

// Region is a stretch of text. Lines and columns count from 1, columns in
// UTF-16 code units; EndColumn is the column after the last character. Offset
// and Length are in bytes of the item's (decoded) text.
type Region struct {
	StartLine, StartColumn int
	EndLine, EndColumn     int
	Offset                 int64
	Length                 int
}
