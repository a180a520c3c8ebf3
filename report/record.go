package report

import (
	"strconv"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/leakstag/leakstag/sources"
)

// The records are what the JSON formats are made of: "json" puts them into one
// [Document], "jsonl" writes one a line. Text in them is as it was found (JSON
// escapes what a terminal might act on), times are in UTC (RFC 3339), a field
// that does not apply is left out, and a list is never null.

// FindingRecord is one place where a key lies.
type FindingRecord struct {
	// Type is "finding".
	Type string `json:"type"`
	// Rule is the rule's id.
	Rule string `json:"rule"`
	// Level is "error", "warning" or "note"; LevelReason says why it is not the
	// rule's.
	Level       string `json:"level"`
	LevelReason string `json:"level_reason,omitempty"`
	// Remark says what is odd about the value: that it was truncated, say.
	Remark string `json:"remark,omitempty"`
	// Message says it in a sentence for people.
	Message string `json:"message"`
	// Secret is the mask, never the value.
	Secret string `json:"secret,omitempty"`
	// KeyFingerprint is equal for all places of one key; left out for a value so
	// weak that it could be guessed back.
	KeyFingerprint string `json:"key_fingerprint,omitempty"`
	// Fingerprint names the finding from run to run.
	Fingerprint string `json:"fingerprint,omitempty"`
	// State is "new", "persisting" or "gone" where the run was compared with an
	// earlier one.
	State string `json:"state,omitempty"`
	// Name is the name under which the value stood.
	Name string `json:"name,omitempty"`

	// Source is the source that read the item; AlsoIn are others that reported
	// the same place.
	Source string   `json:"source"`
	AlsoIn []string `json:"also_in"`
	// Path is the item, with forward slashes: relative to the report's root if
	// it lies below it, else absolute; a description for what is no file.
	Path string `json:"path"`
	// Archive is the archive, as Path has it, if the item is a member of one:
	// the part of Path before the first of those "!" that come before members.
	Archive string `json:"archive,omitempty"`
	// URI names the item without loss, percent-encoded, relative as Path is.
	URI string `json:"uri"`
	// Line, Column and EndLine count from 1, columns in UTF-16 code units;
	// EndColumn is the column after the last character.
	Line      int `json:"line"`
	Column    int `json:"column"`
	EndLine   int `json:"end_line"`
	EndColumn int `json:"end_column"`
	// Offset and Length are in bytes of the item's text, once decoded.
	Offset int64 `json:"offset"`
	Length int   `json:"length"`
	// Encoding is the encoding the item was decoded from, if any.
	Encoding string `json:"encoding,omitempty"`

	// Repository is the absolute path of the repository in which the item lies,
	// Tracking what git thinks of a file there: "tracked", "untracked",
	// "ignored".
	Repository string `json:"repository,omitempty"`
	Tracking   string `json:"tracking,omitempty"`
	// Object is the git object's id, ObjectType "blob", "commit" or "tag", Part
	// the part of a commit or tag, or "environment" for that of a process.
	Object     string `json:"object,omitempty"`
	ObjectType string `json:"object_type,omitempty"`
	Part       string `json:"part,omitempty"`
	// Commit is the commit that introduced the finding.
	Commit      string    `json:"commit,omitempty"`
	Author      string    `json:"author,omitempty"`
	AuthorEmail string    `json:"author_email,omitempty"`
	Date        time.Time `json:"date,omitzero"`
	// Refs are the full names of the refs that still have it.
	Refs []string `json:"refs"`
	// AtHead says whether the commit at HEAD has it; left out where there is no
	// history.
	AtHead  *bool          `json:"at_head,omitempty"`
	Removed *RemovalRecord `json:"removed,omitempty"`
	// Unreachable says that no ref leads to it any more.
	Unreachable bool `json:"unreachable,omitempty"`

	// User ran the command or the process; for a journal, it is a number.
	User  string `json:"user,omitempty"`
	Shell string `json:"shell,omitempty"`
	// Table and Row say which row of a database the command is; Line is Row
	// then.
	Table string `json:"table,omitempty"`
	Row   int64  `json:"row,omitempty"`
	// Leftover says that it was deleted from the database, but is still in the
	// file.
	Leftover bool `json:"leftover,omitempty"`
	// Time is when the command ran, the process began, or the journal's entry was
	// written.
	Time       time.Time `json:"time,omitzero"`
	PID        int       `json:"pid,omitempty"`
	Executable string    `json:"executable,omitempty"`
	// Container is the id or name of the container in which the process runs.
	Container string `json:"container,omitempty"`
	// Host, Unit, Identifier and Field say what wrote an entry of a journal, and
	// which of the entry's fields it is.
	Host       string `json:"host,omitempty"`
	Unit       string `json:"unit,omitempty"`
	Identifier string `json:"identifier,omitempty"`
	Field      string `json:"field,omitempty"`
}

