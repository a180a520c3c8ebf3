package git

import (
	"context"
	"sync/atomic"

	"github.com/sourcegraph/conc/pool"
)

// crew is the readers that work side by side, one for each job. Each keeps what
// it read last, so that what is handed out in order is read quickly.
type crew struct {
	store   objectStore
	readers []objectReader
}

// each calls do for every number below n, from one goroutine a reader at most,
// and returns when all have ended. The numbers are handed out in runs of grain.
func (c *crew) each(ctx context.Context, n, grain int, do func(ctx context.Context, r objectReader, i int) error) error {
	var next atomic.Int64
	work := func(ctx context.Context, r objectReader) error {
		for {
			end := int(next.Add(int64(grain)))
			for i := end - grain; i < min(end, n); i++ {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(ctx, r, i); err != nil {
					return err
				}
			}
			if end >= n {
				return nil
			}
		}
	}
	workers := min(len(c.readers), (n+grain-1)/grain)
	if workers <= 1 {
		return work(ctx, c.readers[0])
	}
	p := pool.New().WithContext(ctx).WithCancelOnError().WithFirstError()
	for _, r := range c.readers[:workers] {
		p.Go(func(ctx context.Context) error { return work(ctx, r) })
	}
	return p.Wait()
}

// close ends the readers. What they could not read was reported when they were
// asked for it.
func (c *crew) close() {
	for _, r := range c.readers {
		_ = r.close()
	}
}
