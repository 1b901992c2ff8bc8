package vm

import (
	"fmt"
	"maps"
	"math/big"
	"slices"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
)

// Link makes a runnable code object of compiled code: constants and names
// become objects, cache sites empty caches.
func Link(t *object.Thread, c *compile.Code) *object.Code {
	o := &object.Code{
		Object: object.Object{Typ: object.CodeType},
		Name:   c.Name, QualName: c.QualName, Filename: c.Filename, FirstLine: c.FirstLine,
		Flags:    uint32(c.Flags),
		ArgCount: c.ArgCount, PosOnlyArgCount: c.PosOnlyArgCount, KwOnlyArgCount: c.KwOnlyArgCount,
		VarNames: interned(c.VarNames), CellVars: interned(c.CellVars), FreeVars: interned(c.FreeVars), Names: interned(c.Names),
		CellRegs: c.CellRegs, FreeReg: c.FreeReg, NumRegs: c.NumRegs, NumLocals: len(c.VarNames),
		Source: c, Doc: object.None,
	}
	if c.HasDoc {
		o.Doc = object.NewStr(c.Doc)
	}
	o.NumParams = c.ArgCount + c.KwOnlyArgCount
	if c.Flags&compile.VarArgs != 0 {
		o.NumParams++
	}
	if c.Flags&compile.VarKeywords != 0 {
		o.NumParams++
	}
	o.SharesEmpty = c.OnlyPassed
	const special = compile.VarArgs | compile.VarKeywords | compile.Generator | compile.Coroutine | compile.AsyncGenerator
	o.Simple = c.Flags&special == 0 && c.KwOnlyArgCount == 0 && !c.Wide()
	// One word more than there are instructions: the evaluator's pointer is past
	// the last one while that is executed, and must not leave the allocation.
	o.Ins = make([]uint64, len(c.Ins), len(c.Ins)+1)
	for i, in := range c.Ins {
		o.Ins[i] = uint64(in)
	}
	c.LoneLoops(func(pc int) { o.Ins[pc] |= loneLoop << 24 })
	c.LoneParts(func(load, add int, second bool) {
		o.Ins[add] |= loneParts << 32
		if second {
			o.Ins[load] |= loneSecond << 32
		} else {
			o.Ins[load] |= loneFirst << 32
		}
	})
	c.FreshYields(func(pc int) { o.Ins[pc] |= freshYield << 32 })
	if o.Flags&generatorFlags != 0 {
		o.Saved = o.NumLocals
		for _, w := range o.Ins {
			if compile.Op(w) == compile.Yield {
				o.Saved = max(o.Saved, savedRegisters(o, w))
			}
		}
		if c.Wide() {
			o.Saved = o.NumRegs
		}
	}
	o.Consts = make([]object.Value, len(c.Consts))
	for i, k := range c.Consts {
		o.Consts[i] = Constant(t, k)
	}
	o.Caches = make([]object.Cache, len(c.Sites))
	for i, s := range c.Sites {
		if s.Name >= 0 {
			o.Caches[i].Name = o.Names[s.Name]
		}
	}
	o.Handlers = make([]object.Handler, len(c.Handlers))
	for i, h := range c.Handlers {
		o.Handlers[i] = object.Handler(h)
	}
	o.Positions = make([]object.Position, len(c.Positions), len(c.Positions)+len(c.LookupPositions))
	for i, p := range c.Positions {
		o.Positions[i] = object.Position(p)
	}
	if len(c.LookupPositions) > 0 {
		o.Lookups = make(map[int32]int32, len(c.LookupPositions))
		for _, pc := range slices.Sorted(maps.Keys(c.LookupPositions)) {
			o.Lookups[pc] = int32(len(o.Positions))
			o.Positions = append(o.Positions, object.Position(c.LookupPositions[pc]))
		}
	}
	return o
}

func interned(names []string) []*object.Str {
	s := make([]*object.Str, len(names))
	for i, n := range names {
		s[i] = object.Intern(n)
	}
	return s
}

// Constant makes the object that a constant of package syntax or compile stands for.
func Constant(t *object.Thread, k any) object.Value {
	switch k := k.(type) {
	case nil, syntax.NoneType:
		return object.None
	case bool:
		return object.Bool(k)
	case int64:
		return object.Int(k)
	case *big.Int:
		return object.IntOf(k)
	case float64:
		return object.Float(k)
	case complex128:
		return object.NewComplex(k)
	case string:
		if isName(k) {
			return object.Intern(k).Value()
		}
		return object.NewStr(k)
	case syntax.Bytes:
		return object.NewBytes(string(k))
	case syntax.EllipsisType:
		return object.Ellipsis
	case compile.Tuple:
		items := make([]object.Value, len(k))
		for i, x := range k {
			items[i] = Constant(t, x)
		}
		return object.TupleOf(items)
	case compile.FrozenSet:
		items := make([]object.Value, len(k))
		for i, x := range k {
			items[i] = Constant(t, x)
		}
		v, err := object.Call(t, object.FrozenSetType.Value(), object.TupleOf(items))
		if err != nil {
			panic("BUG: unhashable constant: " + err.Error())
		}
		return v
	case *compile.Code:
		return object.Value{O: &Link(t, k).Object}
	}
	panic(fmt.Sprintf("BUG: constant of type %T", k))
}

// isName reports whether a constant looks like an identifier: those are
// interned, as they often name attributes.
func isName(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '_' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}
