package syntax

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"
)

// DumpOptions are the arguments of ast.dump.
type DumpOptions struct {
	// AnnotateFields shows the names of fields. Python's default is true.
	AnnotateFields bool

	// IncludeAttributes shows line and column numbers.
	IncludeAttributes bool

	// Indent, if not "", spreads the text over lines, with this for each level.
	Indent string

	// Version is the minor version of the Python 3 whose format is wanted; 0
	// means 11. Since 12 there are type parameters, since 13 fields that are
	// empty are left out.
	Version int
}

// Dump describes a tree as Python's ast.dump does.
func Dump(n Node, opts DumpOptions) string {
	if opts.Version == 0 {
		opts.Version = 11
	}
	d := dumper{opts: opts}
	d.node(reflect.ValueOf(n), 0)
	return string(d.buf)
}

type dumper struct {
	opts DumpOptions
	buf  []byte
}

// nodeType describes how a type of nodes is dumped.
type nodeType struct {
	name       string
	fields     []nodeField
	attributes bool
}

type nodeField struct {
	name  string
	index int
	since int // minor version
}

var nodeTypes sync.Map // reflect.Type of the struct to *nodeType

func nodeTypeOf(t reflect.Type) *nodeType {
	if nt, ok := nodeTypes.Load(t); ok {
		return nt.(*nodeType)
	}
	nt := &nodeType{name: t.Name(), attributes: true}
	switch t {
	case reflect.TypeFor[ExprStmt]():
		nt.name = "Expr"
	case reflect.TypeFor[Arguments](), reflect.TypeFor[Arg](), reflect.TypeFor[Keyword](), reflect.TypeFor[Alias](),
		reflect.TypeFor[WithItem](), reflect.TypeFor[Comprehension]():
		nt.name = strings.ToLower(nt.name)
	case reflect.TypeFor[MatchCase]():
		nt.name = "match_case"
	}
	switch t {
	case reflect.TypeFor[Arguments](), reflect.TypeFor[Comprehension](), reflect.TypeFor[WithItem](),
		reflect.TypeFor[MatchCase](), reflect.TypeFor[Module](), reflect.TypeFor[Expression](),
		reflect.TypeFor[Interactive](), reflect.TypeFor[FunctionType]():
		nt.attributes = false
	}
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous || f.Type == reflect.TypeFor[FieldPlace]() {
			continue
		}
		nf := nodeField{name: snakeCase(f.Name), index: i}
		switch f.Name {
		case "TypeParams":
			nf.since = 12
		case "DefaultValue":
			nf.since = 13
		}
		nt.fields = append(nt.fields, nf)
	}
	nodeTypes.Store(t, nt)
	return nt
}

func snakeCase(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// dumpArg is one argument in the text of a node.
type dumpArg struct {
	name  string // "" if it is not shown
	value reflect.Value
	raw   string // instead of value
}

// args lists what is shown of a node.
func (d *dumper) args(v reflect.Value) (*nodeType, []dumpArg) {
	nt := nodeTypeOf(v.Type())
	out := make([]dumpArg, 0, 8)
	var held []dumpArg // empty fields, shown if one that needs its place follows
	annotate := d.opts.AnnotateFields
	constant := nt.name == "Constant" || nt.name == "MatchSingleton"
	for _, f := range nt.fields {
		if f.since > d.opts.Version {
			continue
		}
		fv := v.Field(f.index)
		if isNone(fv) {
			annotate = true
			continue
		}
		if d.opts.Version >= 13 && fv.Kind() == reflect.Slice && fv.Len() == 0 && !constant {
			held = append(held, dumpArg{raw: "[]"})
			continue
		}
		a := dumpArg{value: fv}
		if annotate {
			a.name = f.name
		} else {
			out = append(out, held...)
			held = nil
		}
		out = append(out, a)
	}
	if nt.name == "Module" && d.opts.Version < 13 {
		a := dumpArg{raw: "[]"}
		if annotate {
			a.name = "type_ignores"
		}
		out = append(out, a)
	}
	if d.opts.IncludeAttributes && nt.attributes {
		s := v.Field(0)
		for i, name := range [...]string{"lineno", "col_offset", "end_lineno", "end_col_offset"} {
			out = append(out, dumpArg{name: name, value: s.Field(i)})
		}
	}
	return nt, out
}

// isNone reports whether a field is one that Python leaves None.
func isNone(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		return v.IsNil()
	case reflect.String:
		return v.Len() == 0
	}
	return false
}

