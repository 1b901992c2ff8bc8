// Package pickle is the built-in module _pickle: pickling to the very bytes of
// CPython, and unpickling.
package pickle

import (
	"sync"
	"unsafe"

	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// Exceptions of module pickle.
var (
	pickleError     = exceptionType("PickleError", object.ExceptionType)
	picklingError   = exceptionType("PicklingError", pickleError)
	unpicklingError = exceptionType("UnpicklingError", pickleError)
)

func exceptionType(name string, base *object.Type) *object.Type {
	return &object.Type{Name: name, Module: "_pickle", Base: base, Flags: object.FlagException | object.FlagSameLayout}
}

// pickler is the state of a Pickler.
type pickler struct {
	file           value // its write method; null before __init__
	proto          int
	fixImports     bool
	fast           bool
	memo           *memo
	bufferCallback value
	persistentID   value // set as an attribute; null if it was not
	dispatchTable  value // the same
}

var (
	picklerType = &object.Type{Name: "Pickler", Module: "_pickle", Doc: "Writes pickles to a file."}
	picklerKind = object.NewKind("Pickler", func(p *pickler) { p.memo = p.memo.copy() })

	memoProxyType = &object.Type{Name: "PicklerMemoProxy", Module: "_pickle", Flags: object.FlagNoBase | object.FlagNoNew}
)

func picklerOf(v value) *object.Boxed[pickler] { return object.BoxedOf[pickler](v) }

var (
	strWrite           = object.Intern("write")
	strPersistentID    = object.Intern("persistent_id")
	strReducerOverride = object.Intern("reducer_override")
	strDispatchTable   = object.Intern("dispatch_table")
)

// protocolArg returns the number of a protocol.
func protocolArg(t *thread, v value) (int, *exc) {
	if v.O == nil || v.IsNone() {
		return defaultProtocol, nil
	}
	n, err := object.IndexInt(t, v, object.OverflowError)
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return highestProtocol, nil
	}
	if n > highestProtocol {
		return 0, t.Errorf(object.ValueError, "pickle protocol must be <= %d", highestProtocol)
	}
	return int(n), nil
}

// settings reads the arguments protocol, fix_imports and buffer_callback.
func settings(t *thread, proto, fixImports, callback value) (p pickler, err *exc) {
	if p.proto, err = protocolArg(t, proto); err != nil {
		return p, err
	}
	p.fixImports = true
	if fixImports.O != nil {
		if p.fixImports, err = object.Truth(t, fixImports); err != nil {
			return p, err
		}
	}
	if callback.O != nil && !callback.IsNone() {
		if p.proto < 5 {
			return p, t.Errorf(object.ValueError, "buffer_callback needs protocol >= 5")
		}
		p.bufferCallback = callback
	}
	return p, nil
}

// fileArg sets the method by which pickles are written.
func (p *pickler) fileArg(t *thread, file value) (err *exc) {
	if p.file, err = object.LookupAttr(t, file, strWrite); err == nil && p.file.O == nil {
		err = t.Errorf(object.TypeError, "file must have a 'write' attribute")
	}
	return err
}

// saver makes what does the work for p.
func (p *pickler) saver(t *thread) *saver {
	return &saver{
		output: output{t: t, write: p.file}, proto: p.proto, bin: p.proto > 0, fixImports: p.fixImports, fast: p.fast,
		memo: p.memo, persistentID: p.persistentID, dispatchTable: p.dispatchTable, bufferCallback: p.bufferCallback,
	}
}

func picklerInit(t *thread, a []value) (value, *exc) {
	p, err := settings(t, a[2], a[3], a[4])
	if err != nil {
		return value{}, err
	}
	p.memo = &memo{}
	if err := p.fileArg(t, a[1]); err != nil {
		return value{}, err
	}
	old := picklerOf(a[0]).Write(t, picklerKind)
	p.persistentID, p.dispatchTable = old.persistentID, old.dispatchTable
	*old = p
	return object.None, nil
}

