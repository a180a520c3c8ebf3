// Package entry finds the value that belongs to a name.
//
// Given a place in a text where a name such as api_key stands, [At] works out
// what is given to that name, whatever the notation: `name = "value"`,
// `name: value`, `--name value`, `<name>value</name>`, `name: X` with
// `value: Y` on the line below, a default in `${NAME:-value}`, an argument in
// `set("NAME", "value")`, and so on, also when all of it is escaped for a JSON
// string, percent-encoded for a URL or coloured for a terminal.
//
// It is a lexer that knows the punctuation which notations share, not a parser
// for each of them: it works on broken files, on fragments and on languages
// nobody has thought of, and costs a few hundred nanoseconds a name. It errs on
// the side of finding too much; what the value is worth is for package value to
// judge. All functions are pure.
package entry

// Form says how a value was given to its name. Forms further down the list are
// weaker evidence.
type Form uint8

// The forms of an entry.
const (
	// Assign is a name, a separator such as = or :, and a value.
	Assign Form = iota
	// Flag is a command line flag and its value, apart by a space.
	Flag
	// Pair is a name and a value in two fields of one object.
	Pair
	// Element is the text of an XML or HTML element.
	Element
	// Call is the argument of a method with the name: setApiKey("value").
	Call
	// Directive is a line of a command or directive, a name and a value with
	// white space between them: proxy_set_header X-API-Key value.
	Directive
	// Row is a name and a value, both quoted, next to each other in a list.
	Row
	// Argument is a value behind a name in a list of arguments.
	Argument
	// Spaced is a name and a value with only white space between them.
	Spaced
	// Prose is a sentence: "the API key for staging is …".
	Prose
	// Column is a cell below a column's head.
	Column
	// Wrapped is a string handed to a function whose result is the value.
	Wrapped
)

// Candidate is a value and the name that it was given to.
type Candidate struct {
	// NameStart and NameEnd bound the whole name, with its prefix and suffix.
	NameStart, NameEnd int
	// Member is the member's name, where the name is that of a map of keys:
	// api_keys = { member = "value" }.
	Member string
	// Start and End bound the value as it stands in the text, without quotes.
	Start, End int
	Form       Form
	// Quoted says that the value stood in quotes.
	Quoted bool
	// Made says of a wrapped value that the function makes something of it, and
	// looks nothing up by it: SecretString("value").
	Made bool
	// Percent says that the entry is percent-encoded, and so is the value.
	Percent bool
}

// Limits on how far a value may be from its name, in bytes.
const (
	maxName  = 96   // a name's prefix or suffix
	maxSpace = 160  // white space between a name and its value
	maxField = 600  // between a name and the field that holds its value
	maxValue = 4096 // a value; a longer one is no key
)
