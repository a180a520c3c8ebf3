package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"

	"github.com/leakstag/leakstag/rules"
)

// TestCorpus scans the labelled corpus and compares: every leak must be found, at
// its place, under its rule and with its value, and nothing else.
func TestCorpus(t *testing.T) {
	set, err := rules.Default()
	if err != nil {
		t.Fatal(err)
	}
	labels := readLabels(t)
	ofSource := map[string][]string{}
	for _, file := range slices.Sorted(maps.Keys(labels)) {
		source, _, _ := strings.Cut(file, "/")
		ofSource[source] = append(ofSource[source], file)
	}
	var scores []score
	for _, source := range slices.Sorted(maps.Keys(ofSource)) {
		read := corpusReaders[source]
		if read == nil {
			t.Errorf("%s: nothing reads that folder", source)
			continue
		}
		t.Run(source, func(t *testing.T) {
			found := read(t, set, ofSource[source])
			scores = append(scores, compare(t, source, ofSource[source], labels, found)...)
		})
	}
	t.Log("\n" + table(scores))
	checkSize(t, labels)
}

// checkSize fails if the corpus is too small to say anything.
func checkSize(t *testing.T, labels map[string][]labelled) {
	t.Helper()
	with, without := 0, 0
	for _, list := range labels {
		if len(list) > 0 {
			with++
		} else {
			without++
		}
	}
	if with < 200 || without < 150 {
		t.Errorf("the corpus has %d files with leaks and %d without, want 200 and 150", with, without)
	}
}

// score counts for one form of one source.
type score struct {
	source, form           string
	files                  int
	labelled, right, wrong int // leaks
}

func (s *score) add(o score) {
	s.files += o.files
	s.labelled += o.labelled
	s.right += o.right
	s.wrong += o.wrong
}

// compare scores each form of a source, and fails the test for each difference.
func compare(t *testing.T, source string, files []string, labels map[string][]labelled, found []labelled) []score {
	t.Helper()
	forms := map[string]*score{}
	formOf := func(file string) *score {
		_, below, _ := strings.Cut(file, "/")
		form, _, _ := strings.Cut(below, "/")
		if forms[form] == nil {
			forms[form] = &score{source: source, form: form}
		}
		return forms[form]
	}
	open := map[labelled]int{}
	for _, l := range found {
		open[l.same()]++
	}
	for _, file := range files {
		s := formOf(file)
		s.files++
		for _, l := range labels[file] {
			if !slices.Contains(corpusRules, l.rule) {
				continue
			}
			s.labelled++
			if open[l.same()] > 0 {
				open[l.same()]--
				s.right++
				continue
			}
			t.Errorf("%s: not found: %s, %s", l.place(), l.rule, l.shown)
		}
	}
	slices.SortFunc(found, func(a, b labelled) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line), cmp.Compare(a.col, b.col))
	})
	for _, l := range found {
		if open[l.same()] > 0 {
			open[l.same()]--
			formOf(l.file).wrong++
			t.Errorf("%s: found, but is not labelled so: %s, %s", l.place(), l.rule, l.shown)
		}
	}
	list := make([]score, 0, len(forms))
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		list = append(list, *forms[form])
	}
	return list
}

// table shows scores by form, by source, and all in all.
func table(scores []score) string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "source\tform\tfiles\tleaks\tfound\twrong\trecall\tprecision")
	row := func(s score) {
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", s.source, s.form, s.files, s.labelled, s.right, s.wrong,
			percent(s.right, s.labelled), percent(s.right, s.right+s.wrong))
	}
	bySource := map[string]*score{}
	for _, s := range scores {
		row(s)
		if bySource[s.source] == nil {
			bySource[s.source] = &score{source: s.source, form: "all"}
		}
		bySource[s.source].add(s)
	}
	all := score{source: "all", form: "all"}
	for _, source := range slices.Sorted(maps.Keys(bySource)) {
		row(*bySource[source])
		all.add(*bySource[source])
	}
	row(all)
	w.Flush()
	return b.String()
}

// percent gives a share; of nothing there is none.
func percent(part, whole int) string {
	if whole == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(part)/float64(whole))
}
