package object

import (
	"fmt"
	"slices"
	"unsafe"
)

// Attributes and methods of code objects.

func codeOf(v Value) *Code { return (*Code)(unsafe.Pointer(v.O)) }

// Value returns c as a value.
func (c *Code) Value() Value { return Value{O: &c.Object} }

// AsCode returns v as a code object if it is one.
func AsCode(v Value) (*Code, bool) {
	if v.O.Typ == CodeType {
		return codeOf(v), true
	}
	return nil, false
}

// VarReg returns the register of VarNames[i]. In a code with more registers than
// an operand can name those from 200 on have moved behind the first 256; see
// compile.Code.
func (c *Code) VarReg(i int) int {
	if i >= 200 && c.NumRegs > 256 {
		return i + 56
	}
	return i
}

func strTuple(names []*Str) Value {
	vs := make([]Value, len(names))
	for i, n := range names {
		vs[i] = n.Value()
	}
	return TupleOf(vs)
}

// instructionSize is what co_lines, tb_lasti and the like count for an
// instruction: programs divide by CPython's two bytes to find its place in
// co_positions.
const instructionSize = 2

// lineRanges returns the runs of instructions of one line: start, end and line
// (0: none).
func (c *Code) lineRanges() [][3]int {
	var out [][3]int
	for i := range c.Ins {
		line := 0
		if i < len(c.Positions) {
			line = int(c.Positions[i].Line)
		}
		if n := len(out); n > 0 && out[n-1][2] == line {
			out[n-1][1] = i + 1
			continue
		}
		out = append(out, [3]int{i, i + 1, line})
	}
	return out
}

func lineValue(line int) Value {
	if line <= 0 {
		return None
	}
	return Int(int64(line))
}

func codeEqual(t *Thread, a, b *Code) (bool, *Exception) {
	if a == b {
		return true, nil
	}
	if a.Name != b.Name || a.ArgCount != b.ArgCount || a.PosOnlyArgCount != b.PosOnlyArgCount || a.KwOnlyArgCount != b.KwOnlyArgCount ||
		a.Flags != b.Flags || a.FirstLine != b.FirstLine || len(a.Ins) != len(b.Ins) || len(a.Consts) != len(b.Consts) ||
		!sameNames(a.VarNames, b.VarNames) || !sameNames(a.Names, b.Names) || !sameNames(a.CellVars, b.CellVars) || !sameNames(a.FreeVars, b.FreeVars) {
		return false, nil
	}
	for i := range a.Positions {
		if i >= len(b.Positions) || a.Positions[i] != b.Positions[i] {
			return false, nil
		}
	}
	for i, x := range a.Consts {
		y := b.Consts[i]
		if (x.O == nil) != (y.O == nil) || x.O != nil && x.O.Typ != y.O.Typ {
			return false, nil
		}
		if x.O == nil {
			continue
		}
		if eq, err := EqualBool(t, x, y); !eq || err != nil {
			return false, err
		}
	}
	return true, nil
}

func sameNames(a, b []*Str) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].S != b[i].S {
			return false
		}
	}
	return true
}

// codeChange is one keyword of code.replace().
type codeChange struct {
	name string
	set  func(t *Thread, c *Code, x Value) *Exception
}

func intChange(name string, field func(c *Code) *int) codeChange {
	return codeChange{name, func(t *Thread, c *Code, x Value) *Exception {
		n, err := IndexInt(t, x, OverflowError)
		if err == nil {
			*field(c) = int(n)
		}
		return err
	}}
}

func stringChange(name string, field func(c *Code) *string) codeChange {
	return codeChange{name, func(t *Thread, c *Code, x Value) *Exception {
		s, ok := AsStr(x)
		if !ok {
			return t.Errorf(TypeError, "replace() argument '%s' must be str, not %s", name, ArgTypeName(x))
		}
		*field(c) = s.S
		return nil
	}}
}

func namesChange(name string, field func(c *Code) *[]*Str) codeChange {
	return codeChange{name, func(t *Thread, c *Code, x Value) *Exception {
		tup, ok := AsTuple(x)
		if !ok {
			return t.Errorf(TypeError, "replace() argument '%s' must be tuple, not %s", name, ArgTypeName(x))
		}
		old := *field(c)
		if len(tup.Items) != len(old) {
			return t.Errorf(ValueError, "code: %s must keep its length", name)
		}
		names := make([]*Str, len(old))
		for i, v := range tup.Items {
			s, ok := AsStr(v)
			if !ok {
				return t.Errorf(TypeError, "name tuples must contain only strings, not '%s'", v.TypeName())
			}
			names[i] = InternStr(s)
		}
		*field(c) = names
		return nil
	}}
}

// fixedChange is a keyword that is accepted with the value that the code has:
// it follows from the instructions.
func fixedChange(name string) codeChange {
	return codeChange{name, func(t *Thread, c *Code, x Value) *Exception {
		old, err := GetAttr(t, c.Value(), Intern(name))
		if err != nil {
			return err
		}
		if eq, err := EqualBool(t, old, x); err != nil {
			return err
		} else if !eq {
			return t.Errorf(ValueError, "code: %s cannot be replaced", name)
		}
		return nil
	}}
}

