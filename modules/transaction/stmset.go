package transaction

import (
	"github.com/weftpy/weft/object"
)

var (
	stmsetType   = &object.Type{Name: "stmset", Module: "transaction", Flags: object.FlagWeakRef, Doc: "A set in which transactions conflict for each element by itself."}
	stmidsetType = &object.Type{Name: "stmidset", Module: "transaction", Flags: object.FlagWeakRef, Doc: "A set of objects by their identity. It keeps them alive."}
)

func asStmset(v object.Value) (*container, bool) {
	if v.O.Typ == stmsetType || v.O.Typ.IsSubtype(stmsetType) {
		return containerOf(v), true
	}
	return nil, false
}

// plainSet returns v as a set if it is an stmset; else v.
func plainSet(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	c, ok := asStmset(v)
	if !ok {
		return v, nil
	}
	s := object.NewSet(t)
	for _, e := range c.m.entries(t) {
		if err := s.Add(t, e.key); err != nil {
			return object.Value{}, err
		}
	}
	return s.Value(), nil
}

// newStmset makes an stmset of a set, and leaves other values alone.
func newStmset(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
	s, ok := object.AsSet(v)
	if !ok {
		return v, nil
	}
	o := stmsetType.Alloc(t, stmsetType)
	r := object.Value{O: o}
	return r, containerOf(r).addAll(t, s.Items(t))
}

func (c *container) addAll(t *object.Thread, items []object.Value) *object.Exception {
	for _, x := range items {
		if _, err := c.m.add(t, x, object.None); err != nil {
			return err
		}
	}
	return nil
}

// become changes c, of which old is the contents, to hold the elements of s.
// What stays is not touched.
func (c *container) become(t *object.Thread, old *object.Set, s *object.Set) *object.Exception {
	for _, x := range old.Items(t) {
		keep, err := s.Has(t, x)
		if err == nil && !keep {
			_, err = c.m.remove(t, x)
		}
		if err != nil {
			return err
		}
	}
	return c.addAll(t, s.Items(t))
}

// setCall calls a method of set with the plain contents of the arguments. With
// inPlace the result becomes that of the first one.
func setCall(t *object.Thread, name *object.Str, inPlace bool, args []object.Value) (object.Value, *object.Exception) {
	self := args[0]
	plain := make([]object.Value, len(args))
	for i, v := range args {
		var err *object.Exception
		if plain[i], err = plainSet(t, v); err != nil {
			return object.Value{}, err
		}
	}
	r, err := object.CallMethod(t, plain[0], name, plain[1:]...)
	if err != nil {
		return object.Value{}, err
	}
	if !inPlace {
		return newStmset(t, r)
	}
	old, _ := object.AsSet(plain[0])
	s, _ := object.AsSet(r)
	return object.None, containerOf(self).become(t, old, s)
}

func setSlots() {
	s := &stmsetType.Slots
	s.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception {
		if len(kwnames) > 0 {
			return t.Errorf(object.TypeError, "stmset() takes no keyword arguments")
		}
		if len(args) > 1 {
			return t.Errorf(object.TypeError, "stmset expected at most 1 argument, got %d", len(args))
		}
		if len(args) == 0 {
			return nil
		}
		items, err := object.Collect(t, args[0])
		if err != nil {
			return err
		}
		return containerOf(v).addAll(t, items)
	}
	s.Hash = stmdictHash
	s.Len = func(t *object.Thread, v object.Value) (int, *object.Exception) { return containerOf(v).m.len(t), nil }
	s.Bool = func(t *object.Thread, v object.Value) (bool, *object.Exception) {
		return containerOf(v).m.any(t) != nil, nil
	}
	s.Iter = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return object.Iter(t, containerOf(v).keyList(t))
	}
	s.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		text := ""
		if l, ok := object.AsList(containerOf(v).keyList(t)); ok && len(l.Items(t)) > 0 {
			r, err := object.Repr(t, l.Value())
			if err != nil {
				return object.Value{}, err
			}
			text = r.S
		}
		return object.NewStr("transaction." + v.O.Typ.ShortName() + "(" + text + ")"), nil
	}
	s.Compare = func(t *object.Thread, a, b object.Value, op object.CmpOp) (object.Value, *object.Exception) {
		x, err := plainSet(t, a)
		if err != nil {
			return object.Value{}, err
		}
		y, err := plainSet(t, b)
		if err != nil {
			return object.Value{}, err
		}
		if _, ok := object.AsSet(y); !ok {
			return object.NotImplemented, nil
		}
		return object.Compare(t, x, y, op)
	}
	for _, op := range []object.BinaryOp{object.OpOr, object.OpAnd, object.OpSub, object.OpXor} {
		operate := func(t *object.Thread, a, b object.Value) (x, r object.Value, err *object.Exception) {
			x, err = plainSet(t, a)
			if err != nil {
				return
			}
			y, err := plainSet(t, b)
			if err != nil {
				return
			}
			_, ok1 := object.AsSet(x)
			_, ok2 := object.AsSet(y)
			if !ok1 || !ok2 {
				return x, object.NotImplemented, nil
			}
			r, err = object.Binary(t, op, x, y)
			return
		}
		s.Num[op] = func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
			_, r, err := operate(t, a, b)
			if err != nil {
				return r, err
			}
			return newStmset(t, r)
		}
		s.INum[op] = func(t *object.Thread, a, b object.Value) (object.Value, *object.Exception) {
			x, r, err := operate(t, a, b)
			if err != nil {
				return r, err
			}
			old, _ := object.AsSet(x)
			set, ok := object.AsSet(r)
			if !ok {
				return r, nil
			}
			return a, containerOf(a).become(t, old, set)
		}
	}
}

