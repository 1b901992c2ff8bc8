//go:build unix

package posix

import (
	"strings"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
	fn     = func(t *thread, a []value) (value, *excn)
)

var null value

const doc = "The calls of the operating system that module os is made of."

// have are the facilities by which module os finds out which functions take file
// descriptors, dir_fd and follow_symlinks.
const have = "HAVE_FACCESSAT HAVE_FCHDIR HAVE_FCHMOD HAVE_FCHMODAT HAVE_FCHOWN HAVE_FCHOWNAT HAVE_FDOPENDIR HAVE_FSTATAT HAVE_FTRUNCATE " +
	"HAVE_FUTIMENS HAVE_LCHOWN HAVE_LINKAT HAVE_LSTAT HAVE_MKDIRAT HAVE_OPENAT HAVE_READLINKAT HAVE_RENAMEAT HAVE_SYMLINKAT HAVE_UNLINKAT HAVE_UTIMENSAT"

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "posix", doc)
	for _, defs := range [][]object.Def{statDefs, dirDefs, nameDefs, fileDefs, processDefs, envDefs, userDefs, systemDefs} {
		m.AddFuncs(t, defs)
	}
	for _, typ := range []*object.Type{dirEntryType, statResultType, timesType, unameType, terminalSizeType} {
		m.Set(t, typ.Name, typ.Ready().Value())
	}
	scandirType.Ready()
	m.Set(t, "error", object.OSError.Value())
	m.Set(t, "environ", environDict(t))
	for name, n := range constants {
		m.Set(t, name, object.Int(int64(n)))
	}
	names := object.NewDict(t)
	for name, n := range sysconfNames {
		names.SetStr(t, object.Intern(name), object.Int(int64(n)))
	}
	m.Set(t, "sysconf_names", names.Value())
	var functions []value
	for _, f := range strings.Fields(have) {
		functions = append(functions, object.NewStr(f))
	}
	m.Set(t, "_have_functions", object.NewList(t, functions).Value())
	return m, addSystem(t, m)
}

func init() { object.RegisterModule("posix", create) }

// do is sysfd.Retry that makes the exception of an error, about the given paths.
func do(t *thread, f func() error, paths ...path) *excn {
	exc, err := sysfd.Retry(t, f)
	if exc == nil && err != nil {
		exc = fail(t, err, paths...)
	}
	return exc
}

// fail makes the OSError of a failed call.
func fail(t *thread, err error, paths ...path) *excn {
	var names []value
	for _, p := range paths {
		names = append(names, p.v)
	}
	return t.OSError(err, names...)
}

func none(err *excn) (value, *excn) { return object.None, err }

// cInt converts an argument that C would take as an int.
func cInt(t *thread, v value) (int, *excn) { return sysfd.Int(t, v) }

func cIntOr(t *thread, v value, def int) (int, *excn) { return sysfd.IntOr(t, v, def) }

func cLong(t *thread, v value) (int64, *excn) { return object.IndexInt(t, v, object.OverflowError) }

func isTrue(t *thread, v value, def bool) (bool, *excn) {
	if v.O == nil {
		return def, nil
	}
	return object.Truth(t, v)
}

func given(v value) bool { return v.O != nil && !v.IsNone() }

func num[T ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32](n T) value {
	return object.Int(int64(n))
}

// fdCall is a function of one file descriptor.
func fdCall(reason string, call func(fd int) error) fn {
	return func(t *thread, a []value) (value, *excn) {
		fd, err := sysfd.Of(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable(reason)
		return none(do(t, func() error { return call(fd) }))
	}
}
