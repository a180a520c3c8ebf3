package detectors

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/detectors/internal/layer"
	"github.com/leakstag/leakstag/detectors/internal/linehash"
	"github.com/leakstag/leakstag/detectors/internal/prefilter"
	"github.com/leakstag/leakstag/detectors/internal/value"
	"github.com/leakstag/leakstag/rules"
	"github.com/leakstag/leakstag/sources"
)

// Engine looks for the leaks that a set of rules describes. It is safe for
// concurrent use, so that every source may call Scan from every goroutine.
type Engine struct {
	set    *rules.Set
	filter *prefilter.Filter
	// forKeyword lists, for each literal of the filter, what to run at a hit.
	forKeyword []onHit
	apiKeys    *apiKeys
	patterns   []*pattern
	orgKey     []byte

	items, bytes, allowed, unlisted atomic.Int64
	trap                            func(*sources.Fragment) // set by tests

	mu       sync.Mutex
	faults   []sources.Skip // items on which the detectors failed
	findings []Finding
	repeats  map[repeat]int
	inline   []Allowed // of the last Results
	// restored counts, for the items of which findings of an earlier run were
	// restored, how many of a secret there were.
	restored map[*sources.Origin]map[string]int
	// By history: the words that may be keys, the variables that hold some.
	typed     map[string][]typedWord
	variables map[string]map[string]bool
}

// repeat is one secret in one item, or in what one unit wrote to one journal, in
// which every message is an item of its own.
type repeat struct {
	origin     *sources.Origin
	root, path string
	unit       string
	rule       *rules.Rule
	secret     string
}

// maxRepeats is how many places of one secret are kept in one log or history: a
// program that logs its key does so with every line.
const maxRepeats = 100

// onHit says what to run where a keyword was found.
type onHit struct {
	entry      bool         // the name of an entry
	bearer     bool         // the header of a request
	encrypted  bool         // the name of an entry that may be encrypted
	password   bool         // the name of a target's password
	serviceURL bool         // the name of a service's address
	layer      *layer.Place // a keyword within an encoding
	patterns   []int
}

// Options are the choices that an Engine leaves to its user.
type Options struct {
	// FingerprintKey is the organisation's own key for key fingerprints; nil
	// for none.
	FingerprintKey []byte
}

// NewEngine prepares a set of rules for scanning. It keeps the set.
func NewEngine(set *rules.Set, opts Options) (*Engine, error) {
	e := &Engine{set: set, orgKey: opts.FingerprintKey}
	literals := map[string]int{}
	var words []prefilter.Literal
	hitFor := func(word string) *onHit {
		id, ok := literals[word]
		if !ok {
			id = len(words)
			literals[word] = id
			words = append(words, prefilter.Literal{Text: word})
			e.forKeyword = append(e.forKeyword, onHit{})
		}
		return &e.forKeyword[id]
	}
	keys := &apiKeys{
		judge:        value.NewJudge(value.Words{Placeholders: set.Values.Placeholders, Encrypted: set.Values.Encrypted, References: set.Values.References}),
		names:        newNames(set.Names),
		machineBound: set.Values.MachineBound,
	}
	for _, r := range set.Rules {
		if r.Disabled {
			continue
		}
		for _, w := range r.Keywords {
			hit := hitFor(w)
			switch {
			case r.Regex != nil:
				hit.patterns = append(hit.patterns, len(e.patterns))
			case r.Detector == "encrypted-value":
				hit.encrypted = true
			case r.Detector == "target-password":
				hit.password = true
			case r.Detector == "service-url":
				hit.serviceURL = true
			case w == "authorization" || w == "bearer":
				hit.bearer = true
			default:
				hit.entry = true
			}
		}
		switch r.Detector {
		case "":
			e.patterns = append(e.patterns, &pattern{rule: r})
		case "logstag-key":
			keys.logstag = r
		case "api-key":
			keys.other = r
		case "encrypted-value":
			keys.encrypted = r
		case "target-password":
			keys.password = r
		case "service-url":
			keys.serviceURL = r
		}
	}
	e.apiKeys = keys
	if keys.logstag != nil || keys.other != nil {
		encoded := layer.Literals()
		words = slices.Grow(words, len(encoded))
		e.forKeyword = slices.Grow(e.forKeyword, len(encoded))
		for i := range encoded {
			words = append(words, prefilter.Literal{Text: encoded[i].Text, Exact: encoded[i].Exact})
			e.forKeyword = append(e.forKeyword, onHit{layer: &encoded[i].Place})
		}
	}
	filter, err := prefilter.New(words)
	if err != nil {
		return nil, fmt.Errorf("preparing rules: %w", err)
	}
	e.filter = filter
	return e, nil
}

