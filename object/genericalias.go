package object

import (
	"strings"
	"unsafe"
)

// GenericAlias is types.GenericAlias: a class subscripted by type arguments,
// as in list[int].
type GenericAlias struct {
	Object
	Origin  Value
	Args    Value // a tuple
	Starred bool  // *tuple[int, ...], as iterating over the alias gives
}

// GenericAliasType is types.GenericAlias.
var GenericAliasType = declare("GenericAlias", ObjectType, 0)

func aliasOf(v Value) *GenericAlias { return (*GenericAlias)(unsafe.Pointer(v.O)) }

// NewGenericAlias makes origin[args], as __class_getitem__ of built-in classes
// does.
func NewGenericAlias(t *Thread, origin, args Value) (Value, *Exception) {
	return newGenericAlias(t, origin, args)
}

func newGenericAlias(t *Thread, origin, args Value) (Value, *Exception) {
	return makeAlias(GenericAliasType, origin, args, false), nil
}

func makeAlias(typ *Type, origin, args Value, starred bool) Value {
	if _, ok := AsTuple(args); !ok {
		args = NewTuple([]Value{args})
	}
	a := Allocate[GenericAlias](typ)
	a.Origin, a.Args, a.Starred = origin, args, starred
	return Value{O: &a.Object}
}

var (
	strOrigin      = Intern("__origin__")
	strArgs        = Intern("__args__")
	strParameters  = Intern("__parameters__")
	strTypingSubst = Intern("__typing_subst__")
	strPrepare     = Intern("__typing_prepare_subst__")
	strIsUnpacked  = Intern("__typing_is_unpacked_typevartuple__")
	strUnpackArgs  = Intern("__typing_unpacked_tuple_args__")
	strOrigClass   = Intern("__orig_class__")
)

// aliasOwn are the attributes that an alias does not take from its origin.
var aliasOwn = []string{"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
	"__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"}

// typeArgRepr shows a type argument: classes by their name.
func typeArgRepr(t *Thread, v Value) (string, *Exception) {
	if v == Ellipsis {
		return "...", nil
	}
	origin, err := LookupAttr(t, v, strOrigin)
	if err != nil {
		return "", err
	}
	if origin.O != nil {
		if args, err := LookupAttr(t, v, strArgs); err != nil {
			return "", err
		} else if args.O != nil {
			return reprText(t, v)
		}
	}
	q, err := LookupAttr(t, v, strQualName)
	if err != nil {
		return "", err
	}
	if q.O == nil {
		return reprText(t, v)
	}
	m, err := LookupAttr(t, v, strModule)
	if err != nil {
		return "", err
	}
	if m.O == nil || m.IsNone() {
		return reprText(t, v)
	}
	qs, err := ToStr(t, q)
	if err != nil {
		return "", err
	}
	ms, err := ToStr(t, m)
	if err != nil || ms.S == "builtins" {
		return qs.S, err
	}
	return ms.S + "." + qs.S, nil
}

func reprText(t *Thread, v Value) (string, *Exception) {
	r, err := Repr(t, v)
	if err != nil {
		return "", err
	}
	return r.S, nil
}

func aliasRepr(t *Thread, v Value) (Value, *Exception) {
	a := aliasOf(v)
	var b strings.Builder
	if a.Starred {
		b.WriteByte('*')
	}
	s, err := typeArgRepr(t, a.Origin)
	if err != nil {
		return Value{}, err
	}
	b.WriteString(s)
	b.WriteByte('[')
	items := tupleOf(a.Args).Items
	for i, x := range items {
		if i > 0 {
			b.WriteString(", ")
		}
		if l, ok := AsList(x); ok { // the parameters of a Callable
			b.WriteByte('[')
			for j := 0; j < l.Len(t); j++ { // repr may change it
				if j > 0 {
					b.WriteString(", ")
				}
				if s, err = typeArgRepr(t, l.Items(t)[j]); err != nil {
					return Value{}, err
				}
				b.WriteString(s)
			}
			b.WriteByte(']')
			continue
		}
		if s, err = typeArgRepr(t, x); err != nil {
			return Value{}, err
		}
		b.WriteString(s)
	}
	if len(items) == 0 {
		b.WriteString("()")
	}
	b.WriteByte(']')
	return NewStr(b.String()), nil
}

