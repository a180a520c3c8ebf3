package report

import "github.com/leakstag/leakstag/rules"

// style is an ANSI SGR parameter.
type style string

const (
	plain  style = ""
	bold   style = "1"
	dim    style = "2"
	red    style = "1;31"
	green  style = "1;32"
	yellow style = "1;33"
	cyan   style = "1;36"
)

// levelStyle is the colour of a level.
func levelStyle(l rules.Level) style {
	switch l {
	case rules.Error:
		return red
	case rules.Warning:
		return yellow
	}
	return cyan
}

// paint puts text into a style, where colours are wanted.
func (p *printer) paint(s style, text string) string {
	if !p.opts.Color || s == plain || text == "" {
		return text
	}
	return "\x1b[" + string(s) + "m" + text + "\x1b[0m"
}
