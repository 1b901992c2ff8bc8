// Package accounts is the modules pwd and grp: the users of the system and their
// groups, as /etc/passwd and /etc/group have them. There are none on Windows.
//
// Those that only a directory service knows are not found: to ask for them takes
// the C library.
package accounts
