package decimal

import (
	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

// compute calls an operation of internal/decimal on the numbers that the arguments are.
func compute(t *thread, c *context, args []value, op func(z *dec, x []*number, c *decimal.Context) cond) (value, *exc) {
	var room [3]*number
	x := room[:len(args)]
	for i, v := range args {
		n, err := argument(t, v)
		if err != nil {
			return value{}, err
		}
		x[i] = n
	}
	z := newNumber()
	ctx := &c.Read(t).Context
	return z.made(t, c, op(&z.d, x, ctx))
}

// inContext makes a method of Context of an operation with so many operands.
func inContext(name string, operands int, doc string, op func(z *dec, x []*number, c *decimal.Context) cond) object.Def {
	return object.Def{Name: name, Sig: []string{1: "x, /", 2: "x, y, /", 3: "x, y, z, /"}[operands], Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		return compute(t, contextOf(a[0]), a[1:], op)
	}}
}

// ask makes a method of Context that is one of Decimal.
func ask(name string, operands int, doc string, f func(t *thread, c *context, x []*number) (value, *exc)) object.Def {
	return object.Def{Name: name, Sig: []string{1: "x, /", 2: "x, y, /"}[operands], Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
		var x []*number
		for _, v := range a[1:] {
			n, err := argument(t, v)
			if err != nil {
				return value{}, err
			}
			x = append(x, n)
		}
		return f(t, contextOf(a[0]), x)
	}}
}

func contextPower(t *thread, a []value) (value, *exc) {
	if a[3].O == nil || a[3].IsNone() {
		return compute(t, contextOf(a[0]), a[1:3], func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Pow(z, &x[0].d, &x[1].d, c) })
	}
	return compute(t, contextOf(a[0]), a[1:4], func(z *dec, x []*number, c *decimal.Context) cond {
		return decimal.PowMod(z, &x[0].d, &x[1].d, &x[2].d, c)
	})
}

