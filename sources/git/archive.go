package git

import (
	"context"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/internal/tree"
	"github.com/leakstag/leakstag/sources/internal/unpack"
)

// opener opens the archives and compressed files among the blobs. What is packed
// in one has a path that begins with "!" as long as the blob's own is not known.
func (s *Source) opener(emit sources.Emit, skip sources.SkipFunc) *unpack.Opener {
	return unpack.New(unpack.Options{Limits: s.archives, Text: tree.Emit(emit), Skip: skip})
}

// again emits a blob, or the member of it that origin names, once more.
func (s *Source) again(ctx context.Context, origin *sources.Origin, data []byte, emit sources.Emit) error {
	inner := origin.Inner()
	blob := *origin
	blob.Path, blob.Archive, blob.Member = "", "", ""
	same := func(f sources.Fragment) error {
		if f.Origin.Path != inner {
			return nil
		}
		origin.Encoding, origin.LineText, origin.Journal = f.Origin.Encoding, f.Origin.LineText, f.Origin.Journal
		f.Origin = origin
		return emit(f)
	}
	// What can't be read was skipped when the blob was read first.
	skip := func(sources.Origin, error) error { return nil }
	return s.opener(same, skip).ReadBytes(ctx, data, &blob, same)
}
