package compile

import (
	"fmt"
	"io"
	"strings"
)

// Disassemble writes the instructions of code, and of the codes among its
// constants, in the manner of Python's dis module: the line where it changes,
// >> before the targets of jumps, the index of the instruction, its name, its
// operands, and in parentheses what these stand for: variables, constants,
// names, targets.
func Disassemble(w io.Writer, code *Code) error {
	d := &disassembler{w: w}
	d.code(code)
	return d.err
}

type disassembler struct {
	w   io.Writer
	err error
}

func (d *disassembler) printf(format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, format, args...)
	}
}

func (d *disassembler) code(c *Code) {
	d.one(c, -1)
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			d.printf("\nDisassembly of %s:\n", constText(inner))
			d.code(inner)
		}
	}
}

// DisassembleOne is Disassemble without the codes among the constants. The
// instruction at current, if there is one, is marked with -->.
func DisassembleOne(w io.Writer, code *Code, current int) error {
	d := &disassembler{w: w}
	d.one(code, current)
	return d.err
}

// targets returns the instructions that control jumps to.
func (c *Code) targets() map[int]bool {
	targets := map[int]bool{}
	for pc, ins := range c.Ins {
		if ins.Op().isJump() {
			targets[pc+1+int(ins.D())] = true
		}
	}
	for _, h := range c.Handlers {
		targets[int(h.Target)] = true
	}
	return targets
}

// Instruction is an instruction in words.
type Instruction struct {
	Op       Op
	Operands string // "r1, r2, 0"
	Meaning  string // what they stand for, in parentheses, or ""
	Arg      int    // the immediate operand
	Line     int    // if it is the first one of a line, else 0
	Target   bool   // control jumps to it
}

// Instructions returns the instructions of c in words.
func (c *Code) Instructions() []Instruction {
	targets := c.targets()
	line := int32(-1)
	out := make([]Instruction, len(c.Ins))
	for pc, ins := range c.Ins {
		i := Instruction{Op: ins.Op(), Arg: int(ins.D()), Target: targets[pc]}
		if l := c.Positions[pc].Line; l != line && l != 0 {
			line, i.Line = l, int(l)
		}
		i.Operands, i.Meaning = c.operands(pc)
		out[pc] = i
	}
	return out
}

// one writes the instructions of c itself.
func (d *disassembler) one(c *Code, current int) {
	for pc, i := range c.Instructions() {
		lineText, mark := "", "  "
		if i.Line > 0 {
			if pc > 0 {
				d.printf("\n")
			}
			lineText = fmt.Sprint(i.Line)
		}
		if i.Target {
			mark = ">>"
		}
		if pc == current {
			mark = "--> " + mark
		}
		text := fmt.Sprintf("%*s %s %4d %-17s %-20s %s", 7-len(mark), lineText, mark, pc, i.Op, i.Operands, i.Meaning)
		d.printf("%s\n", strings.TrimRight(text, " "))
	}
	if len(c.Handlers) > 0 {
		d.printf("ExceptionTable:\n")
		for _, h := range c.Handlers {
			d.printf("  %d to %d -> %d, r%d\n", h.Start, h.End-1, h.Target, h.Reg)
		}
	}
}

// operands returns the operands of instruction pc and what they stand for.
func (c *Code) operands(pc int) (text, meaning string) {
	i := unpacked(c.Ins[pc])
	info := &opInfos[i.op]
	var ops, means []string
	mean := func(format string, args ...any) { means = append(means, fmt.Sprintf(format, args...)) }
	for n, k := range []operand{info.a, info.b, info.c} {
		x := []int32{i.a, i.b, i.c}[n]
		switch k {
		case unused:
		case count, flag:
			ops = append(ops, fmt.Sprint(x))
		case constant:
			ops = append(ops, fmt.Sprint(x))
			mean("%s", constText(c.Consts[x]))
		default:
			ops = append(ops, fmt.Sprintf("r%d", x))
			if k == window && i.c == 0 && info.c == count && i.op != Call && i.op != CallMethod && i.op != CallAttr {
				continue // an empty row
			}
			if name := c.registerName(x); name != "" {
				mean("%s", name)
			}
		}
	}
	if info.d != immNone && (info.d != immFresh || i.d != 0) {
		ops = append(ops, fmt.Sprint(i.d))
	}
	switch info.d {
	case immConst:
		mean("%s", constText(c.Consts[i.d]))
	case immName:
		mean("%s", c.Names[i.d])
	case immSite:
		mean("%s", c.Names[c.Sites[i.d].Name])
	case immJump:
		mean("to %d", pc+1+int(i.d))
	case immLocal:
		if name := c.LocalName(i.d); len(means) == 0 || means[0] != name {
			mean("%s", name)
		}
	case immCell:
		name, _ := c.CellName(i.d)
		mean("cell %s", name)
	case immIntrinsic:
		mean("%s", intrinsicNames[i.d])
	case immMatchClass:
		mean("%d %s", i.d&255, constText(c.Consts[i.d>>8]))
	}
	if len(means) > 0 {
		meaning = "(" + strings.Join(means, ", ") + ")"
	}
	return strings.Join(ops, ", "), meaning
}

// registerName returns the variable in register r, or "".
func (c *Code) registerName(r int32) string {
	for i := range c.VarNames {
		if c.VarReg(i) == int(r) {
			return c.VarNames[i]
		}
	}
	if i := int(r) - c.FreeReg; i >= 0 && i < len(c.FreeVars) {
		return c.FreeVars[i]
	}
	return ""
}

// constText is constRepr for display.
func constText(v any) string {
	if code, ok := v.(*Code); ok {
		return fmt.Sprintf("<code %s, line %d>", code.QualName, code.FirstLine)
	}
	return constRepr(v)
}

var intrinsicNames = [...]string{
	IntrinsicTypeVar:            "TypeVar",
	IntrinsicTypeVarBound:       "TypeVar with bound",
	IntrinsicTypeVarConstraints: "TypeVar with constraints",
	IntrinsicParamSpec:          "ParamSpec",
	IntrinsicTypeVarTuple:       "TypeVarTuple",
	IntrinsicTypeParamDefault:   "default of a type parameter",
	IntrinsicTypeAlias:          "TypeAliasType",
	IntrinsicSubscriptGeneric:   "Generic[…]",
	IntrinsicSetTypeParams:      "__type_params__",
	IntrinsicTemplate:           "Template",
	IntrinsicInterpolation:      "Interpolation",
}
