package vm

import "github.com/weftpy/weft/object"

// except* (PEP 654).

// baseGroup finds BaseExceptionGroup, whose methods do the splitting.
func baseGroup(t *object.Thread) object.Value {
	return t.Interp.Builtins.GetStr(t, object.Intern("BaseExceptionGroup"))
}

func isGroup(t *object.Thread, v object.Value) bool {
	typ, ok := object.AsType(baseGroup(t))
	return ok && object.IsInstance(v, typ)
}

// egMatch splits exception v by class or tuple c: the part that matches, and the
// rest.
func egMatch(t *object.Thread, v, c object.Value) (match, rest object.Value, err *object.Exception) {
	if v.IsNone() {
		return object.None, object.None, nil
	}
	classes := []object.Value{c}
	if tup, ok := object.AsTuple(c); ok {
		classes = tup.Items
	}
	group, _ := object.AsType(baseGroup(t))
	for _, x := range classes {
		if !isExcClass(x) {
			return object.None, v, t.Errorf(object.TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if typ, _ := object.AsType(x); typ.IsSubtype(group) {
			return object.None, v, t.Errorf(object.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
	}
	if ok, err := excMatches(t, v, c); err != nil {
		return object.None, v, err
	} else if ok {
		if isGroup(t, v) {
			return v, object.None, nil
		}
		// A naked exception is caught as a group.
		g, err := object.Call(t, object.Value{O: t.Interp.Builtins.GetStr(t, object.Intern("ExceptionGroup")).O}, emptyStr.Value(), object.NewTuple([]object.Value{v}))
		if err != nil {
			return object.None, v, err
		}
		return g, object.None, nil
	}
	if isGroup(t, v) {
		pair, err := object.CallMethod(t, v, object.Intern("split"), c)
		if err != nil {
			return object.None, v, err
		}
		tup, ok := object.AsTuple(pair)
		if !ok || len(tup.Items) < 2 {
			return object.None, v, t.Errorf(object.TypeError, "%s.split must return a 2-tuple", v.TypeName())
		}
		return tup.Items[0], tup.Items[1], nil
	}
	return object.None, v, nil
}

// prepReraiseStar returns what to raise at the end of a try-except*: the
// exceptions raised by the handlers, and what was not handled of orig.
func prepReraiseStar(t *object.Thread, orig, list object.Value) (object.Value, *object.Exception) {
	l, _ := object.AsList(list)
	var raised, kept []object.Value
	for _, v := range l.Items(t) {
		if v.IsNone() {
			continue
		}
		if sameOrigin(t, orig, v) {
			kept = append(kept, v)
		} else {
			raised = append(raised, v)
		}
	}
	if len(raised)+len(kept) == 0 {
		return object.None, nil
	}
	if !isGroup(t, orig) {
		if len(raised) == 0 {
			return kept[0], nil
		}
		return raised[0], nil
	}
	if len(kept) > 0 {
		part, err := project(t, orig, kept)
		if err != nil {
			return object.Value{}, err
		}
		if len(raised) == 0 {
			return part, nil
		}
		if !part.IsNone() {
			raised = append(raised, part)
		}
	}
	if len(raised) == 1 {
		return raised[0], nil
	}
	return object.Call(t, baseGroup(t), emptyStr.Value(), object.NewList(t, raised).Value())
}

// sameOrigin reports whether v is orig or a part of it that was not handled:
// parts share the traceback, cause and context.
func sameOrigin(t *object.Thread, orig, v object.Value) bool {
	if v == orig {
		return true
	}
	a, _ := object.AsException(orig)
	b, _ := object.AsException(v)
	return isGroup(t, v) && a.Traceback(t) == b.Traceback(t) && a.Cause(t) == b.Cause(t) && a.Context(t) == b.Context(t)
}

// project returns the part of group orig whose leaves are those of parts.
func project(t *object.Thread, orig object.Value, parts []object.Value) (object.Value, *object.Exception) {
	leaves := map[*object.Object]bool{}
	var collect func(v object.Value) *object.Exception
	collect = func(v object.Value) *object.Exception {
		if !isGroup(t, v) {
			leaves[v.O] = true
			return nil
		}
		xs, err := object.GetAttr(t, v, object.Intern("exceptions"))
		if err != nil {
			return err
		}
		return object.Iterate(t, xs, func(x object.Value) (bool, *object.Exception) { return true, collect(x) })
	}
	for _, p := range parts {
		if err := collect(p); err != nil {
			return object.Value{}, err
		}
	}
	keep := object.NewBuiltin(object.Def{Name: "keep", Sig: "exc, /", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		return object.Bool(leaves[a[0].O]), nil
	}}, nil)
	return object.CallMethod(t, orig, object.Intern("subgroup"), keep)
}
