package sys

import (
	"runtime"

	"github.com/weftpy/weft/object"
)

// objectDefs are the functions about objects and memory.
var objectDefs = []object.Def{
	{Name: "intern", Sig: "string, /", Fn: func(t *thread, a []value) (value, *excn) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "intern() argument must be str, not %s", object.ArgTypeName(a[0]))
		}
		if a[0].O.Typ != object.StrType {
			return null, t.Errorf(object.TypeError, "can't intern %s", a[0].TypeName())
		}
		return object.InternStr(s).Value(), nil
	}},
	{Name: "getsizeof", Sig: "object, default=None", Fn: func(t *thread, a []value) (value, *excn) {
		v, ok, err := object.CallSpecial(t, a[0], object.Intern("__sizeof__"))
		if !ok {
			err = t.Errorf(object.TypeError, "Type %s doesn't define __sizeof__", a[0].TypeName())
		}
		var n int64
		if err == nil {
			n, err = object.IndexInt(t, v, object.OverflowError)
		}
		if err != nil {
			if a[1].O != nil && err.Matches(object.TypeError) {
				return a[1], nil
			}
			return null, err
		}
		if n < 0 {
			return null, t.Errorf(object.ValueError, "__sizeof__() should return >= 0")
		}
		return object.Int(n), nil
	}},
	// References are not counted: any object may have others, as one that lives forever does.
	{Name: "getrefcount", Sig: "object, /", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(1<<32 - 1), nil }},
	{Name: "getallocatedblocks", Fn: func(t *thread, a []value) (value, *excn) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return object.Int(int64(m.Mallocs - m.Frees)), nil
	}},
	{Name: "_clear_type_cache", Fn: func(t *thread, a []value) (value, *excn) { return object.None, nil }},
	{Name: "_debugmallocstats", Fn: func(t *thread, a []value) (value, *excn) {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		println("heap objects", m.HeapObjects, "bytes", m.HeapAlloc, "collections", m.NumGC)
		return object.None, nil
	}},
}
