package vm

import (
	"sync/atomic"
	"unsafe"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
)

// rare executes the instructions that do not earn a place in the evaluator's
// loop. It reports whether the jump of an instruction that has one is taken.
func rare(t *object.Thread, fr *object.Frame, regs window, w uint64) (jump bool, err *object.Exception) {
	t.Allocates()
	a, b, c, d := uint8(w>>8), uint8(w>>16), uint8(w>>24), int(int32(w>>32))
	code := fr.Code
	switch op := compile.Op(w); op {
	case compile.LoadWide:
		regs[a] = *register(t, fr, int32(d))
	case compile.StoreWide:
		*register(t, fr, int32(d)) = regs[a]
	case compile.DeleteLocal:
		if regs[a].O == nil {
			return false, unboundLocal(t, code, d)
		}
		wants := regs[a].WantsFinalizing()
		regs[a] = object.Value{}
		if wants {
			t.Deleted()
		}
	case compile.DropIter:
		wants := regs[a].WantsFinalizing()
		regs[a], regs[a+1], regs[a+2] = object.Value{}, object.Value{}, object.Value{}
		if wants {
			t.Deleted()
		}
	case compile.DeleteCell:
		cell := cellOf(regs[b])
		if cell.Load(t).O == nil {
			return false, unboundCell(t, code, d)
		}
		cell.Store(t, object.Value{})
	case compile.DeleteGlobal:
		return false, deleteVariable(t, fr.Fn.Globals.Value(), code.Caches[d].Name)
	case compile.DeleteName:
		return false, deleteVariable(t, namespaceOf(fr), code.Caches[d].Name)
	case compile.LoadClassCell:
		name, _ := cellName(code, d)
		v, err := lookupNS(t, namespaceOf(fr), name)
		if err != nil {
			return false, err
		}
		if v.O == nil {
			if v = cellOf(regs[b]).Load(t); v.O == nil {
				return false, unboundCell(t, code, d)
			}
		}
		regs[a] = v
	case compile.LoadLocals:
		regs[a] = namespaceOf(fr)

	case compile.DeleteAttr:
		return false, object.SetAttr(t, regs[b], code.Caches[d].Name, object.Value{})
	case compile.DeleteItem:
		return false, setItem(t, w, regs[b], regs[c], object.Value{})
	case compile.Neg, compile.Pos, compile.Invert:
		return false, result(regs, a)(unaryOp(t, w, regs[b]))
	case compile.Not:
		truth, err := truthOf(t, w, regs[b])
		if err == nil {
			regs[a] = object.Bool(!truth)
		}
		return false, err

	case compile.GetIter:
		if d == 1 {
			// Iterators of these are nothing but a position, so the loop need not begin yet.
			switch regs[b].O.Typ {
			case object.RangeType, object.ListType, object.TupleType, object.StrType:
				regs[a] = regs[b]
				return false, nil
			}
		}
		return false, result(regs, a)(object.Iter(t, regs[b]))
	case compile.UnpackEx:
		return false, unpackEx(t, fr, regs[b], int(a), int(c), d)

	case compile.UnpackTuple:
		return false, result(regs, a)(unpackTuple(t, regs[b], c == 1, d))

	case compile.BuildSet:
		s := object.NewSet(t)
		for i := range c {
			if err := s.Add(t, regs[b+i]); err != nil {
				return false, err
			}
		}
		regs[a] = s.Value()
	case compile.BuildMap:
		m := object.NewDictSize(t, int(c))
		for i := range c {
			if err := m.Set(t, regs[b+2*i], regs[b+2*i+1]); err != nil {
				return false, err
			}
		}
		regs[a] = m.Value()
	case compile.BuildString:
		s, err := object.JoinParts(t, regs[int(b):int(b)+int(c)])
		if err != nil {
			return false, err
		}
		regs[a] = s
	case compile.FormatValue:
		return false, formatValue(t, regs, a, b, c)
	case compile.ListExtend:
		return false, listExtend(t, regs[a], regs[b])
	case compile.SetUpdate:
		s, _ := object.AsSet(regs[a])
		return false, object.Iterate(t, regs[b], func(x object.Value) (bool, *object.Exception) { return true, s.Add(t, x) })
	case compile.DictUpdate:
		return false, dictUpdate(t, regs[a], regs[b], object.Value{})
	case compile.DictMerge:
		return false, dictUpdate(t, regs[a], regs[b], regs[c])
	case compile.ListToTuple:
		l, _ := object.AsList(regs[b])
		regs[a] = object.NewTuple(l.Items(t))

	case compile.MakeFunction:
		makeFunction(t, fr, regs, a, b, c, code.Consts[d])
	case compile.LoadBuildClass:
		v, err := loadBuiltin(t, fr.Fn.Globals, strBuildClass)
		if err != nil {
			return false, err
		}
		if v.O == nil {
			return false, t.Errorf(object.NameError, "__build_class__ not found")
		}
		regs[a] = v

	case compile.PushExc:
		e, _ := object.AsException(regs[b])
		regs[a] = object.Value{}
		switch fr := t.Frame; {
		case fr.Gen != nil && t.Handled == fr.Saved && !handlesSaved(t, fr):
			regs[a] = object.None // what its caller handles, which may be another one by then
		case t.Handled != nil:
			regs[a] = t.Handled.Value()
		}
		t.Handled = e
		noteSaved(t, t.Frame, e)
	case compile.PopExc:
		t.Handled = nil
		switch v := regs[a]; {
		case v.O == nil:
		case v.IsNone():
			t.Handled = t.Frame.Saved
			noteSaved(t, t.Frame, nil)
		default:
			t.Handled, _ = object.AsException(v)
			noteSaved(t, t.Frame, t.Handled)
		}
	case compile.JumpIfNotExcMatch:
		ok, err := excMatches(t, regs[a], regs[b])
		return !ok, err
	case compile.CheckEGMatch:
		m, rest, err := object.ExceptStarMatch(t, regs[b], regs[c])
		if err == nil {
			regs[a], regs[a+1] = m, rest
		}
		return false, err
	case compile.PrepReraiseStar:
		return false, result(regs, a)(object.PrepReraiseStar(t, regs[b], listItems(t, regs[c])))
	case compile.Raise:
		switch c {
		case 0:
			if t.Handled == nil {
				// What is raised again has its place already: see isReraise.
				e := t.Errorf(object.RuntimeError, "No active exception to reraise")
				e.AddTraceback(t, t.Frame.Fn, t.Frame.Code, t.Frame.PC-1)
				return false, e
			}
			return false, t.Handled
		case 1:
			return false, raise(t, regs[a], object.Value{})
		}
		return false, raise(t, regs[a], regs[b])
	case compile.Reraise:
		e, _ := object.AsException(regs[a])
		return false, e
	case compile.ExcTriple:
		e, _ := object.AsException(regs[b])
		typ, tb := e.Typ.Value(), object.None
		if x := e.Traceback(t); x != nil {
			tb = object.Value{O: &x.Object}
		}
		regs[a], regs[a+1], regs[a+2] = typ, e.Value(), tb
	case compile.BeforeWith:
		m := regs[b]
		if e := (*withEntry)(atomic.LoadPointer(&m.O.Typ.WithCache)); e != nil && e.version == m.O.Typ.Version {
			regs[a], regs[a+1], regs[a+2], regs[a+3] = e.exit, m, e.enter, m
			break
		}
		cut := m.O.Typ.OwnTransaction && t.Atomic == 0 && t.Interp.Scheduler != nil
		if err := beforeWith(t, regs, a, m, strEnter, strExit, "context manager"); err != nil {
			return false, err
		}
		if !cut {
			if regs[a+1].O != nil && regs[a+3].O != nil {
				cacheWith(m.O.Typ, regs[a+2], regs[a])
			}
			break
		}
		return false, t.Interp.Scheduler.Cut(t)
	case compile.BeforeAsyncWith:
		return false, beforeWith(t, regs, a, regs[b], strAEnter, strAExit, "asynchronous context manager")

	case compile.GetYieldFromIter:
		v := regs[b]
		if v.O.Typ == object.CoroutineType {
			if code.Flags&(object.CoCoroutine|object.CoIterableCoroutine) == 0 {
				return false, t.Errorf(object.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
			}
			regs[a] = v
			break
		}
		if v.O.Typ == object.GeneratorType {
			regs[a] = v
			break
		}
		return false, result(regs, a)(iterator(t, v))
	case compile.GetAwaitable:
		return false, result(regs, a)(awaitable(t, regs[b], c))
	case compile.GetAiter:
		return false, result(regs, a)(AIter(t, regs[b]))
	case compile.GetAnext:
		v := regs[b]
		f := v.O.Typ.Slots.ANext
		if f == nil {
			return false, t.Errorf(object.TypeError, "'async for' requires an iterator with __anext__ method, got %s", v.TypeName())
		}
		x, err := f(t, v)
		if err != nil {
			return false, err
		}
		if x.O.Typ != asyncSendType {
			y, err := awaitable(t, x, 0)
			if err != nil {
				e := t.Errorf(object.TypeError, "'async for' received an invalid object from __anext__: %s", x.TypeName())
				e.SetCause(t, err.Value())
				e.SetContext(t, err)
				return false, e
			}
			x = y
		}
		regs[a] = x
	case compile.EndAsyncFor:
		e, _ := object.AsException(regs[a])
		if !e.Matches(object.StopAsyncIteration) {
			return false, e
		}

	case compile.ImportName:
		return false, result(regs, a)(importName(t, fr, code.Names[d], regs[b], int(c)))
	case compile.ImportFrom:
		return false, result(regs, a)(importFrom(t, regs[b], code.Names[d]))
	case compile.ImportStar:
		return false, importStar(t, fr, regs[b])

	case compile.MatchSequence:
		const not = object.FlagStr | object.FlagBytes | object.FlagByteArray
		f := regs[b].O.Typ.Flags
		regs[a] = object.Bool(f&object.FlagSequence != 0 && f&not == 0)
	case compile.MatchMapping:
		regs[a] = object.Bool(regs[b].O.Typ.Flags&object.FlagMapping != 0)
	case compile.GetLen:
		n, err := object.Len(t, regs[b])
		regs[a] = object.Int(int64(n))
		return false, err
	case compile.MatchKeys:
		return false, result(regs, a)(matchKeys(t, regs[b], regs[c]))
	case compile.MatchClass:
		names, _ := object.AsTuple(code.Consts[d>>8])
		return false, result(regs, a)(matchClass(t, regs[b], regs[c], d&0xff, names.Items))

	case compile.LoadAssertionError:
		regs[a] = object.AssertionError.Value()
	case compile.PrintExpr:
		return false, printExpr(t, regs[b])
	case compile.SetupAnnotations:
		ns := namespaceOf(fr)
		if v, err := lookupNS(t, ns, strAnnotations); err != nil || v.O != nil {
			return false, err
		}
		return false, object.SetItem(t, ns, strAnnotations.Value(), object.NewDict(t).Value())
	case compile.Intrinsic:
		return false, result(regs, a)(intrinsic(t, d, regs[b:int(b)+int(c)]))
	case opStop:
		return false, stop(t)
	default:
		panic("BUG: unknown instruction")
	}
	return false, nil
}

// result returns a function that stores a value in register a.
func result(regs window, a uint8) func(v object.Value, err *object.Exception) *object.Exception {
	return func(v object.Value, err *object.Exception) *object.Exception {
		if err == nil {
			regs[a] = v
		}
		return err
	}
}

func listItems(t *object.Thread, v object.Value) []object.Value {
	return (*object.List)(unsafe.Pointer(v.O)).Items(t)
}

func cellOf(v object.Value) *object.Cell { return (*object.Cell)(unsafe.Pointer(v.O)) }

func strOf(v object.Value) *object.Str { return (*object.Str)(unsafe.Pointer(v.O)) }

var (
	strBuildClass = object.Intern("__build_class__")
	strEnter      = object.Intern("__enter__")
	strExit       = object.Intern("__exit__")
	strAEnter     = object.Intern("__aenter__")
	strAExit      = object.Intern("__aexit__")
)

// unpack is Unpack of anything but a pair or triple.
func unpack(t *object.Thread, regs window, w uint64) *object.Exception {
	a, v, n := uint8(w>>8), regs[uint8(w>>16)], int(uint8(w>>24))
	switch v.O.Typ {
	case object.TupleType:
		if items := (*object.Tuple)(unsafe.Pointer(v.O)).Items; len(items) == n {
			copy(regs[a:int(a)+n], items)
			return nil
		}
	case object.ListType:
		if items := (*object.List)(unsafe.Pointer(v.O)).Items(t); len(items) == n {
			copy(regs[a:int(a)+n], items)
			return nil
		}
	}
	items, err := unpackExact(t, v, n)
	if err != nil {
		return err
	}
	copy(regs[a:int(a)+n], items)
	return nil
}

// unpackExact returns the n items of iterable v.
func unpackExact(t *object.Thread, v object.Value, n int) ([]object.Value, *object.Exception) {
	it, err := iterToUnpack(t, v)
	if err != nil {
		return nil, err
	}
	next := it.O.Typ.Slots.Next
	items := make([]object.Value, 0, min(n, 256))
	for len(items) < n {
		x, err := next(t, it)
		if err != nil {
			return nil, err
		}
		if x.O == nil {
			t.ClearResult()
			return nil, t.Errorf(object.ValueError, "not enough values to unpack (expected %d, got %d)", n, len(items))
		}
		items = append(items, x)
	}
	x, err := next(t, it)
	if err != nil {
		return nil, err
	}
	if x.O != nil {
		return nil, t.Errorf(object.ValueError, "too many values to unpack (expected %d)", n)
	}
	t.ClearResult()
	return items, nil
}

func iterToUnpack(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return object.Value{}, t.Errorf(object.TypeError, "cannot unpack non-iterable %s object", v.TypeName())
	}
	return object.Iter(t, v)
}

