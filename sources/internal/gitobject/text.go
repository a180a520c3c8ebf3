package gitobject

import (
	"bytes"
	"errors"
	"strconv"
	"time"

	"golang.org/x/text/encoding/htmlindex"
)

// Text is a commit or tag object, taken apart. Its slices lie in the
// object's content.
type Text struct {
	Tree      ID // of a commit
	Parents   []ID
	Target    ID     // of a tag: the object it names
	Author    Person // of a tag: who made it
	Committer Person // the committer
	// Headers are the lines of all other headers but signatures: a merged tag's
	// text, and what tools put there.
	Headers []byte
	Message []byte
}

// Person is who did something, and when.
type Person struct {
	Who  []byte // "Name <address>"
	When []byte // "seconds zone"
}

var (
	errCommit = errors.New("damaged commit: it names no tree")
	errTag    = errors.New("damaged tag: it names no object")
)

// ParseCommit takes a commit object apart. If it is damaged the parts that can
// be read are still there.
func ParseCommit(data []byte, ids IDSize) (Text, error) {
	c := ParseText(data, ids)
	if c.Tree == (ID{}) {
		return c, errCommit
	}
	return c, nil
}

// ParseTag takes an annotated tag apart.
func ParseTag(data []byte, ids IDSize) (Text, error) {
	c := ParseText(data, ids)
	if c.Target == (ID{}) {
		return c, errTag
	}
	return c, nil
}

// ParseText reads headers ("name SP value LF", continued on lines that start
// with a blank), an empty line and a message.
func ParseText(data []byte, ids IDSize) Text {
	var c Text
	encoding := ""
	for len(data) > 0 && data[0] != '\n' {
		end := headerEnd(data)
		line := data[:end]
		data = data[end:]
		name, value, _ := bytes.Cut(line, []byte{' '})
		value = bytes.TrimSuffix(value, []byte{'\n'})
		switch string(name) {
		case "tree":
			if id, ok := ids.Parse(value); ok && c.Tree == (ID{}) {
				c.Tree = id
				continue
			}
		case "parent":
			if id, ok := ids.Parse(value); ok {
				c.Parents = append(c.Parents, id)
				continue
			}
		case "object":
			if id, ok := ids.Parse(value); ok && c.Target == (ID{}) {
				c.Target = id
				continue
			}
		case "type":
			switch string(value) {
			case "commit", "tree", "blob", "tag":
				continue
			}
		case "author", "tagger":
			if c.Author.Who == nil {
				c.Author = ParsePerson(value)
				continue
			}
		case "committer":
			if c.Committer.Who == nil {
				c.Committer = ParsePerson(value)
				continue
			}
		case "encoding":
			if encoding == "" {
				encoding = string(value)
				continue
			}
		case "gpgsig", "gpgsig-sha256":
			continue
		}
		c.Headers = append(c.Headers, line...)
	}
	c.Message = bytes.TrimPrefix(data, []byte{'\n'})
	c.decode(encoding)
	return c
}

// headerEnd gives the length of the header that data starts with.
func headerEnd(data []byte) int {
	for at := 0; ; {
		n := bytes.IndexByte(data[at:], '\n')
		if n < 0 {
			return len(data)
		}
		at += n + 1
		if at == len(data) || data[at] != ' ' {
			return at
		}
	}
}

// decode turns the text of a commit in another encoding into UTF-8. What is in
// an unknown encoding, or not in the one that is named, stays as it is.
func (c *Text) decode(name string) {
	if name == "" {
		return
	}
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return
	}
	for _, text := range []*[]byte{&c.Author.Who, &c.Committer.Who, &c.Headers, &c.Message} {
		if decoded, err := encoding.NewDecoder().Bytes(*text); err == nil {
			*text = decoded
		}
	}
}

func ParsePerson(value []byte) Person {
	end := bytes.LastIndexByte(value, '>') + 1
	if end == 0 {
		return Person{Who: value}
	}
	return Person{Who: value[:end], When: bytes.TrimSpace(value[end:])}
}

// Name and Email take "Name <address>" apart.
func (p Person) Name() string {
	at := bytes.LastIndexByte(p.Who, '<')
	if at < 0 {
		return string(bytes.TrimSpace(p.Who))
	}
	return string(bytes.TrimSpace(p.Who[:at]))
}

func (p Person) Email() string {
	at := bytes.LastIndexByte(p.Who, '<')
	if at < 0 {
		return ""
	}
	return string(bytes.TrimSuffix(p.Who[at+1:], []byte{'>'}))
}

// Seconds is the time in seconds since 1970; 0 if it cannot be read.
func (p Person) Seconds() int64 {
	digits, _, _ := bytes.Cut(p.When, []byte{' '})
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// Time is the time in the person's own zone; zero if it cannot be read or lies
// beyond the year 9999, which many formats cannot write.
func (p Person) Time() time.Time {
	const year10000 = 253402300800
	seconds := p.Seconds()
	if seconds <= 0 || seconds >= year10000-24*3600 {
		return time.Time{}
	}
	t := time.Unix(seconds, 0).UTC()
	_, zone, _ := bytes.Cut(p.When, []byte{' '})
	n, err := strconv.Atoi(string(zone))
	if err != nil || n < -2400 || n > 2400 {
		return t
	}
	offset := n/100*3600 + n%100*60
	return t.In(time.FixedZone("", offset))
}
