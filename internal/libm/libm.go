// Package libm has the elementary functions of floats, with results that are
// correctly rounded in all but about one of ten thousand cases. Package math of
// Go is off by one in the last digit much more often (in half of all powers),
// which programs can see, since Python prints floats with all their digits: the
// C libraries that other Pythons use are as exact as this.
//
// The method is the same for all: the argument is reduced with the help of a
// table, a short polynomial does the rest, and intermediate results that decide
// the last digit are kept as the sum of two floats (see dd.go). The relative
// error before the last rounding is below 2**-65.
package libm

//go:generate go run ./gen
