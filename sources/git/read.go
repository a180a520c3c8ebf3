package git

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync/atomic"

	"github.com/leakstag/leakstag/sources"
	"github.com/leakstag/leakstag/sources/git/internal/odb"
	"github.com/leakstag/leakstag/sources/internal/unpack"
	"github.com/sourcegraph/conc/pool"
)

// reading is one run of Source.Read.
type reading struct {
	repo     *repository
	store    *objects
	jobs     int
	emit     sources.Emit
	skip     sources.SkipFunc
	max      int64
	history  *history
	opener   *unpack.Opener
	reported *idSet       // objects that could not be read
	missing  atomic.Int64 // objects that a partial clone lacks
}

// manyObjects is how many objects make memory matter.
const manyObjects = 400_000

// run reads all objects, and finds out what the refs lead to.
func (r *reading) run(ctx context.Context) error {
	refs, err := readRefs(r.repo)
	if err != nil {
		return err
	}
	for _, problem := range append(r.store.faults, refs.faults...) {
		if err := r.skip(r.repo.origin(), problem); err != nil {
			return err
		}
	}
	read, err := r.readObjects(ctx)
	if err != nil {
		return err
	}
	if r.store.Numbers() > manyObjects {
		// What the walk has held is garbage now, and would be there on top of
		// what comes next: the time of the most memory.
		runtime.GC()
	}
	// One goroutine would leave the others idle for a tenth of the time.
	var table *treeTable
	group := pool.New().WithErrors().WithMaxGoroutines(r.jobs)
	group.Go(func() error {
		return odb.Guard(func() error { return r.makeHistory(ctx, refs.list, read.records) })
	})
	group.Go(func() error {
		table = newTreeTable(read.trees, read.names, r.history.absent.end())
		return nil
	})
	if err := group.Wait(); err != nil {
		return err
	}
	r.history.trees = table
	read.records = nil // the graph has what matters of them
	if err := r.reportMissing(ctx); err != nil {
		return err
	}
	if n := r.missing.Load(); n > 0 {
		return r.skip(r.repo.origin(), fmt.Errorf("%d objects of this partial clone were never fetched: %w; scan a full clone", n, errMissing))
	}
	return nil
}

// origin is the origin of what belongs to the repository as a whole.
func (r *repository) origin() sources.Origin {
	return sources.Origin{Source: sources.Git, Root: r.top, Repository: r.top}
}

// objectOrigin is the origin of one object, or of one part of it.
func (r *repository) objectOrigin(id objectID, t sources.ObjectType, part string) sources.Origin {
	o := r.origin()
	o.Git = &sources.GitOrigin{Object: r.ids.String(id), Type: t, Part: part}
	return o
}

// unreadable tells skip of an object that could not be read. In a partial clone
// missing objects are only counted.
func (r *reading) unreadable(ctx context.Context, origin sources.Origin, what kind, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, errMissing) && r.store.promisor {
		r.missing.Add(1)
		return nil
	}
	return r.skip(origin, fmt.Errorf("%s %s: %w", what, origin.Git.Object, err))
}

// part is a part of a commit or tag.
type part struct {
	name string
	text []byte
}

// emitParts emits those parts of a commit or tag that hold anything.
func (r *reading) emitParts(id objectID, t sources.ObjectType, parts ...part) error {
	for _, p := range parts {
		if len(p.text) == 0 {
			continue
		}
		origin := r.repo.objectOrigin(id, t, p.name)
		if err := sources.EmitBytes(&origin, p.text, r.emit); err != nil {
			return err
		}
	}
	return nil
}
