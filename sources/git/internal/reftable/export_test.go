package reftable

import "bytes"

// ReadBytes reads one table that lies in memory.
func ReadBytes(data []byte, idSize int, logsOf ...string) *Contents {
	m := newMerged(logsOf)
	if err := readTable(bytes.NewReader(data), int64(len(data)), idSize, m); err != nil {
		return m.contents([]error{err})
	}
	return m.contents(nil)
}