func init() {
	object.SetBoxedLayout[contextState](contextType)
	s := &contextType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		st := *defaultContext.Read(t)
		st.flags = 0
		return object.NewBoxed(t, typ, st).Value(), nil
	}
	s.Init = contextInit
	s.Repr = contextRepr
	for _, a := range attributes {
		contextType.Getsets = append(contextType.Getsets, object.GetSet{Name: a.name,
			Get: func(t *thread, v value) (value, *exc) { return a.get(contextOf(v).Read(t)), nil },
			Set: func(t *thread, v, x value) *exc {
				if x.O == nil {
					return t.Errorf(object.AttributeError, "context attributes cannot be deleted")
				}
				return a.set(t, contextOf(v), x)
			}})
	}
	for name, traps := range map[string]bool{"flags": false, "traps": true} {
		contextType.Getsets = append(contextType.Getsets, object.GetSet{Name: name,
			Get: func(t *thread, v value) (value, *exc) { return newSignalDict(contextOf(v), traps), nil },
			Set: func(t *thread, v, x value) *exc {
				if x.O == nil {
					return t.Errorf(object.AttributeError, "context attributes cannot be deleted")
				}
				return setSignals(t, contextOf(v), traps, false, x)
			}})
	}
	var methods []object.Def
	for _, u := range unary {
		methods = append(methods, inContext(u.name, 1, u.doc, func(z *dec, x []*number, c *decimal.Context) cond { return u.op(z, &x[0].d, c) }))
	}
	for _, b := range binaries {
		methods = append(methods, inContext(b.name, 2, b.doc, func(z *dec, x []*number, c *decimal.Context) cond { return b.op(z, &x[0].d, &x[1].d, c) }))
	}
	onlyDecimal := func(name string, result func(v value) value) object.Def {
		return object.Def{Name: name, Sig: "x, /", Doc: "Return what the method of the same name of x returns.", Fn: func(t *thread, a []value) (value, *exc) {
			if !isDecimal(a[1]) {
				return value{}, t.Errorf(object.TypeError, "argument must be a Decimal")
			}
			return result(a[1]), nil
		}}
	}
	for _, q := range questions {
		if q.name == "is_canonical" {
			methods = append(methods, onlyDecimal(q.name, func(v value) value { return object.True }))
			continue
		}
		methods = append(methods, ask(q.name, 1, q.doc, func(t *thread, c *context, x []*number) (value, *exc) {
			return q.answer(&x[0].d, &c.Read(t).Context), nil
		}))
	}
	attr := func(name, doc string, get func(st *contextState) value) object.Def {
		return object.Def{Name: name, Doc: doc, Fn: func(t *thread, a []value) (value, *exc) { return get(contextOf(a[0]).Read(t)), nil }}
	}
	contextType.Methods = append(methods, []object.Def{
		inContext("abs", 1, "Return the absolute value, rounded.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Abs(z, &x[0].d, c) }),
		inContext("minus", 1, "Return 0 - x.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Minus(z, &x[0].d, c) }),
		inContext("plus", 1, "Return 0 + x.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Plus(z, &x[0].d, c) }),
		inContext("_apply", 1, "Return x, rounded.", func(z *dec, x []*number, c *decimal.Context) cond { *z = x[0].d; return z.Finalize(c) }),
		inContext("add", 2, "Return x + y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Add(z, &x[0].d, &x[1].d, c) }),
		inContext("subtract", 2, "Return x - y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Sub(z, &x[0].d, &x[1].d, c) }),
		inContext("multiply", 2, "Return x * y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Mul(z, &x[0].d, &x[1].d, c) }),
		inContext("divide", 2, "Return x / y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Div(z, &x[0].d, &x[1].d, c) }),
		inContext("divide_int", 2, "Return the whole part of x / y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.DivInt(z, &x[0].d, &x[1].d, c) }),
		inContext("remainder", 2, "Return what x leaves when it is divided by y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Rem(z, &x[0].d, &x[1].d, c) }),
		inContext("quantize", 2, "Return x with the exponent of y.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.Quantize(z, &x[0].d, &x[1].d, c) }),
		inContext("fma", 3, "Return x * y + z, rounded once.", func(z *dec, x []*number, c *decimal.Context) cond {
			return decimal.FMA(z, &x[0].d, &x[1].d, &x[2].d, c)
		}),
		inContext("to_integral", 1, "Return x rounded to a whole number.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.ToIntegral(z, &x[0].d, c, false) }),
		inContext("to_integral_value", 1, "Return x rounded to a whole number.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.ToIntegral(z, &x[0].d, c, false) }),
		inContext("to_integral_exact", 1, "Return x rounded to a whole number, and signal it.", func(z *dec, x []*number, c *decimal.Context) cond { return decimal.ToIntegral(z, &x[0].d, c, true) }),
		inContext("compare_total", 2, "Compare in the total order.", func(z *dec, x []*number, c *decimal.Context) cond {
			z.SetInt64(int64(signOf(decimal.CmpTotal(&x[0].d, &x[1].d))))
			return 0
		}),
		inContext("compare_total_mag", 2, "Compare in the total order, without signs.", func(z *dec, x []*number, c *decimal.Context) cond {
			z.SetInt64(int64(signOf(decimal.CmpTotalMag(&x[0].d, &x[1].d))))
			return 0
		}),
		inContext("copy_abs", 1, "Return x without its sign.", func(z *dec, x []*number, c *decimal.Context) cond { *z = x[0].d; z.Neg = false; return 0 }),
		inContext("copy_negate", 1, "Return x with the other sign.", func(z *dec, x []*number, c *decimal.Context) cond { *z = x[0].d; z.Neg = !z.Neg; return 0 }),
		inContext("copy_sign", 2, "Return x with the sign of y.", func(z *dec, x []*number, c *decimal.Context) cond { *z = x[0].d; z.Neg = x[1].d.Neg; return 0 }),
		ask("copy_decimal", 1, "Return x as a Decimal.", func(t *thread, c *context, x []*number) (value, *exc) { return x[0].value(), nil }),
		onlyDecimal("canonical", func(v value) value { return v }),
		ask("same_quantum", 2, "Tell whether x and y have the same exponent.", func(t *thread, c *context, x []*number) (value, *exc) {
			return object.Bool(decimal.SameQuantum(&x[0].d, &x[1].d)), nil
		}),
		ask("divmod", 2, "Return the whole part of x / y and the remainder.", func(t *thread, c *context, x []*number) (value, *exc) {
			return divModIn(t, c, x[0], x[1])
		}),
		ask("to_sci_string", 1, "Return x as a text in scientific notation.", func(t *thread, c *context, x []*number) (value, *exc) { return x[0].text(c.Read(t), false), nil }),
		ask("to_eng_string", 1, "Return x as a text whose exponent is a multiple of three.", func(t *thread, c *context, x []*number) (value, *exc) { return x[0].text(c.Read(t), true), nil }),
		{Name: "power", Sig: "a, b, modulo=None", Doc: "Return a to the power of b, modulo the third argument if there is one.", Fn: contextPower},
		attr("Etiny", "Return the least exponent of a subnormal number.", func(st *contextState) value { return object.Int(st.Etiny()) }),
		attr("Etop", "Return the largest exponent of a number with all digits.", func(st *contextState) value { return object.Int(st.Etop()) }),
		attr("radix", "Return 10.", func(st *contextState) value { n := newNumber(); n.d.SetInt64(10); return n.value() }),
		{Name: "clear_flags", Doc: "Clear all flags.", Fn: func(t *thread, a []value) (value, *exc) {
			contextOf(a[0]).Write(t, contextKind).flags = 0
			return object.None, nil
		}},
		{Name: "clear_traps", Doc: "Clear all traps.", Fn: func(t *thread, a []value) (value, *exc) {
			contextOf(a[0]).Write(t, contextKind).traps = 0
			return object.None, nil
		}},
		{Name: "copy", Doc: "Return a copy of the context.", Fn: contextCopy},
		{Name: "__copy__", Doc: "Return a copy of the context.", Fn: contextCopy},
		{Name: "__reduce__", Doc: "Return how to make an equal context.", Fn: func(t *thread, a []value) (value, *exc) {
			st := contextOf(a[0]).Read(t)
			args := make([]value, 0, 8)
			for _, x := range attributes {
				args = append(args, x.get(st))
			}
			args = append(args, signalList(t, st.flags), signalList(t, st.traps))
			return object.NewPair(a[0].O.Typ.Value(), object.TupleOf(args)), nil
		}},
		{Name: "create_decimal", Sig: `num="0", /`, Doc: "Make a Decimal, rounded.", Fn: func(t *thread, a []value) (value, *exc) {
			if a[1].O == nil {
				return newInt(object.Int(0)).value(), nil
			}
			return create(t, contextOf(a[0]), a[1])
		}},
		{Name: "create_decimal_from_float", Sig: "f, /", Doc: "Make a Decimal of a float or an int, rounded.", Fn: func(t *thread, a []value) (value, *exc) {
			n, err := fromFloat(t, a[1])
			if err != nil {
				return value{}, err
			}
			c := contextOf(a[0])
			ctx := &c.Read(t).Context
			return n.made(t, c, n.d.Finalize(ctx))
		}},
	}...)

	managerType.Methods = []object.Def{
		{Name: "__enter__", Fn: func(t *thread, a []value) (value, *exc) {
			m := managerOf(a[0])
			setCurrent(t, m.inner)
			return m.inner.Value(), nil
		}, Doc: "Make the context the current one, and return it."},
		{Name: "__exit__", Sig: "*args", Fn: func(t *thread, a []value) (value, *exc) {
			setCurrent(t, managerOf(a[0]).outer)
			return object.False, nil
		}, Doc: "Make the context before the current one again."},
	}
}

func signOf(n int) int {
	switch {
	case n > 0:
		return 1
	case n < 0:
		return -1
	}
	return 0
}
