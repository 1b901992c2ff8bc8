package compile

import (
	"math"
	"math/big"

	"github.com/weftpy/weft/syntax"
)

// Constant folding. What is folded, and up to which size, follows CPython, so
// that a program cannot make the compiler allocate much.
//
// Operations whose result the compiler could not be sure to give bit for bit as
// the evaluator does (powers of floats, products of complex numbers) are left
// to the evaluator.

const (
	maxIntBits        = 128  // of a product, power or shift
	maxCollectionSize = 256  // items of a repeated tuple
	maxStringSize     = 4096 // characters of a repeated string
	maxTotalItems     = 1024 // items of a repeated tuple, nested ones included
)

// folding is the memory of fold.
type folding struct {
	v  any
	ok bool
}

// fold returns the value of e if it is a constant.
func (c *compiler) fold(e syntax.Expr) (any, bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		if _, ok := e.Value.(syntax.NoneType); ok {
			return nil, true
		}
		return e.Value, true
	case *syntax.Name:
		if e.Id == "__debug__" && e.Ctx == syntax.Load {
			return c.opts.Optimize == 0, true
		}
		return nil, false
	case *syntax.UnaryOp, *syntax.BinOp, *syntax.Tuple, *syntax.Subscript:
		f, known := c.folded[e]
		if !known {
			f.v, f.ok = c.foldNode(e)
			if c.folded == nil {
				c.folded = map[syntax.Expr]folding{}
			}
			c.folded[e] = f
		}
		return f.v, f.ok
	}
	return nil, false
}

// foldAll returns the values of list if all are constants.
func (c *compiler) foldAll(list []syntax.Expr) (Tuple, bool) {
	t := make(Tuple, 0, len(list))
	for _, e := range list {
		v, ok := c.fold(e)
		if !ok {
			return nil, false
		}
		t = append(t, v)
	}
	return t, true
}

func (c *compiler) foldNode(e syntax.Expr) (any, bool) {
	switch e := e.(type) {
	case *syntax.Tuple:
		if e.Ctx == syntax.Load {
			return c.foldAll(e.Elts)
		}
	case *syntax.UnaryOp:
		if v, ok := c.fold(e.Operand); ok {
			return foldUnary(e.Op, v)
		}
	case *syntax.BinOp:
		// The left side goes deeper than the right one in most trees.
		r, ok := c.fold(e.Right)
		if !ok {
			return nil, false
		}
		if l, ok := c.fold(e.Left); ok {
			return foldBinary(e.Op, l, r)
		}
	case *syntax.Subscript:
		if e.Ctx != syntax.Load {
			return nil, false
		}
		if v, ok := c.fold(e.Value); ok {
			if i, ok := c.fold(e.Slice); ok {
				return foldSubscript(v, i)
			}
		}
	}
	return nil, false
}

func foldUnary(op syntax.UnaryOperator, v any) (any, bool) {
	if op == syntax.Not {
		return !truth(v), true
	}
	switch x := v.(type) {
	case float64:
		switch op {
		case syntax.USub:
			return -x, true
		case syntax.UAdd:
			return x, true
		}
		return nil, false
	case complex128:
		switch op {
		case syntax.USub:
			return complex(-real(x), -imag(x)), true
		case syntax.UAdd:
			return x, true
		}
		return nil, false
	}
	n, ok := asInt(v)
	if !ok {
		return nil, false
	}
	switch op {
	case syntax.USub:
		return fromBig(new(big.Int).Neg(n)), true
	case syntax.Invert:
		return fromBig(new(big.Int).Not(n)), true
	}
	return fromBig(n), true
}

