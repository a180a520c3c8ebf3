package rules

import "slices"

// turned gives texts written from right to left. The examples of the built-in rules
// stand in the program so: a host audit, which reads programs too, is not to find
// them there.
func turned(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		runes := []rune(text)
		slices.Reverse(runes)
		out[i] = string(runes)
	}
	return out
}