// typeParameters collects the type variables in args, each once.
func typeParameters(t *Thread, args *Tuple) ([]Value, *Exception) {
	var ps []Value
	add := func(v Value) {
		for _, p := range ps {
			if p == v {
				return
			}
		}
		ps = append(ps, v)
	}
	for _, x := range args.Items {
		if _, ok := AsType(x); ok {
			continue // __parameters__ of a class would be that of its instances
		}
		subst, err := LookupAttr(t, x, strTypingSubst)
		if err != nil {
			return nil, err
		}
		if subst.O != nil {
			add(x)
			continue
		}
		sub, err := LookupAttr(t, x, strParameters)
		if err != nil {
			return nil, err
		}
		if sub.O == nil {
			continue
		}
		if tup, ok := AsTuple(sub); ok {
			for _, p := range tup.Items {
				add(p)
			}
		}
	}
	return ps, nil
}

// unpackTypeArgs replaces *tuple[int, str] among the items by int, str.
func unpackTypeArgs(t *Thread, items []Value) ([]Value, *Exception) {
	var out []Value
	for _, x := range items {
		if _, ok := AsType(x); !ok {
			sub, err := LookupAttr(t, x, strUnpackArgs)
			if err != nil {
				return nil, err
			}
			if sub.O != nil {
				if tup, ok := AsTuple(sub); ok {
					if n := len(tup.Items); n == 0 || tup.Items[n-1] != Ellipsis {
						out = append(out, tup.Items...)
						continue
					}
				}
			}
		}
		out = append(out, x)
	}
	return out, nil
}

// substituteArgs returns args with the type variables of self replaced by item,
// a tuple of arguments or a single one.
func substituteArgs(t *Thread, self Value, args *Tuple, item Value) ([]Value, *Exception) {
	params, err := typeParameters(t, args)
	if err != nil {
		return nil, err
	}
	if len(params) == 0 {
		r, err := Repr(t, self)
		if err != nil {
			return nil, err
		}
		return nil, t.Errorf(TypeError, "%s is not a generic class", r.S)
	}
	items := []Value{item}
	if tup, ok := AsTuple(item); ok {
		items = tup.Items
	}
	if items, err = unpackTypeArgs(t, items); err != nil {
		return nil, err
	}
	for _, p := range params {
		prepare, err := LookupAttr(t, p, strPrepare)
		if err != nil {
			return nil, err
		}
		if prepare.O == nil || prepare.IsNone() {
			continue
		}
		r, err := Call2(t, prepare, self, NewTuple(items))
		if err != nil {
			return nil, err
		}
		if tup, ok := AsTuple(r); ok {
			items = tup.Items
		} else {
			items = []Value{r}
		}
	}
	if len(items) != len(params) {
		r, err := Repr(t, self)
		if err != nil {
			return nil, err
		}
		how := "few"
		if len(items) > len(params) {
			how = "many"
		}
		return nil, t.Errorf(TypeError, "Too %s arguments for %s; actual %d, expected %d", how, r.S, len(items), len(params))
	}
	var out []Value
	for _, x := range args.Items {
		if _, ok := AsType(x); ok {
			out = append(out, x)
			continue
		}
		unpacked, err := LookupAttr(t, x, strIsUnpacked)
		if err != nil {
			return nil, err
		}
		isUnpacked := false
		if unpacked.O != nil {
			if isUnpacked, err = Truth(t, unpacked); err != nil {
				return nil, err
			}
		}
		subst, err := LookupAttr(t, x, strTypingSubst)
		if err != nil {
			return nil, err
		}
		if subst.O != nil {
			for i, p := range params {
				if p == x {
					if x, err = Call1(t, subst, items[i]); err != nil {
						return nil, err
					}
					break
				}
			}
		} else if x, err = substituteIn(t, x, params, items); err != nil {
			return nil, err
		}
		if tup, ok := AsTuple(x); ok && isUnpacked {
			out = append(out, tup.Items...)
		} else {
			out = append(out, x)
		}
	}
	return out, nil
}

// substituteIn replaces params by items in one argument that is generic itself.
func substituteIn(t *Thread, x Value, params, items []Value) (Value, *Exception) {
	sub, err := LookupAttr(t, x, strParameters)
	if err != nil || sub.O == nil {
		return x, err
	}
	tup, ok := AsTuple(sub)
	if !ok || len(tup.Items) == 0 {
		return x, nil
	}
	var args []Value
next:
	for _, sp := range tup.Items {
		for i, p := range params {
			if p == sp {
				if many, ok := AsTuple(items[i]); ok && p.O.Typ.Slots.Iter != nil { // a TypeVarTuple
					args = append(args, many.Items...)
				} else {
					args = append(args, items[i])
				}
				continue next
			}
		}
		args = append(args, sp)
	}
	return GetItem(t, x, TupleOf(args))
}

