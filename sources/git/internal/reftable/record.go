package reftable

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Kinds of records of refs.
const (
	refDeleted = iota
	refOne     // an id
	refTwo     // an id, and that of what it is peeled to
	refSymbolic
)

// Kinds of records of logs.
const (
	logDeleted = iota
	logUpdate
)

// addRef adds one ref: key is its name, and the value
// varint(update), then what the kind says.
func (m *merged) addRef(key []byte, kind uint8, c *cursor, idSize int) error {
	if len(key) == 0 || bytes.IndexByte(key, 0) >= 0 {
		return errors.New("a ref has no possible name")
	}
	c.varint() // later tables hold later updates: their order is enough
	var r Ref
	switch kind {
	case refDeleted:
	case refOne:
		r.ID = c.bytes(uint64(idSize))
	case refTwo:
		r.ID = c.bytes(uint64(idSize))
		r.Peeled = c.bytes(uint64(idSize))
	case refSymbolic:
		r.Target = string(c.text())
	default:
		return fmt.Errorf("a ref is of the unknown kind %d", kind)
	}
	if c.bad {
		return errCut
	}
	if kind == refDeleted {
		delete(m.refs, string(key))
		return nil
	}
	r.Name = string(key)
	r.ID, r.Peeled = slices.Clone(r.ID), slices.Clone(r.Peeled)
	m.refs[r.Name] = r
	return nil
}

// addLog adds one entry of a reflog: key is the ref's name, NUL, and the number
// of the update, inverted so that later ones come first; the value
// old id, new id, text(who), text(email), varint(time), int16(zone),
// text(message).
func (m *merged) addLog(key []byte, kind uint8, c *cursor, idSize int) error {
	n := len(key) - 9
	if n <= 0 || bytes.IndexByte(key, 0) != n {
		return errors.New("an entry of a reflog has no possible name")
	}
	var l Log
	switch kind {
	case logDeleted:
	case logUpdate:
		l.Old, l.New = c.bytes(uint64(idSize)), c.bytes(uint64(idSize))
	default:
		return fmt.Errorf("an entry of a reflog is of the unknown kind %d", kind)
	}
	var who, email, zone, message []byte
	if kind == logUpdate {
		who, email = c.text(), c.text()
		l.Time = c.varint()
		zone, message = c.bytes(2), c.text()
	}
	if c.bad {
		return errCut
	}
	if !m.logsOf[string(key[:n])] {
		return nil
	}
	l.Name, l.Update = string(key[:n]), ^binary.BigEndian.Uint64(key[n+1:])
	if kind == logDeleted {
		delete(m.logs, logKey{l.Name, l.Update})
		return nil
	}
	l.Old, l.New = slices.Clone(l.Old), slices.Clone(l.New)
	l.Who, l.Email, l.Message = string(who), string(email), string(message)
	l.Zone = int16(binary.BigEndian.Uint16(zone))
	m.logs[logKey{l.Name, l.Update}] = l
	return nil
}
