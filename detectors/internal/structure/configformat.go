package structure

import (
	"bytes"
	"path"
	"strings"

	"github.com/leakstag/leakstag/sources"
)

// configFormat tells the notations of configuration files.
func configFormat(o *sources.Origin, text []byte) Format {
	if o.LineText {
		return Plain // each line is for itself
	}
	if o.Path == "" {
		return sniff(text)
	}
	if f := formatOfName(o.Path); f != Plain {
		return f
	}
	return sniff(text)
}

// formatOfName tells the notation of a file by its name.
func formatOfName(name string) Format {
	base := strings.TrimRight(strings.ToLower(path.Base(name)), "~")
	for range 4 {
		ext := path.Ext(base)
		switch ext {
		case ".yaml", ".yml", ".sls", ".eyaml", ".raml":
			return YAML
		case ".json", ".jsonc", ".json5", ".tfstate", ".hjson", ".har", ".ipynb", ".webmanifest", ".arm":
			return JSON
		case ".toml":
			return TOML
		case ".tf", ".tfvars", ".hcl", ".nomad", ".pkrvars", ".tofu":
			return HCL
		case ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".template", ".gotmpl", ".erb", ".mustache", ".in", ".dist", ".example", ".sample",
			".bak", ".orig", ".old", ".backup", ".rpmsave", ".rpmnew", ".dpkg-old", ".dpkg-dist", ".save", ".swp", ".default", ".local",
			".gz", ".xz", ".bz2", ".zst", ".lz4", ".lzma":
			base = strings.TrimSuffix(base, ext)
			continue
		}
		break
	}
	switch base {
	case "config.json", ".dockerconfigjson", ".babelrc", ".eslintrc", "composer.lock":
		return JSON
	case "pipfile", "cargo.lock", "poetry.lock":
		return TOML
	case "user-data", "cloud.cfg", ".clang-format", "pnpm-lock":
		return YAML
	}
	return Plain
}

// sniff tells the notation of a text by how it begins, if that leaves little doubt.
func sniff(text []byte) Format {
	text = bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(text, []byte("#!")):
		return Plain // a script
	case bytes.HasPrefix(text, []byte("#cloud-config")):
		return YAML
	}
	text = belowComments(text)
	if len(text) < 4 {
		return Plain
	}
	switch text[0] {
	case '{', '[':
		rest := bytes.TrimLeft(text[1:], " \t\r\n")
		if len(rest) > 0 && (rest[0] == '"' || rest[0] == '{' || rest[0] == '/' && text[0] == '{') {
			return JSON
		}
		if text[0] == '[' && tableHead(text) {
			return TOML
		}
	case '-':
		line := firstLine(text)
		if frontMatter(text) {
			return Plain
		}
		if string(line) == "---" || bytes.HasPrefix(line, []byte("--- #")) || bytes.HasPrefix(line, []byte("- ")) && bytes.Contains(line, []byte(": ")) {
			return YAML
		}
	default:
		return sniffLine(text)
	}
	return Plain
}

// frontMatter says that text is a page with a head in YAML, as Markdown has it: what
// comes behind the head's end is prose.
func frontMatter(text []byte) bool {
	const end = "\n---"
	if !bytes.HasPrefix(text, []byte("---")) {
		return false
	}
	head := text[:min(len(text), 4<<10)]
	i := bytes.Index(head, []byte(end))
	if i < 0 {
		return false
	}
	lines := 0
	for line := range bytes.Lines(text[i+len(end) : min(len(text), i+4<<10)]) {
		line = bytes.TrimRight(line, " \t\r\n")
		if len(line) == 0 {
			continue
		}
		switch c := line[0]; {
		case c == '#' || c == '<' || c == '*' || c == '>' || c == '`' || c == '=':
			if c != '#' || bytes.HasPrefix(line, []byte("##")) {
				return true
			}
		case c == ' ' || c == '\t' || c == '-' || c == '}' || c == ']':
		case !bytes.Contains(line, []byte(":")):
			return true
		}
		if lines++; lines == 20 {
			break
		}
	}
	return false
}

// belowComments steps over lines that are comments or begin with the statement of
// a template.
func belowComments(text []byte) []byte {
	for range 60 {
		if len(text) == 0 || text[0] != '#' && !bytes.HasPrefix(text, []byte("{{")) && !bytes.HasPrefix(text, []byte("{%")) {
			break
		}
		_, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = bytes.TrimLeft(rest, " \t\r\n")
	}
	return text
}

// sniffLine tells the notation by a first line that begins with a word.
func sniffLine(text []byte) Format {
	line := firstLine(text)
	word := 0
	for word < len(line) && (line[word] == '_' || line[word] == '-' || line[word] == '.' || '0' <= line[word] && line[word] <= '9' ||
		'a' <= line[word]|0x20 && line[word]|0x20 <= 'z') {
		word++
	}
	if word == 0 {
		return Plain
	}
	rest := line[word:]
	switch {
	case len(rest) == 1 && rest[0] == ':': // a mapping: its fields stand below, further in
		if fieldBelow(text) {
			return YAML
		}
	case bytes.HasPrefix(rest, []byte(": ")):
		switch string(line[:word]) {
		case "apiVersion", "kind", "version", "services", "name", "on", "image", "stages", "variables", "AWSTemplateFormatVersion", "hosts", "language":
			return YAML
		}
		if mappingOf(text) {
			return YAML
		}
	case bytes.HasPrefix(rest, []byte(` "`)) && bytes.HasSuffix(line, []byte("{")), string(rest) == " {":
		switch string(line[:word]) {
		case "variable", "resource", "provider", "module", "output", "data", "job", "source", "terraform", "locals", "packer", "build", "include", "dependency", "moved", "import", "check":
			return HCL
		}
	}
	return Plain
}

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return bytes.TrimRight(line, " \t\r")
}

// tableHead says that text begins with the head of a table of TOML or INI.
func tableHead(text []byte) bool {
	line := firstLine(text)
	return len(line) > 2 && ('a' <= line[1]|0x20 && line[1]|0x20 <= 'z' || line[1] == '[') && bytes.IndexByte(line, ']') > 0 &&
		bytes.IndexByte(line, ',') < 0
}

// fieldBelow says that the first line of text with anything on it, but for the very
// first, is further in, or an item of a list, and looks like a field.
func fieldBelow(text []byte) bool {
	_, below, _ := bytes.Cut(text, []byte{'\n'})
	for line := range bytes.Lines(below[:min(len(below), 1<<10)]) {
		field := bytes.TrimSpace(line)
		if len(field) == 0 || field[0] == '#' {
			continue
		}
		inner := line[0] == ' ' && (bytes.IndexByte(field, ':') > 0 || field[0] == '-')
		return field[0] != '*' && (inner || bytes.HasPrefix(line, []byte("- ")))
	}
	return false
}
