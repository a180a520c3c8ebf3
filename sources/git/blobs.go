package git

import (
	"context"
	"errors"
	"fmt"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// readBlobs emits every blob that the repository holds, whether a ref leads to it
// or not: what nothing leads to can still be fetched by its id.
func (r *reading) readBlobs(ctx context.Context) error {
	return r.store.Each(ctx, []kind{kindBlob}, r.jobs, r.max, odb.Visitor{
		Visit: func(_ int, o odb.Object) error {
			origin := r.repo.objectOrigin(objectID(o.ID), sources.Blob, "")
			return sources.EmitBytes(&origin, o.Data, r.emit)
		},
		Skip: func(id odb.ID, k kind, err error) error { return r.unreadObject(ctx, objectID(id), k, err) },
	})
}

// unreadObject reports an object that a walk over all objects could not read.
func (r *reading) unreadObject(ctx context.Context, id objectID, k kind, err error) error {
	if errors.Is(err, odb.ErrTooLarge) {
		err = fmt.Errorf("%w (%w)", sources.ErrTooLarge, err)
	}
	t := sources.ObjectType("")
	switch k {
	case kindBlob:
		t = sources.Blob
	case kindCommit:
		t = sources.Commit
	case kindTag:
		t = sources.Tag
	}
	if !r.reported.add(id) {
		return nil
	}
	return r.unreadable(ctx, r.repo.objectOrigin(id, t, ""), k, err)
}
