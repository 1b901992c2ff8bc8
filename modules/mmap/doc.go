// Package mmap is module mmap: files as memory. There is none on Windows.
//
// What is in mapped memory others see at once, so every access makes the
// transaction inevitable.
package mmap
