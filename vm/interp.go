package vm

import (
	"runtime"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// NewInterp makes an interpreter and its main thread, in solo mode. Its
// namespace of built-ins is empty; package builtins fills it.
func NewInterp() *object.Thread {
	in := &object.Interp{Engine: stm.NewEngine(), MainWake: make(chan struct{}, 1)}
	in.RecursionLimit.Store(1000)
	t := object.NewThread(in, in.Engine.NewTx())
	in.Builtins = object.NewNamespace(t)
	in.Modules = object.NewDict(t)
	in.Main = t
	t.Crowded.Store(runtime.GOMAXPROCS(0) == 1)
	return t
}

// Exec runs code with the given globals; ns is the namespace of its names, null
// for the globals themselves.
func Exec(t *object.Thread, code *object.Code, globals *object.Dict, ns object.Value) (object.Value, *object.Exception) {
	return execFunction(t, object.NewFunction(code, globals), ns)
}

func execFunction(t *object.Thread, fn *object.Function, ns object.Value) (object.Value, *object.Exception) {
	if err := t.EnterNative(""); err != nil {
		return object.Value{}, err
	}
	defer t.LeaveNative()
	top := t.Top
	v, nf, err := callFunction(t, fn, t.Top, 0, nil)
	if nf == nil {
		return v, err
	}
	nf.Kind = object.FrameEntry
	if ns.O != nil {
		nf.HasNS, nf.NS = true, ns
	}
	v, err = run(t)
	t.Top = top
	return v, err
}

// Locals returns the mapping that locals() of frame fr is: its namespace, or a
// dict made of its variables.
func Locals(t *object.Thread, fr *object.Frame) object.Value {
	if fr.HasNS || fr.Code.Flags&object.CoNewLocals == 0 {
		return namespaceOf(fr)
	}
	if view := t.ViewFrame(fr); view != nil && !t.Tx.InTransaction() {
		return view.Locals(t)
	}
	return object.LocalsOf(t, fr.Code, t.Registers(fr)).Value()
}

// BuildClass is builtins.__build_class__(func, name, *bases, **kwargs).
func BuildClass(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	fn, ok := object.AsFunction(a[0])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "__build_class__: func must be a function")
	}
	name, ok := object.AsStr(a[1])
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "__build_class__: name is not a string")
	}
	orig := a[2]
	bases, err := resolveBases(t, orig)
	if err != nil {
		return object.Value{}, err
	}
	var kwargs, kwnames []object.Value
	var meta object.Value
	if a[3].O != nil {
		d, _ := object.AsDict(a[3])
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			if strOf(k).S == "metaclass" {
				meta = v
				continue
			}
			kwnames = append(kwnames, k)
			kwargs = append(kwargs, v)
		}
	}
	baseItems := strTuple(bases)
	if meta.O == nil {
		meta = object.TypeType.Value()
		if len(baseItems) > 0 {
			meta = baseItems[0].O.Typ.Value()
		}
	}
	if mt, ok := object.AsType(meta); ok {
		if mt, err = object.BestMeta(t, mt, baseItems); err != nil {
			return object.Value{}, err
		}
		meta = mt.Value()
	}
	var ns object.Value
	prep, err := object.LookupAttr(t, meta, strPrepare)
	if err != nil {
		return object.Value{}, err
	}
	if prep.O == nil {
		ns = object.NewDict(t).Value()
	} else {
		args := append([]object.Value{name.Value(), bases}, kwargs...)
		if ns, err = object.CallKw(t, prep, args, kwnames); err != nil {
			return object.Value{}, err
		}
		if ns.O.Typ.Flags&object.FlagDict == 0 && ns.O.Typ.Slots.SetItem == nil {
			mname := "<metaclass>"
			if mt, ok := object.AsType(meta); ok {
				mname = mt.Name
			}
			return object.Value{}, t.Errorf(object.TypeError, "%s.__prepare__() must return a mapping, not %s", mname, ns.TypeName())
		}
	}
	cell, err := execFunction(t, fn, ns)
	if err != nil {
		return object.Value{}, err
	}
	if bases != orig {
		if err := object.SetItem(t, ns, object.NewStr("__orig_bases__"), orig); err != nil {
			return object.Value{}, err
		}
	}
	args := append([]object.Value{name.Value(), bases, ns}, kwargs...)
	cls, err := object.CallKw(t, meta, args, kwnames)
	if err != nil {
		return object.Value{}, err
	}
	if cell.O.Typ == object.CellType {
		if _, isType := object.AsType(cls); isType {
			set := cellOf(cell).Load(t)
			if set.O == nil {
				return object.Value{}, t.Errorf(object.RuntimeError, "__class__ not set defining '%s' as %s. Was __classcell__ propagated to type.__new__?", name.S, reprOr(t, cls))
			}
			if set != cls {
				return object.Value{}, t.Errorf(object.TypeError, "__class__ set to %s defining '%s' as %s", reprOr(t, set), name.S, reprOr(t, cls))
			}
		}
	}
	return cls, nil
}

func reprOr(t *object.Thread, v object.Value) string {
	s, err := object.Repr(t, v)
	if err != nil {
		return v.TypeName()
	}
	return s.S
}

func strTuple(v object.Value) []object.Value { return (*object.Tuple)(unsafe.Pointer(v.O)).Items }

// resolveBases replaces bases that are not classes by what their
// __mro_entries__ says (PEP 560).
func resolveBases(t *object.Thread, bases object.Value) (object.Value, *object.Exception) {
	items := strTuple(bases)
	var out []object.Value
	for i, b := range items {
		if _, ok := object.AsType(b); ok {
			if out != nil {
				out = append(out, b)
			}
			continue
		}
		f, err := object.LookupAttr(t, b, strMROEntries)
		if err != nil {
			return bases, err
		}
		if f.O == nil {
			if out != nil {
				out = append(out, b)
			}
			continue
		}
		r, err := object.Call1(t, f, bases)
		if err != nil {
			return bases, err
		}
		tup, ok := object.AsTuple(r)
		if !ok {
			return bases, t.Errorf(object.TypeError, "__mro_entries__ must return a tuple")
		}
		if out == nil {
			out = append(make([]object.Value, 0, len(items)), items[:i]...)
		}
		out = append(out, tup.Items...)
	}
	if out == nil {
		return bases, nil
	}
	return object.NewTuple(out), nil
}

var (
	strPrepare    = object.Intern("__prepare__")
	strMROEntries = object.Intern("__mro_entries__")
)

// ExecFunction calls fn, a function without parameters, with ns for the namespace
// of its names; null stands for its globals.
func ExecFunction(t *object.Thread, fn *object.Function, ns object.Value) (object.Value, *object.Exception) {
	return execFunction(t, fn, ns)
}
