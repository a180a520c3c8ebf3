package structure

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// commandFormat tells the notations of commands, and of files that say what to
// run with which variables.
func commandFormat(o *sources.Origin, text []byte) Format {
	if f := shellOf(o, text); f != Plain {
		return f
	}
	if o.LineText {
		return Plain
	}
	if isDockerfile(strings.ToLower(baseName(o.Path)), text) {
		return Dockerfile
	}
	if isUnit(o.Path, text) {
		return Unit
	}
	if isCode(strings.ToLower(baseName(o.Path))) {
		return Code
	}
	switch extension(strings.ToLower(baseName(o.Path))) {
	case "ps1", "psm1", "psd1":
		return PowerShell
	case "reg":
		return Registry
	case "":
		if bytes.HasPrefix(text, []byte("Windows Registry Editor")) || bytes.HasPrefix(text, []byte("REGEDIT4")) {
			return Registry
		}
	}
	return Plain
}

// isDockerfile knows the build file of an image by its name, or, where there is
// no name, by the instruction that it must begin with.
func isDockerfile(name string, text []byte) bool {
	switch {
	case name == "":
		return beginsWithFrom(text)
	case strings.HasPrefix(name, "dockerfile"), strings.HasPrefix(name, "containerfile"):
		return true
	}
	ext := extension(name)
	return ext == "dockerfile" || ext == "containerfile"
}

// beginsWithFrom says that the first line which is no comment is FROM, or an ARG
// that may stand before it.
func beginsWithFrom(text []byte) bool {
	for range 40 {
		line, rest, more := bytes.Cut(text, []byte{'\n'})
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			words := bytes.Fields(line)
			return len(words) > 1 && (string(words[0]) == "FROM" || string(words[0]) == "ARG" && bytes.Contains(text, []byte("\nFROM ")))
		}
		if !more {
			return false
		}
		text = rest
	}
	return false
}
