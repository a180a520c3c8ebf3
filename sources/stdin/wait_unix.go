//go:build unix

package stdin

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long a wait goes on after ctx is done.
const patience = 50 * time.Millisecond

// interruptible gives a reader of in that ends soon after ctx is done.
func interruptible(ctx context.Context, in io.Reader) (_ io.Reader, release func()) {
	nothing := func() {}
	switch r := in.(type) {
	case *os.File:
		conn, err := r.SyscallConn()
		if err != nil {
			return r, nothing // closed: reading it says so
		}
		return &patientReader{ctx: ctx, file: r, conn: conn}, nothing
	case io.Closer:
		return in, closeWhenDone(ctx, r)
	}
	return in, nothing
}

// patientReader asks whether there is something to read before it reads:
// neither a deadline nor a close ends a read of a terminal or a plain pipe.
type patientReader struct {
	ctx  context.Context
	file *os.File
	conn syscall.RawConn
}

func (p *patientReader) Read(b []byte) (int, error) {
	for !p.ready() {
		if err := p.ctx.Err(); err != nil {
			return 0, err
		}
	}
	return p.file.Read(b)
}

// ready waits a little for something to read. It is true too when that can't be
// found out.
func (p *patientReader) ready() bool {
	ready := true
	err := p.conn.Control(func(fd uintptr) {
		set := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(set, int(patience.Milliseconds()))
		ready = n > 0 || err != nil && !errors.Is(err, unix.EINTR)
	})
	return ready || err != nil
}
