package transaction

import (
	"github.com/weftpy/weft/object"
)

var (
	stmdictType   = &object.Type{Name: "stmdict", Module: "transaction", Flags: object.FlagWeakRef, Doc: "A dict without an order, in which transactions conflict for each key by itself."}
	hashtableType = &object.Type{Name: "hashtable", Module: "transaction", Base: stmdictType, Flags: object.FlagWeakRef, Doc: "An stmdict whose keys are integers."}
	stmiddictType = &object.Type{Name: "stmiddict", Module: "transaction", Flags: object.FlagWeakRef, Doc: "A dict whose keys are objects by their identity. It keeps them alive."}
)

// asStmdict returns v as an stmdict if it is one (or of a subclass).
func asStmdict(v object.Value) (*container, bool) {
	if v.O.Typ == stmdictType || v.O.Typ.IsSubtype(stmdictType) {
		return containerOf(v), true
	}
	return nil, false
}

// plain returns the contents as a dict.
func (c *container) plain(t *object.Thread) (*object.Dict, *object.Exception) {
	d := object.NewDict(t)
	for _, e := range c.m.entries(t) {
		if err := d.Set(t, e.key, e.val.Get(t.Tx)); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// plainDict returns v as a dict if it is an stmdict or a dict; else nil.
func plainDict(t *object.Thread, v object.Value) (*object.Dict, *object.Exception) {
	if c, ok := asStmdict(v); ok {
		return c.plain(t)
	}
	d, _ := object.AsDict(v)
	return d, nil
}

// updateFrom assigns the items of x, which may be whatever dict() takes.
func (c *container) updateFrom(t *object.Thread, x object.Value) *object.Exception {
	d, err := plainDict(t, x)
	if err != nil {
		return err
	}
	if d == nil {
		d = object.NewDict(t)
		if err := d.UpdateFrom(t, x); err != nil {
			return err
		}
	}
	var k, v object.Value
	for pos, ok := 0, true; ; {
		if k, v, pos, ok = d.NextEntry(t, pos); !ok {
			return nil
		}
		if err := c.m.set(t, k, v); err != nil {
			return err
		}
	}
}

// updateArgs does update(*args, **kwds).
func (c *container) updateArgs(t *object.Thread, what string, args, kwnames []object.Value) *object.Exception {
	n := len(args) - len(kwnames)
	if n > 1 {
		return t.Errorf(object.TypeError, "%s expected at most 1 argument, got %d", what, n)
	}
	kw := append([]object.Value(nil), args[n:]...) // args may be gone after a call
	names := append([]object.Value(nil), kwnames...)
	if n == 1 {
		if err := c.updateFrom(t, args[0]); err != nil {
			return err
		}
	}
	for i, name := range names {
		if err := c.m.set(t, name, kw[i]); err != nil {
			return err
		}
	}
	return nil
}

// list returns what f makes of the entries, as a list.
func (c *container) list(t *object.Thread, f func(e *tableEntry) object.Value) object.Value {
	entries := c.m.entries(t)
	items := make([]object.Value, len(entries))
	for i, e := range entries {
		items[i] = f(e)
	}
	return object.NewList(t, items).Value()
}

func (c *container) keyList(t *object.Thread) object.Value {
	return c.list(t, func(e *tableEntry) object.Value { return e.key })
}

func (c *container) valueList(t *object.Thread) object.Value {
	return c.list(t, func(e *tableEntry) object.Value { return e.val.Get(t.Tx) })
}

func (c *container) itemList(t *object.Thread) object.Value {
	return c.list(t, func(e *tableEntry) object.Value { return object.NewPair(e.key, e.val.Get(t.Tx)) })
}

func orNone(v object.Value) object.Value {
	if v.O == nil {
		return object.None
	}
	return v
}

// mappingSlots fills in what all dict-like types have.
func mappingSlots(typ *object.Type) {
	s := &typ.Slots
	s.GetItem = func(t *object.Thread, v, key object.Value) (object.Value, *object.Exception) {
		x, err := containerOf(v).m.get(t, key)
		if err == nil && x.O == nil {
			err = keyError(t, key)
		}
		return x, err
	}
	s.SetItem = func(t *object.Thread, v, key, x object.Value) *object.Exception {
		if x.O != nil {
			return containerOf(v).m.set(t, key, x)
		}
		old, err := containerOf(v).m.remove(t, key)
		if err == nil && old.O == nil {
			err = keyError(t, key)
		}
		return err
	}
	s.Contains = func(t *object.Thread, v, x object.Value) (bool, *object.Exception) { return containerOf(v).m.has(t, x) }
	typ.Methods = []object.Def{
		{Name: "get", Sig: "key, default=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			key, def := a[1], orNone(a[2])
			x, err := containerOf(a[0]).m.get(t, key)
			if err == nil && x.O == nil {
				x = def
			}
			return x, err
		}},
		{Name: "setdefault", Sig: "key, default=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return containerOf(a[0]).m.add(t, a[1], orNone(a[2]))
		}},
	}
}