// node appends the text of a node and reports whether it is a simple one.
func (d *dumper) node(v reflect.Value, level int) bool {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	nt, args := d.args(v)
	d.buf = append(d.buf, nt.name...)
	d.buf = append(d.buf, '(')
	if d.opts.Indent == "" {
		for i, a := range args {
			if i > 0 {
				d.buf = append(d.buf, ", "...)
			}
			d.arg(a, level)
		}
		d.buf = append(d.buf, ')')
		return len(args) == 0
	}

	// Only when all arguments have been formatted is it known whether they
	// stand on lines of their own.
	start := len(d.buf)
	ends := make([]int, 0, 8)
	simple := len(args) <= 3
	for _, a := range args {
		if !d.arg(a, level+1) {
			simple = false
		}
		ends = append(ends, len(d.buf))
	}
	text := string(d.buf[start:])
	d.buf = d.buf[:start]
	from := 0
	for i, end := range ends {
		switch {
		case simple && i > 0:
			d.buf = append(d.buf, ", "...)
		case !simple:
			if i > 0 {
				d.buf = append(d.buf, ',')
			}
			d.newline(level + 1)
		}
		d.buf = append(d.buf, text[from:end-start]...)
		from = end - start
	}
	d.buf = append(d.buf, ')')
	return len(args) == 0
}

func (d *dumper) newline(level int) {
	d.buf = append(d.buf, '\n')
	for range level {
		d.buf = append(d.buf, d.opts.Indent...)
	}
}

func (d *dumper) arg(a dumpArg, level int) bool {
	if a.name != "" {
		d.buf = append(d.buf, a.name...)
		d.buf = append(d.buf, '=')
	}
	if a.raw != "" {
		d.buf = append(d.buf, a.raw...)
		return true
	}
	return d.value(a.value, level)
}

// value appends the text of a field and reports whether it is a simple one.
func (d *dumper) value(v reflect.Value, level int) bool {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 0 {
			d.buf = append(d.buf, "[]"...)
			return true
		}
		d.buf = append(d.buf, '[')
		for i := range v.Len() {
			if d.opts.Indent == "" {
				if i > 0 {
					d.buf = append(d.buf, ", "...)
				}
			} else {
				if i > 0 {
					d.buf = append(d.buf, ',')
				}
				d.newline(level + 1)
			}
			d.element(v.Index(i), level+1)
		}
		d.buf = append(d.buf, ']')
		return false
	case reflect.Pointer:
		return d.node(v, level)
	case reflect.Interface:
		switch x := v.Interface().(type) {
		case Node:
			return d.node(v, level)
		default:
			d.buf = appendConstant(d.buf, x)
			return true
		}
	case reflect.String:
		d.buf = appendStr(d.buf, v.String())
		return true
	case reflect.Bool:
		if v.Bool() {
			d.buf = append(d.buf, '1')
		} else {
			d.buf = append(d.buf, '0')
		}
		return true
	case reflect.Int, reflect.Int32:
		d.buf = strconv.AppendInt(d.buf, v.Int(), 10)
		return true
	}
	d.buf = append(d.buf, operatorName(v.Interface())...)
	d.buf = append(d.buf, "()"...)
	return true
}

// element appends an element of a list, which may be None.
func (d *dumper) element(v reflect.Value, level int) {
	if v.Kind() == reflect.Interface && v.IsNil() {
		d.buf = append(d.buf, "None"...)
		return
	}
	d.value(v, level)
}

func operatorName(op any) string {
	switch op := op.(type) {
	case ExprContext:
		return [...]string{"Load", "Store", "Del"}[op]
	case BoolOperator:
		return [...]string{"And", "Or"}[op]
	case Operator:
		return [...]string{
			"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv",
		}[op]
	case UnaryOperator:
		return [...]string{"Invert", "Not", "UAdd", "USub"}[op]
	case CmpOp:
		return [...]string{"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"}[op]
	}
	panic("BUG: not an operator")
}
