package vm

import "github.com/weftpy/weft/object"

// Structural pattern matching (PEP 634).

func matchKeys(t *object.Thread, subject, keys object.Value) (object.Value, *object.Exception) {
	tup, _ := object.AsTuple(keys)
	var seen *object.Set
	if !distinctStrings(tup.Items) {
		seen = object.NewSet(t)
	}
	values := make([]object.Value, 0, len(tup.Items))
	var get object.Value
	sentinel := object.Value{O: &new(struct {
		object.Object
		_ int
	}).Object}
	sentinel.O.Typ = object.ObjectType
	for _, k := range tup.Items {
		if seen != nil {
			dup, err := object.Contains(t, seen.Value(), k)
			if err != nil {
				return object.Value{}, err
			}
			if dup {
				r, err := object.Repr(t, k)
				if err != nil {
					return object.Value{}, err
				}
				return object.Value{}, t.Errorf(object.ValueError, "mapping pattern checks duplicate key (%s)", r.S)
			}
			if err := seen.Add(t, k); err != nil {
				return object.Value{}, err
			}
		}
		if d, ok := object.AsDict(subject); ok && subject.O.Typ == object.DictType {
			v, err := d.Get(t, k)
			if err != nil {
				return object.Value{}, err
			}
			if v.O == nil {
				return object.None, nil
			}
			values = append(values, v)
			continue
		}
		if get.O == nil {
			var err *object.Exception
			if get, err = object.GetAttr(t, subject, object.Intern("get")); err != nil {
				return object.Value{}, err
			}
		}
		v, err := object.Call2(t, get, k, sentinel)
		if err != nil {
			return object.Value{}, err
		}
		if v == sentinel {
			return object.None, nil
		}
		values = append(values, v)
	}
	return object.TupleOf(values), nil
}

// distinctStrings reports whether keys are a few strings that all differ, the usual case.
func distinctStrings(keys []object.Value) bool {
	if len(keys) > 8 {
		return false
	}
	for i, k := range keys {
		if k.O.Typ != object.StrType {
			return false
		}
		for _, other := range keys[:i] {
			if strOf(other).S == strOf(k).S {
				return false
			}
		}
	}
	return true
}

var strMatchArgs = object.Intern("__match_args__")

func matchClass(t *object.Thread, subject, cls object.Value, npos int, names []object.Value) (object.Value, *object.Exception) {
	typ, ok := object.AsType(cls)
	if !ok {
		return object.Value{}, t.Errorf(object.TypeError, "called match pattern must be a type")
	}
	is, err := object.IsInstanceOf(t, subject, cls)
	if err != nil || !is {
		return object.None, err
	}
	values := object.MakeTuple(npos + len(names))
	attrs := values.Items // those that are left
	// A pattern has few names, so those before one are looked through for it.
	var few [8]*object.Str
	seen := few[:0]
	attr := func(name object.Value) (bool, *object.Exception) {
		s, _ := object.AsStr(name)
		for _, other := range seen {
			if other == s || other.S == s.S {
				return false, t.Errorf(object.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name, s.S)
			}
		}
		v, err := object.LookupAttr(t, subject, object.InternStr(s))
		if err != nil || v.O == nil {
			return false, err
		}
		attrs[0], attrs = v, attrs[1:]
		seen = append(seen, s)
		return true, nil
	}
	if npos > 0 {
		args, err := object.LookupAttr(t, cls, strMatchArgs)
		if err != nil {
			return object.Value{}, err
		}
		allowed := 0
		var items []object.Value
		self := false
		if args.O != nil {
			tup, ok := object.AsTuple(args)
			if !ok {
				return object.Value{}, t.Errorf(object.TypeError, "%s.__match_args__ must be a tuple (got %s)", typ.Name, args.TypeName())
			}
			items = tup.Items
			allowed = len(items)
		} else if typ.Is(object.FlagMatchSelf) || typ.Flags&(object.FlagInt|object.FlagFloat|object.FlagStr|object.FlagBytes|object.FlagByteArray|object.FlagList|object.FlagTuple|object.FlagDict|object.FlagSet|object.FlagFrozenSet) != 0 {
			self = true
			allowed = 1
		}
		if allowed < npos {
			plural := "s"
			if allowed == 1 {
				plural = ""
			}
			return object.Value{}, t.Errorf(object.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name, allowed, plural, npos)
		}
		if self {
			values.Items[0] = subject
			attrs = values.Items[1:]
		} else {
			for _, n := range items[:npos] {
				if n.O.Typ.Flags&object.FlagStr == 0 {
					return object.Value{}, t.Errorf(object.TypeError, "__match_args__ elements must be strings (got %s)", n.TypeName())
				}
				if ok, err := attr(n); err != nil || !ok {
					return object.None, err
				}
			}
		}
	}
	for _, n := range names {
		if ok, err := attr(n); err != nil || !ok {
			return object.None, err
		}
	}
	return values.Value(), nil
}
