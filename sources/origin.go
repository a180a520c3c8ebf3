package sources

import (
	"path"
	"time"
)

// Kind names a source as a user types it.
type Kind string

// The sources there are.
const (
	Git          Kind = "git"
	Staged       Kind = "staged"
	Files        Kind = "files"
	Templates    Kind = "templates"
	Logs         Kind = "logs"
	ShellHistory Kind = "shell-history"
	Processes    Kind = "processes"
	Journal      Kind = "journal"
	Stdin        Kind = "stdin"
)

// Tracking says what git thinks of a file in a work tree.
type Tracking string

// What git may think of a file. The empty value means that the file lies in no
// repository, or that nobody asked.
const (
	Tracked   Tracking = "tracked"
	Untracked Tracking = "untracked"
	Ignored   Tracking = "ignored"
)

// Origin says where a piece of text comes from. Names, paths and people in it
// are untrusted text as it was found; whoever prints them cleans them first.
type Origin struct {
	// Source is the kind of source that read the item.
	Source Kind
	// Root is the absolute path, in the system's own form, of the repository or
	// folder that Path is relative to; empty where Path stands for itself.
	Root string
	// Path names the item with forward slashes: relative to Root if that is
	// set, else absolute. A member of an archive or compressed container comes
	// after a "!": "backup.tgz!etc/logstag-agent.toml". For text that lies in no
	// file (a commit message, a process) it is empty.
	Path string
	// Archive is set for a member of an archive: the part of Path before the
	// first of those "!", which is the path of the file that holds it. The name of
	// a file may have a "!" in it too.
	Archive string
	// Member is set for a member of an archive: its whole name in the innermost
	// archive, with which Path ends.
	Member string
	// Repository is the absolute path of the top of the work tree (of the
	// repository itself if it is bare) in which the item lies, if any. Two
	// origins with one Repository and one RepositoryPath are the same place.
	Repository string
	// RepositoryPath is the item's path inside Repository, with forward slashes.
	RepositoryPath string
	// Encoding is the text encoding that was decoded: "utf-16le", "utf-16be",
	// "zsh-metafied"; empty for bytes taken as they are.
	Encoding string
	// Tracking is git's view of a file in a work tree.
	Tracking Tracking
	// LineText says that every line stands for itself (a log, a history): text
	// on neighbouring lines is no context for this one.
	LineText bool
	// Git is set for what comes out of a repository's objects or index.
	Git *GitOrigin
	// Command is set for a command from a shell's history.
	Command *CommandOrigin
	// Process is set for the arguments and the environment of a running process.
	Process *ProcessOrigin
	// Journal is set for an entry of a systemd journal.
	Journal *JournalOrigin
}

// File is the path, as in Path, of the file that the item is, or in which it is
// a member.
func (o *Origin) File() string {
	if o.Member != "" {
		return o.Archive
	}
	return o.Path
}

// Inner is the part of Path that says where in its file a member of an archive is,
// from the first "!" on: "!etc/logstag-agent.toml". It is empty for all else. Of a
// blob whose path is not known yet it is all of Path.
func (o *Origin) Inner() string {
	if o.Member == "" {
		return ""
	}
	return o.Path[len(o.Archive):]
}

// Name is what the item itself is called: the last part of its path.
func (o *Origin) Name() string {
	if o.Member != "" {
		return path.Base(o.Member)
	}
	return path.Base(o.Path)
}

// ObjectType is a git object's type.
type ObjectType string

// The types of git objects that hold text.
const (
	Blob   ObjectType = "blob"
	Commit ObjectType = "commit"
	Tag    ObjectType = "tag"
)

// GitOrigin says which git object a text comes from and, once it is located,
// where in the history that object lies.
type GitOrigin struct {
	// Object is the object's id in hexadecimal.
	Object string
	Type   ObjectType
	// Part names the part of a commit or tag object: "message", "author",
	// "committer", "tagger"; empty for a blob.
	Part string
	// Places lists where the secret lies in the history: one entry a path for a
	// blob, one entry without a path for a commit or tag. Set by Locate.
	Places []GitPlace
}

// GitPlace is one path at which a history holds a secret.
type GitPlace struct {
	// Path is the path in the tree, with forward slashes; empty for the message
	// of a commit or tag, and for a blob that lies in no tree.
	Path string
	// Object is the id of the version to show: the one at HEAD if AtHead, else
	// the one in the Introduced commit.
	Object string
	// Introduced is the first commit that has the secret at this path: none of
	// its parents has it there. Of several such commits, the oldest.
	Introduced CommitInfo
	// Removed is the commit that took it away; nil while HEAD still has it, or
	// when no commit that can be reached removed it.
	Removed *CommitInfo
	// AtHead says that the commit at HEAD has the secret at this path.
	AtHead bool
	// Unreachable says that no ref leads to it: it was amended away, dropped or
	// rebased, but can still be fetched by its id. Then Introduced is the commit
	// that brought it in, if one is left, and Path may be empty.
	Unreachable bool
	// Refs are the full names of the refs whose tip still has it, sorted.
	Refs []string
}

// CommitInfo names a commit (for an annotated tag: the tag object).
type CommitInfo struct {
	ID          string
	AuthorName  string
	AuthorEmail string
	Time        time.Time
}

// CommandOrigin says who ran a command, in which shell, and when.
type CommandOrigin struct {
	User  string
	Shell string
	// Time is when the command ran; zero where the history does not say.
	Time time.Time
	// Table and Row name the row of a database that the command is; empty and
	// 0 for a history that is text. The row's number stands for the line then,
	// and columns count in the row's text.
	Table string
	Row   int64
	// Leftover says that the command is no row of its database any more: it was
	// deleted or changed, but its text is still in the file.
	Leftover bool
}

// Environment is the ProcessOrigin.Part of a process's environment.
const Environment = "environment"

// ProcessOrigin names a running process, and what of it was read.
type ProcessOrigin struct {
	PID        int
	Executable string
	User       string
	// Container is the id or name of the container in which the process runs, as
	// its control group gives it; empty for none, or where nobody can tell.
	Container string
	// Part is [Environment] for the process's environment, empty for its
	// arguments.
	Part string
	// Piece is 0 for the part's whole text. A single argument or variable that
	// is read by itself as well, because the whole text changes it, has its
	// number, counted from 1: what is found there and in the whole is one.
	Piece int
	// Started is when the process began; zero where the system does not say.
	Started time.Time
}

// JournalOrigin says which entry of a systemd journal a text comes from: the
// first of those that hold it. Of what is not known the field is empty.
type JournalOrigin struct {
	// Field is the entry's field that holds the text: "MESSAGE", "_CMDLINE".
	Field string
	// Host is the name of the host that wrote the entry.
	Host string
	// Unit is the unit of systemd that it is from: "logstag-agent.service".
	Unit string
	// Identifier is what the program calls itself, or its short name.
	Identifier string
	// Executable is the path of the program.
	Executable string
	// PID is the number of the process, as text.
	PID string
	// User is the number of the user, as text.
	User string
	// Time is when the entry was received.
	Time time.Time
}
