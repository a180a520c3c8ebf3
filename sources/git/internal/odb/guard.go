package odb

import (
	"fmt"
	"runtime/debug"
)

// Guard runs do, which reads mapped files on this goroutine: it asks a store for
// numbers or ids. A file that shrinks meanwhile faults when it is read; that
// becomes an error that wraps ErrDamaged.
func Guard(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if _, fault := p.(interface{ Addr() uintptr }); !fault {
				panic(p)
			}
			err = fmt.Errorf("%w: a pack or its index changed while it was read", ErrDamaged)
		}
	}()
	return do()
}
