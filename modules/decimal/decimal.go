// Package decimal is the built-in module _decimal: decimal numbers, and the contexts that
// they are computed in.
//
// A Decimal never changes. A Context is a box, and which one is current is the value of a
// context variable, so each thread, task and transaction has its own, and what an attempt
// that is given up has set in it is undone. The arithmetic is in internal/decimal.
package decimal

import (
	"unsafe"

	"github.com/weftpy/weft/internal/decimal"
	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
	dec    = decimal.Dec
	cond   = decimal.Cond
)

// number is a Decimal.
type number struct {
	object.Object
	d dec
}

var decimalType = &object.Type{Name: "Decimal", Module: "decimal",
	Doc: "A decimal floating-point number, of which the argument is a text, an int, a float, a tuple or another Decimal."}

func numberOf(v value) *number { return (*number)(unsafe.Pointer(v.O)) }

func (n *number) value() value { return value{O: &n.Object} }

func isDecimal(v value) bool { return v.O.Typ == decimalType || object.IsInstance(v, decimalType) }

func newNumber() *number { return &number{Object: object.Object{Typ: decimalType}} }

// made returns n, or what the conditions of the operation that has made it raise.
func (n *number) made(t *thread, c *context, met cond) (value, *exc) {
	if met != 0 {
		if err := raise(t, c, met); err != nil {
			return value{}, err
		}
	}
	return n.value(), nil
}

// newInt makes a Decimal of an int.
func newInt(v value) *number {
	n := newNumber()
	if small, big := object.AsInt(v); big != nil {
		n.d.SetBigInt(big)
	} else {
		n.d.SetInt64(small)
	}
	return n
}

// operand returns a Decimal or an int as a number; nil for anything else.
func operand(v value) *number {
	switch {
	case v.O.Typ == decimalType:
		return numberOf(v)
	case v.O.Typ.Is(object.FlagInt):
		return newInt(v)
	case object.IsInstance(v, decimalType):
		return numberOf(v)
	}
	return nil
}

// argument is operand of what must be one.
func argument(t *thread, v value) (*number, *exc) {
	if n := operand(v); n != nil {
		return n, nil
	}
	return nil, unsupported(t, v)
}

func unsupported(t *thread, v value) *exc {
	return t.Errorf(object.TypeError, "conversion from %s to Decimal is not supported", v.TypeName())
}

func init() {
	object.RegisterModule("_decimal", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_decimal", "Decimal arithmetic in contexts of precision, rounding and signals.")
		for _, typ := range []*object.Type{decimalType, contextType} {
			m.AddType(t, typ)
		}
		for _, typ := range exceptions {
			m.AddType(t, typ)
		}
		signalDictType.Ready()
		managerType.Ready()
		for name, n := range map[string]int64{"MAX_PREC": decimal.MaxPrec, "MAX_EMAX": decimal.MaxEmax,
			"MIN_EMIN": decimal.MinEmin, "MIN_ETINY": decimal.MinEtiny} {
			m.Set(t, name, object.Int(n))
		}
		for _, name := range roundings {
			m.Set(t, name.S, name.Value())
		}
		m.Set(t, "HAVE_THREADS", object.True)
		m.Set(t, "HAVE_CONTEXTVAR", object.True)
		m.Set(t, "__version__", object.NewStr("1.70"))
		m.Set(t, "__libmpdec_version__", object.NewStr("2.5.1"))
		for name, c := range map[string]*context{"DefaultContext": defaultContext, "BasicContext": basicContext, "ExtendedContext": extendedContext} {
			m.Set(t, name, c.Value())
		}
		m.AddFuncs(t, functions)
		return m, register(t, m)
	})
}