func init() {
	typ := GenericAliasType
	typ.Module = "types"
	typ.Doc = "A class with type arguments, as list[int] makes it."
	SetLayout[GenericAlias](typ)
	s := &typ.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		if len(kwnames) != 0 {
			return Value{}, t.Errorf(TypeError, "GenericAlias() takes no keyword arguments")
		}
		if len(args) != 2 {
			return Value{}, t.Errorf(TypeError, "GenericAlias expected 2 arguments, got %d", len(args))
		}
		return makeAlias(typ, args[0], args[1], false), nil
	}
	s.Repr = aliasRepr
	s.GetAttr = func(t *Thread, v Value, name *Str) (Value, *Exception) {
		for _, own := range aliasOwn {
			if name.S == own {
				return GenericGetAttr(t, v, name)
			}
		}
		return GetAttr(t, aliasOf(v).Origin, name)
	}
	s.Call = func(t *Thread, f Value, args []Value, kwnames []Value) (Value, *Exception) {
		v, err := CallKw(t, aliasOf(f).Origin, args, kwnames)
		if err != nil {
			return Value{}, err
		}
		if err := SetAttr(t, v, strOrigClass, f); err != nil && !err.Matches(AttributeError) && !err.Matches(TypeError) {
			return Value{}, err
		}
		return v, nil
	}
	s.Hash = func(t *Thread, v Value) (int64, *Exception) {
		a := aliasOf(v)
		h1, err := Hash(t, a.Origin)
		if err != nil {
			return 0, err
		}
		h2, err := Hash(t, a.Args)
		return fixHash(h1 ^ h2), err
	}
	s.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if !IsInstance(b, GenericAliasType) || !IsInstance(a, GenericAliasType) || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		x, y := aliasOf(a), aliasOf(b)
		eq := x.Starred == y.Starred
		var err *Exception
		if eq {
			eq, err = EqualBool(t, x.Origin, y.Origin)
		}
		if eq && err == nil {
			eq, err = EqualBool(t, x.Args, y.Args)
		}
		return Bool(eq == (op == CmpEq)), err
	}
	s.Num[OpOr] = unionOr
	s.GetItem = func(t *Thread, v, key Value) (Value, *Exception) {
		a := aliasOf(v)
		args, err := substituteArgs(t, v, tupleOf(a.Args), key)
		if err != nil {
			return Value{}, err
		}
		return makeAlias(GenericAliasType, a.Origin, TupleOf(args), a.Starred), nil
	}
	s.Iter = func(t *Thread, v Value) (Value, *Exception) {
		a := aliasOf(v)
		return Iter(t, NewTuple([]Value{makeAlias(GenericAliasType, a.Origin, a.Args, true)}))
	}
	typ.Getsets = []GetSet{
		{Name: "__origin__", Get: func(t *Thread, v Value) (Value, *Exception) { return aliasOf(v).Origin, nil }},
		{Name: "__args__", Get: func(t *Thread, v Value) (Value, *Exception) { return aliasOf(v).Args, nil }},
		{Name: "__unpacked__", Get: func(t *Thread, v Value) (Value, *Exception) { return Bool(aliasOf(v).Starred), nil }},
		{Name: "__parameters__", Get: func(t *Thread, v Value) (Value, *Exception) {
			ps, err := typeParameters(t, tupleOf(aliasOf(v).Args))
			return TupleOf(ps), err
		}},
		{Name: "__typing_unpacked_tuple_args__", Get: func(t *Thread, v Value) (Value, *Exception) {
			a := aliasOf(v)
			if a.Starred && a.Origin == TupleType.Value() {
				return a.Args, nil
			}
			return None, nil
		}},
	}
	typ.Methods = []Def{
		{Name: "__mro_entries__", Sig: "bases, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return NewTuple([]Value{aliasOf(a[0]).Origin}), nil
		}},
		{Name: "__instancecheck__", Sig: "instance, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Value{}, t.Errorf(TypeError, "isinstance() argument 2 cannot be a parameterized generic")
		}},
		{Name: "__subclasscheck__", Sig: "subclass, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Value{}, t.Errorf(TypeError, "issubclass() argument 2 cannot be a parameterized generic")
		}},
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			al := aliasOf(a[0])
			return NewTuple([]Value{GenericAliasType.Value(), NewTuple([]Value{al.Origin, al.Args})}), nil
		}},
		{Name: "__dir__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			names, err := Dir(t, aliasOf(a[0]).Origin)
			if err != nil {
				return Value{}, err
			}
			l, _ := AsList(names)
		next:
			for _, own := range aliasOwn {
				n := Intern(own).Value()
				for _, x := range l.Items(t) {
					if eq, err := EqualBool(t, x, n); err != nil {
						return Value{}, err
					} else if eq {
						continue next
					}
				}
				l.Append(t, n)
			}
			return names, nil
		}},
	}
}
