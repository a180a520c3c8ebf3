package unpack

import (
	"bytes"
	"context"

	"github.com/leakstag/leakstag/sources"
)

// ReadBytes reads an item that is wholly in memory: what is packed in it, or else
// its text, which is emitted as [sources.EmitBytes] does. The caller keeps data and
// must not change it until ReadBytes returns.
func (o *Opener) ReadBytes(ctx context.Context, data []byte, origin *sources.Origin, emit sources.Emit) error {
	if packed, _ := Glance(data[:min(len(data), MagicSize)]); !packed {
		return sources.EmitBytes(origin, data, emit)
	}
	r := bytes.NewReader(data)
	return o.Read(ctx, Item{Reader: r, At: bytes.NewReader(data), Size: int64(len(data)), Origin: origin})
}
