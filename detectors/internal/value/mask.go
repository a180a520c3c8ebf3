package value

import "strings"

// isMask says that part of v was blacked out: abcd****, xxxxxxxx, ••••, abc…,
// sk-...1234.
func isMask(v string) bool {
	if strings.Contains(v, "***") || strings.Contains(v, "...") {
		return true
	}
	for _, r := range v {
		switch r {
		case '•', '…', '●', '█', '■', '∗', '·', '▪', '⬤', '＊', '◦':
			return true
		}
	}
	run := 1
	for i := 1; i < len(v); i++ {
		if v[i]|0x20 != v[i-1]|0x20 || v[i] < '#' {
			run = 1
			continue
		}
		run++
		switch c := v[i] | 0x20; {
		case c == 'x' && run >= 4, v[i] == '*' && run >= 3, v[i] == '#' && run >= 4, v[i] == '?' && run >= 3,
			v[i] == '-' && run >= 6, v[i] == '_' && run >= 6, run >= 8:
			return true
		}
	}
	return false
}
