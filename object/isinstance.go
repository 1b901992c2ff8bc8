package object

// isinstance() and issubclass(), with the hooks that classes have for them.

var (
	strInstanceCheck = Intern("__instancecheck__")
	strSubclassCheck = Intern("__subclasscheck__")
	strBases         = Intern("__bases__")
	strClass         = Intern("__class__")
)

// IsInstanceOf is isinstance(v, cls): cls is a class, a tuple of such, a union,
// or any object with __instancecheck__.
func IsInstanceOf(t *Thread, v, cls Value) (bool, *Exception) {
	if v.O.Typ.Value() == cls {
		return true, nil
	}
	if cls.O.Typ == TypeType {
		return realIsInstance(t, v, cls)
	}
	if tup, ok := AsTuple(cls); ok {
		if err := t.EnterNative(" in __instancecheck__"); err != nil {
			return false, err
		}
		defer t.LeaveNative()
		for _, c := range tup.Items {
			if ok, err := IsInstanceOf(t, v, c); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	r, ok, err := callCheck(t, cls, strInstanceCheck, v)
	if ok || err != nil {
		return r, err
	}
	return realIsInstance(t, v, cls)
}

// callCheck calls __instancecheck__ or __subclasscheck__ of cls's type; ok is
// false if it has none.
func callCheck(t *Thread, cls Value, name *Str, v Value) (r, ok bool, err *Exception) {
	f, self, err := LookupSpecial(t, cls, name)
	if err != nil || f.O == nil {
		return false, false, err
	}
	if err := t.EnterNative(" in " + name.S); err != nil {
		return false, true, err
	}
	var x Value
	if self.O == nil {
		x, err = Call1(t, f, v)
	} else {
		x, err = Call2(t, f, self, v)
	}
	t.LeaveNative()
	if err != nil {
		return false, true, err
	}
	r, err = Truth(t, x)
	return r, true, err
}

// realIsInstance is type.__instancecheck__: the type of v counts, and what v
// claims to be by its __class__.
func realIsInstance(t *Thread, v, cls Value) (bool, *Exception) {
	if typ, ok := AsType(cls); ok {
		if IsInstance(v, typ) {
			return true, nil
		}
		c, err := claimedClass(t, v)
		if err != nil || c.O == nil {
			return false, err
		}
		ct, ok := AsType(c)
		return ok && ct != v.O.Typ && ct.IsSubtype(typ), nil
	}
	if err := checkClass(t, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"); err != nil {
		return false, err
	}
	c, err := LookupAttr(t, v, strClass)
	if err != nil || c.O == nil {
		return false, err
	}
	return abstractIsSubclass(t, c, cls)
}

// claimedClass is v.__class__, null where it cannot but be v's type.
func claimedClass(t *Thread, v Value) (Value, *Exception) {
	typ := v.O.Typ
	if typ.isGenericGetAttr() && typ.Lookup(strClass) == objectClassAttr {
		return Value{}, nil
	}
	return LookupAttr(t, v, strClass)
}

// objectClassAttr is object.__dict__['__class__'], once the types are ready.
var objectClassAttr Value

// abstractBases returns cls.__bases__ if it is a tuple, else nil.
func abstractBases(t *Thread, cls Value) (*Tuple, *Exception) {
	b, err := LookupAttr(t, cls, strBases)
	if err != nil || b.O == nil {
		return nil, err
	}
	tup, _ := AsTuple(b)
	return tup, nil
}

// checkClass makes sure that cls looks like a class: that it has a tuple
// __bases__.
func checkClass(t *Thread, cls Value, message string) *Exception {
	b, err := abstractBases(t, cls)
	if err == nil && b == nil {
		err = t.Errorf(TypeError, "%s", message)
	}
	return err
}

// abstractIsSubclass walks __bases__, for objects that merely look like classes.
func abstractIsSubclass(t *Thread, derived, cls Value) (bool, *Exception) {
	for {
		if derived == cls {
			return true, nil
		}
		b, err := abstractBases(t, derived)
		if err != nil || b == nil || len(b.Items) == 0 {
			return false, err
		}
		if len(b.Items) == 1 {
			derived = b.Items[0]
			continue
		}
		if err := t.EnterNative(" in __issubclass__"); err != nil {
			return false, err
		}
		defer t.LeaveNative()
		for _, x := range b.Items {
			if ok, err := abstractIsSubclass(t, x, cls); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
}

// IsSubclassOf is issubclass(v, cls); cls as for IsInstanceOf.
func IsSubclassOf(t *Thread, v, cls Value) (bool, *Exception) {
	if cls.O.Typ == TypeType {
		if v == cls {
			return true, nil
		}
		return realIsSubclass(t, v, cls)
	}
	if tup, ok := AsTuple(cls); ok {
		if err := t.EnterNative(" in __subclasscheck__"); err != nil {
			return false, err
		}
		defer t.LeaveNative()
		for _, c := range tup.Items {
			if ok, err := IsSubclassOf(t, v, c); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	r, ok, err := callCheck(t, cls, strSubclassCheck, v)
	if ok || err != nil {
		return r, err
	}
	return realIsSubclass(t, v, cls)
}

// realIsSubclass is type.__subclasscheck__.
func realIsSubclass(t *Thread, v, cls Value) (bool, *Exception) {
	typ, ok1 := AsType(cls)
	vt, ok2 := AsType(v)
	if ok1 && ok2 {
		return vt.IsSubtype(typ), nil
	}
	if err := checkClass(t, v, "issubclass() arg 1 must be a class"); err != nil {
		return false, err
	}
	if err := checkClass(t, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"); err != nil {
		return false, err
	}
	return abstractIsSubclass(t, v, cls)
}
