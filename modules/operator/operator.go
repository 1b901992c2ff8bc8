// Package operator is module _operator: the operators as functions.
package operator

import (
	"crypto/subtle"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
)

func binary(name, sig, doc string, op object.BinaryOp) object.Def {
	return object.Def{Name: name, Sig: sig, Doc: doc, Fn: func(t *thread, a args) (value, raised) {
		return object.Binary(t, op, a[0], a[1])
	}}
}

func inPlace(name, symbol string, op object.BinaryOp) object.Def {
	return object.Def{Name: name, Sig: "a, b, /", Doc: "The value of a ." + symbol + " b.", Fn: func(t *thread, a args) (value, raised) {
		return object.InPlace(t, op, a[0], a[1])
	}}
}

func compare(name, symbol string, op object.CmpOp) object.Def {
	return object.Def{Name: name, Sig: "a, b, /", Doc: "The value of a ." + symbol + " b.", Fn: func(t *thread, a args) (value, raised) {
		return object.Compare(t, a[0], a[1], op)
	}}
}

func unary(name, doc string, f func(t *thread, v value) (value, raised)) object.Def {
	return object.Def{Name: name, Sig: "a, /", Doc: doc, Fn: func(t *thread, a args) (value, raised) { return f(t, a[0]) }}
}

// isSequence reports whether v can be an operand of concat: something with items
// that are not found by key.
func isSequence(v value) bool {
	typ := v.O.Typ
	return typ.Slots.GetItem != nil && typ.Flags&object.FlagDict == 0
}

func concat(f func(t *thread, op object.BinaryOp, a, b value) (value, raised)) func(t *thread, a args) (value, raised) {
	return func(t *thread, a args) (value, raised) {
		if !isSequence(a[0]) {
			return value{}, t.Errorf(object.TypeError, "'%s' object can't be concatenated", a[0].TypeName())
		}
		return f(t, object.OpAdd, a[0], a[1])
	}
}

// count calls f for the items equal to x, with their positions, until it
// returns false.
func count(t *thread, seq, x value, f func(i int64) bool) raised {
	i := int64(0)
	return object.Iterate(t, seq, func(item value) (bool, raised) {
		eq, err := object.EqualBool(t, item, x)
		if err != nil {
			return false, err
		}
		if eq && !f(i) {
			return false, nil
		}
		i++
		return true, nil
	})
}

func countOf(t *thread, a args) (value, raised) {
	n := int64(0)
	err := count(t, a[0], a[1], func(int64) bool {
		n++
		return true
	})
	return object.Int(n), err
}

func indexOf(t *thread, a args) (value, raised) {
	at := int64(-1)
	err := count(t, a[0], a[1], func(i int64) bool {
		at = i
		return false
	})
	if err == nil && at < 0 {
		err = t.Errorf(object.ValueError, "sequence.index(x): x not in sequence")
	}
	return object.Int(at), err
}

func lengthHint(t *thread, a args) (value, raised) {
	def := int64(0)
	if a[1].O != nil {
		var err raised
		if def, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
			return value{}, err
		}
	}
	n, err := object.LengthHint(t, a[0], int(def))
	return object.Int(int64(n)), err
}