func unpackEx(t *object.Thread, fr *object.Frame, v object.Value, a, before, after int) *object.Exception {
	items, err := itemsToUnpack(t, v, before, after)
	if err != nil {
		return err
	}
	starItems(t, t.Stack[fr.Base+a:], items, before, after)
	return nil
}

// starItems puts the values of before targets, a starred one and after more into
// out.
func starItems(t *object.Thread, out, items []object.Value, before, after int) {
	end := len(items) - after
	copy(out, items[:before])
	out[before] = object.ListOf(t, items[before:end]).Value()
	copy(out[before+1:], items[end:])
}

// itemsToUnpack returns the items of v, which must be at least before+after. They
// may be v's own.
func itemsToUnpack(t *object.Thread, v object.Value, before, after int) ([]object.Value, *object.Exception) {
	var items []object.Value
	switch v.O.Typ {
	case object.ListType:
		items = listItems(t, v)
	case object.TupleType:
		tup, _ := object.AsTuple(v)
		items = tup.Items
	default:
		it, err := iterToUnpack(t, v)
		if err != nil {
			return nil, err
		}
		if items, err = object.Collect(t, it); err != nil {
			return nil, err
		}
	}
	if len(items) < before+after {
		return nil, t.Errorf(object.ValueError, "not enough values to unpack (expected at least %d, got %d)", before+after, len(items))
	}
	return items, nil
}

