package object

import (
	"math/rand"
	"strconv"
	"strings"
	"testing"
)

// randSpec makes a format specifier, usually a valid one.
func randSpec(r *rand.Rand, types string) string {
	maybe := func(p int, s ...string) string {
		if r.Intn(p) != 0 {
			return ""
		}
		return s[r.Intn(len(s))]
	}
	s := maybe(2, "<", ">", "^", "=", "*<", "x>", "é^", "0=", "0<", "_=", ">^")
	s += maybe(3, "+", "-", " ")
	s += maybe(8, "z")
	s += maybe(6, "#")
	s += maybe(3, "0")
	if r.Intn(2) == 0 {
		s += strconv.Itoa(r.Intn(40))
	}
	s += maybe(3, ",", "_")
	if r.Intn(2) == 0 {
		s += "." + strconv.Itoa(r.Intn(25))
	}
	if r.Intn(4) != 0 {
		s += string(types[r.Intn(len(types))])
	}
	return s + maybe(60, "x", "10", ".", "éé")
}

func TestFormatAgainstPython(t *testing.T) {
	o, r, th := newOracle(t), newRand(t), testThread(t)
	var exprs, got []string
	for range 20000 {
		var a operand
		types := "eEfFgGn%"
		switch r.Intn(10) {
		case 0, 1, 2:
			a = intOperandOf(randInt(r))
			types = "bdoxXneEfFgG%s"
			if i, _ := AsInt(a.v); i < 0x2000 { // beyond, Unicode versions differ in what is printable
				types += "c"
			}
		case 3:
			a = operand{NewStr("héllo wörld"), "'héllo wörld'"}
			types = "sssssd"
		case 4:
			x, y := floatOperandOf(randFloat(r)), floatOperandOf(randFloat(r))
			a = operand{NewComplex(complex(x.v.Float(), y.v.Float())), "complex(" + x.expr + "," + y.expr + ")"}
			types = "eEfFgGn%"
		default:
			a = floatOperandOf(randFloat(r))
		}
		spec := randSpec(r, types)
		s, err := Format(th, a.v, newStr(spec))
		v := None
		if err == nil {
			v = s.Value()
		}
		exprs = append(exprs, "format("+a.expr+", '"+spec+"')")
		got = append(got, answer(th, v, err))
	}
	check(t, o, exprs, got)
}

// randNumber makes text that is nearly a number.
func randNumber(r *rand.Rand) string {
	tokens := []string{"1", "0", "12", "9", "_", "+", "-", ".", "e", "E5", "e-3", "j", "inf", "nan", "Infinity", "0x", "0b1", "0o", "f", "z", " ", "(", ")", "\\t", "\\u0663", "\\u2003", "00", "123456789012345678901", "1.5"}
	var s strings.Builder
	for range 1 + r.Intn(6) {
		if r.Intn(3) == 0 {
			s.WriteString(tokens[r.Intn(3)])
		} else {
			s.WriteString(tokens[r.Intn(len(tokens))])
		}
	}
	return s.String()
}

func TestParseAgainstPython(t *testing.T) {
	o, r, th := newOracle(t), newRand(t), testThread(t)
	var exprs, got []string
	unescape := strings.NewReplacer(`\t`, "\t", `\u0663`, "\u0663", `\u2003`, "\u2003")
	add := func(expr string, v Value, err *Exception) {
		exprs = append(exprs, expr)
		got = append(got, answer(th, v, err))
	}
	for range 10000 {
		text := randNumber(r)
		v := NewStr(unescape.Replace(text))
		base := []int{0, 10, 16, 2, 36, 8, 7}[r.Intn(7)]
		x, err := Call(th, IntType.Value(), v, Int(int64(base)))
		add("int('"+text+"',"+strconv.Itoa(base)+")", x, err)
		for _, typ := range []*Type{IntType, FloatType, ComplexType} {
			x, err := Call(th, typ.Value(), v)
			add(typ.Name+"('"+text+"')", x, err)
		}
		x, err = CallMethod(th, FloatType.Value(), Intern("fromhex"), v)
		add("float.fromhex('"+text+"')", x, err)
	}
	check(t, o, exprs, got)
}

func TestMethodsAgainstPython(t *testing.T) {
	o, r, th := newOracle(t), newRand(t), testThread(t)
	var exprs, got []string
	call := func(a operand, name string, args ...operand) (Value, *Exception) {
		expr := a.expr + "." + name + "("
		var values []Value
		for i, x := range args {
			if i > 0 {
				expr += ","
			}
			expr += x.expr
			values = append(values, x.v)
		}
		v, err := CallMethod(th, a.v, Intern(name), values...)
		exprs = append(exprs, expr+")")
		got = append(got, answer(th, v, err))
		return v, err
	}
	small := func(lo, hi int64) operand {
		n := lo + r.Int63n(hi-lo)
		return operand{Int(n), strconv.FormatInt(n, 10)}
	}
	for range 4000 {
		i, f := intOperandOf(randInt(r)), floatOperandOf(randFloat(r))
		for _, name := range []string{"bit_length", "bit_count", "as_integer_ratio", "conjugate", "__trunc__", "__getnewargs__", "__sizeof__"} {
			call(i, name)
		}
		call(i, "__round__", small(-60, 3))
		order := []operand{{NewStr("big"), "'big'"}, {NewStr("little"), "'little'"}}[r.Intn(2)]
		call(i, "to_bytes", small(0, 20), order)
		kw := NewStr("signed")
		to, _ := GetAttr(th, i.v, Intern("to_bytes"))
		n := small(0, 40)
		if b, err := CallKw(th, to, []Value{n.v, order.v, True}, []Value{kw}); true {
			exprs = append(exprs, i.expr+".to_bytes("+n.expr+","+order.expr+",signed=True)")
			got = append(got, answer(th, b, err))
			if err == nil && n.v != Int(0) {
				from, _ := GetAttr(th, IntType.Value(), Intern("from_bytes"))
				v, err := CallKw(th, from, []Value{b, order.v, True}, []Value{kw})
				if err != nil || AsBig(v).Cmp(AsBig(i.v)) != 0 {
					t.Errorf("from_bytes(to_bytes(%s)): %v", i.expr, err)
				}
			}
		}
		for _, name := range []string{"is_integer", "as_integer_ratio", "hex", "__trunc__", "__floor__", "__ceil__", "__round__", "__int__"} {
			call(f, name)
		}
		call(f, "__round__", small(-320, 330))
		call(f, "__round__", small(-20, 20))
		g := floatOperandOf(float64(r.Intn(200001)-100000) / 2000)
		call(g, "__round__", small(-4, 5))
	}
	check(t, o, exprs, got)
}
