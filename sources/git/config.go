package git

import (
	"bytes"
	"strings"
)

// config is what a repository's own config file says about its format. Only
// that file counts for it: git itself ignores included files and other scopes
// here.
type config struct {
	bare       bool
	worktree   string
	version    string            // core.repositoryformatversion
	extensions map[string]string // by name in lower case
}

// parseConfig reads the few settings that matter from a config file. Unlike
// stricter parsers it never fails: what it does not understand it passes over,
// as it can have no influence on how the repository is read.
// The format is described in git-config(1), section "Syntax".
func parseConfig(data []byte) config {
	c := config{extensions: map[string]string{}}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	section, pending := "", ""
	for line := range bytes.Lines(data) {
		text := pending + strings.TrimRight(string(line), "\r\n")
		if backslashes := len(text) - len(strings.TrimRight(text, "\\")); backslashes%2 == 1 {
			pending = text[:len(text)-1] // goes on in the next line
			continue
		}
		pending = ""
		text = strings.TrimSpace(text)
		if strings.HasPrefix(text, "[") {
			end := strings.IndexByte(text, ']')
			if end < 0 {
				continue
			}
			section = strings.ToLower(strings.TrimSpace(text[1:end]))
			text = strings.TrimSpace(text[end+1:]) // a variable may follow
		}
		if text == "" || text[0] == '#' || text[0] == ';' {
			continue
		}
		name, value, given := strings.Cut(text, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		value = configValue(value)
		if !given {
			value = "true"
		}
		c.set(section, name, value)
	}
	return c
}

func (c *config) set(section, name, value string) {
	switch section {
	case "core":
		switch name {
		case "bare":
			switch strings.ToLower(value) {
			case "true", "yes", "on", "1":
				c.bare = true
			default:
				c.bare = false
			}
		case "worktree":
			c.worktree = value
		case "repositoryformatversion":
			c.version = value
		}
	case "extensions":
		c.extensions[name] = value
	}
}

// configValue removes quotes, escapes, comments and surrounding space.
func configValue(s string) string {
	s = strings.TrimSpace(s)
	var out strings.Builder
	quoted := false
	keep := 0 // length up to which space is part of the value
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"':
			quoted = !quoted
			keep = out.Len()
			continue
		case c == '\\' && i+1 < len(s):
			i++
			c = s[i]
			switch c {
			case 'n':
				c = '\n'
			case 't':
				c = '\t'
			case 'b':
				c = '\b'
			}
			out.WriteByte(c)
			keep = out.Len()
			continue
		case !quoted && (c == '#' || c == ';'):
			i = len(s)
			continue
		}
		out.WriteByte(c)
		if quoted || c != ' ' && c != '\t' {
			keep = out.Len()
		}
	}
	return out.String()[:keep]
}
