package decimal

import (
	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

// The operations that Decimal and Context have under the same name.

type unaryOp struct {
	name, doc string
	op        func(z, x *dec, c *decimal.Context) cond
}

var unary = []unaryOp{
	{"exp", "Return e to the power of the number.", decimal.Exp},
	{"ln", "Return the natural logarithm.", decimal.Ln},
	{"log10", "Return the logarithm to the base of ten.", decimal.Log10},
	{"next_minus", "Return the largest number that is smaller.", decimal.NextMinus},
	{"next_plus", "Return the smallest number that is larger.", decimal.NextPlus},
	{"normalize", "Return the number without trailing zeros.", decimal.Reduce},
	{"sqrt", "Return the square root.", decimal.Sqrt},
	{"logb", "Return the exponent in scientific notation.", decimal.Logb},
	{"logical_invert", "Return the digits 0 and 1 exchanged.", decimal.Not},
}

type binaryOp struct {
	name, doc string
	op        func(z, x, y *dec, c *decimal.Context) cond
}

var binaries = []binaryOp{
	{"compare", "Return -1, 0 or 1, or NaN.", decimal.Compare},
	{"compare_signal", "Compare, and signal every NaN.", decimal.CompareSignal},
	{"max", "Return the larger number.", decimal.Max},
	{"max_mag", "Return the number of larger magnitude.", decimal.MaxMag},
	{"min", "Return the smaller number.", decimal.Min},
	{"min_mag", "Return the number of smaller magnitude.", decimal.MinMag},
	{"next_toward", "Return the next number in the direction of the other.", decimal.NextToward},
	{"remainder_near", "Return the distance from the nearest multiple of the other.", decimal.RemNear},
	{"logical_and", "Return the digits that both have.", decimal.And},
	{"logical_or", "Return the digits that one of them has.", decimal.Or},
	{"logical_xor", "Return the digits in which they differ.", decimal.Xor},
	{"rotate", "Return the digits rotated by so many places.", decimal.Rotate},
	{"scaleb", "Return the number with the other added to its exponent.", decimal.Scaleb},
	{"shift", "Return the digits shifted by so many places.", decimal.Shift},
}

type question struct {
	name, doc string
	inContext bool
	answer    func(x *dec, c *decimal.Context) value
}

func yes(f func(x *dec) bool) func(x *dec, c *decimal.Context) value {
	return func(x *dec, c *decimal.Context) value { return object.Bool(f(x)) }
}

var questions = []question{
	{"is_canonical", "Return True.", false, yes(func(x *dec) bool { return true })},
	{"is_finite", "Tell whether it is a finite number.", false, yes(func(x *dec) bool { return x.Kind == decimal.Finite })},
	{"is_infinite", "Tell whether it is an infinity.", false, yes(func(x *dec) bool { return x.Kind == decimal.Infinite })},
	{"is_nan", "Tell whether it is a NaN.", false, yes((*dec).IsNaN)},
	{"is_qnan", "Tell whether it is a quiet NaN.", false, yes(func(x *dec) bool { return x.Kind == decimal.Quiet })},
	{"is_snan", "Tell whether it is a signaling NaN.", false, yes(func(x *dec) bool { return x.Kind == decimal.Signaling })},
	{"is_signed", "Tell whether it has a minus sign.", false, yes(func(x *dec) bool { return x.Neg })},
	{"is_zero", "Tell whether it is a zero.", false, yes((*dec).IsZero)},
	{"is_normal", "Tell whether it is a normal number.", true, func(x *dec, c *decimal.Context) value { return object.Bool(x.IsNormal(c)) }},
	{"is_subnormal", "Tell whether it is a subnormal number.", true, func(x *dec, c *decimal.Context) value { return object.Bool(x.IsSubnormal(c)) }},
	{"number_class", "Name the class of the number.", true, func(x *dec, c *decimal.Context) value { return object.NewStr(x.Class(c)) }},
}

// arithmetic makes the slot of an operator. The operations are called by name: what is
// called through a variable would have its arguments in the heap.
func arithmetic(op object.BinaryOp) func(t *thread, a, b value) (value, *exc) {
	return func(t *thread, a, b value) (value, *exc) {
		var small number // an int that needs no number of its own
		x, y := &small, &small
		switch {
		case a.O.Typ == decimalType:
			x = numberOf(a)
		case a.IsSmallInt():
			small.d.SetInt64(a.Int())
		default:
			if x = operand(a); x == nil {
				return object.NotImplemented, nil
			}
		}
		switch {
		case b.O.Typ == decimalType:
			y = numberOf(b)
		case b.IsSmallInt() && !a.IsSmallInt():
			small.d.SetInt64(b.Int())
		default:
			if y = operand(b); y == nil {
				return object.NotImplemented, nil
			}
		}
		c := current(t)
		ctx := &c.Read(t).Context
		z := newNumber()
		var met cond
		switch op {
		case object.OpAdd:
			met = decimal.Add(&z.d, &x.d, &y.d, ctx)
		case object.OpSub:
			met = decimal.Sub(&z.d, &x.d, &y.d, ctx)
		case object.OpMul:
			met = decimal.Mul(&z.d, &x.d, &y.d, ctx)
		case object.OpTrueDiv:
			met = decimal.Div(&z.d, &x.d, &y.d, ctx)
		case object.OpFloorDiv:
			met = decimal.DivInt(&z.d, &x.d, &y.d, ctx)
		case object.OpMod:
			met = decimal.Rem(&z.d, &x.d, &y.d, ctx)
		case object.OpPow:
			met = decimal.Pow(&z.d, &x.d, &y.d, ctx)
		}
		if met == 0 {
			return z.value(), nil
		}
		return z.made(t, c, met)
	}
}

func divModIn(t *thread, c *context, x, y *number) (value, *exc) {
	q, r := newNumber(), newNumber()
	ctx := &c.Read(t).Context
	if err := raise(t, c, decimal.DivMod(&q.d, &r.d, &x.d, &y.d, ctx)); err != nil {
		return value{}, err
	}
	return object.NewPair(q.value(), r.value()), nil
}

// compareOperand converts what a Decimal is compared with; nil for what it is not. x is
// multiplied where that is the way to compare with a fraction.
func compareOperand(t *thread, c *context, x *number, v value, equality bool) (*number, *number, *exc) {
	if y := operand(v); y != nil {
		return x, y, nil
	}
	if v.O.Typ.Is(object.FlagComplex) && equality {
		if z := object.AsComplex(v); imag(z) == 0 {
			v = object.Float(real(z))
		}
	}
	if v.O.Typ.Is(object.FlagFloat) {
		if equality {
			// Comparing for equality only tells of it.
			if st := c.Read(t); st.flags&decimal.FloatOperation == 0 {
				c.Write(t, contextKind).flags |= decimal.FloatOperation
			}
		} else if err := raise(t, c, decimal.FloatOperation); err != nil {
			return nil, nil, err
		}
		return x, ofFloat(object.AsFloat(v)), nil
	}
	rational, err := t.ImportAttr("numbers", "Rational")
	if err != nil {
		return nil, nil, err
	}
	is, err := object.IsInstanceOf(t, v, rational)
	if err != nil || !is {
		return nil, nil, err
	}
	num, err := object.GetAttrString(t, v, "numerator")
	if err != nil {
		return nil, nil, err
	}
	den, err := object.GetAttrString(t, v, "denominator")
	if err != nil {
		return nil, nil, err
	}
	if !num.O.Typ.Is(object.FlagInt) || !den.O.Typ.Is(object.FlagInt) {
		return nil, nil, t.Errorf(object.TypeError, "unexpected return value from numerator or denominator")
	}
	left := x
	if x.d.Kind == decimal.Finite {
		left = newNumber()
		decimal.Mul(&left.d, &x.d, &newInt(den).d, decimal.Exact())
	}
	return left, newInt(num), nil
}

func decimalCompare(t *thread, a, b value, op object.CmpOp) (value, *exc) {
	if !isDecimal(a) {
		return object.NotImplemented, nil
	}
	x := numberOf(a)
	equality := op == object.CmpEq || op == object.CmpNe
	y := x
	if b.O.Typ == decimalType {
		y = numberOf(b)
	} else {
		var err *exc
		if x, y, err = compareOperand(t, current(t), x, b, equality); err != nil {
			return value{}, err
		}
		if y == nil {
			return object.NotImplemented, nil
		}
	}
	if x.d.IsNaN() || y.d.IsNaN() {
		if !equality || x.d.Kind == decimal.Signaling || y.d.Kind == decimal.Signaling {
			if err := raise(t, current(t), decimal.InvalidOperation); err != nil {
				return value{}, err
			}
		}
		return object.Bool(op == object.CmpNe), nil
	}
	n := decimal.Cmp(&x.d, &y.d)
	switch op {
	case object.CmpLt:
		return object.Bool(n < 0), nil
	case object.CmpLe:
		return object.Bool(n <= 0), nil
	case object.CmpEq:
		return object.Bool(n == 0), nil
	case object.CmpNe:
		return object.Bool(n != 0), nil
	case object.CmpGt:
		return object.Bool(n > 0), nil
	}
	return object.Bool(n >= 0), nil
}

// rounding returns the context of an operation that may be given a rounding of its own.
func rounding(t *thread, c *context, v value) (decimal.Context, *exc) {
	ctx := c.Read(t).Context
	if v.O == nil || v.IsNone() {
		return ctx, nil
	}
	var err *exc
	ctx.Round, err = roundingOf(t, v)
	return ctx, err
}

func quantize(t *thread, a []value) (value, *exc) {
	c, err := contextArg(t, a[3])
	if err != nil {
		return value{}, err
	}
	ctx, err := rounding(t, c, a[2])
	if err != nil {
		return value{}, err
	}
	y, err := argument(t, a[1])
	if err != nil {
		return value{}, err
	}
	z := newNumber()
	return z.made(t, c, decimal.Quantize(&z.d, &numberOf(a[0]).d, &y.d, &ctx))
}

func toIntegral(name string, tell bool) object.Def {
	return object.Def{Name: name, Sig: "rounding=None, context=None", Doc: "Return the number rounded to a whole one.", Fn: func(t *thread, a []value) (value, *exc) {
		c, err := contextArg(t, a[2])
		if err != nil {
			return value{}, err
		}
		ctx, err := rounding(t, c, a[1])
		if err != nil {
			return value{}, err
		}
		z := newNumber()
		return z.made(t, c, decimal.ToIntegral(&z.d, &numberOf(a[0]).d, &ctx, tell))
	}}
}

func decimalRound(t *thread, a []value) (value, *exc) {
	x := numberOf(a[0])
	if a[1].O == nil {
		return toInt(t, x, decimal.HalfEven)
	}
	if !a[1].O.Typ.Is(object.FlagInt) {
		return value{}, t.Errorf(object.TypeError, "optional arg must be an integer")
	}
	n, big := object.AsInt(a[1])
	if big != nil {
		return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C ssize_t")
	}
	c := current(t)
	ctx := &c.Read(t).Context
	var q dec
	q.SetDigits(decimal.Finite, false, []byte("1"), -max(-1<<62, min(1<<62, n)))
	z := newNumber()
	return z.made(t, c, decimal.Quantize(&z.d, &x.d, &q, ctx))
}

func powMod(t *thread, a, b, m value) (value, *exc) {
	x, y, z := operand(a), operand(b), operand(m)
	if x == nil || y == nil || z == nil {
		return object.NotImplemented, nil
	}
	c := current(t)
	ctx := &c.Read(t).Context
	r := newNumber()
	return r.made(t, c, decimal.PowMod(&r.d, &x.d, &y.d, &z.d, ctx))
}

// whole makes a method that rounds to an int.
func whole(name string, round decimal.Rounding) object.Def {
	return object.Def{Name: name, Doc: "Return the number as an int.", Fn: func(t *thread, a []value) (value, *exc) {
		return toInt(t, numberOf(a[0]), round)
	}}
}

// changed makes a method without a context of a change of the number.
func changed(name, doc string, change func(d *dec)) object.Def {
	return object.Def{Name: name, Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		n := newNumber()
		n.d = numberOf(a[0]).d
		change(&n.d)
		return n.value(), nil
	}}
}

