package detectors

import (
	"github.com/leakstag/leakstag/detectors/internal/structure"
	"github.com/leakstag/leakstag/sources"
)

// maxStructures is how deep notations are read within each other: a here-document
// in a script in a pipeline's YAML.
const maxStructures = 4

// searchStructured looks for leaks in the fragment as a reader of its notation
// sees it. The fragment must hold a keyword, or it is not worth being read, and
// must hold its item as a whole.
func (e *Engine) searchStructured(f *sources.Fragment, b *budget, keep func(match)) {
	if f.Before > 0 || f.After > 0 {
		return
	}
	format := structure.FormatOf(f.Origin, f.Data)
	if format == structure.Plain {
		return
	}
	e.searchViews(f.Origin, format, f.Data, 0, b, func(m match) {
		m.structured = true
		keep(m)
	})
}

// searchViews looks for leaks in the views of a text. A view that holds aliases may
// be some times its text, and views lie within views: what they hold between them
// is bounded by the budget.
func (e *Engine) searchViews(o *sources.Origin, format structure.Format, text []byte, depth int, b *budget, keep func(match)) {
	// An error is no skip: the text itself was searched.
	_ = structure.Read(format, text, func(v *structure.View) {
		if b.viewed <= 0 {
			b.over = true
			return
		}
		b.viewed -= len(v.Text)
		outward := func(m match) {
			m.start, m.end = v.Map.Original(m.start, m.end)
			if m.start < m.end { // else the reader wrote it, not the item's author
				keep(m)
			}
		}
		origin := viewOrigin(o, v)
		f := sources.Fragment{Origin: origin, Data: v.Text, Line: 1}
		e.search(&f, 1, b, outward)
		if v.Path != "" && e.apiKeys != nil {
			e.apiKeys.findSecretFile(&f, outward)
		}
		if v.Format != structure.Plain && depth < maxStructures {
			e.searchViews(origin, v.Format, v.Text, depth+1, b, outward)
		}
	})
}

// viewOrigin gives the origin with which a view is judged: where a command writes
// a file, that file in what the command was found in.
func viewOrigin(o *sources.Origin, v *structure.View) *sources.Origin {
	if v.Path == "" {
		return o
	}
	file := *o
	file.Path, file.Archive, file.Member = o.Path+"!"+v.Path, o.File(), v.Path
	file.LineText = false
	return &file
}
