package report

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// Where a secret lies, as every format shows it.
//
//	item                       shown as                       URI
//	file below Run.Root        deploy/agent.toml              deploy/agent.toml
//	any other file             /etc/logstag-agent.toml        file:///etc/logstag-agent.toml
//	member of an archive       backup.tgz!etc/agent.toml      backup.tgz%21etc/agent.toml
//	file in a history          its path in the tree, as if it still lay in the work tree
//	blob without a path        object 1a2b3c4d5e              blob/<id>
//	commit, annotated tag      commit 1a2b3c4d5e message      commit/<id>, tag/<id>
//	history without a file     history of ada (bash)          shell-history/ada/bash
//	process                    process 4242                   file:///proc/4242/cmdline
//	its environment            environment of process 4242    file:///proc/4242/environ
//	journal, by journalctl     journal of agent.service       journal/web1/agent.service
//	standard input             stdin                          stdin
//
// In SARIF a member's place is the archive, because that is a file that a viewer
// can show; which member it is, and the line there, is said beside it.
//
// The URIs of what is no file name nothing that can be opened. They are there
// because code scanning refuses a report in which one result has no location,
// and they are equal from run to run, which tells results apart.

// displayPlace gives the text for the place of an item, without a line, free of
// anything that a terminal acts on. root is Run.Root; at is the place in the
// history, if there is one.
func displayPlace(root string, o *sources.Origin, at *sources.GitPlace) string {
	return visible(rawPlace(root, o, at))
}

// rawPlace is displayPlace for a format that escapes by itself.
func rawPlace(root string, o *sources.Origin, at *sources.GitPlace) string {
	if base, p, ok := filePath(o, at); ok {
		if below, ok := relative(root, base, p); ok {
			return below
		}
		return join(base, p)
	}
	switch {
	case isObject(o):
		name := objectName(o.Git.Type) + " " + shortID(o.Git.Object)
		if o.Git.Part != "" {
			name += " " + o.Git.Part
		}
		return name + o.Inner()
	case o.Process != nil:
		name := "process " + strconv.Itoa(o.Process.PID)
		if o.Process.Part != "" {
			name = o.Process.Part + " of " + name
		}
		return name
	case o.Journal != nil:
		if by := journalName(o.Journal); by != "" {
			return "journal of " + by
		}
		return "journal"
	case o.Command != nil:
		return fmt.Sprintf("history of %s (%s)", orUnknown(o.Command.User), orUnknown(o.Command.Shell))
	case o.Source != "":
		return string(o.Source)
	}
	return "unknown place"
}

// placeURI gives the URI for the place of an item, percent-encoded; below says
// that it is relative to Run.Root.
func placeURI(root string, o *sources.Origin, at *sources.GitPlace) (uri string, below bool) {
	if base, p, ok := filePath(o, at); ok {
		if rel, ok := relative(root, base, p); ok && !dotted(rel) {
			return relativeURI(rel), true
		}
		if abs := join(base, p); isAbsolute(abs) && !dotted(strings.TrimLeft(abs, "/")) {
			return fileURI(abs), false
		}
		if !isObject(o) && !dotted(p) {
			return relativeURI(p), false
		}
	}
	switch {
	case isObject(o):
		return relativeURI(objectKind(o.Git.Type) + "/" + o.Git.Object), false
	case o.Process != nil:
		file := "/cmdline"
		if o.Process.Part == sources.Environment {
			file = "/environ"
		}
		return "file:///proc/" + strconv.Itoa(o.Process.PID) + file, false
	case o.Journal != nil:
		return "journal/" + url.PathEscape(orUnknown(o.Journal.Host)) + "/" + url.PathEscape(orUnknown(journalName(o.Journal))), false
	case o.Command != nil:
		return "shell-history/" + url.PathEscape(orUnknown(o.Command.User)) +
			"/" + url.PathEscape(orUnknown(o.Command.Shell)), false
	case o.Source != "":
		return url.PathEscape(string(o.Source)), false
	}
	return "unknown", false
}

// outerFile gives the origin of the file that an item is, or in which it is a
// member.
func outerFile(o sources.Origin) sources.Origin {
	o.Path = o.File()
	o.Archive, o.Member = "", ""
	return o
}