func init() {
	declareContainer(stmdictType, byEquality)
	declareContainer(hashtableType, byIndex)
	declareContainer(stmiddictType, byIdentity)
	mappingSlots(stmiddictType)
	mappingSlots(stmdictType)
	s := &stmdictType.Slots
	s.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception {
		return containerOf(v).updateArgs(t, v.O.Typ.ShortName(), args, kwnames)
	}
	hashtableType.Slots.Init = s.Init
	s.Hash = stmdictHash
	s.Len = func(t *object.Thread, v object.Value) (int, *object.Exception) { return containerOf(v).m.len(t), nil }
	s.Bool = func(t *object.Thread, v object.Value) (bool, *object.Exception) {
		return containerOf(v).m.any(t) != nil, nil
	}
	s.Iter = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return object.Iter(t, containerOf(v).keyList(t))
	}
	s.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		d, err := containerOf(v).plain(t)
		if err != nil {
			return object.Value{}, err
		}
		text, err := object.Repr(t, d.Value())
		if err != nil {
			return object.Value{}, err
		}
		return object.NewStr("transaction." + v.O.Typ.ShortName() + "(" + text.S + ")"), nil
	}
	s.Compare = func(t *object.Thread, a, b object.Value, op object.CmpOp) (object.Value, *object.Exception) {
		if op != object.CmpEq && op != object.CmpNe {
			return object.NotImplemented, nil
		}
		x, err := plainDict(t, a)
		if err != nil {
			return object.Value{}, err
		}
		y, err := plainDict(t, b)
		if err != nil {
			return object.Value{}, err
		}
		if x == nil || y == nil {
			return object.NotImplemented, nil
		}
		eq, err := x.Equal(t, y)
		return object.Bool(eq == (op == object.CmpEq)), err
	}
	s.Num[object.OpOr] = func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
		x, err := plainDict(t, a)
		if err != nil {
			return object.Value{}, err
		}
		y, err := plainDict(t, b)
		if err != nil {
			return object.Value{}, err
		}
		if x == nil || y == nil {
			return object.NotImplemented, nil
		}
		typ := a.O.Typ
		if _, ok := asStmdict(a); !ok {
			typ = b.O.Typ
		}
		r, err := object.Call1(t, typ.Value(), x.Value())
		if err != nil {
			return object.Value{}, err
		}
		_, err = object.CallMethod(t, r, object.Intern("update"), y.Value())
		return r, err
	}
	s.INum[object.OpOr] = func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
		return a, containerOf(a).updateFrom(t, b)
	}
	method := func(name string, f func(c *container, t *object.Thread) object.Value) object.Def {
		return object.Def{Name: name, Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return f(containerOf(a[0]), t), nil
		}}
	}
	iterator := func(name string, f func(c *container, t *object.Thread) object.Value) object.Def {
		return object.Def{Name: name, Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Iter(t, f(containerOf(a[0]), t))
		}}
	}
	stmdictType.Methods = append(stmdictType.Methods,
		object.Def{Name: "pop", Sig: "key, default=None, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			key, def := a[1], a[2]
			x, err := containerOf(a[0]).m.remove(t, key)
			if err == nil && x.O == nil {
				if x = def; x.O == nil {
					err = keyError(t, key)
				}
			}
			return x, err
		}},
		object.Def{Name: "update", Raw: func(t *object.Thread, args, kwnames []object.Value) (object.Value, *object.Exception) {
			return object.None, containerOf(args[0]).updateArgs(t, "update", args[1:], kwnames)
		}},
		object.Def{Name: "copy", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			return object.Call1(t, a[0].O.Typ.Value(), a[0])
		}},
		object.Def{Name: "fromkeys", Sig: "iterable, value=None, /", Kind: object.ClassMethod, Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			cls, value := a[0], orNone(a[2])
			keys, err := object.Collect(t, a[1])
			if err != nil {
				return object.Value{}, err
			}
			for i, k := range keys {
				keys[i] = object.NewPair(k, value)
			}
			return object.Call1(t, cls, object.NewList(t, keys).Value())
		}},
		method("clear", func(c *container, t *object.Thread) object.Value { c.m.clear(t); return object.None }),
		method("keys", (*container).keyList),
		method("values", (*container).valueList),
		method("items", (*container).itemList),
		iterator("iterkeys", (*container).keyList),
		iterator("itervalues", (*container).valueList),
		iterator("iteritems", (*container).itemList),
	)
}
