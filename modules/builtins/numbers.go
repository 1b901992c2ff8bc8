package builtins

import (
	"strconv"

	"github.com/weftpy/weft/object"
)

// Functions about numbers and characters.

var numberFuncs = []object.Def{
	{Name: "abs", Sig: "x, /", Doc: "The absolute value of a number.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) { return object.Absolute(t, a[0]) }},
	{Name: "divmod", Sig: "x, y, /", Doc: "The pair of floor quotient and remainder.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		return object.Binary(t, object.OpDivMod, a[0], a[1])
	}},
	{Name: "pow", Sig: "base, exp, mod=None", Doc: "base ** exp; with mod, the remainder of that without computing it whole.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if a[2].O == nil || a[2].IsNone() {
			return object.Binary(t, object.OpPow, a[0], a[1])
		}
		return powMod(t, a[0], a[1], a[2])
	}},
	{Name: "round", Sig: "number, ndigits=None", Doc: "The number nearest to this one with the given count of decimal places, an int without one; halves go to the even side.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		var rest []object.Value
		if a[1].O != nil && !a[1].IsNone() {
			rest = a[1:2]
		}
		v, ok, err := object.CallSpecial(t, a[0], object.Intern("__round__"), rest...)
		if !ok {
			return v, t.Errorf(object.TypeError, "type %s doesn't define __round__ method", a[0].TypeName())
		}
		return v, err
	}},
	{Name: "bin", Sig: "number, /", Doc: "An int written in base two, with the prefix 0b.", Fn: base(2, "0b")},
	{Name: "oct", Sig: "number, /", Doc: "An int written in base eight, with the prefix 0o.", Fn: base(8, "0o")},
	{Name: "hex", Sig: "number, /", Doc: "An int written in base sixteen, with the prefix 0x.", Fn: base(16, "0x")},
	{Name: "chr", Sig: "i, /", Doc: "The string of one character with this code point.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		n, err := object.Index(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		i, large := object.AsInt(n)
		if large != nil || i != int64(int32(i)) {
			return object.Value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
		}
		if i < 0 || i > 0x10ffff {
			return object.Value{}, t.Errorf(object.ValueError, "chr() arg not in range(0x110000)")
		}
		return object.CharOf(rune(i)), nil
	}},
	{Name: "ord", Sig: "c, /", Doc: "The code point of a string's only character.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		if s, ok := object.AsStr(a[0]); ok {
			if n := s.Len(); n != 1 {
				return object.Value{}, t.Errorf(object.TypeError, "ord() expected a character, but string of length %d found", n)
			}
			r, _ := object.DecodeRune(s.S)
			return object.Int(int64(r)), nil
		}
		if a[0].O.Typ.Flags&(object.FlagBytes|object.FlagByteArray) != 0 {
			n, err := object.Len(t, a[0])
			if err != nil {
				return object.Value{}, err
			}
			if n != 1 {
				return object.Value{}, t.Errorf(object.TypeError, "ord() expected a character, but string of length %d found", n)
			}
			return object.GetItem(t, a[0], object.Int(0))
		}
		return object.Value{}, t.Errorf(object.TypeError, "ord() expected string of length 1, but %s found", a[0].TypeName())
	}},
	{Name: "sum", Sig: "iterable, /, start=0", Consumes: true, Doc: "What start and the items add up to.", Fn: sum},
}

// base returns the function that writes integers in a base.
func base(b int, prefix string) func(t *object.Thread, a args) (object.Value, *object.Exception) {
	return func(t *object.Thread, a args) (object.Value, *object.Exception) {
		v, err := object.Index(t, a[0])
		if err != nil {
			return v, err
		}
		small, n := object.AsInt(v)
		if n == nil {
			var buf [72]byte
			text := buf[:0]
			m := uint64(small)
			if small < 0 {
				text = append(text, '-')
				m = -m
			}
			return object.CopyStr(strconv.AppendUint(append(text, prefix...), m, b)), nil
		}
		s := n.Text(b)
		if s[0] == '-' {
			return object.NewStr("-" + prefix + s[1:]), nil
		}
		return object.NewStr(prefix + s), nil
	}
}

func sum(t *object.Thread, a args) (object.Value, *object.Exception) {
	total := or(a[1], object.Int(0))
	switch f := total.O.Typ.Flags; {
	case f&object.FlagStr != 0:
		return total, t.Errorf(object.TypeError, "sum() can't sum strings [use ''.join(seq) instead]")
	case f&object.FlagBytes != 0:
		return total, t.Errorf(object.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]")
	case f&object.FlagByteArray != 0:
		return total, t.Errorf(object.TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	err := object.Iterate(t, a[0], func(x object.Value) (bool, *object.Exception) {
		switch {
		case total.IsSmallInt() && x.IsSmallInt():
			p, q := total.Int(), x.Int()
			if r := p + q; (r^p)&(r^q) >= 0 {
				total = object.Int(r)
				return true, nil
			}
		case total.IsFloat() && x.IsFloat():
			total = object.Float(total.Float() + x.Float())
			return true, nil
		case total.IsFloat() && x.IsSmallInt():
			total = object.Float(total.Float() + float64(x.Int()))
			return true, nil
		}
		var err *object.Exception
		total, err = object.Binary(t, object.OpAdd, total, x)
		return true, err
	})
	return total, err
}

// powMod computes pow(x, y, z): the slots of all three operands are asked, a
// subclass on the right before the left.
func powMod(t *object.Thread, x, y, z object.Value) (object.Value, *object.Exception) {
	tried := map[*object.Type]bool{}
	order := []*object.Type{x.O.Typ, y.O.Typ, z.O.Typ}
	if order[1] != order[0] && order[1].IsSubtype(order[0]) {
		order[0], order[1] = order[1], order[0]
	}
	for _, typ := range order {
		f := typ.Slots.PowMod
		if f == nil || tried[typ] {
			continue
		}
		tried[typ] = true
		r, err := f(t, x, y, z)
		if err != nil || !r.IsNotImplemented() {
			return r, err
		}
	}
	return object.Value{}, t.Errorf(object.TypeError, "unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'", x.TypeName(), y.TypeName(), z.TypeName())
}
