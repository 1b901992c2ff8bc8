package pickle

import (
	"strings"

	"github.com/weftpy/weft/object"
)

var (
	strLatin1   = object.Intern("latin1")
	strModule   = object.Intern("__module__")
	strName     = object.Intern("__name__")
	strQualName = object.Intern("__qualname__")
	strReduceEx = object.Intern("__reduce_ex__")
	strReduce   = object.Intern("__reduce__")
	strNew      = object.Intern("__new__")
	strClass    = object.Intern("__class__")
	strMain     = object.Intern("__main__")
)

// saveObject pickles what has no opcodes of its own.
func (s *saver) saveObject(obj value) *exc {
	t := s.t
	typ := obj.O.Typ
	var reduced value
	var err *exc
	if s.reducerOverride.O != nil {
		if reduced, err = object.Call1(t, s.reducerOverride, obj); err != nil {
			return err
		}
		if reduced.IsNotImplemented() {
			reduced = value{}
		}
	}
	if reduced.O == nil {
		switch typ {
		case object.TypeType:
			return s.saveType(obj)
		case object.FunctionType:
			return s.saveGlobal(obj, value{})
		}
		f, err := s.dispatched(typ)
		if err != nil {
			return err
		}
		switch {
		case f.O != nil:
			reduced, err = object.Call1(t, f, obj)
		case typ.IsSubtype(object.TypeType):
			return s.saveGlobal(obj, value{})
		default:
			if f, err = object.LookupAttr(t, obj, strReduceEx); err != nil {
				return err
			}
			if f.O != nil {
				reduced, err = object.Call1(t, f, object.Int(int64(s.proto)))
				break
			}
			if f, err = object.LookupAttr(t, obj, strReduce); err != nil {
				return err
			}
			if f.O == nil {
				r, err := object.Repr(t, obj)
				if err != nil {
					return err
				}
				return t.Errorf(picklingError, "can't pickle '%s' object: %s", obj.TypeName(), r.S)
			}
			reduced, err = object.Call0(t, f)
		}
		if err != nil {
			return err
		}
	}
	if _, ok := object.AsStr(reduced); ok {
		return s.saveGlobal(obj, reduced)
	}
	tup, ok := object.AsTuple(reduced)
	if !ok {
		return t.Errorf(picklingError, "__reduce__ must return a string or tuple")
	}
	return s.reduce(tup.Items, obj)
}

// dispatched returns the reduction function that is registered for a type, or
// null.
func (s *saver) dispatched(typ *object.Type) (value, *exc) {
	if s.dispatchTable.O == nil {
		if s.copyregTable == nil {
			table, err := s.t.ImportAttr("copyreg", "dispatch_table")
			if err != nil {
				return value{}, err
			}
			d, ok := object.AsDict(table)
			if !ok {
				return value{}, s.t.Errorf(object.RuntimeError, "copyreg.dispatch_table should be a dict, not %s", table.TypeName())
			}
			s.copyregTable = d
		}
		return s.copyregTable.Get(s.t, typ.Value())
	}
	f, err := object.GetItem(s.t, s.dispatchTable, typ.Value())
	if err != nil && err.Matches(object.KeyError) {
		return value{}, nil
	}
	return f, err
}

func (s *saver) saveType(obj value) *exc {
	typ, _ := object.AsType(obj)
	single := value{}
	switch typ {
	case object.NoneType:
		single = object.None
	case object.Ellipsis.O.Typ:
		single = object.Ellipsis
	case object.NotImplemented.O.Typ:
		single = object.NotImplemented
	default:
		return s.saveGlobal(obj, value{})
	}
	return s.reduce([]value{object.TypeType.Value(), object.TupleOf([]value{single})}, obj)
}

// deepAttr follows a dotted path, and returns what it leads to and what that
// belongs to; null if there is no such attribute.
func deepAttr(t *thread, v value, path []string) (x, parent value, err *exc) {
	for _, name := range path {
		parent = v
		if name == "<locals>" {
			return value{}, parent, nil
		}
		if v, err = object.LookupAttr(t, v, object.Intern(name)); err != nil || v.O == nil {
			return value{}, parent, err
		}
	}
	return v, parent, nil
}

// whichModule returns the name of the module in which obj is found.
func whichModule(t *thread, obj value, path []string) (value, *exc) {
	name, err := object.LookupAttr(t, obj, strModule)
	if err != nil || name.O != nil && !name.IsNone() {
		return name, err
	}
	modules := t.Interp.Modules
	for _, k := range modules.Keys(t) {
		m, err := modules.Get(t, k)
		if err != nil {
			return value{}, err
		}
		if s, ok := object.AsStr(k); ok && s.S == "__main__" || m.O == nil || m.IsNone() {
			continue
		}
		x, _, err := deepAttr(t, m, path)
		if err != nil {
			continue // a module that is no module
		}
		if x == obj {
			return k, nil
		}
	}
	return strMain.Value(), nil
}