// Emitter gives the callback for one of several sources, by the index at which
// its locator is given to Results. The callback looks for leaks in a fragment and
// keeps what it finds; it does not hold on to the fragment's bytes.
func (e *Engine) Emitter(source int) sources.Emit {
	return func(f sources.Fragment) error { return e.scan(source, f) }
}

func (e *Engine) scan(source int, f sources.Fragment) (err error) {
	defer func() {
		// One item that trips the detectors must not hide the leaks in others.
		if p := recover(); p != nil {
			e.fault(f.Origin, fmt.Errorf("%w at %v: please report this", errTripped, faultPlace()))
		}
	}()
	if e.trap != nil {
		e.trap(&f)
	}
	if f.Before == 0 {
		e.items.Add(1)
	}
	e.bytes.Add(int64(len(f.Data) - f.Before - f.After))
	found := e.detect(source, &f)
	if len(found) == 0 {
		return nil
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range found {
		if (f.Origin.LineText || f.Origin.Journal != nil) && e.repeated(f.Origin, &found[i]) {
			continue
		}
		e.findings = append(e.findings, found[i])
	}
	return nil
}

// errTripped says that a detector failed on an item.
var errTripped = errors.New("the detectors failed")

// fault notes that an item was not searched as a whole.
func (e *Engine) fault(o *sources.Origin, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.faults = append(e.faults, sources.Skip{Origin: *o, Err: err})
}

// faultPlace names the function in which a panic arose, without any value.
func faultPlace() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if strings.Contains(f.Function, "leakstag/detectors") && !strings.Contains(f.Function, "scan.func") {
			return fmt.Sprintf("%s:%d", path.Base(f.Function), f.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

// detect gives the findings that the fragment answers for.
func (e *Engine) detect(source int, f *sources.Fragment) []Finding {
	matches := e.matches(f)
	allowed := func(m *match) bool { return allowedInline(f.Data, m.start, m.end) != nil || e.allowlisted(*m, f) }
	if more := e.apiKeys.copies(f, matches, allowed); len(more) > 0 {
		matches = append(matches, more...)
		slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(a.start, b.start) })
	}
	e.noteTyped(source, f, matches)
	if len(matches) == 0 {
		return nil
	}
	found := make([]Finding, 0, len(matches))
	places := newLocator(f)
	for _, m := range matches {
		if e.allowlisted(m, f) {
			e.allowed.Add(1)
			continue
		}
		found = append(found, Finding{
			Rule: m.rule, Level: m.rule.Level, Remark: m.remark, Secret: m.value(), Name: m.name,
			Origin: *f.Origin, Region: places.region(m.start, m.end), from: source, needsPath: m.needsPath, needsTracked: m.needsTracked,
			allowed: allowedInline(f.Data, m.start, m.end),
		})
	}
	// A blob of a history is read again once its path is known: its many
	// versions need no hash.
	if !pathUnknown(f.Origin) {
		hashLines(f, found)
	}
	return found
}

// hashLines sets the line hashes of findings in a fragment, where it has them.
func hashLines(f *sources.Fragment, found []Finding) {
	if !f.Whole() || f.Origin.Encoding != "" || len(found) == 0 {
		return
	}
	lines := make([]int, len(found))
	for i := range found {
		lines[i] = found[i].Region.StartLine
	}
	for i, h := range linehash.Hashes(f.Data, lines) {
		found[i].LineHash = h
	}
}

// repeated counts a finding in a log, and says that enough of the same secret in
// the same item are kept. The caller holds the lock.
func (e *Engine) repeated(o *sources.Origin, f *Finding) bool {
	if e.repeats == nil {
		e.repeats = map[repeat]int{}
	}
	r := repeat{origin: o, rule: f.Rule, secret: f.identity()}
	if o.Journal != nil {
		r.origin, r.root, r.path, r.unit = nil, o.Root, o.Path, journalName(o.Journal)
	}
	e.repeats[r]++
	n := e.repeats[r]
	if before := e.restored[o]; before != nil {
		n += before[e.keptName(f)]
	}
	if n > maxRepeats {
		e.unlisted.Add(1)
		return true
	}
	return false
}

// matches finds the leaks that the fragment answers for, in the order of their
// places; of several at one place it keeps the one with the best evidence.
func (e *Engine) matches(f *sources.Fragment) []match {
	var all []match
	limit := len(f.Data) - f.After
	keep := func(m match) {
		if m.start >= f.Before && m.start < limit {
			all = append(all, m)
		}
	}
	b := newBudget(f)
	if e.search(f, 0, b, keep) {
		e.searchStructured(f, b, keep)
	}
	if b.over {
		e.fault(f.Origin, errUnpacked)
	}
	e.apiKeys.findSecretFile(f, keep)
	return strongest(all)
}

// search runs the detectors at each hit of a keyword, and says whether there was
// one. Depth counts the layers of encoding that were undone to get at the text. No
// more is made of the text than the budget allows.
func (e *Engine) search(f *sources.Fragment, depth int, b *budget, keep func(match)) (speaks bool) {
	l := newLayers(e, f, depth, b, keep)
	defer l.free()
	e.filter.Find(f.Data, func(literal, pos int) bool {
		if depth > 0 {
			if b.hits <= 0 {
				b.over = true
				return false
			}
			b.hits--
		}
		hit := &e.forKeyword[literal]
		end := pos + e.filter.Len(literal)
		speaks = speaks || e.speaksOfKey(hit, f.Data, pos, end)
		if hit.layer != nil {
			at := *hit.layer
			at.Pos = pos
			l.hit(at)
			return true
		}
		if hit.entry {
			e.apiKeys.find(f, pos, end, keep)
			if f.Data[pos]|0x20 == 'l' { // logstag
				e.apiKeys.findBare(f, pos, end, keep)
			}
		}
		if hit.bearer {
			e.apiKeys.findBearer(f, pos, end, keep)
		}
		if hit.encrypted {
			e.apiKeys.findEncrypted(f, pos, end, keep)
		}
		if hit.password {
			e.apiKeys.findPassword(f, pos, end, keep)
		}
		if hit.serviceURL {
			e.apiKeys.findServiceURL(f, pos, end, keep)
		}
		for _, p := range hit.patterns {
			e.patterns[p].find(f, pos, end, keep)
		}
		layer.Near(f.Data, pos, end, func(encoding layer.Encoding) {
			l.hit(layer.Place{Encoding: encoding, Pos: pos})
		})
		return true
	})
	l.runs()
	return speaks
}

// speaksOfKey says that what was hit may be the name of a secret, as few of the
// things that have "api key" in their names are: api_key_id, ApiKeyService.
func (e *Engine) speaksOfKey(hit *onHit, text []byte, start, end int) bool {
	switch {
	case hit.layer != nil:
		return false
	case hit.password || hit.serviceURL || len(hit.patterns) > 0:
		return true
	case hit.entry || hit.encrypted:
		if bytes.IndexByte(text[start:end], ' ') >= 0 {
			return false // words of a sentence
		}
		ns, ne := entry.Name(text, start, end)
		return text[start]|0x20 == 'l' || e.apiKeys.names.kind(string(text[ns:ne])) != notAKey
	}
	return false
}

// Scanned says how many items and bytes were scanned so far.
func (e *Engine) Scanned() (items, bytes int64) { return e.items.Load(), e.bytes.Load() }

// Unlisted says how many places were counted but not kept, because a hundred
// places of the same secret in the same log or history were kept already.
func (e *Engine) Unlisted() int64 { return e.unlisted.Load() }

// Allowed says how many leaks were left out because an allow list of the rules
// allows them.
func (e *Engine) Allowed() int64 { return e.allowed.Load() }