var codeChanges = []codeChange{
	intChange("co_argcount", func(c *Code) *int { return &c.ArgCount }),
	intChange("co_posonlyargcount", func(c *Code) *int { return &c.PosOnlyArgCount }),
	intChange("co_kwonlyargcount", func(c *Code) *int { return &c.KwOnlyArgCount }),
	fixedChange("co_nlocals"),
	fixedChange("co_stacksize"),
	fixedChange("co_code"),
	{"co_flags", func(t *Thread, c *Code, x Value) *Exception {
		n, err := IndexInt(t, x, OverflowError)
		if err == nil {
			c.Flags = uint32(n)
		}
		return err
	}},
	intChange("co_firstlineno", func(c *Code) *int { return &c.FirstLine }),
	{"co_consts", func(t *Thread, c *Code, x Value) *Exception {
		tup, ok := AsTuple(x)
		if !ok {
			return t.Errorf(TypeError, "replace() argument 'co_consts' must be tuple, not %s", ArgTypeName(x))
		}
		if len(tup.Items) < len(c.Consts) {
			return t.Errorf(ValueError, "code: co_consts must not become shorter")
		}
		c.Consts = append([]Value(nil), tup.Items...)
		return nil
	}},
	namesChange("co_names", func(c *Code) *[]*Str { return &c.Names }),
	namesChange("co_varnames", func(c *Code) *[]*Str { return &c.VarNames }),
	namesChange("co_freevars", func(c *Code) *[]*Str { return &c.FreeVars }),
	namesChange("co_cellvars", func(c *Code) *[]*Str { return &c.CellVars }),
	stringChange("co_filename", func(c *Code) *string { return &c.Filename }),
	stringChange("co_name", func(c *Code) *string { return &c.Name }),
	stringChange("co_qualname", func(c *Code) *string { return &c.QualName }),
}

// localNames returns the variables of c as Python counts them: captured ones
// only if they are parameters.
func localNames(c *Code) []*Str {
	names := append([]*Str(nil), c.VarNames[:c.NumParams]...)
	for _, name := range c.VarNames[c.NumParams:] {
		if !slices.Contains(c.CellVars, name) {
			names = append(names, name)
		}
	}
	return names
}

// Replace returns a copy of c for edit to change; caches start afresh.
func (c *Code) Replace(edit func(c *Code)) *Code {
	n := *c
	n.plain = nil
	n.Ins = append([]uint64(nil), c.Ins...)
	n.Caches = make([]Cache, len(c.Caches))
	for i := range n.Caches {
		n.Caches[i].Name = c.Caches[i].Name
	}
	edit(&n)
	return &n
}

// lnotab returns the lines of instructions in the form that PEP 626 has replaced: pairs of the
// distance in bytes of code and the distance in lines, which is signed.
func (c *Code) lnotab() []byte {
	var b []byte
	at, line := 0, c.FirstLine
	for _, r := range c.lineRanges() {
		if r[2] <= 0 || int(r[2]) == line {
			continue
		}
		step, lines := int(r[0])*instructionSize-at, int(r[2])-line
		at, line = at+step, line+lines
		for ; step > 255; step -= 255 {
			b = append(b, 255, 0)
		}
		for lines < -128 || lines > 127 {
			part := max(min(lines, 127), -128)
			b = append(b, byte(step), byte(part))
			step, lines = 0, lines-part
		}
		b = append(b, byte(step), byte(lines))
	}
	return b
}

// newCode is types.CodeType(…): the code that linetable holds, with the other arguments' names,
// constants and first line.
func newCode(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
	const linetable, least, most = 14, 16, 18
	if len(kwnames) > 0 {
		return Value{}, t.Errorf(TypeError, "code() takes no keyword arguments")
	}
	if len(args) < least || len(args) > most {
		bound, limit := "at least", least
		if len(args) > most {
			bound, limit = "at most", most
		}
		return Value{}, t.Errorf(TypeError, "code expected %s %d arguments, got %d", bound, limit, len(args))
	}
	table, ok := AsBytes(args[linetable])
	if !ok {
		return Value{}, t.Errorf(TypeError, "code() argument %d must be bytes, not %s", linetable+1, ArgTypeName(args[linetable]))
	}
	c, bad := Hooks.CodeOfBytes(t, []byte(table.S))
	if bad != nil {
		return Value{}, t.Errorf(ValueError, "code: linetable: %s", bad)
	}
	var err *Exception
	c = c.Replace(func(n *Code) {
		for i, name := range map[int]string{5: "co_flags", 7: "co_consts", 10: "co_filename", 11: "co_name", 12: "co_qualname", 13: "co_firstlineno"} {
			for _, ch := range codeChanges {
				if ch.name == name && err == nil {
					err = ch.set(t, n, args[i])
				}
			}
		}
	})
	return c.Value(), err
}