// saveGlobal pickles obj by the name under which it is found.
func (s *saver) saveGlobal(obj, name value) *exc {
	t := s.t
	var err *exc
	if name.O == nil {
		if name, err = object.LookupAttr(t, obj, strQualName); err != nil {
			return err
		}
		if name.O == nil {
			if name, err = object.GetAttr(t, obj, strName); err != nil {
				return err
			}
		}
	}
	str, ok := object.AsStr(name)
	if !ok {
		return t.Errorf(object.TypeError, "attribute name must be string, not '%s'", name.TypeName())
	}
	fail := func(format string, args ...any) *exc {
		r, err := object.Repr(t, obj)
		if err != nil {
			return err
		}
		return t.Errorf(picklingError, "Can't pickle "+strings.ReplaceAll(r.S, "%", "%%")+": "+format, args...)
	}
	path := strings.Split(str.S, ".")
	for _, p := range path {
		if p == "<locals>" {
			return t.Errorf(object.AttributeError, "Can't pickle local object %s", object.ReprText(str.S))
		}
	}
	moduleName, err := whichModule(t, obj, path)
	if err != nil {
		return err
	}
	mstr, ok := object.AsStr(moduleName)
	if !ok {
		return t.Errorf(object.TypeError, "module name must be a string, not %s", moduleName.TypeName())
	}
	module, err := t.Import(mstr.S)
	if err != nil {
		r, err2 := object.Repr(t, moduleName)
		if err2 != nil {
			return err2
		}
		return fail("import of module %s failed", r.S)
	}
	x, parent, err := deepAttr(t, module, path)
	if err != nil {
		return err
	}
	if x.O == nil {
		return fail("attribute lookup %s on %s failed", str.S, mstr.S)
	}
	if x != obj {
		return fail("it's not the same object as %s.%s", mstr.S, str.S)
	}
	if parent == module && len(path) > 1 {
		// The path leads through the module itself.
		str, _ = object.AsStr(object.NewStr(path[len(path)-1]))
		name = str.Value()
	}
	if s.proto >= 2 {
		if done, err := s.extension(obj, moduleName, name, fail); done || err != nil {
			return err
		}
	}
	switch {
	case s.proto >= 4:
		if err := s.save(moduleName, false); err != nil {
			return err
		}
		if err := s.save(name, false); err != nil {
			return err
		}
		s.byte(opStackGlobal)
	case parent != module:
		getattr, err := object.BuiltinNamed(t, object.Intern("getattr"))
		if err != nil {
			return err
		}
		if err := s.reduce([]value{getattr, object.NewPair(parent, object.NewStr(path[len(path)-1]))}, value{}); err != nil {
			return err
		}
	default:
		m, n := mstr.S, str.S
		if s.fixImports && s.proto < 3 {
			if m, n, err = translate(t, "REVERSE_", m, n); err != nil {
				return err
			}
		}
		for _, part := range []string{m, n} {
			if s.proto < 3 && object.ASCIIText(part) != part {
				return t.Errorf(picklingError, "can't pickle global identifier '%s.%s' using pickle protocol %d", m, n, s.proto)
			}
		}
		s.text("c" + m + "\n" + n + "\n")
	}
	s.put(obj)
	return nil
}

// extension pickles obj by its code in copyreg's registry.
func (s *saver) extension(obj, module, name value, fail func(format string, args ...any) *exc) (done bool, err *exc) {
	t := s.t
	registry, err := t.ImportAttr("copyreg", "_extension_registry")
	if err != nil {
		return false, err
	}
	d, ok := object.AsDict(registry)
	if !ok || d.Len(t) == 0 {
		return false, nil
	}
	code, err := d.Get(t, object.NewPair(module, name))
	if err != nil || code.O == nil {
		return false, err
	}
	if !code.O.Typ.Is(object.FlagInt) {
		r, err := object.Repr(t, code)
		if err != nil {
			return false, err
		}
		return false, fail("extension code %s isn't an integer", r.S)
	}
	n, big := object.AsInt(code)
	switch {
	case big != nil || n <= 0 || n > 0x7fffffff:
		return false, t.Errorf(object.RuntimeError, "extension code %s is out of range", object.AsBig(code).String())
	case n <= 0xff:
		s.bytes(opExt1, byte(n))
	case n <= 0xffff:
		s.sized(opExt2, uint64(n), 2)
	default:
		s.sized(opExt4, uint64(n), 4)
	}
	return true, nil
}

