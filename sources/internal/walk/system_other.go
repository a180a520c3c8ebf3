//go:build !linux

package walk

// openSystem is the fastest opener that there is for this system.
func openSystem(path string) (dir, error) { return openPortable(path) }