// hasLines says that a line and a column mean something in the place: a
// process's arguments are one line, whatever is in them, and its environment is a
// list without an order; of a journal's entries each is a text of its own.
func hasLines(o *sources.Origin) bool {
	return o.Journal == nil && (o.Process == nil || o.Path != "")
}

// journalName names what wrote an entry of a journal; empty if nobody knows.
func journalName(j *sources.JournalOrigin) string { return cmp.Or(j.Unit, j.Identifier) }

// filePath gives the file that an item is or comes from: p below the folder base
// (which is empty where p stands for itself).
func filePath(o *sources.Origin, at *sources.GitPlace) (base, p string, ok bool) {
	if at != nil && at.Path != "" {
		base = o.Repository
		if base == "" {
			base = o.Root
		}
		return base, at.Path + o.Inner(), true
	}
	if o.Path == "" || o.Archive == "" && o.Member != "" || // in a blob without a path
		o.Source == sources.Stdin && o.Path == "-" {
		return "", "", false
	}
	return o.Root, o.Path, true
}

// relative gives the path of base/p below root, where it lies there. Nothing is
// cleaned: a tree may hold an entry called "..", and that must not make it look
// like another file.
func relative(root, base, p string) (string, bool) {
	if root == "" {
		return "", false
	}
	root = strings.TrimSuffix(slashed(root), "/") + "/"
	abs := join(base, p)
	if len(abs) <= len(root) {
		return "", false
	}
	head := abs[:len(root)]
	if head == root || isWindows(root) && strings.EqualFold(head, root) {
		return abs[len(root):], true
	}
	return "", false
}

// join puts p below base, with forward slashes.
func join(base, p string) string {
	if base == "" {
		return slashed(p)
	}
	return strings.TrimSuffix(slashed(base), "/") + "/" + p
}

// slashed gives a path forward slashes if it is an absolute path of Windows. On
// other systems a backslash is part of a name. The path itself says which it is,
// so that a report does not depend on the system that writes it.
func slashed(p string) string {
	if isWindows(p) {
		return strings.ReplaceAll(p, `\`, "/")
	}
	return p
}

// isWindows knows C:\x, C:/x and \\server\share.
func isWindows(p string) bool {
	if strings.HasPrefix(p, `\\`) {
		return true
	}
	if len(p) < 3 || p[1] != ':' || p[2] != '\\' && p[2] != '/' {
		return false
	}
	c := p[0] | 0x20
	return 'a' <= c && c <= 'z'
}

func isAbsolute(p string) bool { return strings.HasPrefix(p, "/") || isWindows(p) }

// dotted says that a path holds a segment that a reader of its URI would take
// away.
func dotted(p string) bool {
	for s := range strings.SplitSeq(p, "/") {
		if s == "" || s == "." || s == ".." {
			return true
		}
	}
	return false
}

// relativeURI encodes a relative path. A colon in its first segment would be
// taken for the end of a scheme (RFC 3986, section 4.2).
func relativeURI(p string) string {
	first, rest, more := strings.Cut(p, "/")
	first = strings.ReplaceAll((&url.URL{Path: first}).EscapedPath(), ":", "%3A")
	if !more {
		return first
	}
	return first + (&url.URL{Path: "/" + rest}).EscapedPath()
}

// fileURI encodes an absolute path with forward slashes (RFC 8089): /etc/x,
// C:/x or //server/share/x.
func fileURI(p string) string {
	if server, ok := strings.CutPrefix(p, "//"); ok {
		host, rest, _ := strings.Cut(server, "/")
		return "file://" + url.PathEscape(host) + (&url.URL{Path: "/" + rest}).EscapedPath()
	}
	if !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath()
}

func isObject(o *sources.Origin) bool { return o.Git != nil && o.Git.Object != "" }

// objectKind is the first segment of the URI of an object that has no path.
func objectKind(t sources.ObjectType) string {
	if t == sources.Commit || t == sources.Tag {
		return string(t)
	}
	return string(sources.Blob)
}

func objectName(t sources.ObjectType) string {
	if t == sources.Commit || t == sources.Tag {
		return string(t)
	}
	return "object"
}

// shortID is as much of an object's id as people are shown.
func shortID(id string) string {
	const shown = 10
	if len(id) > shown {
		id = id[:shown]
	}
	return visible(id)
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}