func foldBinary(op syntax.Operator, l, r any) (any, bool) {
	a, aInt := asInt(l)
	b, bInt := asInt(r)
	switch {
	case aInt && bInt:
		v, ok := foldInts(op, a, b)
		if typeName(l) == "bool" && typeName(r) == "bool" && (op == syntax.BitAnd || op == syntax.BitOr || op == syntax.BitXor) {
			return truth(v), ok
		}
		return v, ok
	case isNumber(l) && isNumber(r):
		if typeName(l) == "complex" || typeName(r) == "complex" {
			return foldComplex(op, l, r)
		}
		x, ok1 := asFloat(l)
		y, ok2 := asFloat(r)
		if !ok1 || !ok2 {
			return nil, false
		}
		return foldFloats(op, x, y)
	case op == syntax.Mult && bInt:
		return repeat(l, b)
	case op == syntax.Mult && aInt:
		return repeat(r, a)
	case op == syntax.Add:
		return concatenate(l, r)
	}
	return nil, false
}

func isNumber(v any) bool {
	switch v.(type) {
	case bool, int64, *big.Int, float64, complex128:
		return true
	}
	return false
}

func foldInts(op syntax.Operator, a, b *big.Int) (any, bool) {
	z := new(big.Int)
	switch op {
	case syntax.Add:
		z.Add(a, b)
	case syntax.Sub:
		z.Sub(a, b)
	case syntax.Mult:
		if a.Sign() != 0 && b.Sign() != 0 && a.BitLen()+b.BitLen() > maxIntBits {
			return nil, false
		}
		z.Mul(a, b)
	case syntax.Div:
		return trueDivide(a, b)
	case syntax.FloorDiv, syntax.Modulo:
		if b.Sign() == 0 {
			return nil, false
		}
		m := new(big.Int)
		z.DivMod(a, b, m) // Euclid's: m ≥ 0
		if b.Sign() < 0 && m.Sign() != 0 {
			z.Sub(z, big.NewInt(1))
			m.Add(m, b)
		}
		if op == syntax.Modulo {
			z = m
		}
	case syntax.Pow:
		if b.Sign() < 0 {
			return nil, false // a float: the evaluator's business
		}
		if b.Sign() > 0 && (!b.IsInt64() || int64(a.BitLen()) > maxIntBits/b.Int64()) {
			return nil, false
		}
		z.Exp(a, b, nil)
	case syntax.LShift:
		if b.Sign() < 0 || !b.IsInt64() {
			return nil, false
		}
		if a.Sign() != 0 && (b.Int64() > maxIntBits || a.BitLen() > maxIntBits-int(b.Int64())) {
			return nil, false
		}
		if a.Sign() != 0 {
			z.Lsh(a, uint(b.Int64()))
		}
	case syntax.RShift:
		if b.Sign() < 0 {
			return nil, false
		}
		if !b.IsInt64() || b.Int64() > int64(a.BitLen()) {
			b = big.NewInt(int64(a.BitLen()))
		}
		z.Rsh(a, uint(b.Int64()))
	case syntax.BitOr:
		z.Or(a, b)
	case syntax.BitXor:
		z.Xor(a, b)
	case syntax.BitAnd:
		z.And(a, b)
	default:
		return nil, false
	}
	return fromBig(z), true
}

// trueDivide returns the float nearest to a/b.
func trueDivide(a, b *big.Int) (any, bool) {
	if b.Sign() == 0 {
		return nil, false
	}
	if a.Sign() == 0 {
		if b.Sign() < 0 {
			return math.Copysign(0, -1), true
		}
		return 0.0, true
	}
	f, _ := new(big.Rat).SetFrac(a, b).Float64()
	if math.IsInf(f, 0) || f == 0 {
		return nil, false
	}
	return f, true
}

func foldFloats(op syntax.Operator, x, y float64) (any, bool) {
	switch op {
	case syntax.Add:
		return x + y, true
	case syntax.Sub:
		return x - y, true
	case syntax.Mult:
		return x * y, true
	case syntax.Div:
		if y != 0 {
			return x / y, true
		}
	case syntax.FloorDiv, syntax.Modulo:
		if y == 0 {
			return nil, false
		}
		mod := math.Mod(x, y)
		div := (x - mod) / y
		if mod != 0 {
			if (y < 0) != (mod < 0) {
				mod += y
				div--
			}
		} else {
			mod = math.Copysign(0, y)
		}
		if op == syntax.Modulo {
			return mod, true
		}
		if div == 0 {
			return math.Copysign(0, x/y), true
		}
		floor := math.Floor(div)
		if div-floor > 0.5 {
			floor++
		}
		return floor, true
	}
	return nil, false
}

