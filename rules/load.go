package rules

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// maxExtends is how many files may extend each other.
const maxExtends = 8

// Load adds the rules of a file to the set. A rule with the id of an earlier one
// replaces it. The error is [Faults], all that is wrong with the file's content,
// each with its line, or says why a file could not be read. After an error the
// set is not fit for use.
func (s *Set) Load(path string) error { return s.load(path, nil) }

// load loads a file that the files in parents extend.
func (s *Set) load(path string, parents []string) error {
	text, err := read(path, parents != nil)
	if err != nil {
		return fmt.Errorf("reading rule file: %w", err)
	}
	return s.addFile(path, text, parents)
}

// maxFile is the size, in bytes, of the largest rule file.
const maxFile = 16 << 20

// read reads a rule file. A repository may bring one that names others, so those
// are neither trusted to be files nor to end.
func read(path string, named bool) ([]byte, error) {
	if info, err := os.Stat(path); err == nil && named && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(text) > maxFile {
		err = fmt.Errorf("%s: larger than %d bytes", path, maxFile)
	}
	return text, err
}

// add adds the rules of a file's text.
func (s *Set) add(path string, text []byte) error { return s.addFile(path, text, nil) }

func (s *Set) addFile(path string, text []byte, parents []string) error {
	var file ruleFile
	dec := toml.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&file); err != nil {
		return tomlFaults(path, err)
	}
	l := &loader{set: s, path: path, lines: findLines(text), parents: append(slices.Clip(parents), path)}
	if err := l.extend(&file.Extend); err != nil {
		return err
	}
	for name, advice := range file.Advice {
		s.Advice[name] = advice
	}
	l.rules(file.Rules)
	l.organisation(&file)
	s.Allowlists = append(s.Allowlists, l.allowlists(file.Allowlist, file.Allowlists, "", "")...)
	l.disable(&file.Extend) // last: a rule of this very file may be meant
	if len(l.faults) > 0 {
		slices.SortStableFunc(l.faults, func(a, b *Fault) int { return cmp.Compare(a.Line, b.Line) })
		return l.faults
	}
	s.Values.Placeholders = append(s.Values.Placeholders, lower(file.Values.Placeholders)...)
	s.Values.Encrypted = append(s.Values.Encrypted, lower(file.Values.Encrypted)...)
	s.Values.MachineBound = append(s.Values.MachineBound, lower(file.Values.MachineBound)...)
	s.Values.References = append(s.Values.References, lower(file.Values.References)...)
	s.Names.NotKeys = append(s.Names.NotKeys, lower(file.Names.NotKeys)...)
	s.Names.NotClear = append(s.Names.NotClear, lower(file.Names.NotClear)...)
	s.Names.Generic = append(s.Names.Generic, lower(file.Names.Generic)...)
	s.Names.LogstagKeys = append(s.Names.LogstagKeys, lower(file.Names.LogstagKeys)...)
	s.Names.LogstagNot = append(s.Names.LogstagNot, lower(file.Names.LogstagNot)...)
	s.TemplatePaths = append(s.TemplatePaths, file.Templates.Paths...)
	return nil
}

// loader adds one file to a set and collects what is wrong with it.
type loader struct {
	set     *Set
	path    string
	parents []string // this file's, and this file
	lines   lines
	faults  Faults
}

// fault records that something is wrong at a path such as "rules[0].regex".
func (l *loader) fault(at string, err error) {
	l.faults = append(l.faults, &Fault{File: l.path, Line: l.lines.of(at), Err: err})
}

// extend does what the file asks for before its own rules are added. The error
// is that of another file.
func (l *loader) extend(e *extendEntry) error {
	if e.URL != "" {
		l.fault("extend.url", errors.New("extend.url: leakstag makes no network connection: download the file and name it with extend.path"))
	}
	if e.UseDefault != nil && !*e.UseDefault {
		l.set.Rules = nil
	}
	if e.Path == "" {
		return nil
	}
	path := e.Path
	if !filepath.IsAbs(path) {
		path = filepath.Join(filepath.Dir(l.path), path)
	}
	switch {
	case slices.Contains(l.parents, path):
		l.fault("extend.path", fmt.Errorf("extend.path: %s extends itself", path))
	case len(l.parents) >= maxExtends:
		l.fault("extend.path", fmt.Errorf("extend.path: more than %d files extend each other", maxExtends))
	default:
		if err := l.set.load(path, l.parents); err != nil {
			if faults := (Faults)(nil); errors.As(err, &faults) {
				return err
			}
			l.fault("extend.path", fmt.Errorf("extend.path: %w", err))
		}
	}
	return nil
}