// SuppressedRecord is a finding that was left out because somebody allowed it. Its
// type is "suppressed".
type SuppressedRecord struct {
	FindingRecord
	// By is what allows it: "inline", "ignore-file" or "baseline".
	By string `json:"by"`
	// Reason is why, if somebody says so; Entry is where the entry that allows it
	// stands, as FILE:LINE, or the baseline's FILE.
	Reason string `json:"reason,omitempty"`
	Entry  string `json:"entry,omitempty"`
}

// RemovalRecord is the commit that took a finding away.
type RemovalRecord struct {
	Commit      string    `json:"commit"`
	Author      string    `json:"author,omitempty"`
	AuthorEmail string    `json:"author_email,omitempty"`
	Date        time.Time `json:"date,omitzero"`
}

// KeyRecord is one key.
type KeyRecord struct {
	// Rule and Level are those of its worst place.
	Rule           string `json:"rule"`
	Level          string `json:"level"`
	Secret         string `json:"secret,omitempty"`
	KeyFingerprint string `json:"key_fingerprint,omitempty"`
	// Places is the number of places where it lies.
	Places int `json:"places"`
	// Since is the earliest time at which a place is known to have had it.
	Since time.Time `json:"since,omitzero"`
}

// SkipRecord is an item, or a part of one, that was not read.
type SkipRecord struct {
	// Type is "skip".
	Type   string `json:"type"`
	Source string `json:"source"`
	Path   string `json:"path"`
	URI    string `json:"uri"`
	// Reason is the kind of the error, Error the whole of it.
	Reason string `json:"reason"`
	Error  string `json:"error"`
	// Count is how many items the record stands for, where it is more than one.
	Count int `json:"count,omitempty"`
}

// SummaryRecord says what was scanned and how it ended.
type SummaryRecord struct {
	// Type is "summary".
	Type string     `json:"type"`
	Tool ToolRecord `json:"tool"`
	// Root is what relative paths are relative to.
	Root    string    `json:"root,omitempty"`
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	// Complete says that everything was read.
	Complete bool `json:"complete"`
	// SkipsAllowed says that the user accepts an incomplete scan.
	SkipsAllowed bool        `json:"skips_allowed"`
	Sources      []string    `json:"sources"`
	Stats        StatsRecord `json:"stats"`
	// Keys are the keys found, the worst first.
	Keys []KeyRecord `json:"keys"`
	// Notices are what else is to be known about the run.
	Notices []NoticeRecord `json:"notices,omitempty"`
}

// NoticeRecord is a [Notice].
type NoticeRecord struct {
	ID    string `json:"id"`
	Level string `json:"level"`
	Text  string `json:"text"`
}

// ToolRecord names the tool.
type ToolRecord struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// StatsRecord counts.
type StatsRecord struct {
	Items      int64 `json:"items"`
	Bytes      int64 `json:"bytes"`
	Findings   int   `json:"findings"`
	Skipped    int   `json:"skipped"`
	Suppressed int   `json:"suppressed"`
	// SuppressedBy counts them by what allows them: "inline", "ignore-file",
	// "baseline", "allow-list".
	SuppressedBy map[Allower]int `json:"suppressed_by,omitempty"`
	// Unlisted is how many lines of logs and histories hold a key that is
	// listed a hundred times for the same file already.
	Unlisted int64 `json:"unlisted,omitempty"`
}

// Document is a whole report in one JSON value. Its type is "report".
type Document struct {
	SummaryRecord
	Findings []FindingRecord `json:"findings"`
	// Suppressed are the findings that somebody allowed.
	Suppressed []SuppressedRecord `json:"suppressed"`
	Skipped    []SkipRecord       `json:"skipped"`
}