// unpackTuple is UnpackTuple.
func unpackTuple(t *object.Thread, v object.Value, starred bool, d int) (object.Value, *object.Exception) {
	if starred {
		before, after := d&255, d>>8
		items, err := itemsToUnpack(t, v, before, after)
		if err != nil {
			return object.Value{}, err
		}
		tup := object.MakeTuple(before + 1 + after)
		starItems(t, tup.Items, items, before, after)
		return tup.Value(), nil
	}
	items, err := unpackExact(t, v, d)
	return object.TupleOf(items), err
}

func listExtend(t *object.Thread, list, v object.Value) *object.Exception {
	l, _ := object.AsList(list)
	if v.O.Typ.Slots.Iter == nil && v.O.Typ.Slots.GetItem == nil {
		return t.Errorf(object.TypeError, "Value after * must be an iterable, not %s", v.TypeName())
	}
	return l.Extend(t, v)
}

// dictUpdate adds the mapping v to dict d; for the call of f (not null) names
// may not repeat.
func dictUpdate(t *object.Thread, dict, v, f object.Value) *object.Exception {
	d, _ := object.AsDict(dict)
	set := func(k, x object.Value) *object.Exception {
		if f.O != nil {
			if old, err := d.Get(t, k); err != nil {
				return err
			} else if old.O != nil {
				s, err := object.ToStr(t, k)
				if err != nil {
					return err
				}
				return t.Errorf(object.TypeError, "%s got multiple values for keyword argument '%s'", funcName(t, f), s.S)
			}
		}
		return d.Set(t, k, x)
	}
	if v.O.Typ == object.DictType {
		src, _ := object.AsDict(v)
		if f.O == nil || d.Len(t) == 0 {
			return d.Merge(t, src, true)
		}
		for k, x, pos, ok := src.NextEntry(t, 0); ok; k, x, pos, ok = src.NextEntry(t, pos) {
			if err := set(k, x); err != nil {
				return err
			}
		}
		return nil
	}
	keys, err := object.LookupAttr(t, v, strKeys)
	if err != nil {
		return err
	}
	if keys.O == nil {
		if f.O != nil {
			return t.Errorf(object.TypeError, "%s argument after ** must be a mapping, not %s", funcName(t, f), v.TypeName())
		}
		return t.Errorf(object.TypeError, "'%s' object is not a mapping", v.TypeName())
	}
	ks, err := object.Call0(t, keys)
	if err != nil {
		return err
	}
	return object.Iterate(t, ks, func(k object.Value) (bool, *object.Exception) {
		x, err := object.GetItem(t, v, k)
		if err != nil {
			return false, err
		}
		return true, set(k, x)
	})
}

