package object

// The set operations of views of keys and items.

func isSetLike(v Value) bool {
	return v.O.Typ.Flags&anySet != 0 || IsInstance(v, DictKeysType) || IsInstance(v, DictItemsType)
}

// containsAll reports whether all items of v are in the container w.
func containsAll(t *Thread, v, w Value) (bool, *Exception) {
	all := true
	err := Iterate(t, v, func(x Value) (in bool, err *Exception) {
		all, err = Contains(t, w, x)
		return all, err
	})
	return all && err == nil, err
}

func viewCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
	if !isSetLike(a) || !isSetLike(b) {
		return NotImplemented, nil
	}
	n, err := Len(t, a)
	if err != nil {
		return Value{}, err
	}
	m, err := Len(t, b)
	if err != nil {
		return Value{}, err
	}
	possible := true
	switch op {
	case CmpEq, CmpNe:
		possible = n == m
	case CmpLt:
		possible = n < m
	case CmpLe:
		possible = n <= m
	case CmpGt:
		possible = n > m
	case CmpGe:
		possible = n >= m
	}
	if op == CmpGt || op == CmpGe {
		a, b = b, a
	}
	r := false
	if possible {
		if r, err = containsAll(t, a, b); err != nil {
			return Value{}, err
		}
	}
	return Bool(r != (op == CmpNe)), nil
}

// viewOp makes the slot of an operator: both operands, whatever they are, are
// taken for sets; f changes the one made of the left operand.
func viewOp(f func(s *Set, t *Thread, v Value) *Exception) func(t *Thread, a, b Value) (Value, *Exception) {
	return func(t *Thread, a, b Value) (Value, *Exception) {
		s, err := setFrom(t, SetType, a)
		if err == nil {
			err = f(s, t, b)
		}
		return setResult(s, err)
	}
}

func viewAnd(t *Thread, a, b Value) (Value, *Exception) {
	if !isSetLike(a) || a.O.Typ.Flags&anySet != 0 {
		a, b = b, a // so that a is the view
	}
	r := NewSet(t)
	return setResult(r, Iterate(t, b, func(x Value) (bool, *Exception) {
		in, err := a.O.Typ.Slots.Contains(t, a, x)
		if in && err == nil {
			err = r.Add(t, x)
		}
		return true, err
	}))
}

func fillViewSetOps(typ *Type) {
	s := &typ.Slots
	s.Compare = viewCompare
	s.Num[OpAnd] = viewAnd
	s.Num[OpOr] = viewOp((*Set).Update)
	s.Num[OpSub] = viewOp((*Set).subtract)
	s.Num[OpXor] = viewOp((*Set).toggle)
	typ.Methods = append(typ.Methods, Def{Name: "isdisjoint", Sig: "other, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
		in, v := a[0], a[1]
		if in == v {
			n, err := Len(t, in)
			return Bool(n == 0), err
		}
		if isSetLike(v) {
			n, err := Len(t, in)
			if err != nil {
				return Value{}, err
			}
			m, err := Len(t, v)
			if err != nil {
				return Value{}, err
			}
			if m > n {
				in, v = v, in
			}
		}
		disjoint := true
		err := Iterate(t, v, func(x Value) (bool, *Exception) {
			found, err := Contains(t, in, x)
			disjoint = !found
			return disjoint, err
		})
		return Bool(disjoint), err
	}, Doc: "Report whether the view and the iterable have no item in common."})
}
