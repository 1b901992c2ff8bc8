//go:build !linux

package main

// largePages does nothing: other systems choose the size of pages themselves.
func largePages() {}
