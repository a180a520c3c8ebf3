//go:build unix

package main

// defaultLogFolder is where a system keeps its logs.
const defaultLogFolder = "/var/log"
