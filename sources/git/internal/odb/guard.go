package odb

import (
	"fmt"
	"runtime/debug"
)

// guarded runs do, which reads mapped files. One that shrinks meanwhile faults
// when it is read: that becomes an error.
func guarded(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			if _, fault := p.(interface{ Addr() uintptr }); !fault {
				panic(p)
			}
			err = fmt.Errorf("%w: a pack changed while it was read", ErrDamaged)
		}
	}()
	return do()
}
