// Package fcntl is module fcntl: control of file descriptors, and locks of files.
// There is none on Windows.
package fcntl
