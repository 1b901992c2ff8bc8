package compile

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"maps"
	"math"
	"math/big"
	"slices"

	"github.com/weftpy/weft/syntax"
)

// The binary form of a Code is for module marshal: the fields in the order of the struct, integers
// as varints, strings and lists behind their length. It begins with a fingerprint of the
// instruction set, because it can be executed only by what has the same one. As with CPython's own
// byte code, what is read is not checked beyond its form: who executes what strangers have written
// is at their mercy anyway.

// fingerprint tells instruction sets apart.
var fingerprint = func() uint64 {
	h := fnv.New64a()
	for op := range NumOps {
		h.Write([]byte(Op(op).String()))
		h.Write([]byte{0})
	}
	return h.Sum64()
}()

var errBinary = errors.New("malformed code")

// ErrInstructions says that code was compiled for another set of instructions.
var ErrInstructions = errors.New("code of another version of weft")

// Kinds of constants.
const (
	constNone = iota
	constFalse
	constTrue
	constInt
	constBig
	constFloat
	constComplex
	constString
	constBytes
	constEllipsis
	constTuple
	constFrozenSet
	constCode
)

// AppendBinary appends the binary form of c to b.
func (c *Code) AppendBinary(b []byte) []byte {
	w := &binaryWriter{binary.LittleEndian.AppendUint64(b, fingerprint)}
	w.code(c)
	return w.b
}

type binaryWriter struct{ b []byte }

func (w *binaryWriter) int(n int64)     { w.b = binary.AppendVarint(w.b, n) }
func (w *binaryWriter) string(s string) { w.int(int64(len(s))); w.b = append(w.b, s...) }
func (w *binaryWriter) float(f float64) {
	w.b = binary.LittleEndian.AppendUint64(w.b, math.Float64bits(f))
}
func (w *binaryWriter) bool(v bool)         { w.int(int64(map[bool]int{true: 1}[v])) }
func (w *binaryWriter) position(p Position) { w.ints(p.Line, p.EndLine, p.Col, p.EndCol) }

func (w *binaryWriter) ints(list ...int32) {
	for _, n := range list {
		w.int(int64(n))
	}
}

// list writes the length of a list and its items.
func list[T any](w *binaryWriter, items []T, item func(T)) {
	w.int(int64(len(items)))
	for _, x := range items {
		item(x)
	}
}

func (w *binaryWriter) code(c *Code) {
	w.string(c.Name)
	w.string(c.QualName)
	w.string(c.Filename)
	for _, n := range []int{c.FirstLine, int(c.Flags), c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount} {
		w.int(int64(n))
	}
	list(w, c.VarNames, w.string)
	list(w, c.CellVars, w.string)
	list(w, c.CellRegs, func(n int) { w.int(int64(n)) })
	list(w, c.FreeVars, w.string)
	w.int(int64(c.FreeReg))
	w.int(int64(c.NumRegs))
	list(w, c.Ins, func(i Ins) { w.b = binary.LittleEndian.AppendUint64(w.b, uint64(i)) })
	list(w, c.Consts, w.constant)
	list(w, c.Names, w.string)
	list(w, c.Sites, func(s Site) { w.ints(s.Name) })
	list(w, c.Handlers, func(h Handler) { w.ints(h.Start, h.End, h.Target, h.Reg) })
	list(w, c.Positions, w.position)
	list(w, slices.Sorted(maps.Keys(c.LookupPositions)), func(pc int32) {
		w.ints(pc)
		w.position(c.LookupPositions[pc])
	})
	edges := slices.SortedFunc(maps.Keys(c.edges), func(a, b edge) int {
		if a.from != b.from {
			return int(a.from - b.from)
		}
		return int(a.to - b.to)
	})
	list(w, edges, func(e edge) {
		w.ints(e.from, e.to)
		list(w, c.edges[e], func(line int32) { w.ints(line) })
	})
	w.bool(c.OnlyPassed)
	w.string(c.Doc)
	w.bool(c.HasDoc)
}

func (w *binaryWriter) constant(k any) {
	kind := func(n byte) { w.b = append(w.b, n) }
	switch k := k.(type) {
	case nil:
		kind(constNone)
	case bool:
		if k {
			kind(constTrue)
		} else {
			kind(constFalse)
		}
	case int64:
		kind(constInt)
		w.int(k)
	case *big.Int:
		kind(constBig)
		w.bool(k.Sign() < 0)
		w.string(string(k.Bytes()))
	case float64:
		kind(constFloat)
		w.float(k)
	case complex128:
		kind(constComplex)
		w.float(real(k))
		w.float(imag(k))
	case string:
		kind(constString)
		w.string(k)
	case syntax.Bytes:
		kind(constBytes)
		w.string(string(k))
	case syntax.EllipsisType:
		kind(constEllipsis)
	case Tuple:
		kind(constTuple)
		list(w, k, w.constant)
	case FrozenSet:
		kind(constFrozenSet)
		list(w, k, w.constant)
	case *Code:
		kind(constCode)
		w.code(k)
	default:
		panic("BUG: constant of unknown type")
	}
}