func init() {
	typ := CodeType
	typ.Doc = "Compiled code."
	typ.Slots.New = newCode
	typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
		c := codeOf(v)
		return NewStr(fmt.Sprintf("<code object %s at %#x, file \"%s\", line %d>", c.Name, v.ID(), c.Filename, c.FirstLine)), nil
	}
	typ.Slots.Compare = func(t *Thread, a, b Value, op CmpOp) (Value, *Exception) {
		if a.O.Typ != CodeType || b.O.Typ != CodeType || op != CmpEq && op != CmpNe {
			return NotImplemented, nil
		}
		eq, err := codeEqual(t, codeOf(a), codeOf(b))
		return Bool(eq == (op == CmpEq)), err
	}
	typ.Slots.Hash = func(t *Thread, v Value) (int64, *Exception) {
		c := codeOf(v)
		return fixHash(HashString(c.Name) ^ int64(c.FirstLine)<<20 ^ int64(len(c.Ins))), nil
	}
	computed := map[string]bool{"co_code": true, "co_varnames": true, "co_cellvars": true, "co_freevars": true, "co_lnotab": true}
	attr := func(name string, get func(c *Code) Value) {
		typ.Getsets = append(typ.Getsets, GetSet{Name: name, Member: !computed[name], Get: func(t *Thread, v Value) (Value, *Exception) { return get(codeOf(v)), nil }})
	}
	num := func(name string, get func(c *Code) int) {
		attr(name, func(c *Code) Value { return Int(int64(get(c))) })
	}
	num("co_argcount", func(c *Code) int { return c.ArgCount })
	num("co_posonlyargcount", func(c *Code) int { return c.PosOnlyArgCount })
	num("co_kwonlyargcount", func(c *Code) int { return c.KwOnlyArgCount })
	num("co_nlocals", func(c *Code) int { return len(localNames(c)) })
	num("co_stacksize", func(c *Code) int { return c.NumRegs - len(c.VarNames) })
	num("co_flags", func(c *Code) int { return int(c.Flags) })
	num("co_firstlineno", func(c *Code) int { return c.FirstLine })
	attr("co_name", func(c *Code) Value { return Intern(c.Name).Value() })
	attr("co_qualname", func(c *Code) Value { return Intern(c.QualName).Value() })
	attr("co_filename", func(c *Code) Value { return Intern(c.Filename).Value() })
	attr("co_names", func(c *Code) Value { return strTuple(c.Names) })
	attr("co_varnames", func(c *Code) Value { return strTuple(localNames(c)) })
	attr("co_cellvars", func(c *Code) Value { return strTuple(c.CellVars) })
	attr("co_freevars", func(c *Code) Value { return strTuple(c.FreeVars) })
	// What CPython keeps in a form of its own holds all of the code here: what pickles code by the
	// arguments of types.CodeType gets it back.
	attr("co_linetable", func(c *Code) Value { return NewBytes(string(Hooks.CodeBytes(c))) })
	attr("co_exceptiontable", func(c *Code) Value { return NewBytes("") })
	attr("co_lnotab", func(c *Code) Value { return NewBytes(string(c.lnotab())) })
	attr("co_code", func(c *Code) Value {
		var b []byte
		for _, in := range c.Ins {
			for shift := 0; shift < 64; shift += 8 {
				b = append(b, byte(in>>shift))
			}
		}
		return NewBytes(string(b))
	})
	attr("co_consts", func(c *Code) Value { return NewTuple(c.Consts) })
	replace := &Func{Name: "replace", Sig: "self, /, *"}
	for _, ch := range codeChanges {
		replace.Sig += ", " + ch.name + "=None"
	}
	typ.Methods = []Def{
		{Name: "co_lines", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			var items []Value
			for _, r := range codeOf(a[0]).lineRanges() {
				items = append(items, TupleOf([]Value{Int(int64(r[0] * instructionSize)), Int(int64(r[1] * instructionSize)), lineValue(r[2])}))
			}
			return Iter(t, TupleOf(items))
		}},
		{Name: "co_positions", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			var items []Value
			for _, p := range codeOf(a[0]).Positions {
				if p.Line == 0 {
					items = append(items, TupleOf([]Value{None, None, None, None}))
					continue
				}
				items = append(items, TupleOf([]Value{Int(int64(p.Line)), Int(int64(p.EndLine)), Int(int64(p.Col)), Int(int64(p.EndCol))}))
			}
			return Iter(t, TupleOf(items))
		}},
		{Name: "replace", Sig: replace.Sig[len("self, /, "):], Fn: func(t *Thread, a []Value) (Value, *Exception) {
			var err *Exception
			c := codeOf(a[0]).Replace(func(n *Code) {
				for i, ch := range codeChanges {
					if x := a[i+1]; x.O != nil && err == nil {
						err = ch.set(t, n, x)
					}
				}
			})
			return c.Value(), err
		}},
	}
}
