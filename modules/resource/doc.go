// Package resource is module resource: limits of what a process may use, and what
// it has used. There is none on Windows.
package resource