var strKeys = object.Intern("keys")

func formatValue(t *object.Thread, regs window, a, b, c uint8) *object.Exception {
	v := regs[b]
	if c == 8 && (v.O == &object.IntTag || v.O == &object.FloatTag) {
		regs[a] = v // BuildString writes it where it belongs
		return nil
	}
	var s *object.Str
	var err *object.Exception
	switch c & 3 {
	case 1:
		s, err = object.ToStr(t, v)
	case 2:
		s, err = object.Repr(t, v)
	case 3:
		s, err = object.ASCII(t, v)
	}
	if err != nil {
		return err
	}
	if s != nil {
		v = s.Value()
	}
	if c&4 == 0 && v.O.Typ == object.StrType {
		regs[a] = v
		return nil
	}
	spec := emptyStr
	if c&4 != 0 {
		spec = strOf(regs[b+1])
	}
	r, err := object.Format(t, v, spec)
	if err == nil {
		regs[a] = r.Value()
	}
	return err
}

var emptyStr = object.Intern("")

func makeFunction(t *object.Thread, fr *object.Frame, regs window, a, b, c uint8, k object.Value) {
	code := (*object.Code)(unsafe.Pointer(k.O))
	fr.Fn.Globals.BecomeNamespace(t)
	f := object.NewFunction(code, fr.Fn.Globals)
	f.Born(t)
	if c&1 != 0 {
		f.Defaults, _ = object.AsTuple(regs[b])
	}
	if c&6 != 0 {
		f.Ext = &object.FuncExt{}
		if c&2 != 0 {
			f.Ext.KwDefaults, _ = object.AsDict(regs[b+1])
		}
		if c&4 != 0 {
			f.Ext.Annotations = regs[b+2]
		}
	}
	if c&8 != 0 {
		f.Closure, _ = object.AsTuple(regs[b+3])
	}
	regs[a] = f.Value()
}

