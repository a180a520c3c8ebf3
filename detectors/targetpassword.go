package detectors

import (
	"bytes"
	"strings"

	"github.com/leakstag/leakstag/detectors/internal/entry"
	"github.com/leakstag/leakstag/sources"
)

// findPassword is the detector "target-password": at the name that holds
// text[start:end] it looks for the password of a monitored database, in the clear
// in an agent's configuration. Revoking the agent's key leaves it valid.
func (d *apiKeys) findPassword(f *sources.Fragment, start, end int, yield func(match)) {
	text := f.Data
	entry.At(text, start, end, func(c entry.Candidate) {
		name := string(text[c.NameStart:c.NameEnd])
		switch c.Form {
		case entry.Assign, entry.Flag, entry.Pair, entry.Element, entry.Row:
		case entry.Wrapped:
			// The default in a template's expression; an argument may be any name.
			if lead := text[c.NameEnd:max(c.NameEnd, c.Start)]; !bytes.Contains(lead, []byte("{{")) && !bytes.Contains(lead, []byte("<%")) {
				return
			}
		default:
			return
		}
		if !isPasswordName(name) || d.digestOf(text, c.NameStart) {
			return
		}
		raw := string(text[c.Start:c.End])
		v := raw
		if c.Percent || !strings.Contains(raw, "%") { // a password may have one of its own
			v = plain(raw, c.Percent)
		}
		if !d.judge.Password(raw) || !d.judge.Password(v) { // %NAME% decodes to nothing
			return
		}
		if !c.Quoted && isExpression(raw) {
			return
		}
		m := match{rule: d.password, start: c.Start, end: c.End, secret: v, name: name, form: c.Form, weak: true}
		if m.needsPath = !agentConfig(text, c.NameStart, f.Origin); m.needsPath && !pathUnknown(f.Origin) {
			return
		}
		yield(m)
	})
}

// isExpression says that v is a program's way to a value: aws_db_instance.db.password,
// config["db"].
func isExpression(v string) bool {
	dot := strings.IndexAny(v, ".[(")
	if dot <= 0 {
		return false
	}
	for i := range len(v) {
		if c := v[i]; !isLower(c) && !isUpper(c) && strings.IndexByte("_.[]()\"'0123456789", c) < 0 {
			return false
		}
	}
	return isLower(v[0]|0x20) && dot+1 < len(v) && (isLower(v[dot+1]|0x20) || v[dot] != '.')
}

// isPasswordName says that a name is that of a target's password: db_password,
// LOGSTAG_DB_PASSWORD, targets.orders.db_password.
func isPasswordName(name string) bool {
	words := splitName(name)
	n := len(words)
	return n >= 2 && words[n-1] == "password" && words[n-2] == "db" || n >= 1 && words[n-1] == "dbpassword"
}

// configReach is how far around an entry the other parts of an agent's
// configuration are looked for, in bytes.
const configReach = sources.Overlap / 2

// agentConfig says that the entry at pos stands in an agent's configuration, or
// speaks of Logstag itself: db_password is a name that many programs use.
func agentConfig(text []byte, pos int, o *sources.Origin) bool {
	lo, hi := line(text, pos, pos)
	if containsFold(text[lo:hi], logstagWord) || pathSaysLogstag(o) {
		return true
	}
	if o.LineText { // of its other lines, only those quoted with this one belong to it
		return beginsLine(text, lo, pos) && strings.HasPrefix(sectionOf(text, pos), "targets.")
	}
	lo, hi = max(0, pos-configReach), min(len(text), pos+configReach)
	around := text[lo:hi]
	// The settings of a whole deployment have Logstag's key beside the password of an
	// application: it must be told what is monitored.
	if (containsFold(around, logstagWord) || containsFold(around, []byte("api_base_url"))) && speaksOfTarget(around) {
		return true
	}
	return strings.HasPrefix(sectionOf(text, pos), "targets.")
}

// speaksOfTarget says that text has what only an agent's settings have of a database:
// a table of targets, its engine, or the table of the agent.
func speaksOfTarget(text []byte) bool {
	return containsFold(text, []byte("target")) || containsFold(text, []byte("db_engine")) || containsFold(text, []byte("[agent]"))
}

// sectionOf gives the name of the TOML table in which pos lies, in lower case;
// empty if there is none near.
func sectionOf(text []byte, pos int) string {
	lo := max(0, pos-configReach)
	for end := pos; end > lo; {
		i := bytes.LastIndexByte(text[lo:end], '\n')
		head := bytes.TrimSpace(afterMarks(text[lo+i+1 : end]))
		if sectionHead(head) && bytes.IndexByte(head, ']') > 0 {
			name, _, _ := bytes.Cut(bytes.TrimLeft(head, "["), []byte("]"))
			return string(bytes.ToLower(bytes.Trim(name, " \t\"'")))
		}
		end = lo + i
		if i < 0 {
			break
		}
	}
	return ""
}
