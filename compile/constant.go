package compile

import (
	"fmt"
	"math"
	"math/big"
	"strconv"

	"github.com/weftpy/weft/syntax"
)

// constKey returns a comparable value that is equal for constants that may
// share an entry of Consts: equal values of equal types, zeros of equal sign.
func constKey(v any) any {
	switch v := v.(type) {
	case nil, bool, int64, string, syntax.Bytes, syntax.EllipsisType, *Code:
		return v
	}
	return key(appendKey(nil, v))
}

// key is the key of a constant that is not comparable, or whose equality is
// not what sharing needs.
type key string

func appendKey(b []byte, v any) []byte {
	switch v := v.(type) {
	case Tuple:
		b = strconv.AppendInt(append(b, 't'), int64(len(v)), 10)
		for _, x := range v {
			b = appendKey(append(b, ','), x)
		}
	case FrozenSet:
		b = strconv.AppendInt(append(b, 'f'), int64(len(v)), 10)
		for _, x := range v {
			b = appendKey(append(b, ','), x)
		}
	case float64:
		b = strconv.AppendUint(append(b, 'd'), math.Float64bits(v), 16)
	case complex128:
		b = strconv.AppendUint(append(b, 'c'), math.Float64bits(real(v)), 16)
		b = strconv.AppendUint(append(b, '+'), math.Float64bits(imag(v)), 16)
	case *big.Int:
		b = v.Append(append(b, 'i'), 10)
	case int64:
		b = strconv.AppendInt(append(b, 'i'), v, 10)
	case string:
		b = strconv.AppendInt(append(b, 's'), int64(len(v)), 10)
		b = append(append(b, ':'), v...)
	case syntax.Bytes:
		b = strconv.AppendInt(append(b, 'b'), int64(len(v)), 10)
		b = append(append(b, ':'), v...)
	case nil:
		b = append(b, 'n')
	case bool:
		b = strconv.AppendBool(b, v)
	case syntax.EllipsisType:
		b = append(b, "..."...)
	default:
		panic(fmt.Sprintf("BUG: constant of type %T", v))
	}
	return b
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