// disable switches rules off and on. One that is off stays in the set, so that
// it can be shown and switched on.
func (l *loader) disable(e *extendEntry) {
	for _, list := range []struct {
		name string
		ids  []string
		off  bool
	}{{"disabledRules", e.DisabledRules, true}, {"enabledRules", e.EnabledRules, false}} {
		for i, id := range list.ids {
			r := l.set.Rule(id)
			if r == nil {
				l.fault(fmt.Sprintf("extend.%s[%d]", list.name, i), fmt.Errorf("%s: there is no rule %q", list.name, id))
				continue
			}
			switched := *r
			switched.Disabled = list.off
			l.set.put(&switched)
		}
	}
}

// rules adds the file's rules.
func (l *loader) rules(entries []ruleEntry) {
	first := map[string]int{}
	for i := range entries {
		e := &entries[i]
		at := fmt.Sprintf("rules[%d]", i)
		before := len(l.faults)
		fault := func(field string, err error) {
			l.fault(join(at, field), fmt.Errorf("rule %q: %w", e.ID, err))
		}
		if j, twice := first[e.ID]; twice && e.ID != "" {
			fault("id", fmt.Errorf("line %d has a rule of that id", l.lines.of(fmt.Sprintf("rules[%d]", j))))
		}
		first[e.ID] = i
		rule := e.rule(fault)
		rule.Allowlists = l.allowlists(e.Allowlist, e.Allowlists, at, fmt.Sprintf("rule %q: ", e.ID))
		if _, ok := l.set.Advice[rule.Advice]; !ok && rule.Advice != "" {
			fault("advice", fmt.Errorf("there is no advice %q: add [advice.%s]", rule.Advice, rule.Advice))
		}
		if len(l.faults) == before {
			l.set.put(rule)
		}
	}
}

// organisation adds the rule for an organisation's own form of agent keys.
func (l *loader) organisation(file *ruleFile) {
	for _, own := range []struct{ field, text, pattern string }{
		{"key_pattern", file.KeyPattern, file.KeyPattern},
		{"key_prefix", file.KeyPrefix, prefixPattern(file.KeyPrefix)},
	} {
		if own.text == "" {
			continue
		}
		before := len(l.faults)
		rule := keyPatternRule(own.field, own.pattern, func(_ string, err error) {
			l.fault(own.field, fmt.Errorf("%s: %w", own.field, err))
		})
		if len(l.faults) == before {
			l.set.put(rule)
		}
	}
}

// allowlists checks the allow lists of the rule at a path, or, for an empty path,
// of the file. Whose they are is said before what is wrong with them.
func (l *loader) allowlists(single *allowEntry, many []allowEntry, at, whose string) []Allowlist {
	var out []Allowlist
	add := func(e *allowEntry, path, name string) {
		before := len(l.faults)
		a := e.allowlist(func(field string, err error) {
			l.fault(join(path, field), fmt.Errorf("%s%s: %w", whose, name, err))
		})
		if len(l.faults) == before {
			out = append(out, a)
		}
	}
	for i := range many {
		add(&many[i], join(at, fmt.Sprintf("allowlists[%d]", i)), fmt.Sprintf("allowlist %d", i+1))
	}
	if single != nil {
		add(single, join(at, "allowlist"), fmt.Sprintf("allowlist %d", len(many)+1))
	}
	return out
}

func lower(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// tomlFaults gives a decoding error with its places in the file. The decoder's
// own text is used only where it says nothing about the file's content.
func tomlFaults(path string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		var faults Faults
		for i := range strict.Errors {
			e := &strict.Errors[i]
			row, col := e.Position()
			faults = append(faults, &Fault{path, row, col, fmt.Errorf("unknown field %q", strings.Join(e.Key(), "."))})
		}
		return faults
	}
	var syntax *toml.DecodeError
	if errors.As(err, &syntax) {
		row, col := syntax.Position()
		return Faults{{path, row, col, err}}
	}
	return Faults{{File: path, Err: err}}
}