// compareDigest takes the same time whatever the contents are.
func compareDigest(t *thread, a args) (value, raised) {
	x, ok1 := object.AsStr(a[0])
	y, ok2 := object.AsStr(a[1])
	var p, q string
	switch {
	case ok1 && ok2:
		if !x.IsASCII() || !y.IsASCII() {
			return value{}, t.Errorf(object.TypeError, "comparing strings with non-ASCII characters is not supported")
		}
		p, q = x.S, y.S
	case !object.IsBytesLike(a[0]) && !object.IsBytesLike(a[1]):
		return value{}, t.Errorf(object.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", a[0].TypeName(), a[1].TypeName())
	default:
		var err raised
		if p, err = object.BytesView(t, a[0]); err != nil {
			return value{}, err
		}
		if q, err = object.BytesView(t, a[1]); err != nil {
			return value{}, err
		}
	}
	return object.Bool(subtle.ConstantTimeCompare([]byte(p), []byte(q)) == 1), nil
}

// index returns an exact int even of a bool.
func index(t *thread, v value) (value, raised) {
	r, err := object.Index(t, v)
	if err != nil {
		return value{}, err
	}
	return object.PlainInt(r), nil
}

func call(t *thread, a args) (value, raised) {
	pos, _ := object.AsTuple(a[0])
	if len(pos.Items) == 0 {
		return value{}, t.Errorf(object.TypeError, "call expected at least 1 argument, got 0")
	}
	all, kwnames := withKeywords(t, pos.Items[1:], a[1])
	return object.CallKw(t, pos.Items[0], all, kwnames)
}

// withKeywords lays out arguments as a call wants them; kw is a dict or null.
func withKeywords(t *thread, pos []value, kw value) (all, kwnames []value) {
	if kw.O == nil {
		return pos, nil
	}
	d, _ := object.AsDict(kw)
	all = append(all, pos...)
	for k, v, at, ok := d.NextEntry(t, 0); ok; k, v, at, ok = d.NextEntry(t, at) {
		kwnames = append(kwnames, k)
		all = append(all, v)
	}
	return all, kwnames
}

var functions = []object.Def{
	compare("lt", "<", object.CmpLt), compare("le", "<=", object.CmpLe), compare("eq", "==", object.CmpEq),
	compare("ne", "!=", object.CmpNe), compare("ge", ">=", object.CmpGe), compare("gt", ">", object.CmpGt),

	binary("add", "a, b, /", "The value of a + b.", object.OpAdd), binary("sub", "a, b, /", "The value of a - b.", object.OpSub),
	binary("mul", "a, b, /", "The value of a * b.", object.OpMul), binary("matmul", "a, b, /", "The value of a @ b.", object.OpMatMul),
	binary("truediv", "a, b, /", "The value of a / b.", object.OpTrueDiv), binary("floordiv", "a, b, /", "The value of a // b.", object.OpFloorDiv),
	binary("mod", "a, b, /", "The value of a % b.", object.OpMod), binary("pow", "a, b, /", "", object.OpPow),
	binary("lshift", "a, b, /", "The value of a << b.", object.OpLShift), binary("rshift", "a, b, /", "The value of a >> b.", object.OpRShift),
	binary("and_", "a, b, /", "The value of a & b.", object.OpAnd), binary("or_", "a, b, /", "The value of a | b.", object.OpOr),
	binary("xor", "a, b, /", "The value of a ^ b.", object.OpXor),

	inPlace("iadd", "+=", object.OpAdd), inPlace("isub", "-=", object.OpSub), inPlace("imul", "*=", object.OpMul),
	inPlace("imatmul", "@=", object.OpMatMul), inPlace("itruediv", "/=", object.OpTrueDiv), inPlace("ifloordiv", "//=", object.OpFloorDiv),
	inPlace("imod", "%=", object.OpMod), inPlace("ipow", "**=", object.OpPow), inPlace("ilshift", "<<=", object.OpLShift),
	inPlace("irshift", ">>=", object.OpRShift), inPlace("iand", "&=", object.OpAnd), inPlace("ior", "|=", object.OpOr),
	inPlace("ixor", "^=", object.OpXor),

	unary("neg", "The value of -a.", object.Negative), unary("pos", "The value of +a.", object.Positive), unary("abs", "", object.Absolute),
	unary("inv", "The value of ~a.", object.Invert), unary("invert", "The value of ~a.", object.Invert), unary("index", "", index),
	unary("truth", "", func(t *thread, v value) (value, raised) {
		b, err := object.Truth(t, v)
		return object.Bool(b), err
	}),
	unary("not_", "The value of not a.", func(t *thread, v value) (value, raised) {
		b, err := object.Truth(t, v)
		return object.Bool(!b), err
	}),

	{Name: "is_", Sig: "a, b, /", Fn: func(t *thread, a args) (value, raised) { return object.Bool(object.Is(a[0], a[1])), nil }},
	{Name: "is_not", Sig: "a, b, /", Fn: func(t *thread, a args) (value, raised) { return object.Bool(!object.Is(a[0], a[1])), nil }},
	{Name: "concat", Sig: "a, b, /", Fn: concat(object.Binary)},
	{Name: "iconcat", Sig: "a, b, /", Fn: concat(object.InPlace)},
	{Name: "contains", Sig: "a, b, /", Fn: func(t *thread, a args) (value, raised) {
		in, err := object.Contains(t, a[0], a[1])
		return object.Bool(in), err
	}},
	{Name: "getitem", Sig: "a, b, /", Doc: "The value of a[b].", Fn: func(t *thread, a args) (value, raised) { return object.GetItem(t, a[0], a[1]) }},
	{Name: "setitem", Sig: "a, b, c, /", Fn: func(t *thread, a args) (value, raised) {
		return object.None, object.SetItem(t, a[0], a[1], a[2])
	}},
	{Name: "delitem", Sig: "a, b, /", Doc: "The value of del a[b].", Fn: func(t *thread, a args) (value, raised) {
		return object.None, object.SetItem(t, a[0], a[1], value{})
	}},
	{Name: "countOf", Sig: "a, b, /", Fn: countOf},
	{Name: "indexOf", Sig: "a, b, /", Fn: indexOf},
	{Name: "length_hint", Sig: "obj, default=0, /", Fn: lengthHint},
	{Name: "call", Sig: "*args, **kwargs", Fn: call, Doc: "The value of obj(*args, **kwargs)."},
	{Name: "_compare_digest", Sig: "a, b, /", Fn: compareDigest, Doc: "Return 'a == b'.\n\nThe time it takes does not depend on the contents of a and b, so that it tells\nnothing of a secret. They must be bytes-like, or both ASCII-only str."},
}

func init() {
	object.RegisterModule("_operator", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "_operator", "The operators of the language as functions.")
		m.AddFuncs(t, functions)
		for _, typ := range []*object.Type{itemGetterType, attrGetterType, methodCallerType} {
			name, _ := object.AsStr(typ.QualName)
			m.Set(t, name.S, typ.Ready().Value())
		}
		return m, nil
	})
}