func self(name, doc, sig string) object.Def {
	return object.Def{Name: name, Doc: doc, Sig: sig, Fn: func(t *thread, a []value) (value, *exc) { return a[0], nil }}
}

// withOther makes a method of another operand and a context.
func withOther(name, doc string, f func(t *thread, c *context, x, y *number) (value, *exc)) object.Def {
	return object.Def{Name: name, Sig: "other, context=None", Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		c, err := contextArg(t, a[2])
		if err != nil {
			return value{}, err
		}
		y, err := argument(t, a[1])
		if err != nil {
			return value{}, err
		}
		return f(t, c, numberOf(a[0]), y)
	}}
}

func newSmall(i int) value {
	n := newNumber()
	n.d.SetInt64(int64(i))
	return n.value()
}

func init() {
	object.SetLayout[number](decimalType)
	s := &decimalType.Slots
	s.New = decimalNew
	s.Hash = decimalHash
	s.Repr = func(t *thread, v value) (value, *exc) {
		var room [80]byte
		b := append(room[:0], "Decimal('"...)
		e := byte('E')
		if !current(t).Read(t).capitals {
			e = 'e'
		}
		return object.CopyStr(append(numberOf(v).d.Append(b, e, false), "')"...)), nil
	}
	s.Str = func(t *thread, v value) (value, *exc) { return numberOf(v).text(current(t).Read(t), false), nil }
	s.Bool = func(t *thread, v value) (bool, *exc) { return !numberOf(v).d.IsZero(), nil }
	s.Compare = decimalCompare
	for _, op := range []object.BinaryOp{object.OpAdd, object.OpSub, object.OpMul, object.OpTrueDiv, object.OpFloorDiv, object.OpMod, object.OpPow} {
		s.Num[op] = arithmetic(op)
	}
	s.Num[object.OpDivMod] = func(t *thread, a, b value) (value, *exc) {
		x, y := operand(a), operand(b)
		if x == nil || y == nil {
			return object.NotImplemented, nil
		}
		return divModIn(t, current(t), x, y)
	}
	s.PowMod = powMod
	sign := func(op func(z, x *dec, c *decimal.Context) cond) func(t *thread, v value) (value, *exc) {
		return func(t *thread, v value) (value, *exc) {
			c := current(t)
			ctx := &c.Read(t).Context
			z := newNumber()
			return z.made(t, c, op(&z.d, &numberOf(v).d, ctx))
		}
	}
	s.Neg, s.Pos, s.Abs = sign(decimal.Minus), sign(decimal.Plus), sign(decimal.Abs)
	s.ToInt = func(t *thread, v value) (value, *exc) { return toInt(t, numberOf(v), decimal.Down) }
	s.ToFloat = toFloat

	var methods []object.Def
	for _, u := range unary {
		methods = append(methods, object.Def{Name: u.name, Sig: "context=None", Doc: u.doc, Fn: func(t *thread, a []value) (value, *exc) {
			c, err := contextArg(t, a[1])
			if err != nil {
				return value{}, err
			}
			ctx := &c.Read(t).Context
			z := newNumber()
			return z.made(t, c, u.op(&z.d, &numberOf(a[0]).d, ctx))
		}})
	}
	for _, b := range binaries {
		methods = append(methods, withOther(b.name, b.doc, func(t *thread, c *context, x, y *number) (value, *exc) {
			ctx := &c.Read(t).Context
			z := newNumber()
			return z.made(t, c, b.op(&z.d, &x.d, &y.d, ctx))
		}))
	}
	for _, q := range questions {
		def := object.Def{Name: q.name, Doc: q.doc}
		if q.inContext {
			def.Sig = "context=None"
		}
		def.Fn = func(t *thread, a []value) (value, *exc) {
			ctx := decimal.Exact()
			if q.inContext {
				c, err := contextArg(t, a[1])
				if err != nil {
					return value{}, err
				}
				ctx = &c.Read(t).Context
			}
			return q.answer(&numberOf(a[0]).d, ctx), nil
		}
		methods = append(methods, def)
	}
	decimalType.Methods = append(methods, []object.Def{
		{Name: "quantize", Sig: "exp, rounding=None, context=None", Doc: "Return the number with the exponent of another.", Fn: quantize},
		toIntegral("to_integral", false), toIntegral("to_integral_value", false), toIntegral("to_integral_exact", true),
		{Name: "fma", Sig: "other, third, context=None", Doc: "Return self * other + third, rounded once.", Fn: func(t *thread, a []value) (value, *exc) {
			c, err := contextArg(t, a[3])
			if err != nil {
				return value{}, err
			}
			return compute(t, c, a[:3], func(z *dec, x []*number, c *decimal.Context) cond {
				return decimal.FMA(z, &x[0].d, &x[1].d, &x[2].d, c)
			})
		}},
		withOther("compare_total", "Compare in the total order.", func(t *thread, c *context, x, y *number) (value, *exc) {
			return newSmall(signOf(decimal.CmpTotal(&x.d, &y.d))), nil
		}),
		withOther("compare_total_mag", "Compare in the total order, without signs.", func(t *thread, c *context, x, y *number) (value, *exc) {
			return newSmall(signOf(decimal.CmpTotalMag(&x.d, &y.d))), nil
		}),
		withOther("copy_sign", "Return the number with the sign of the other.", func(t *thread, c *context, x, y *number) (value, *exc) {
			n := newNumber()
			n.d = x.d
			n.d.Neg = y.d.Neg
			return n.value(), nil
		}),
		withOther("same_quantum", "Tell whether both have the same exponent.", func(t *thread, c *context, x, y *number) (value, *exc) {
			return object.Bool(decimal.SameQuantum(&x.d, &y.d)), nil
		}),
		changed("copy_abs", "Return the number without its sign.", func(d *dec) { d.Neg = false }),
		changed("copy_negate", "Return the number with the other sign.", func(d *dec) { d.Neg = !d.Neg }),
		{Name: "adjusted", Doc: "Return the exponent in scientific notation; 0 of what is not a number.", Fn: func(t *thread, a []value) (value, *exc) {
			d := &numberOf(a[0]).d
			if d.Kind != decimal.Finite {
				return object.Int(0), nil
			}
			return object.Int(d.Adjusted()), nil
		}},
		self("canonical", "Return the number.", ""), self("conjugate", "Return the number.", ""),
		self("__copy__", "Return the number.", ""), self("__deepcopy__", "Return the number.", "memo, /"),
		{Name: "radix", Doc: "Return 10.", Fn: func(t *thread, a []value) (value, *exc) { return newSmall(10), nil }},
		{Name: "to_eng_string", Sig: "context=None", Doc: "Return the number as a text whose exponent is a multiple of three.", Fn: func(t *thread, a []value) (value, *exc) {
			c, err := contextArg(t, a[1])
			if err != nil {
				return value{}, err
			}
			return numberOf(a[0]).text(c.Read(t), true), nil
		}},
		{Name: "from_float", Sig: "f, /", Kind: object.ClassMethod, Doc: "Make a Decimal of a float or an int, exactly.", Fn: func(t *thread, a []value) (value, *exc) {
			n, err := fromFloat(t, a[1])
			if err != nil {
				return value{}, err
			}
			if a[0] == decimalType.Value() {
				return n.value(), nil
			}
			return object.Call1(t, a[0], n.value())
		}},
		{Name: "as_tuple", Doc: "Return sign, digits and exponent.", Fn: asTuple},
		{Name: "as_integer_ratio", Doc: "Return the fraction that the number is.", Fn: asRatio},
		{Name: "__format__", Sig: "format_spec, override=None, /", Counted: true, Doc: "Return the number as a text of that form.", Fn: format},
		{Name: "__reduce__", Doc: "Return how to make an equal number.", Fn: func(t *thread, a []value) (value, *exc) {
			s, err := object.ToStr(t, a[0])
			if err != nil {
				return value{}, err
			}
			return object.NewPair(a[0].O.Typ.Value(), object.TupleOf([]value{s.Value()})), nil
		}},
		{Name: "__round__", Sig: "ndigits=None, /", Doc: "Return the number rounded to an int, or to so many digits behind the point.", Fn: decimalRound},
		whole("__ceil__", decimal.Ceiling), whole("__floor__", decimal.Floor), whole("__trunc__", decimal.Down),
		{Name: "__complex__", Doc: "Return the number as a complex one.", Fn: func(t *thread, a []value) (value, *exc) {
			f, err := toFloat(t, a[0])
			if err != nil {
				return value{}, err
			}
			return object.NewComplex(complex(f.Float(), 0)), nil
		}},
		{Name: "__sizeof__", Doc: "Return how many bytes the number takes.", Fn: func(t *thread, a []value) (value, *exc) {
			words := (numberOf(a[0]).d.Digits() + 18) / 19
			return object.Int(72 + 8*max(4, words)), nil
		}},
	}...)
	decimalType.Getsets = []object.GetSet{
		{Name: "real", Get: func(t *thread, v value) (value, *exc) { return v, nil }},
		{Name: "imag", Get: func(t *thread, v value) (value, *exc) { return newSmall(0), nil }},
	}
}
