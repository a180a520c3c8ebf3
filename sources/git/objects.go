package git

import (
	"context"
	"errors"
	"fmt"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// readObjects reads every object that the repository holds, each once, whether a
// ref leads to it or not: what nothing leads to can still be fetched by its id.
// It emits blobs, and the text of commits and tags, and logs the trees.
func (r *reading) readObjects(ctx context.Context) ([]*records, error) {
	h := r.history
	h.absent = newAbsent(r.store.Numbers())
	h.trees = make([]*treeLog, r.jobs)
	workers := make([]*records, r.jobs)
	for i := range workers {
		h.trees[i] = newTreeLog(r.store, r.repo.ids, h.absent.number)
		workers[i] = newRecords()
	}
	limits := odb.LimitAll(maxMeta)
	limits[kindBlob] = r.max
	err := r.store.Each(ctx, []kind{kindCommit, kindTree, kindBlob, kindTag}, r.jobs, limits, odb.Visitor{
		Visit: func(worker int, o *odb.Object) error {
			switch o.Kind {
			case kindBlob:
				origin := r.repo.objectOrigin(r.store.id(o.Number), sources.Blob, "")
				return sources.EmitBytes(&origin, o.Data, r.emit)
			case kindTree:
				if err := h.trees[worker].visit(o); err != nil {
					return r.unreadObject(ctx, r.store.id(o.Number), kindTree, err)
				}
				return nil
			}
			return r.readText(ctx, workers[worker], o)
		},
		Skip: func(number int32, k kind, err error) error {
			return r.unreadObject(ctx, r.store.id(number), k, err)
		},
	})
	return workers, err
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
