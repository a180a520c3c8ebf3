//go:build !linux && !darwin && !windows

package main

// lowerPriority does nothing here.
func lowerPriority() {}
