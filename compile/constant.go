package compile

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"github.com/weftpy/weft/syntax"
)

// constKey returns a comparable value that is equal for constants that may
// share an entry of Consts: equal values of equal types, zeros of equal sign.
func constKey(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, string, syntax.Bytes, syntax.EllipsisType, *Code:
		return v
	}
	var sb strings.Builder
	writeKey(&sb, v)
	return key(sb.String())
}

// key is the key of a constant that is not comparable, or whose equality is
// not what sharing needs.
type key string

func writeKey(sb *strings.Builder, v any) {
	switch v := v.(type) {
	case Tuple:
		fmt.Fprintf(sb, "t%d(", len(v))
		for _, x := range v {
			writeKey(sb, x)
		}
	case FrozenSet:
		fmt.Fprintf(sb, "f%d(", len(v))
		for _, x := range v {
			writeKey(sb, x)
		}
	case float64:
		fmt.Fprintf(sb, "d%x,", math.Float64bits(v))
	case complex128:
		fmt.Fprintf(sb, "c%x,%x,", math.Float64bits(real(v)), math.Float64bits(imag(v)))
	case *big.Int:
		fmt.Fprintf(sb, "i%s,", v.Text(62))
	case int64:
		fmt.Fprintf(sb, "i%s,", big.NewInt(v).Text(62))
	case string:
		fmt.Fprintf(sb, "s%d:%s", len(v), v)
	case syntax.Bytes:
		fmt.Fprintf(sb, "b%d:%s", len(v), string(v))
	case nil:
		sb.WriteString("n")
	case bool:
		fmt.Fprintf(sb, "%t,", v)
	case syntax.EllipsisType:
		sb.WriteString("...")
	default:
		panic(fmt.Sprintf("BUG: constant of type %T", v))
	}
}

// truth returns the truth of a constant.
func truth(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case int64:
		return v != 0
	case *big.Int:
		return v.Sign() != 0
	case float64:
		return v != 0
	case complex128:
		return v != 0
	case string:
		return v != ""
	case syntax.Bytes:
		return v != ""
	case Tuple:
		return len(v) > 0
	case FrozenSet:
		return len(v) > 0
	}
	return true
}

// typeName returns the name of the Python type of a constant.
func typeName(v any) string {
	switch v.(type) {
	case nil:
		return "NoneType"
	case bool:
		return "bool"
	case int64, *big.Int:
		return "int"
	case float64:
		return "float"
	case complex128:
		return "complex"
	case string:
		return "str"
	case syntax.Bytes:
		return "bytes"
	case Tuple:
		return "tuple"
	case FrozenSet:
		return "frozenset"
	case syntax.EllipsisType:
		return "ellipsis"
	}
	return "code"
}

// asInt returns an int or bool constant as an integer.
func asInt(v any) (*big.Int, bool) {
	switch v := v.(type) {
	case bool:
		if v {
			return big.NewInt(1), true
		}
		return new(big.Int), true
	case int64:
		return big.NewInt(v), true
	case *big.Int:
		return v, true
	}
	return nil, false
}

// fromBig returns n as a constant.
func fromBig(n *big.Int) any {
	if n.IsInt64() {
		return n.Int64()
	}
	return n
}

// asFloat returns a real constant as a float, unless it is too large.
func asFloat(v any) (float64, bool) {
	if f, ok := v.(float64); ok {
		return f, true
	}
	n, ok := asInt(v)
	if !ok {
		return 0, false
	}
	f, _ := new(big.Float).SetInt(n).Float64()
	return f, !math.IsInf(f, 0)
}

func asComplex(v any) (complex128, bool) {
	if z, ok := v.(complex128); ok {
		return z, true
	}
	f, ok := asFloat(v)
	return complex(f, 0), ok
}
