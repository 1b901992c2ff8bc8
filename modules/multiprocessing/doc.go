// Package multiprocessing is module _multiprocessing: locks and semaphores that
// processes share. There is one on Linux only.
package multiprocessing
