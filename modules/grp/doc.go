// Package grp is module grp: the groups of users. There is none on Windows.
package grp
