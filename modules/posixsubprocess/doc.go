// Package posixsubprocess is module _posixsubprocess: how module subprocess starts
// processes on Unix systems.
package posixsubprocess
