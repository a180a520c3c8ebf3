package detectors

import (
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"strconv"

	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// Kept is a finding as it can be kept from one run to the next, and on a disk: all
// but its secret, of which nothing is kept by which a weak one could be guessed.
// It marshals to JSON.
type Kept struct {
	Rule        string      `json:"rule"`
	Level       rules.Level `json:"level"`
	LevelReason string      `json:"reason,omitempty"`
	Remark      string      `json:"remark,omitempty"`
	Mask        string      `json:"mask,omitempty"`
	Length      int         `json:"length,omitempty"`
	Characters  int         `json:"characters,omitempty"` // Length is in bytes
	// Key is the key's fingerprint. Without one, Group is equal for equal secrets
	// that were kept: a number that says nothing else.
	Key         string `json:"key,omitempty"`
	Group       uint64 `json:"group,omitempty"`
	Fingerprint string `json:"fingerprint,omitempty"`
	Name        string `json:"name,omitempty"`
	LineHash    string `json:"hash,omitempty"`
	Region      Region `json:"region"`

	Source   sources.Kind           `json:"source"`
	Root     string                 `json:"root,omitempty"`
	File     string                 `json:"file,omitempty"`
	Inner    string                 `json:"inner,omitempty"` // as of Origin
	Member   string                 `json:"member,omitempty"`
	Encoding string                 `json:"encoding,omitempty"`
	LineText bool                   `json:"lines,omitempty"`
	Command  *sources.CommandOrigin `json:"command,omitempty"`
	Process  *sources.ProcessOrigin `json:"process,omitempty"`
	Journal  *sources.JournalOrigin `json:"journal,omitempty"`
	AlsoIn   []sources.Kind         `json:"also,omitempty"`
	// Allowed says that a comment on its line allows it, Reason what the comment says.
	Allowed bool   `json:"allowed,omitempty"`
	Reason  string `json:"why,omitempty"`
}

// Keeper makes findings ready to be kept. It is for one goroutine.
type Keeper struct {
	clean  *cleaner
	groups map[string]uint64
}

// NewKeeper makes a Keeper. The findings are those of which the secrets are looked
// for in the texts of others.
func (e *Engine) NewKeeper(findings []Finding) *Keeper {
	return &Keeper{clean: newCleaner(e, findings), groups: map[string]uint64{}}
}

// Keep gives a finding without its secret, and without the file in which it lies,
// which is for the caller to know. It is false for a finding that can't be kept:
// a text in it, such as the name of an archive's member, holds a secret.
func (k *Keeper) Keep(f *Finding) (Kept, bool) {
	o := &f.Origin
	kept := Kept{
		Rule: f.Rule.ID, Level: f.Level, LevelReason: f.LevelReason, Remark: f.Remark,
		Fingerprint: f.Fingerprint, Name: f.Name, LineHash: f.LineHash, Region: f.Region,
		Source: o.Source, Inner: o.Inner(), Member: o.Member, Encoding: o.Encoding, LineText: o.LineText,
		Command: o.Command, Process: o.Process, Journal: o.Journal, AlsoIn: f.AlsoIn,
	}
	if f.allowed != nil {
		kept.Allowed, kept.Reason = true, f.allowed.reason
	}
	if f.Secret.Len() > 0 {
		kept.Mask, kept.Length, kept.Characters = f.Secret.Mask(), f.Secret.Len(), f.Secret.characters()
		if kept.Key = KeyFingerprint(f.Secret, k.clean.engine.orgKey); kept.Key == "" {
			kept.Group = k.group(f.Secret)
		}
	}
	return kept, o.Git == nil && k.isClean(f)
}

// KeepPlaced is Keep for a finding that Results gave, with its file.
func (k *Keeper) KeepPlaced(f *Finding) Kept {
	kept, _ := k.Keep(f)
	kept.Root, kept.File = f.Origin.Root, f.Origin.File()
	return kept
}

// group gives the number of a weak secret.
func (k *Keeper) group(s Secret) uint64 {
	if s.kept != nil {
		return s.kept.group
	}
	id := s.identity()
	if k.groups[id] == 0 {
		var random [8]byte
		rand.Read(random[:]) // never fails
		k.groups[id] = binary.LittleEndian.Uint64(random[:]) | 1
	}
	return k.groups[id]
}

// isClean says that no text of the finding, but for its file's path, holds a
// secret.
func (k *Keeper) isClean(f *Finding) bool {
	texts := []string{f.Name, f.Origin.Inner(), f.Origin.Member}
	if f.allowed != nil {
		texts = append(texts, f.allowed.reason)
	}
	if c := f.Origin.Command; c != nil {
		texts = append(texts, c.User)
	}
	if j := f.Origin.Journal; j != nil {
		texts = append(texts, j.Host, j.Unit, j.Identifier, j.Executable, j.PID, j.User)
	}
	for _, t := range texts {
		if k.clean.text(t) != t {
			return false
		}
	}
	return true
}

// Recall gives the finding that was kept, as one in the file that root and file
// name as Origin does; empty for that which Kept names. It is false if there is no
// such rule any more.
func (e *Engine) Recall(k *Kept, root, file string) (Finding, bool) {
	var rule *rules.Rule
	for _, r := range e.set.Rules {
		if r.ID == k.Rule {
			rule = r
		}
	}
	if rule == nil {
		return Finding{}, false
	}
	if file == "" {
		root, file = k.Root, k.File
	}
	f := Finding{
		Rule: rule, Level: k.Level, LevelReason: k.LevelReason, Remark: k.Remark, KeyFingerprint: k.Key,
		Fingerprint: k.Fingerprint, Name: k.Name, LineHash: k.LineHash, Region: k.Region, AlsoIn: k.AlsoIn,
		Origin: sources.Origin{
			Source: k.Source, Root: root, Path: file + k.Inner, Member: k.Member, Encoding: k.Encoding, LineText: k.LineText,
			Command: k.Command, Process: k.Process, Journal: k.Journal,
		},
	}
	if k.Member != "" {
		f.Origin.Archive = file
	}
	if k.Allowed {
		f.allowed = &allowance{reason: k.Reason}
	}
	if k.Length > 0 {
		f.Secret.kept = &keptSecret{mask: k.Mask, length: k.Length, characters: k.Characters, fingerprint: k.Key, group: k.Group}
	}
	return f, true
}

// Restore adds findings of an earlier run, that were kept before Results, to those
// of this one. If at is not nil, it is the origin of the item in which they lie,
// which is about to be read on.
func (e *Engine) Restore(source int, at *sources.Origin, list []Finding) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range list {
		list[i].from = source
		e.findings = append(e.findings, list[i])
		if at == nil {
			continue
		}
		if e.restored == nil {
			e.restored = map[*sources.Origin]map[string]int{}
		}
		if e.restored[at] == nil {
			e.restored[at] = map[string]int{}
		}
		e.restored[at][e.keptName(&list[i])]++
	}
}

// keptName is equal for findings of one rule and secret, as far as that can be
// told of a kept one.
func (e *Engine) keptName(f *Finding) string {
	return strconv.FormatBool(f.allowed != nil) + f.Rule.ID + "\x00" + cmp.Or(KeyFingerprint(f.Secret, e.orgKey), f.Secret.Mask())
}

// Collected gives what was found so far, as Restore takes it. Findings that need
// what only a Locator could tell are left out.
func (e *Engine) Collected() []Finding {
	e.mu.Lock()
	defer e.mu.Unlock()
	var out []Finding
	for _, f := range e.findings {
		if !f.needsPath && !f.needsTracked {
			out = append(out, f)
		}
	}
	return out
}

// FingerprintAt is the fingerprint that a finding outside of repositories would
// have in a file with this absolute path; the path may be anything that names
// places.
func (e *Engine) FingerprintAt(f *Finding, file string) string {
	g := *f
	g.Origin.Root, g.Origin.Path = "", file+f.Origin.Inner()
	g.Origin.Archive = ""
	if g.Origin.Member != "" {
		g.Origin.Archive = file
	}
	e.settle(&g)
	return g.Fingerprint
}
