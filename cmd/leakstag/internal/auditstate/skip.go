package auditstate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/leakstag/leakstag/sources"
)

// KeptSkip is a part of a file that was not read, as it is kept.
type KeptSkip struct {
	Inner    string `json:"inner,omitempty"` // as of sources.Origin
	Member   string `json:"member,omitempty"`
	Text     string `json:"text"`
	Reason   string `json:"reason,omitempty"` // one of reasons
	LineText bool   `json:"lines,omitempty"`
}

// reasonError is an error that reports tell from others.
type reasonError struct {
	name string
	err  error
}

// reasons are those errors.
func reasons() []reasonError {
	return []reasonError{
		{"permission", fs.ErrPermission}, {"gone", fs.ErrNotExist}, {"large", sources.ErrTooLarge},
		{"special", sources.ErrSpecial}, {"time", context.DeadlineExceeded},
	}
}

// reasonOf names the reason of an error; empty for all others.
func reasonOf(err error) string {
	for _, known := range reasons() {
		if errors.Is(err, known.err) {
			return known.name
		}
	}
	return ""
}

// reasonNamed gives the error of a name; nil for all others.
func reasonNamed(name string) error {
	for _, known := range reasons() {
		if known.name == name {
			return known.err
		}
	}
	return nil
}

// keepSkip gives a skip, whose texts are clean, to be kept. It is false if reading
// again might be of use although the file is the same.
func keepSkip(s *sources.Skip) (KeptSkip, bool) {
	var system syscall.Errno
	if errors.As(s.Err, &system) || errors.Is(s.Err, context.DeadlineExceeded) {
		return KeptSkip{}, false
	}
	o := &s.Origin
	return KeptSkip{Inner: o.Inner(), Member: o.Member, Text: s.Err.Error(), Reason: reasonOf(s.Err), LineText: o.LineText}, true
}

// recall gives the skip as one of a file.
func (k *KeptSkip) recall(file *sources.Origin) sources.Skip {
	o := sources.Origin{Source: file.Source, Root: file.Root, Path: file.Path + k.Inner, Member: k.Member, LineText: k.LineText}
	if k.Member != "" {
		o.Archive = file.Path
	}
	return sources.Skip{Origin: o, Err: &keptError{k.Text, reasonNamed(k.Reason)}}
}

// keptError is the error of a skip that was kept.
type keptError struct {
	text   string
	reason error
}

func (e *keptError) Error() string        { return e.text }
func (e *keptError) Is(target error) bool { return e.reason != nil && errors.Is(e.reason, target) }

// SkipID names what was skipped, and why, from run to run.
func (s *State) SkipID(skip *sources.Skip) string {
	o := &skip.Origin
	why := reasonOf(skip.Err)
	if many := (*sources.ManyError)(nil); errors.As(skip.Err, &many) {
		why = many.What + ": " + reasonOf(many.Err)
	}
	if why == "" {
		why = strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return -1 // how far it was read may differ
			}
			return r
		}, skip.Err.Error())
	}
	place := o.Path
	if o.Root != "" {
		place = path.Join(filepath.ToSlash(o.Root), place)
	}
	if o.Process != nil {
		place = "process" // its number is another each time
	}
	sum := sha256.Sum256([]byte(string(s.Key[:]) + string(o.Source) + "\x00" + place + "\x00" + why))
	return hex.EncodeToString(sum[:8])
}