// reduce pickles obj by what its __reduce__ returned; obj is null for what is
// not remembered.
func (s *saver) reduce(parts []value, obj value) *exc {
	t := s.t
	if len(parts) < 2 || len(parts) > 6 {
		return t.Errorf(picklingError, "tuple returned by __reduce__ must contain 2 through 6 elements")
	}
	var p [6]value
	copy(p[:], parts)
	for i := 2; i < 6; i++ {
		if p[i].O != nil && p[i].IsNone() {
			p[i] = value{}
		}
	}
	callable, args, state, listItems, dictItems, setter := p[0], p[1], p[2], p[3], p[4], p[5]
	if callable.O.Typ.Slots.Call == nil {
		return t.Errorf(picklingError, "first item of the tuple returned by __reduce__ must be callable")
	}
	argTuple, ok := object.AsTuple(args)
	if !ok {
		return t.Errorf(picklingError, "second item of the tuple returned by __reduce__ must be a tuple")
	}
	for i, which := range []string{"fourth", "fifth"} {
		if it := p[3+i]; it.O != nil && it.O.Typ.Slots.Next == nil {
			return t.Errorf(picklingError, "%s element of the tuple returned by __reduce__ must be an iterator, not %s", which, it.TypeName())
		}
	}
	if setter.O != nil && setter.O.Typ.Slots.Call == nil {
		return t.Errorf(picklingError, "sixth element of the tuple returned by __reduce__ must be a function, not %s", setter.TypeName())
	}
	name := ""
	if s.proto >= 2 {
		v, err := object.LookupAttr(t, callable, strName)
		if err != nil {
			return err
		}
		if v.O != nil {
			if n, ok := object.AsStr(v); ok {
				name = n.S
			}
		}
	}
	var err *exc
	switch name {
	case "__newobj_ex__":
		err = s.newObjEx(argTuple)
	case "__newobj__":
		err = s.newObj(argTuple, obj)
	default:
		if err = s.save(callable, false); err == nil {
			if err = s.save(args, false); err == nil {
				s.byte(opReduce)
			}
		}
	}
	if err != nil {
		return err
	}
	if obj.O != nil {
		if n, ok := s.memo.find(obj.O); ok {
			// The arguments led back to the object, which was pickled there.
			s.byte(opPop)
			s.get(n)
			return nil
		}
		s.put(obj)
	}
	if listItems.O != nil {
		if err := s.appends(listItems); err != nil {
			return err
		}
	}
	if dictItems.O != nil {
		if err := s.setItems(dictItems); err != nil {
			return err
		}
	}
	if state.O == nil {
		return nil
	}
	if setter.O == nil {
		if err := s.save(state, false); err != nil {
			return err
		}
		s.byte(opBuild)
		return nil
	}
	for _, x := range []value{setter, obj, state} {
		if err := s.save(x, false); err != nil {
			return err
		}
	}
	s.bytes(opTuple2, opReduce, opPop)
	return nil
}

// newObjEx pickles cls.__new__(cls, *args, **kwargs).
func (s *saver) newObjEx(args *object.Tuple) *exc {
	t := s.t
	if len(args.Items) != 3 {
		return t.Errorf(picklingError, "length of the NEWOBJ_EX argument tuple must be exactly 3, not %d", len(args.Items))
	}
	cls, pos, kw := args.Items[0], args.Items[1], args.Items[2]
	if _, ok := object.AsType(cls); !ok {
		return t.Errorf(picklingError, "first item from NEWOBJ_EX argument tuple must be a class, not %s", cls.TypeName())
	}
	tup, ok := object.AsTuple(pos)
	if !ok {
		return t.Errorf(picklingError, "second item from NEWOBJ_EX argument tuple must be a tuple, not %s", pos.TypeName())
	}
	d, ok := object.AsDict(kw)
	if !ok {
		return t.Errorf(picklingError, "third item from NEWOBJ_EX argument tuple must be a dict, not %s", kw.TypeName())
	}
	if s.proto >= 4 {
		for _, x := range args.Items {
			if err := s.save(x, false); err != nil {
				return err
			}
		}
		s.byte(opNewObjEx)
		return nil
	}
	partial, err := t.ImportAttr("functools", "partial")
	if err != nil {
		return err
	}
	f, err := object.GetAttr(t, cls, strNew)
	if err != nil {
		return err
	}
	all, kwnames := object.SpreadDict(t, append([]value{f, cls}, tup.Items...), d)
	if f, err = object.CallKw(t, partial, all, kwnames); err != nil {
		return err
	}
	if err := s.save(f, false); err != nil {
		return err
	}
	if err := s.save(object.TupleOf(nil), false); err != nil {
		return err
	}
	s.byte(opReduce)
	return nil
}

// newObj pickles cls.__new__(cls, *args).
func (s *saver) newObj(args *object.Tuple, obj value) *exc {
	t := s.t
	if len(args.Items) < 1 {
		return t.Errorf(picklingError, "__newobj__ arglist is empty")
	}
	cls := args.Items[0]
	f, err := object.LookupAttr(t, cls, strNew)
	if err != nil {
		return err
	}
	if f.O == nil {
		return t.Errorf(picklingError, "args[0] from __newobj__ args has no __new__")
	}
	if obj.O != nil {
		c, err := object.GetAttr(t, obj, strClass)
		if err != nil {
			return err
		}
		if c != cls {
			return t.Errorf(picklingError, "args[0] from __newobj__ args has the wrong class")
		}
	}
	if err := s.save(cls, false); err != nil {
		return err
	}
	if err := s.save(object.NewTuple(args.Items[1:]), false); err != nil {
		return err
	}
	s.byte(opNewObj)
	return nil
}
