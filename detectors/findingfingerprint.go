package detectors

import (
	"cmp"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// The domain tags of the two parts of a finding's fingerprint.
const (
	whatDomain  = "leakstag finding fingerprint v1 what\x00"
	whereDomain = "leakstag finding fingerprint v1 where\x00"
)

// The lengths of the parts.
const (
	whatLength  = 16
	whereLength = 8
)

// findingFingerprint names a finding in two parts, "lf1-WHAT-WHERE": when a file is
// moved only the second changes.
func (e *Engine) findingFingerprint(f *Finding) string {
	key := f.KeyFingerprint
	if key == "" {
		// Nothing from which the value, or another on its line, could be guessed
		// back: only what every report shows beside the value.
		key = "weak\x00" + f.Name + "\x00" + strconv.Itoa(f.Secret.characters())
	}
	// Which of the two rules an entry comes under depends on what else was
	// scanned: the finding is the same.
	rule := f.Rule.ID
	if f.Rule == e.apiKeys.logstag || f.Rule == e.apiKeys.other {
		rule = "api-key"
	}
	return "lf1-" + tag(e.orgKey, whatDomain, rule, key) + "-" + e.where(placeName(f))
}

func (e *Engine) where(place string) string { return tag(e.orgKey, whereDomain, place)[:whereLength] }

// RepositoryWhere gives the second part of the fingerprints of what lies in a file
// of a repository, by the file's path in it.
func (e *Engine) RepositoryWhere(path string) string { return e.where(repositoryPlace(path)) }

func repositoryPlace(path string) string { return "repository\x00" + path }

// SplitFingerprint takes the fingerprint of a finding apart: what is equal for all
// findings of one key under one rule, where for all that lie in one file. It says
// false of anything that is no such fingerprint.
func SplitFingerprint(fingerprint string) (what, where string, ok bool) {
	rest, ok := strings.CutPrefix(fingerprint, "lf1-")
	if !ok {
		return "", "", false
	}
	what, where, ok = strings.Cut(rest, "-")
	return what, where, ok && isTag(what, whatLength) && isTag(where, whereLength)
}

// IsKeyFingerprint says that a text has the form of a key's fingerprint.
func IsKeyFingerprint(s string) bool {
	rest, ok := strings.CutPrefix(s, "lk1-")
	return ok && isTag(rest, whatLength)
}

// isTag says that s is n characters of base32 as tag writes it.
func isTag(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") == ""
}

// placeName names a finding's place without its line, and without what differs
// between two clones of one repository.
func placeName(f *Finding) string {
	o := &f.Origin
	switch {
	case o.Git != nil && o.Git.Type != sources.Blob && o.Git.Type != "":
		return "object\x00" + o.Git.Object + "\x00" + o.Git.Part
	case o.RepositoryPath != "":
		return repositoryPlace(o.RepositoryPath + o.Inner())
	case o.Process != nil:
		name := "process\x00" + path.Base(filepath.ToSlash(o.Process.Executable))
		if o.Process.Part != "" {
			name += "\x00" + o.Process.Part
		}
		return name
	}
	if o.Journal != nil {
		// A journal's files are renamed as they grow old.
		return "journal\x00" + journalName(o.Journal)
	}
	return "file\x00" + absolute(o)
}

// journalName names what wrote an entry of a journal.
func journalName(j *sources.JournalOrigin) string { return cmp.Or(j.Unit, j.Identifier, j.Field) }

// absolute gives the item's full path with forward slashes.
func absolute(o *sources.Origin) string {
	if o.Root == "" {
		return o.Path
	}
	return path.Join(filepath.ToSlash(o.Root), o.Path)
}
