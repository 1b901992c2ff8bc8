// Package imp is module _imp: what importlib asks of the interpreter. There are
// no frozen and no extension modules.
package imp

import (
	"encoding/binary"
	"math/bits"
	"sync/atomic"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// lockDepth counts acquire_lock() without release_lock(): the lock itself has
// protected nothing since modules have locks of their own.
type lockDepth struct{ n atomic.Int64 }

type lockKey struct{}

func lockOf(t *thread) *lockDepth {
	return t.Interp.Extra(lockKey{}, func() any { return &lockDepth{} }).(*lockDepth)
}

func nameArg(t *thread, f string, v value) (string, *excn) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument must be str, not %s", f, v.TypeName())
	}
	return s.S, nil
}

// noFrozen is a function that looks for a frozen module.
func noFrozen(name string, result value) object.Def {
	return object.Def{Name: name, Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := nameArg(t, name, a[0])
		if err != nil {
			return null, err
		}
		if result.O == nil {
			return null, object.NewImportError(t, object.ImportError, "No such frozen object named "+object.ReprText(n), a[0], null)
		}
		return result, nil
	}}
}

// createBuiltin makes the built-in module that a spec names; one that is loaded
// is that one.
func createBuiltin(t *thread, a []value) (value, *excn) {
	nv, err := object.GetAttr(t, a[0], object.Intern("name"))
	if err != nil {
		return null, err
	}
	name, err := nameArg(t, "create_builtin", nv)
	if err != nil {
		return null, err
	}
	if m := t.Interp.Modules.GetStr(t, object.Intern(name)); m.O != nil {
		return m, nil
	}
	create := object.BuiltinModule(name)
	if create == nil {
		return object.None, nil
	}
	m, err := create(t)
	if err != nil {
		return null, err
	}
	return m.Value(), nil
}

// sourceHash is SipHash-1-3 with the given key: it tells whether source is what
// a hash-based cache was made from.
func sourceHash(key uint64, data string) uint64 {
	v0, v1, v2, v3 := key^0x736f6d6570736575, uint64(0x646f72616e646f6d), key^0x6c7967656e657261, uint64(0x7465646279746573)
	round := func() {
		v0 += v1
		v1 = bits.RotateLeft64(v1, 13) ^ v0
		v0 = bits.RotateLeft64(v0, 32)
		v2 += v3
		v3 = bits.RotateLeft64(v3, 16) ^ v2
		v0 += v3
		v3 = bits.RotateLeft64(v3, 21) ^ v0
		v2 += v1
		v1 = bits.RotateLeft64(v1, 17) ^ v2
		v2 = bits.RotateLeft64(v2, 32)
	}
	tail := uint64(len(data)) << 56
	for ; len(data) >= 8; data = data[8:] {
		m := binary.LittleEndian.Uint64([]byte(data[:8]))
		v3 ^= m
		round()
		v0 ^= m
	}
	for i := range len(data) {
		tail |= uint64(data[i]) << (8 * i)
	}
	v3 ^= tail
	round()
	v0 ^= tail
	v2 ^= 0xff
	round()
	round()
	round()
	return v0 ^ v1 ^ v2 ^ v3
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "_imp", "What importlib asks of the interpreter.")
	m.AddFuncs(t, []object.Def{
		{Name: "lock_held", Fn: func(t *thread, a []value) (value, *excn) { return object.Bool(lockOf(t).n.Load() > 0), nil }},
		{Name: "acquire_lock", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("import lock")
			lockOf(t).n.Add(1)
			return object.None, nil
		}},
		{Name: "release_lock", Fn: func(t *thread, a []value) (value, *excn) {
			t.Tx.BecomeInevitable("import lock")
			if l := lockOf(t); l.n.Add(-1) < 0 {
				l.n.Store(0)
				return null, t.Errorf(object.RuntimeError, "not holding the import lock")
			}
			return object.None, nil
		}},
		{Name: "extension_suffixes", Fn: func(t *thread, a []value) (value, *excn) { return object.NewList(t, nil).Value(), nil }},
		{Name: "is_builtin", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
			name, err := nameArg(t, "is_builtin", a[0])
			if err != nil {
				return null, err
			}
			switch {
			case object.BuiltinModule(name) == nil:
				return object.Int(0), nil
			case name == "sys" || name == "builtins": // there is but one of each
				return object.Int(-1), nil
			}
			return object.Int(1), nil
		}},
		{Name: "create_builtin", Sig: "spec, /", Fn: createBuiltin},
		{Name: "exec_builtin", Sig: "mod, /", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(0), nil }},
		{Name: "create_dynamic", Sig: "spec, file=None, /", Fn: func(t *thread, a []value) (value, *excn) {
			name, err := object.GetAttr(t, a[0], object.Intern("name"))
			if err != nil {
				return null, err
			}
			return null, object.NewImportError(t, object.ImportError, "extension modules cannot be loaded", name, null)
		}},
		{Name: "exec_dynamic", Sig: "mod, /", Fn: func(t *thread, a []value) (value, *excn) { return object.Int(0), nil }},
		noFrozen("is_frozen", object.False),
		noFrozen("init_frozen", object.None),
		noFrozen("is_frozen_package", null),
		{Name: "find_frozen", Sig: "name, /, *, withdata=False", Fn: func(t *thread, a []value) (value, *excn) { return object.None, nil }},
		{Name: "get_frozen_object", Sig: "name, data=None, /", Fn: func(t *thread, a []value) (value, *excn) {
			return noFrozen("get_frozen_object", null).Fn(t, a[:1])
		}},
		{Name: "_frozen_module_names", Fn: func(t *thread, a []value) (value, *excn) { return object.NewList(t, nil).Value(), nil }},
		{Name: "_override_frozen_modules_for_tests", Sig: "override, /", Fn: func(t *thread, a []value) (value, *excn) { return object.None, nil }},
		{Name: "_fix_co_filename", Sig: "code, path, /", Fn: func(t *thread, a []value) (value, *excn) {
			// Code is compiled where it is found: its file name is right.
			return object.None, nil
		}},
		{Name: "source_hash", Sig: "key, source", Fn: func(t *thread, a []value) (value, *excn) {
			key, err := object.IndexInt(t, a[0], object.OverflowError)
			if err != nil {
				return null, err
			}
			src, err := object.BytesView(t, a[1])
			if err != nil {
				return null, err
			}
			return object.BytesOwned(binary.LittleEndian.AppendUint64(nil, sourceHash(uint64(key), src))), nil
		}},
	})
	m.Set(t, "check_hash_based_pycs", object.NewStr("default"))
	return m, nil
}

func init() { object.RegisterModule("_imp", create) }
