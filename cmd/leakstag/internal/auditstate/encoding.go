package auditstate

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
)

// The state file:
//
//	magic      a line that says what the file is
//	version    4 bytes, little-endian as all numbers
//	length     8 bytes: of the JSON
//	JSON       what is in State
//	records    recordSize bytes each
//	digest     SHA-256 of all before it
const (
	magic   = "leakstag audit state\n"
	version = 1
	fixed   = len(magic) + 4 + 8 + sha256.Size
)

var (
	errDamaged = errors.New("it is damaged")
	errNewer   = errors.New("it was written by a newer leakstag")
)

// document is the JSON in the file.
type document struct {
	Key          []byte           `json:"key"`
	Settings     string           `json:"settings"`
	Organisation string           `json:"organisation,omitempty"`
	Found        map[FileID]Found `json:"found"`
	Known        []Known          `json:"known"`
	Skips        []string         `json:"skips"`
}

// document gives the JSON.
func (s *State) document() ([]byte, error) {
	text, err := json.Marshal(document{s.Key[:], s.Settings, s.Organisation, s.Found, s.Known, s.Skips})
	if err != nil {
		return nil, fmt.Errorf("encoding the state: %w", err)
	}
	return text, nil
}

// encode gives the bytes of a state file with this JSON.
func (s *State) encode(text []byte) []byte {
	out := make([]byte, 0, fixed+len(text)+len(s.files))
	out = append(out, magic...)
	out = binary.LittleEndian.AppendUint32(out, version)
	out = binary.LittleEndian.AppendUint64(out, uint64(len(text)))
	out = append(append(out, text...), s.files...)
	sum := sha256.Sum256(out)
	return append(out, sum[:]...)
}

// decode reads a state file, of which it keeps the bytes.
func decode(data []byte) (*State, error) {
	head, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(head) < 4 {
		return nil, errDamaged
	}
	if v := binary.LittleEndian.Uint32(head); v > version {
		return nil, fmt.Errorf("%w (format %d, this one knows %d)", errNewer, v, version)
	}
	if len(data) < fixed {
		return nil, errDamaged
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if sha256.Sum256(body) != [sha256.Size]byte(sum) {
		return nil, errDamaged
	}
	length := binary.LittleEndian.Uint64(head[4:])
	body = body[len(magic)+12:]
	if length > uint64(len(body)) || (uint64(len(body))-length)%recordSize != 0 {
		return nil, errDamaged
	}
	var doc document
	if err := json.Unmarshal(body[:length], &doc); err != nil || len(doc.Key) != 32 {
		return nil, errDamaged
	}
	s := &State{
		Key: [32]byte(doc.Key), Settings: doc.Settings, Organisation: doc.Organisation,
		Found: doc.Found, Known: doc.Known, Skips: doc.Skips, files: records(body[length:]), text: body[:length],
	}
	if s.Found == nil {
		s.Found = map[FileID]Found{}
	}
	if !s.files.sorted() {
		return nil, errDamaged
	}
	return s, nil
}
