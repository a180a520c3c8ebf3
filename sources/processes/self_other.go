//go:build !linux

package processes

import (
	"context"
	"os"
)

// ownPID gives this process's id.
func ownPID(context.Context) int32 { return int32(os.Getpid()) }
