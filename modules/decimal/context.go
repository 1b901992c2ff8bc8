package decimal

import (
	"fmt"
	"strings"
	"unsafe"

	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/modules/contextvars"
	"github.com/weftpy/weft/object"
)

// contextState is the state of a Context.
type contextState struct {
	decimal.Context
	traps, flags cond
	capitals     bool
}

// context is a Context.
type context = object.Boxed[contextState]

var (
	contextType = &object.Type{Name: "Context", Module: "decimal", Doc: "What decimal arithmetic rounds to, and what it tells or raises."}
	contextKind = object.NewKind[contextState]("Context", nil)

	// currentContext is the context variable whose value getcontext() returns.
	currentContext = contextvars.NewVariable("decimal_context")
)

// roundings are the names of the ways of rounding, by number.
var roundings = []*object.Str{
	decimal.Up: object.Intern("ROUND_UP"), decimal.Down: object.Intern("ROUND_DOWN"), decimal.Ceiling: object.Intern("ROUND_CEILING"),
	decimal.Floor: object.Intern("ROUND_FLOOR"), decimal.HalfUp: object.Intern("ROUND_HALF_UP"), decimal.HalfDown: object.Intern("ROUND_HALF_DOWN"),
	decimal.HalfEven: object.Intern("ROUND_HALF_EVEN"), decimal.ZeroFiveUp: object.Intern("ROUND_05UP"),
}

// The contexts that a module has for others to be made from. What getcontext() returns in a
// new thread is a copy of the first.
var (
	defaultContext = template(28, decimal.HalfEven, decimal.Invalid|decimal.DivisionByZero|decimal.Overflow)
	basicContext   = template(9, decimal.HalfUp, decimal.Invalid|decimal.DivisionByZero|decimal.Overflow|decimal.Underflow|decimal.Clamped)

	extendedContext = template(9, decimal.HalfEven, 0)
)

func template(prec int64, round decimal.Rounding, traps cond) *context {
	return object.NewBoxed(nil, contextType, contextState{
		Context: decimal.Context{Prec: prec, Emax: 999999, Emin: -999999, Round: round}, traps: traps, capitals: true,
	})
}

func contextOf(v value) *context { return object.BoxedOf[contextState](v) }

func isContext(v value) bool { return v.O.Typ == contextType || object.IsInstance(v, contextType) }

// current returns the current context.
func current(t *thread) *context {
	if v := currentContext.Get(t); v.O != nil {
		return contextOf(v)
	}
	st := *defaultContext.Read(t)
	st.flags = 0
	c := object.NewBoxed(t, contextType, st)
	currentContext.Set(t, c.Value())
	return c
}

// contextArg returns the context that an optional argument is.
func contextArg(t *thread, v value) (*context, *exc) {
	switch {
	case v.O == nil || v.IsNone():
		return current(t), nil
	case isContext(v):
		return contextOf(v), nil
	}
	return nil, t.Errorf(object.TypeError, "optional argument must be a context")
}

// setCurrent makes c the current context; of the templates a copy.
func setCurrent(t *thread, c *context) {
	if c == defaultContext || c == basicContext || c == extendedContext {
		st := *c.Read(t)
		st.flags = 0
		c = object.NewBoxed(t, contextType, st)
	}
	currentContext.Set(t, c.Value())
}

