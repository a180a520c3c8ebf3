package report

import (
	"strings"
	"unicode"
)

// codeSpan gives untrusted text as code in Markdown. Nothing in it is taken for
// Markdown, HTML, a link, a mention or a formula: what could end the span, or the
// cell of a table, is written as an escape, as [visible] writes what cannot be
// seen.
func codeSpan(s string) string {
	s = strings.NewReplacer("`", `\u0060`, "|", `\u007c`).Replace(visible(s))
	if strings.TrimSpace(s) == "" {
		return "` `"
	}
	return "`" + s + "`"
}

// prose gives a sentence as it is if there is nothing in it that Markdown could act
// on, else as code. Sentences may come from the rule file of a repository.
func prose(s string) string {
	if s = oneLine(s); s == "" || isPlain(s) {
		return s
	}
	return codeSpan(s)
}

// isPlain says that GitHub and GitLab show a line just as it is, wherever it
// stands: no mark-up, and nothing that they make a link of, such as a mention, an
// address, the number of an issue or an emoji's name.
func isPlain(s string) bool {
	words := strings.Fields(s)
	for i, w := range words {
		if low := strings.ToLower(w); strings.Contains(low, "www.") || strings.HasPrefix(strings.TrimLeft(low, "("), "gh-") {
			return false
		}
		bare := strings.TrimRight(w, ".,;:?!)")
		for _, r := range bare {
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’\"-/.…(", r) {
				return false
			}
		}
		// "1." and "-" begin a list where a line does.
		if i == 0 && !unicode.IsLetter([]rune(w)[0]) {
			return false
		}
	}
	return true
}
