package git

import (
	"bytes"
	"errors"
	"strconv"
	"time"

	"golang.org/x/text/encoding/htmlindex"
)

// commitText is a commit or tag object, taken apart. Its slices lie in the
// object's content.
type commitText struct {
	tree    objectID // of a commit
	parents []objectID
	target  objectID // of a tag: the object it names
	author  person   // of a tag: who made it
	commit  person   // the committer
	// headers are the lines of all other headers but signatures: a merged tag's
	// text, and what tools put there.
	headers []byte
	message []byte
}

// person is who did something, and when.
type person struct {
	who  []byte // "Name <address>"
	when []byte // "seconds zone"
}

var (
	errCommit = errors.New("damaged commit: it names no tree")
	errTag    = errors.New("damaged tag: it names no object")
)

// parseCommit takes a commit object apart. If it is damaged the parts that can
// be read are still there.
func parseCommit(data []byte, ids idSize) (commitText, error) {
	c := parseText(data, ids)
	if c.tree == (objectID{}) {
		return c, errCommit
	}
	return c, nil
}

// parseTag takes an annotated tag apart.
func parseTag(data []byte, ids idSize) (commitText, error) {
	c := parseText(data, ids)
	if c.target == (objectID{}) {
		return c, errTag
	}
	return c, nil
}

// parseText reads headers ("name SP value LF", continued on lines that start
// with a blank), an empty line and a message.
func parseText(data []byte, ids idSize) commitText {
	var c commitText
	encoding := ""
	for len(data) > 0 && data[0] != '\n' {
		end := headerEnd(data)
		line := data[:end]
		data = data[end:]
		name, value, _ := bytes.Cut(line, []byte{' '})
		value = bytes.TrimSuffix(value, []byte{'\n'})
		switch string(name) {
		case "tree":
			if id, ok := ids.parse(value); ok && c.tree == (objectID{}) {
				c.tree = id
				continue
			}
		case "parent":
			if id, ok := ids.parse(value); ok {
				c.parents = append(c.parents, id)
				continue
			}
		case "object":
			if id, ok := ids.parse(value); ok && c.target == (objectID{}) {
				c.target = id
				continue
			}
		case "type":
			switch string(value) {
			case "commit", "tree", "blob", "tag":
				continue
			}
		case "author", "tagger":
			if c.author.who == nil {
				c.author = parsePerson(value)
				continue
			}
		case "committer":
			if c.commit.who == nil {
				c.commit = parsePerson(value)
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
		c.headers = append(c.headers, line...)
	}
	c.message = bytes.TrimPrefix(data, []byte{'\n'})
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
func (c *commitText) decode(name string) {
	if name == "" {
		return
	}
	encoding, err := htmlindex.Get(name)
	if err != nil {
		return
	}
	for _, text := range []*[]byte{&c.author.who, &c.commit.who, &c.headers, &c.message} {
		if decoded, err := encoding.NewDecoder().Bytes(*text); err == nil {
			*text = decoded
		}
	}
}

func parsePerson(value []byte) person {
	end := bytes.LastIndexByte(value, '>') + 1
	if end == 0 {
		return person{who: value}
	}
	return person{who: value[:end], when: bytes.TrimSpace(value[end:])}
}

// name and email take "Name <address>" apart.
func (p person) name() string {
	at := bytes.LastIndexByte(p.who, '<')
	if at < 0 {
		return string(bytes.TrimSpace(p.who))
	}
	return string(bytes.TrimSpace(p.who[:at]))
}

func (p person) email() string {
	at := bytes.LastIndexByte(p.who, '<')
	if at < 0 {
		return ""
	}
	return string(bytes.TrimSuffix(p.who[at+1:], []byte{'>'}))
}

// seconds is the time in seconds since 1970; 0 if it cannot be read.
func (p person) seconds() int64 {
	digits, _, _ := bytes.Cut(p.when, []byte{' '})
	n, err := strconv.ParseInt(string(digits), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// time is the time in the person's own zone; zero if it cannot be read or lies
// beyond the year 9999, which many formats cannot write.
func (p person) time() time.Time {
	const year10000 = 253402300800
	seconds := p.seconds()
	if seconds <= 0 || seconds >= year10000-24*3600 {
		return time.Time{}
	}
	t := time.Unix(seconds, 0).UTC()
	_, zone, _ := bytes.Cut(p.when, []byte{' '})
	n, err := strconv.Atoi(string(zone))
	if err != nil || n < -2400 || n > 2400 {
		return t
	}
	offset := n/100*3600 + n%100*60
	return t.In(time.FixedZone("", offset))
}