func foldComplex(op syntax.Operator, l, r any) (any, bool) {
	x, ok1 := asComplex(l)
	y, ok2 := asComplex(r)
	if !ok1 || !ok2 {
		return nil, false
	}
	switch op {
	case syntax.Add:
		return x + y, true
	case syntax.Sub:
		return x - y, true
	}
	return nil, false
}

func concatenate(l, r any) (any, bool) {
	switch l := l.(type) {
	case string:
		if r, ok := r.(string); ok {
			return l + r, true
		}
	case syntax.Bytes:
		if r, ok := r.(syntax.Bytes); ok {
			return l + r, true
		}
	case Tuple:
		if r, ok := r.(Tuple); ok {
			return append(append(make(Tuple, 0, len(l)+len(r)), l...), r...), true
		}
	}
	return nil, false
}

// repeat folds the repetition of a sequence.
func repeat(seq any, times *big.Int) (any, bool) {
	if !times.IsInt64() {
		return nil, false
	}
	n := times.Int64()
	limit := func(size, most int) bool { return size == 0 || n >= 0 && n <= int64(most/size) }
	count := int(max(n, 0))
	switch s := seq.(type) {
	case string:
		if !limit(characters(s), maxStringSize) {
			return nil, false
		}
		if s == "" {
			return s, true
		}
		b := make([]byte, 0, len(s)*count)
		for range count {
			b = append(b, s...)
		}
		return string(b), true
	case syntax.Bytes:
		if !limit(len(s), maxStringSize) {
			return nil, false
		}
		if s == "" {
			return s, true
		}
		b := make([]byte, 0, len(s)*count)
		for range count {
			b = append(b, s...)
		}
		return syntax.Bytes(b), true
	case Tuple:
		if !limit(len(s), maxCollectionSize) {
			return nil, false
		}
		if len(s) == 0 {
			return s, true
		}
		if n > 0 && !withinItems(s, maxTotalItems/count) {
			return nil, false
		}
		t := make(Tuple, 0, len(s)*count)
		for range count {
			t = append(t, s...)
		}
		return t, true
	}
	return nil, false
}

// withinItems reports whether t has at most limit items, nested ones included.
func withinItems(t Tuple, limit int) bool { return leftOver(t, limit) >= 0 }

func leftOver(v any, limit int) int {
	if t, ok := v.(Tuple); ok {
		limit -= len(t)
		for i := 0; limit >= 0 && i < len(t); i++ {
			limit = leftOver(t[i], limit)
		}
	}
	return limit
}

// characters counts the code points of s.
func characters(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// character returns code point i of s.
func character(s string, i int) string {
	start := 0
	for start < len(s) {
		end := start + 1
		for end < len(s) && s[end]&0xC0 == 0x80 {
			end++
		}
		if i == 0 {
			return s[start:end]
		}
		i--
		start = end
	}
	panic("BUG: no such character")
}

func foldSubscript(v, index any) (any, bool) {
	b, ok := asInt(index)
	if !ok || !b.IsInt64() {
		return nil, false
	}
	i := b.Int64()
	at := func(n int) (int, bool) {
		if i < 0 {
			i += int64(n)
		}
		return int(i), i >= 0 && i < int64(n)
	}
	switch v := v.(type) {
	case string:
		if i, ok := at(characters(v)); ok {
			return character(v, i), true
		}
	case syntax.Bytes:
		if i, ok := at(len(v)); ok {
			return int64(v[i]), true
		}
	case Tuple:
		if i, ok := at(len(v)); ok {
			return v[i], true
		}
	}
	return nil, false
}
