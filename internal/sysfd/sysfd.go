// Package sysfd is what the modules share that make system calls on file
// descriptors: arguments, and waiting.
package sysfd

import "github.com/weftpy/weft/object"

// Int converts an argument that C would take as an int.
func Int(t *object.Thread, v object.Value) (int, *object.Exception) {
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big != nil || n != int64(int32(n)) {
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

// IntOr is Int for an argument that may be left out.
func IntOr(t *object.Thread, v object.Value, def int) (int, *object.Exception) {
	if v.O == nil {
		return def, nil
	}
	return Int(t, v)
}

var strFileno = object.Intern("fileno")

// Of takes a file descriptor: an int, or an object with a method fileno().
func Of(t *object.Thread, v object.Value) (int, *object.Exception) {
	if v.O.Typ.Flags&object.FlagInt == 0 {
		f, err := object.LookupAttr(t, v, strFileno)
		if err != nil {
			return 0, err
		}
		if f.O == nil {
			return 0, t.Errorf(object.TypeError, "argument must be an int, or have a fileno() method.")
		}
		if v, err = object.Call0(t, f); err != nil {
			return 0, err
		}
		if v.O.Typ.Flags&object.FlagInt == 0 {
			return 0, t.Errorf(object.TypeError, "fileno() returned a non-integer")
		}
	}
	fd, err := Int(t, v)
	if err == nil && fd < 0 {
		err = t.Errorf(object.ValueError, "file descriptor cannot be a negative integer (%d)", fd)
	}
	return fd, err
}
