package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// corpusRules are the rules that the corpus is scored by. A label of another rule
// stands for later, and what such a rule finds is not looked at.
var corpusRules = []string{"logstag-agent-key", "plaintext-api-key"}

const (
	corpusDir = "../../testdata/corpus"
	labelEnd  = ".expect"
)

// labelled is a leak and its place, as a label states it or a scan finds it. Two
// are equal if they are the same in every respect.
type labelled struct {
	file      string // below the corpus, with forward slashes
	line, col int
	endLine   int
	endCol    int
	rule      string
	key       string // the key's fingerprint
	shown     string // how the key may be shown; not compared
}

// place gives the leak's place as compilers do.
func (l labelled) place() string {
	return fmt.Sprintf("%s:%d:%d-%d:%d", path.Join("testdata/corpus", l.file), l.line, l.col, l.endLine, l.endCol)
}

// same is the leak without what may be shown of it, to compare.
func (l labelled) same() labelled {
	l.shown = ""
	return l
}

// corpusKey keys the fingerprints by which the test compares values, so that
// even a weak value has one.
var corpusKey = []byte("the labelled corpus")

// corpusFingerprint is what README and the package detectors say a keyed
// fingerprint is, worked out once more.
func corpusFingerprint(value string) string {
	h := hmac.New(sha256.New, corpusKey)
	h.Write([]byte("leakstag key fingerprint v1\x00" + value))
	return "lk1-" + strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)))[:16]
}

// readLabels gives the labels of all files in the corpus, by the files' paths
// below it. A file without labels, and labels without a file, fail the test.
func readLabels(t *testing.T) map[string][]labelled {
	t.Helper()
	labels := map[string][]labelled{}
	texts := map[string]bool{}
	err := filepath.WalkDir(corpusDir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(corpusDir, p)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(rel)
		if !strings.Contains(name, "/") { // README and the like
			return nil
		}
		file, isLabel := strings.CutSuffix(name, labelEnd)
		if !isLabel {
			texts[name] = true
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		labels[file], err = parseLabels(file, data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for file := range texts {
		if _, ok := labels[file]; !ok {
			t.Errorf("%s has no labels", file)
		}
	}
	for file := range labels {
		if !texts[file] {
			t.Errorf("%s: there are labels, but no such file", file)
		}
	}
	return labels
}

// parseLabels reads a file of labels. See testdata/corpus/README. Its errors hold
// no value.
func parseLabels(file string, data []byte) ([]labelled, error) {
	span := regexp.MustCompile(`^([1-9]\d*):([1-9]\d*)-(?:([1-9]\d*):)?([1-9]\d*) ([a-z-]+) (\S.*)$`)
	list := []labelled{}
	none := false
	for n, raw := range bytes.Split(bytes.TrimSuffix(data, []byte{'\n'}), []byte{'\n'}) {
		line := string(raw)
		switch {
		case strings.HasPrefix(line, "#"):
			continue
		case line == "none":
			none = true
			continue
		}
		m := span.FindStringSubmatch(line)
		if m == nil || !utf8.ValidString(line) {
			return nil, fmt.Errorf("%s%s:%d: no label", file, labelEnd, n+1)
		}
		l := labelled{file: file, rule: m[5], key: corpusFingerprint(m[6])}
		l.line, l.col, l.endLine, l.endCol = number(m[1]), number(m[2]), number(m[3]), number(m[4])
		if l.endLine == 0 {
			l.endLine = l.line
		}
		if l.endLine < l.line || l.endLine == l.line && l.endCol <= l.col {
			return nil, fmt.Errorf("%s%s:%d: the span ends before it begins", file, labelEnd, n+1)
		}
		if low := strings.ToLower(m[6]); !strings.Contains(low, "fake") && !strings.HasPrefix(low, "fa4e") {
			return nil, fmt.Errorf("%s%s:%d: the key does not say that it is a fake", file, labelEnd, n+1)
		}
		l.shown = fmt.Sprintf("a key of %d characters", utf8.RuneCountInString(m[6]))
		list = append(list, l)
	}
	if none == (len(list) > 0) {
		return nil, fmt.Errorf("%s%s: want either labels or the word none", file, labelEnd)
	}
	return list, nil
}

// number reads digits; none are 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