func picklerDump(t *thread, a []value) (value, *exc) {
	if picklerOf(a[0]).Read(t).file.O == nil {
		return value{}, t.Errorf(picklingError, "Pickler.__init__() was not called by %s.__init__()", a[0].O.Typ.FullName(t))
	}
	p := picklerOf(a[0]).Write(t, picklerKind)
	s := p.saver(t)
	if typ := a[0].O.Typ; typ != picklerType {
		// A subclass, or its instance, may have hooks.
		for name, field := range map[*object.Str]*value{
			strPersistentID: &s.persistentID, strReducerOverride: &s.reducerOverride, strDispatchTable: &s.dispatchTable,
		} {
			v, err := object.LookupAttr(t, a[0], name)
			if err != nil {
				return value{}, err
			}
			if v.O != nil {
				*field = v
			}
		}
	}
	if err := s.dump(a[1]); err != nil {
		return value{}, err
	}
	return object.None, nil
}

// dump is pickle.dump(obj, file, …).
func dump(t *thread, a []value) (value, *exc) {
	p, err := settings(t, a[2], a[3], a[4])
	if err != nil {
		return value{}, err
	}
	p.memo = &memo{}
	if err := p.fileArg(t, a[1]); err != nil {
		return value{}, err
	}
	if err := p.saver(t).dump(a[0]); err != nil {
		return value{}, err
	}
	return object.None, nil
}

// dumps is pickle.dumps(obj, …).
func dumps(t *thread, a []value) (value, *exc) {
	p, err := settings(t, a[1], a[2], a[3])
	if err != nil {
		return value{}, err
	}
	r, _ := rooms.Get().(*room)
	if r == nil {
		r = newRoom()
	}
	p.memo = &r.memo
	s := p.saver(t)
	s.buf = r.buf[:0]
	if err := s.dump(a[0]); err != nil {
		return value{}, err
	}
	if len(s.buf) > maxRoom || len(r.memo.slots) > maxRoom/8 {
		return object.BytesOwned(s.buf), nil
	}
	v := object.CopyBytes(s.buf)
	clear(r.memo.slots)
	r.memo.n = 0
	r.buf = s.buf
	rooms.Put(r)
	return v, nil
}

// room is what one call of dumps works with and another can use again: most pickles are short,
// and to make and clear a memo that grows takes as long as to fill it.
type room struct {
	memo memo
	buf  []byte
}

// rooms has memos that are empty. One whose call has failed or was undone is not among them.
var rooms sync.Pool

// maxRoom is up to how many bytes a pickle has whose room is kept.
const maxRoom = 1 << 14

func newRoom() *room { return &room{buf: make([]byte, 0, 256)} }

// memoProxy is a pickler's memo as programs see it.
type memoProxy struct {
	object.Object
	owner value
}

func proxyOf(v value) *memoProxy { return (*memoProxy)(unsafe.Pointer(v.O)) }

// memoDict returns {id(obj): (number, obj)}.
func memoDict(t *thread, v value) (value, *exc) {
	d := object.NewDict(t)
	for _, s := range picklerOf(v).Read(t).memo.slots {
		if s.o == nil {
			continue
		}
		if err := d.Set(t, object.Uint(s.o.Value().ID()), object.NewPair(object.Int(int64(s.n)), s.o.Value())); err != nil {
			return value{}, err
		}
	}
	return d.Value(), nil
}

func clearMemo(t *thread, v value) (value, *exc) {
	picklerOf(v).Write(t, picklerKind).memo = &memo{}
	return object.None, nil
}

// setMemo replaces the memo by another pickler's, or by a dict.
func setMemo(t *thread, self, x value) *exc {
	if x.O == nil {
		return t.Errorf(object.TypeError, "attribute deletion is not supported")
	}
	m := &memo{}
	if x.O.Typ == memoProxyType {
		m = picklerOf(proxyOf(x).owner).Read(t).memo.copy()
	} else if d, ok := object.AsDict(x); ok {
		for _, v, pos, ok := d.NextEntry(t, 0); ok; _, v, pos, ok = d.NextEntry(t, pos) {
			pair, isPair := object.AsTuple(v)
			if !isPair || len(pair.Items) != 2 {
				return t.Errorf(object.TypeError, "'memo' values must be 2-item tuples")
			}
			n, err := object.IndexInt(t, pair.Items[0], object.OverflowError)
			if err != nil {
				return err
			}
			m.set(pair.Items[1].O, int(n))
		}
	} else {
		return t.Errorf(object.TypeError, "'memo' attribute must be a PicklerMemoProxy object or dict, not %s", x.TypeName())
	}
	picklerOf(self).Write(t, picklerKind).memo = m
	return nil
}