func findingRecord(run *Run, f *detectors.Finding, places int) FindingRecord {
	o, r := &f.Origin, region(f)
	uri, _ := placeURI(run.Root, o, f.Place)
	archive := ""
	if o.Member != "" {
		file := outerFile(*o)
		archive = rawPlace(run.Root, &file, f.Place)
	}
	rec := FindingRecord{
		Type:           "finding",
		Rule:           f.Rule.ID,
		Level:          f.Level.String(),
		LevelReason:    f.LevelReason,
		Remark:         f.Remark,
		Message:        message(run, f, places),
		Secret:         mask(f),
		KeyFingerprint: f.KeyFingerprint,
		Fingerprint:    f.Fingerprint,
		State:          string(f.State),
		Name:           f.Name,
		Source:         string(o.Source),
		AlsoIn:         append([]string{}, otherSources(f)...),
		Path:           rawPlace(run.Root, o, f.Place),
		Archive:        archive,
		URI:            uri,
		Line:           r.StartLine,
		Column:         r.StartColumn,
		EndLine:        r.EndLine,
		EndColumn:      r.EndColumn,
		Offset:         r.Offset,
		Length:         r.Length,
		Encoding:       o.Encoding,
		Repository:     o.Repository,
		Tracking:       string(o.Tracking),
		Refs:           []string{},
	}
	if g := o.Git; g != nil {
		rec.Object, rec.ObjectType, rec.Part = g.Object, string(g.Type), g.Part
	}
	if p := f.Place; p != nil {
		if p.Object != "" {
			rec.Object = p.Object
		}
		c := p.Introduced
		rec.Commit, rec.Author, rec.AuthorEmail, rec.Date = c.ID, c.AuthorName, c.AuthorEmail, usable(c.Time)
		rec.Refs = append(rec.Refs, p.Refs...)
		rec.Unreachable = p.Unreachable
		if p.Path != "" {
			rec.AtHead = &p.AtHead
		}
		if c := p.Removed; c != nil {
			rec.Removed = &RemovalRecord{c.ID, c.AuthorName, c.AuthorEmail, usable(c.Time)}
		}
	}
	if c := o.Command; c != nil {
		rec.User, rec.Shell, rec.Time = c.User, c.Shell, usable(c.Time)
		rec.Table, rec.Row, rec.Leftover = c.Table, c.Row, c.Leftover
	}
	if j := o.Journal; j != nil {
		rec.Host, rec.Unit, rec.Identifier, rec.Field = j.Host, j.Unit, j.Identifier, j.Field
		rec.Executable, rec.User, rec.Time = j.Executable, j.User, usable(j.Time)
		rec.PID, _ = strconv.Atoi(j.PID) // 0 if it isn't known
	}
	if p := o.Process; p != nil {
		rec.PID, rec.Executable, rec.User, rec.Time = p.PID, p.Executable, p.User, usable(p.Started)
		rec.Container = p.Container
		if p.Part != "" {
			rec.Part = p.Part
		}
	}
	return rec
}

// mask is the form in which the finding's secret is shown; empty if it has none.
func mask(f *detectors.Finding) string {
	if f.Secret.Len() == 0 {
		return ""
	}
	return f.Secret.Mask()
}

func skipRecord(run *Run, s *sources.Skip) SkipRecord {
	uri, _ := placeURI(run.Root, &s.Origin, nil)
	count := s.Items()
	if count == 1 {
		count = 0
	}
	return SkipRecord{
		Type:   "skip",
		Source: string(s.Origin.Source),
		Path:   rawPlace(run.Root, &s.Origin, nil),
		URI:    uri,
		Reason: reason(s.Err),
		Error:  errorText(s.Err),
		Count:  count,
	}
}

func summaryRecord(run *Run, keys []*key) SummaryRecord {
	rec := SummaryRecord{
		Type:         "summary",
		Tool:         ToolRecord{toolName, version(run)},
		Root:         slashed(run.Root),
		Started:      usable(run.Started),
		Ended:        usable(run.Ended),
		Complete:     len(run.Skips) == 0,
		SkipsAllowed: run.SkipsAllowed,
		Sources:      append([]string{}, run.Sources...),
		Stats: StatsRecord{
			Items:      run.Stats.Items,
			Bytes:      run.Stats.Bytes,
			Findings:   len(run.Findings),
			Skipped:    skipped(run.Skips),
			Suppressed: run.SuppressedCount, SuppressedBy: run.suppressedBy(),
			Unlisted: run.Stats.Unlisted,
		},
		Keys: []KeyRecord{},
	}
	for _, k := range keys {
		f := k.lead()
		rec.Keys = append(rec.Keys, KeyRecord{
			Rule:           f.Rule.ID,
			Level:          k.level.String(),
			Secret:         mask(f),
			KeyFingerprint: f.KeyFingerprint,
			Places:         len(k.places),
			Since:          k.since,
		})
	}
	for _, n := range run.Notices {
		rec.Notices = append(rec.Notices, NoticeRecord{n.ID, n.Level.String(), visible(n.Text)})
	}
	return rec
}

// The tool's name and home, as reports give them.
const (
	toolName = "leakstag"
	toolHome = "https://github.com/leakstag/leakstag"
)

// version is the tool's version; never empty.
func version(run *Run) string {
	if run.Version == "" {
		return "devel"
	}
	return visible(run.Version)
}
