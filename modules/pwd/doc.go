// Package pwd is module pwd: the users of the system. There is none on Windows.
package pwd
