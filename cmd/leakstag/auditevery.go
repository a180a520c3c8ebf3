package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"
)

// minEvery is the shortest time from one audit to the next.
const minEvery = time.Minute

// runAudits audits the host once, or with --every again and again.
func runAudits(ctx context.Context, std streams, o *auditOptions) error {
	audit := func() error { return runAudit(ctx, std, o) }
	switch {
	case o.every == 0:
		return audit()
	case o.every < minEvery:
		return fmt.Errorf("--every %v: use %v or more", o.every, minEvery)
	}
	return repeat(ctx, o.every, audit)
}

// repeat audits now and whenever that time has passed, until ctx ends: that is a
// proper end between two audits. Findings have been reported and are no reason to
// end; a failure is, so that whoever started the program sees it.
func repeat(ctx context.Context, every time.Duration, audit func() error) error {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		if err := audit(); err != nil && !errors.Is(err, errFindings) && !errors.Is(err, errIncomplete) {
			return err
		}
		debug.FreeOSMemory() // others need it until the next audit
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
	}
}