// attribute makes an attribute that is there only when it was set.
func attribute[S any](name string, kind func(t *thread, v value) *S, field func(s *S) *value) object.GetSet {
	return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) {
		if x := *field(kind(t, v)); x.O != nil {
			return x, nil
		}
		return value{}, object.NewAttributeError(t, v, object.Intern(name), name)
	}, Set: func(t *thread, v, x value) *exc {
		if x.O == nil {
			return t.Errorf(object.TypeError, "attribute deletion is not supported")
		}
		if name != "dispatch_table" && x.O.Typ.Slots.Call == nil {
			return t.Errorf(object.TypeError, "%s must be a callable taking one argument", name)
		}
		*field(kind(t, v)) = x
		return nil
	}}
}

func init() {
	object.SetBoxedLayout[pickler](picklerType)
	initPickler := &object.Func{Name: "Pickler", Type: picklerType, Sig: "file, protocol=None, fix_imports=True, buffer_callback=None", Fn: picklerInit}
	picklerType.Slots.Init = func(t *thread, v value, args, kwnames []value) *exc {
		_, err := initPickler.CallWith(t, append([]value{v}, args...), kwnames)
		return err
	}
	picklerType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return typ.Alloc(t, typ).Value(), nil
	}
	write := func(t *thread, v value) *pickler { return picklerOf(v).Write(t, picklerKind) }
	picklerType.Methods = []object.Def{
		{Name: "dump", Sig: "obj, /", Fn: picklerDump},
		{Name: "clear_memo", Fn: func(t *thread, a []value) (value, *exc) { return clearMemo(t, a[0]) },
			Doc: "Forget all objects that were pickled, so that they are pickled anew and not referred to."},
	}
	number := func(name string, get func(p *pickler) value, set func(p *pickler, b bool)) object.GetSet {
		return object.GetSet{Name: name, Member: true, Get: func(t *thread, v value) (value, *exc) { return get(write(t, v)), nil },
			Set: func(t *thread, v, x value) *exc {
				if x.O == nil {
					return t.Errorf(object.TypeError, "can't delete numeric/char attribute")
				}
				n, err := object.IndexInt(t, x, object.OverflowError)
				if err == nil {
					set(write(t, v), n != 0)
				}
				return err
			}}
	}
	picklerType.Getsets = []object.GetSet{
		{Name: "memo", Get: func(t *thread, v value) (value, *exc) {
			return (&memoProxy{Object: object.Object{Typ: memoProxyType}, owner: v}).Object.Value(), nil
		}, Set: setMemo},
		attribute("persistent_id", write, func(p *pickler) *value { return &p.persistentID }),
		attribute("dispatch_table", write, func(p *pickler) *value { return &p.dispatchTable }),
		number("bin", func(p *pickler) value { return object.Int(int64(min(p.proto, 1))) }, func(p *pickler, b bool) {
			if !b {
				p.proto = 0
			}
		}),
		number("fast", func(p *pickler) value {
			if p.fast {
				return object.Int(1)
			}
			return object.Int(0)
		}, func(p *pickler, b bool) { p.fast = b }),
	}
	memoProxyType.Consts = map[string]value{"__hash__": object.None}
	memoProxyType.Methods = []object.Def{
		{Name: "clear", Fn: func(t *thread, a []value) (value, *exc) { return clearMemo(t, proxyOf(a[0]).owner) }, Doc: "Remove all items from memo."},
		{Name: "copy", Fn: func(t *thread, a []value) (value, *exc) { return memoDict(t, proxyOf(a[0]).owner) }, Doc: "Copy the memo to a new object."},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			d, err := memoDict(t, proxyOf(a[0]).owner)
			return object.NewPair(object.DictType.Value(), object.TupleOf([]value{d})), err
		}, Doc: "Implement pickle support."},
	}

	object.RegisterModule("_pickle", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_pickle", "Pickles: objects as bytes.")
		for _, typ := range []*object.Type{pickleError, picklingError, unpicklingError, pickleBufferType, picklerType, unpicklerType} {
			m.AddType(t, typ)
		}
		memoProxyType.Ready()
		unpicklerMemoType.Ready()
		m.AddFuncs(t, []object.Def{
			{Name: "dump", Sig: "obj, file, protocol=None, *, fix_imports=True, buffer_callback=None", Fn: dump},
			{Name: "dumps", Sig: "obj, protocol=None, *, fix_imports=True, buffer_callback=None", Fn: dumps},
			{Name: "load", Sig: "file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()", Fn: load},
			{Name: "loads", Sig: "data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=()", Fn: loads},
		})
		return m, nil
	})
}
