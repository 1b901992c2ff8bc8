//go:build !unix

package main

// dieOfInterrupt does nothing where a process cannot send itself a signal.
func dieOfInterrupt() {}
