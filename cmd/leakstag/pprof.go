package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
)

// startProfile writes a CPU profile into a folder until the function that it
// gives is called, which writes a heap profile too. An empty dir means none.
func startProfile(dir string) (stop func() error, err error) {
	if dir == "" {
		return func() error { return nil }, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("--pprof: %w", err)
	}
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return nil, fmt.Errorf("--pprof: %w", err)
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return nil, fmt.Errorf("--pprof: %w", errors.Join(err, cpu.Close()))
	}
	return func() error {
		pprof.StopCPUProfile()
		err := cpu.Close()
		heap, herr := os.Create(filepath.Join(dir, "heap.pprof"))
		if herr == nil {
			runtime.GC() // so that the profile shows what is still in use
			herr = errors.Join(pprof.WriteHeapProfile(heap), heap.Close())
		}
		if err := errors.Join(err, herr); err != nil {
			return fmt.Errorf("--pprof: %w", err)
		}
		return nil
	}, nil
}
