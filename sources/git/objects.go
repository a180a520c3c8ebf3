package git

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
)

// collected is what the workers of a walk have taken in.
type collected struct {
	records []*records
	trees   []*treeLog
	names   *nameTable // of the entries of trees
}

// readObjects reads every object that the repository holds, each once, whether a
// ref leads to it or not: what nothing leads to can still be fetched by its id.
// It emits blobs, and the text of commits and tags, and logs the trees.
func (r *reading) readObjects(ctx context.Context) (*collected, error) {
	c := &collected{names: newNameTable()}
	size := new(atomic.Int64)
	for range r.jobs {
		c.trees = append(c.trees, newTreeLog(r.store, r.repo.ids, c.names, size, r.history.absent.number))
		c.records = append(c.records, newRecords())
	}
	limits := odb.LimitAll(maxMeta)
	limits[kindBlob] = r.max
	err := r.store.Each(ctx, []kind{kindCommit, kindTree, kindBlob, kindTag}, r.jobs, limits, odb.Visitor{
		Visit: func(worker int, o *odb.Object) error {
			switch o.Kind {
			case kindBlob:
				origin := r.repo.objectOrigin(r.store.id(o.Number), sources.Blob, "")
				return r.opener.ReadBytes(ctx, o.Data, &origin, r.emit)
			case kindTree:
				if err := c.trees[worker].visit(o); err != nil {
					return r.unreadObject(ctx, r.store.id(o.Number), kindTree, err)
				}
				return nil
			}
			return r.readText(ctx, c.records[worker], o)
		},
		Skip: func(number int32, k kind, err error) error {
			return r.unreadObject(ctx, r.store.id(number), k, err)
		},
	})
	return c, err
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