// beforeWith finds the methods of a context manager.
func beforeWith(t *object.Thread, regs window, a uint8, m object.Value, enter, exit *object.Str, what string) *object.Exception {
	f, self, err := object.LookupSpecial(t, m, enter)
	if err != nil {
		return err
	}
	x, xself, err := object.LookupSpecial(t, m, exit)
	if err != nil {
		return err
	}
	if f.O == nil {
		return t.Errorf(object.TypeError, "'%s' object does not support the %s protocol", m.TypeName(), what)
	}
	if x.O == nil {
		return t.Errorf(object.TypeError, "'%s' object does not support the %s protocol (missed %s method)", m.TypeName(), what, exit.S)
	}
	regs[a], regs[a+1], regs[a+2], regs[a+3] = x, xself, f, self
	return nil
}

// importName calls the __import__ that the frame's built-ins have.
func importName(t *object.Thread, fr *object.Frame, name *object.Str, fromlist object.Value, level int) (object.Value, *object.Exception) {
	globals := fr.Fn.Globals
	f, err := loadBuiltin(t, globals, strImport)
	if err != nil {
		return object.Value{}, err
	}
	if f.O == nil {
		return object.Value{}, t.Errorf(object.ImportError, "__import__ not found")
	}
	if f == defaultImport && t.Interp.ImportName != nil {
		return t.Interp.ImportName(t, name, globals, fromlist, level)
	}
	return object.Call(t, f, name.Value(), globals.Value(), namespaceOf(fr), fromlist, object.Int(int64(level)))
}

