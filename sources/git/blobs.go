package git

import (
	"context"
	"errors"
	"slices"

	"github.com/leakstag/leakstag/sources"
)

// readBlobs emits the blobs that a walk met, in the order in which they lie on
// disk: there, versions of one file are neighbours that build on each other.
func (r *reading) readBlobs(ctx context.Context, w *treeWalk) error {
	w.seen, w.names = nil, nil // not needed any more
	for i := range w.blobs {
		w.blobs[i].at = r.crew.store.position(w.blobs[i].id)
	}
	slices.SortStableFunc(w.blobs, func(a, b blobNode) int { return a.at.compare(b.at) })
	return r.crew.each(ctx, len(w.blobs), 64, func(ctx context.Context, o objectReader, i int) error {
		b := &w.blobs[i]
		origin := r.repo.objectOrigin(b.id, sources.Blob, "")
		origin.Path = w.path(b.tree, b.name)
		origin.RepositoryPath = origin.Path
		k, data, err := o.read(ctx, b.id, r.max)
		if err == nil && k != kindBlob {
			err = errors.New("it is a " + k.String() + ", but is named as a file")
		}
		if err != nil {
			return r.unreadable(ctx, origin, kindBlob, err)
		}
		return sources.EmitBytes(&origin, data, r.emit)
	})
}