func stmdictHash(t *object.Thread, v object.Value) (int64, *object.Exception) {
	return 0, t.Errorf(object.TypeError, "unhashable type: '%s'", v.O.Typ.ShortName())
}

// elementMethods are the methods for one element.
func elementMethods() []object.Def {
	return []object.Def{
		{Name: "add", Sig: "element, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			_, err := containerOf(a[0]).m.add(t, a[1], object.None)
			return object.None, err
		}},
		{Name: "discard", Sig: "element, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			_, err := containerOf(a[0]).m.remove(t, a[1])
			return object.None, err
		}},
		{Name: "remove", Sig: "element, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			x := a[1]
			old, err := containerOf(a[0]).m.remove(t, x)
			if err == nil && old.O == nil {
				err = keyError(t, x)
			}
			return object.None, err
		}},
	}
}

func init() {
	declareContainer(stmsetType, byEquality)
	declareContainer(stmidsetType, byIdentity)
	contains := func(t *object.Thread, v, x object.Value) (bool, *object.Exception) { return containerOf(v).m.has(t, x) }
	stmsetType.Slots.Contains, stmidsetType.Slots.Contains = contains, contains
	stmidsetType.Methods = elementMethods()
	setSlots()
	stmsetType.Methods = append(elementMethods(),
		object.Def{Name: "pop", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			c := containerOf(a[0])
			e := c.m.any(t)
			if e == nil {
				return object.Value{}, t.Errorf(object.KeyError, "pop from an empty set")
			}
			_, err := c.m.remove(t, e.key)
			return e.key, err
		}},
		object.Def{Name: "clear", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			containerOf(a[0]).m.clear(t)
			return object.None, nil
		}},
		object.Def{Name: "update", Raw: func(t *object.Thread, args, kwnames []object.Value) (object.Value, *object.Exception) {
			if len(kwnames) > 0 {
				return object.Value{}, t.Errorf(object.TypeError, "stmset.update() takes no keyword arguments")
			}
			args = append([]object.Value(nil), args...)
			for _, x := range args[1:] {
				items, err := object.Collect(t, x)
				if err == nil {
					err = containerOf(args[0]).addAll(t, items)
				}
				if err != nil {
					return object.Value{}, err
				}
			}
			return object.None, nil
		}},
	)
	for name, result := range map[string]string{"copy": "", "union": "", "intersection": "", "difference": "", "symmetric_difference": "", "isdisjoint": "",
		"issubset": "", "issuperset": "", "intersection_update": "intersection", "difference_update": "difference", "symmetric_difference_update": "symmetric_difference"} {
		method := object.Intern(name)
		if result != "" {
			method = object.Intern(result)
		}
		stmsetType.Methods = append(stmsetType.Methods, object.Def{Name: name, Raw: func(t *object.Thread, args, kwnames []object.Value) (object.Value, *object.Exception) {
			if len(kwnames) > 0 {
				return object.Value{}, t.Errorf(object.TypeError, "stmset.%s() takes no keyword arguments", name)
			}
			return setCall(t, method, result != "", args)
		}})
	}
}