var (
	strImport = object.Intern("__import__")
	strAll    = object.Intern("__all__")
	strDict   = object.Intern("__dict__")
	// defaultImport is the built-in __import__, which importName bypasses.
	defaultImport object.Value
)

// SetDefaultImport says which function is the built-in __import__.
func SetDefaultImport(f object.Value) { defaultImport = f }

func importFrom(t *object.Thread, m object.Value, name *object.Str) (object.Value, *object.Exception) {
	v, err := object.LookupAttr(t, m, name)
	if err != nil || v.O != nil {
		return v, err
	}
	pkg := "<unknown module name>"
	if n, err := object.LookupAttr(t, m, object.Intern("__name__")); err == nil && n.O != nil {
		if s, ok := object.AsStr(n); ok {
			pkg = s.S
			if sub := t.Interp.Modules.GetStr(t, object.Intern(pkg+"."+name.S)); sub.O != nil {
				return sub, nil
			}
		}
	}
	path := ""
	if f, err := object.LookupAttr(t, m, object.Intern("__file__")); err == nil && f.O != nil {
		if s, ok := object.AsStr(f); ok {
			path = s.S
		}
	}
	where := "unknown location"
	if path != "" {
		where = path
	}
	msg := "cannot import name '" + name.S + "' from '" + pkg + "' (" + where + ")"
	if spec, err := object.LookupAttr(t, m, object.Intern("__spec__")); err == nil && spec.O != nil && !spec.IsNone() {
		if init, err := object.LookupAttr(t, spec, object.Intern("_initializing")); err == nil && init.O != nil {
			if yes, _ := object.Truth(t, init); yes {
				msg = "cannot import name '" + name.S + "' from partially initialized module '" + pkg + "' (most likely due to a circular import) (" + where + ")"
			}
		}
	}
	file := object.None
	if path != "" {
		file = object.NewStr(path)
	}
	return object.Value{}, object.NewImportError(t, object.ImportError, msg, object.NewStr(pkg), file)
}

func importStar(t *object.Thread, fr *object.Frame, m object.Value) *object.Exception {
	ns := namespaceOf(fr)
	all, err := object.LookupAttr(t, m, strAll)
	if err != nil {
		return err
	}
	skip := false
	if all.O == nil {
		d, err := object.LookupAttr(t, m, strDict)
		if err != nil {
			return err
		}
		if d.O == nil {
			return t.Errorf(object.ImportError, "from-import-* object has no __dict__ and no __all__")
		}
		if all, err = object.CallMethod(t, d, strKeys); err != nil {
			return err
		}
		skip = true
	}
	names, err := object.Collect(t, all)
	if err != nil {
		return err
	}
	for _, n := range names {
		s, ok := object.AsStr(n)
		if !ok {
			return badStarName(t, m, n, skip)
		}
		if skip && len(s.S) > 0 && s.S[0] == '_' {
			continue
		}
		v, err := object.GetAttr(t, m, object.InternStr(s))
		if err != nil {
			return err
		}
		if err := object.SetItem(t, ns, n, v); err != nil {
			return err
		}
	}
	return nil
}

// badStarName makes the exception for a name in module m that a star cannot import: one of
// its variables, or of its __all__.
func badStarName(t *object.Thread, m, name object.Value, variable bool) *object.Exception {
	v, err := object.GetAttr(t, m, object.Intern("__name__"))
	if err != nil {
		return err
	}
	module, ok := object.AsStr(v)
	switch {
	case !ok:
		return t.Errorf(object.TypeError, "module __name__ must be a string, not %s", v.TypeName())
	case variable:
		return t.Errorf(object.TypeError, "Key in %s.__dict__ must be str, not %s", module.S, name.TypeName())
	}
	return t.Errorf(object.TypeError, "Item in %s.__all__ must be str, not %s", module.S, name.TypeName())
}

// printExpr shows the value of an expression statement of the interactive
// mode.
func printExpr(t *object.Thread, v object.Value) *object.Exception {
	if t.Interp.Sys == nil {
		return nil
	}
	hook := t.Interp.Sys.GetStr(t, object.Intern("displayhook"))
	if hook.O == nil {
		return t.Errorf(object.RuntimeError, "lost sys.displayhook")
	}
	_, err := object.Call1(t, hook, v)
	return err
}
