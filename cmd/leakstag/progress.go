package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/leakstag/leakstag/detectors"
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"
)

// progressAfter is how long a scan may run before progress is shown.
const progressAfter = 700 * time.Millisecond

// startProgress shows on w how much was scanned, once the scan has run for a
// while. The function it gives ends that and takes the line away.
func startProgress(w io.Writer, o *scanOptions, engine *detectors.Engine) (stop func()) {
	f, ok := w.(*os.File)
	switch {
	case o.progress == "never", o.quiet && o.progress != "always":
		return func() {}
	case o.progress == "auto" && (!ok || !term.IsTerminal(int(f.Fd()))):
		return func() {}
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		select {
		case <-done:
			return
		case <-time.After(progressAfter):
		}
		p := mpb.New(mpb.WithOutput(w), mpb.WithAutoRefresh(), mpb.WithRefreshRate(150*time.Millisecond))
		bar := p.New(0, mpb.SpinnerStyle(), mpb.BarRemoveOnComplete(), mpb.BarWidth(1), mpb.AppendDecorators(
			decor.Any(func(decor.Statistics) string {
				items, bytes := engine.Scanned()
				return fmt.Sprintf(" scanned %d items, %.1f MB", items, float64(bytes)/1e6)
			}),
		))
		<-done
		bar.Abort(true)
		p.Wait()
	})
	return func() {
		close(done)
		wg.Wait()
	}
}
