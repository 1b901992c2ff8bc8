// Package termios is module termios: the settings of terminals. There is none on
// Windows.
package termios