func roundingOf(t *thread, v value) (decimal.Rounding, *exc) {
	if s, ok := object.AsStr(v); ok {
		for i, name := range roundings {
			if name == s || name.S == s.S {
				return decimal.Rounding(i), nil
			}
		}
	}
	return 0, t.Errorf(object.TypeError, "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
}

// An attribute of a Context that is a number, or a name of a rounding.
type attribute struct {
	name string
	get  func(st *contextState) value
	set  func(t *thread, c *context, x value) *exc
}

// limited makes an attribute that is a number within limits.
func limited(name string, low, high int64, refusal string, get func(st *contextState) int64, set func(st *contextState, n int64)) attribute {
	return attribute{name, func(st *contextState) value { return object.Int(get(st)) }, func(t *thread, c *context, x value) *exc {
		if !x.O.Typ.Is(object.FlagInt) {
			return t.Errorf(object.TypeError, "an integer is required")
		}
		n, big := object.AsInt(x)
		if big != nil {
			return t.Errorf(object.OverflowError, "Python int too large to convert to C ssize_t")
		}
		if n < low || n > high {
			return t.Errorf(object.ValueError, "%s", refusal)
		}
		set(c.Write(t, contextKind), n)
		return nil
	}}
}

func bit(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// attributes are in the order of the parameters of Context.
var attributes = []attribute{
	limited("prec", 1, decimal.MaxPrec, "valid range for prec is [1, MAX_PREC]",
		func(st *contextState) int64 { return st.Prec }, func(st *contextState, n int64) { st.Prec = n }),
	{"rounding", func(st *contextState) value { return roundings[st.Round].Value() }, func(t *thread, c *context, x value) *exc {
		r, err := roundingOf(t, x)
		if err == nil {
			c.Write(t, contextKind).Round = r
		}
		return err
	}},
	limited("Emin", decimal.MinEmin, 0, "valid range for Emin is [MIN_EMIN, 0]",
		func(st *contextState) int64 { return st.Emin }, func(st *contextState, n int64) { st.Emin = n }),
	limited("Emax", 0, decimal.MaxEmax, "valid range for Emax is [0, MAX_EMAX]",
		func(st *contextState) int64 { return st.Emax }, func(st *contextState, n int64) { st.Emax = n }),
	limited("capitals", 0, 1, "valid values for capitals are 0 or 1",
		func(st *contextState) int64 { return bit(st.capitals) }, func(st *contextState, n int64) { st.capitals = n == 1 }),
	limited("clamp", 0, 1, "valid values for clamp are 0 or 1",
		func(st *contextState) int64 { return bit(st.Clamp) }, func(st *contextState, n int64) { st.Clamp = n == 1 }),
}

// setSignals assigns flags or traps.
func setSignals(t *thread, c *context, traps, list bool, x value) *exc {
	set, err := signalSet(t, x, list)
	if err != nil {
		return err
	}
	if st := c.Write(t, contextKind); traps {
		st.traps = set
	} else {
		st.flags = set
	}
	return nil
}

func contextInit(t *thread, v value, args, kwnames []value) *exc {
	names := []string{"prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"}
	a, err := object.OptionalArgs(t, names, len(names), args, kwnames)
	if err != nil {
		return err
	}
	c := contextOf(v)
	for i, x := range a {
		if x.O == nil || x.IsNone() {
			continue
		}
		if i < len(attributes) {
			err = attributes[i].set(t, c, x)
		} else {
			err = setSignals(t, c, names[i] == "traps", true, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func contextRepr(t *thread, v value) (value, *exc) {
	st := contextOf(v).Read(t)
	names := func(set cond) string {
		var list []string
		for _, s := range inRepr {
			if set&s.conds != 0 {
				list = append(list, s.typ.Name)
			}
		}
		return strings.Join(list, ", ")
	}
	return object.NewStr(fmt.Sprintf("Context(prec=%d, rounding=%s, Emin=%d, Emax=%d, capitals=%d, clamp=%d, flags=[%s], traps=[%s])",
		st.Prec, roundings[st.Round].S, st.Emin, st.Emax, bit(st.capitals), bit(st.Clamp), names(st.flags), names(st.traps))), nil
}

func contextCopy(t *thread, a []value) (value, *exc) {
	return object.NewBoxed(t, contextType, *contextOf(a[0]).Read(t)).Value(), nil
}

// manager is what localcontext() returns: it is immutable, its contexts are not.
type manager struct {
	object.Object
	outer, inner *context
}

var managerType = &object.Type{Name: "ContextManager", Module: "decimal", Flags: object.FlagNoBase | object.FlagNoNew}

func managerOf(v value) *manager { return (*manager)(unsafe.Pointer(v.O)) }

func localcontext(t *thread, args, kwnames []value) (value, *exc) {
	npos := len(args) - len(kwnames)
	var ctx value
	if npos > 0 {
		ctx = args[0]
	}
	var rest, names []value
	for i, k := range kwnames {
		if name, _ := object.AsStr(k); name.S == "ctx" && npos == 0 {
			ctx = args[npos+i]
			continue
		}
		rest, names = append(rest, args[npos+i]), append(names, k)
	}
	if npos > 1 {
		return value{}, t.Errorf(object.TypeError, "function takes at most 1 positional argument (%d given)", npos)
	}
	outer := current(t)
	from, err := contextArg(t, ctx)
	if err != nil {
		return value{}, err
	}
	inner := object.NewBoxed(t, contextType, *from.Read(t))
	if err := contextInit(t, inner.Value(), rest, names); err != nil {
		return value{}, err
	}
	return value{O: &(&manager{object.Object{Typ: managerType}, outer, inner}).Object}, nil
}

var functions = []object.Def{
	{Name: "getcontext", Doc: "Return the current context.", Fn: func(t *thread, a []value) (value, *exc) { return current(t).Value(), nil }},
	{Name: "setcontext", Sig: "context, /", Doc: "Make a context the current one.", Fn: func(t *thread, a []value) (value, *exc) {
		if !isContext(a[0]) {
			return value{}, t.Errorf(object.TypeError, "argument must be a context")
		}
		setCurrent(t, contextOf(a[0]))
		return object.None, nil
	}},
	{Name: "localcontext", Sig: "ctx=None, **kwargs", Doc: "Return a context manager that makes a copy of a context, with the attributes given, the current one.", Raw: localcontext},
}
