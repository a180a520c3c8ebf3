package unpack

import (
	"bufio"
	"io"
	"sync"

	"github.com/klauspost/compress/flate"
)

// inflater reads deflated bytes. An archive may have very many small members, so
// that its memory is used again.
type inflater struct {
	packed *bufio.Reader
	text   io.ReadCloser
}

var inflaters = sync.Pool{New: func() any {
	packed := bufio.NewReader(nil)
	return &inflater{packed, flate.NewReader(packed)}
}}

// newInflater gives an inflater of r, which is not used any more once it is
// closed.
func newInflater(r io.Reader) io.ReadCloser {
	i := inflaters.Get().(*inflater)
	i.packed.Reset(r)
	if err := i.text.(flate.Resetter).Reset(i.packed, nil); err != nil {
		return flate.NewReader(i.packed) // it can't fail without a dictionary
	}
	return &inflating{i}
}

// inflating is an inflater in use.
type inflating struct{ *inflater }

func (i *inflating) Read(p []byte) (int, error) {
	if i.inflater == nil {
		return 0, io.ErrClosedPipe
	}
	return i.text.Read(p)
}

func (i *inflating) Close() error {
	if i.inflater != nil {
		i.packed.Reset(nil)
		inflaters.Put(i.inflater)
		i.inflater = nil
	}
	return nil
}