// ParseBinary makes a Code of its binary form.
func ParseBinary(b []byte) (*Code, error) {
	if len(b) < 8 {
		return nil, errBinary
	}
	if binary.LittleEndian.Uint64(b) != fingerprint {
		return nil, ErrInstructions
	}
	r := &binaryReader{b: b[8:]}
	c := r.code()
	if r.bad || len(r.b) > 0 {
		return nil, errBinary
	}
	return c, nil
}

// binaryReader reads until something is wrong: then bad is set, and all that follows is zero.
type binaryReader struct {
	b   []byte
	bad bool
}

func (r *binaryReader) int() int64 {
	n, size := binary.Varint(r.b)
	if size <= 0 {
		r.bad, r.b = true, nil
		return 0
	}
	r.b = r.b[size:]
	return n
}

func (r *binaryReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad, r.b = true, nil
		return nil
	}
	s := r.b[:n]
	r.b = r.b[n:]
	return s
}

func (r *binaryReader) int32() int32   { return int32(r.int()) }
func (r *binaryReader) bool() bool     { return r.int() != 0 }
func (r *binaryReader) string() string { return string(r.take(int(r.int()))) }

func (r *binaryReader) uint64() uint64 {
	s := r.take(8)
	if s == nil {
		return 0
	}
	return binary.LittleEndian.Uint64(s)
}

func (r *binaryReader) float() float64 { return math.Float64frombits(r.uint64()) }

func (r *binaryReader) position() Position {
	return Position{Line: r.int32(), EndLine: r.int32(), Col: r.int32(), EndCol: r.int32()}
}

// readList reads what list has written. Every item has a byte at least, so a length beyond what is
// left is an error before any memory is taken for it.
func readList[T any](r *binaryReader, item func() T) []T {
	n := r.int()
	if n < 0 || n > int64(len(r.b)) {
		r.bad, r.b = true, nil
	}
	if r.bad || n == 0 {
		return nil
	}
	items := make([]T, n)
	for i := range items {
		items[i] = item()
	}
	return items
}

func (r *binaryReader) code() *Code {
	c := &Code{Name: r.string(), QualName: r.string(), Filename: r.string(), FirstLine: int(r.int()), Flags: Flags(r.int()),
		ArgCount: int(r.int()), PosOnlyArgCount: int(r.int()), KwOnlyArgCount: int(r.int())}
	c.VarNames = readList(r, r.string)
	c.CellVars = readList(r, r.string)
	c.CellRegs = readList(r, func() int { return int(r.int()) })
	c.FreeVars = readList(r, r.string)
	c.FreeReg = int(r.int())
	c.NumRegs = int(r.int())
	c.Ins = readList(r, func() Ins { return Ins(r.uint64()) })
	c.Consts = readList(r, r.constant)
	c.Names = readList(r, r.string)
	c.Sites = readList(r, func() Site { return Site{r.int32()} })
	c.Handlers = readList(r, func() Handler {
		return Handler{Start: r.int32(), End: r.int32(), Target: r.int32(), Reg: r.int32()}
	})
	c.Positions = readList(r, r.position)
	readList(r, func() struct{} {
		if c.LookupPositions == nil {
			c.LookupPositions = map[int32]Position{}
		}
		pc := r.int32()
		c.LookupPositions[pc] = r.position()
		return struct{}{}
	})
	readList(r, func() struct{} {
		if c.edges == nil {
			c.edges = map[edge][]int32{}
		}
		e := edge{r.int32(), r.int32()}
		c.edges[e] = readList(r, r.int32)
		return struct{}{}
	})
	c.OnlyPassed = r.bool()
	c.Doc = r.string()
	c.HasDoc = r.bool()
	return c
}

func (r *binaryReader) constant() any {
	kind := r.take(1)
	if kind == nil {
		return nil
	}
	switch kind[0] {
	case constNone:
		return nil
	case constFalse:
		return false
	case constTrue:
		return true
	case constInt:
		return r.int()
	case constBig:
		negative := r.bool()
		n := new(big.Int).SetBytes([]byte(r.string()))
		if negative {
			n.Neg(n)
		}
		return n
	case constFloat:
		return r.float()
	case constComplex:
		re := r.float()
		return complex(re, r.float())
	case constString:
		return r.string()
	case constBytes:
		return syntax.Bytes(r.string())
	case constEllipsis:
		return syntax.EllipsisType{}
	case constTuple:
		return Tuple(readList(r, r.constant))
	case constFrozenSet:
		return FrozenSet(readList(r, r.constant))
	case constCode:
		return r.code()
	}
	r.bad, r.b = true, nil
	return nil
}
