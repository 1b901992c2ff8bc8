// Package posixshmem is module _posixshmem: the names of shared memory. There is
// one on Linux only, where they are files of a folder.
package posixshmem
