package object

import (
	"fmt"
	"path"
)

// Fields of SyntaxError; fieldMsg is that of ImportError.
const (
	_ = iota
	fieldSource
	fieldLine
	fieldOffset
	fieldText
	fieldEndLine
	fieldEndOffset
	fieldPrintFile
)

// NewSyntaxError makes a SyntaxError (or subclass) with the attributes of info:
// filename, lineno, offset, text, end_lineno, end_offset.
func NewSyntaxError(t *Thread, typ *Type, msg string, info ...Value) *Exception {
	m := NewStr(msg)
	e := NewException(t, typ, m, NewTuple(info))
	e.SetField(t, fieldMsg, m)
	for i, v := range info {
		e.SetField(t, fieldSource+i, v)
	}
	return e
}

func syntaxErrorInit(t *Thread, v Value, args []Value, kwnames []Value) *Exception {
	if err := initException(t, v, args, kwnames); err != nil {
		return err
	}
	e, _ := AsException(v)
	if len(args) >= 1 {
		e.SetField(t, fieldMsg, args[0])
	}
	if len(args) != 2 {
		return nil
	}
	info, err := Collect(t, args[1])
	if err != nil {
		return err
	}
	if n := len(info); n < 4 || n > 6 {
		least, bound := 4, "at least"
		if n > 6 {
			least, bound = 6, "at most"
		}
		return t.Errorf(TypeError, "function takes %s %d arguments (%d given)", bound, least, n)
	}
	for i, x := range info {
		e.SetField(t, fieldSource+i, x)
	}
	if len(info) == 5 {
		return t.Errorf(TypeError, "end_offset must be provided when end_lineno is provided")
	}
	return nil
}

func syntaxErrorStr(t *Thread, v Value) (Value, *Exception) {
	e, _ := AsException(v)
	msg := e.Field(t, fieldMsg)
	if msg.O == nil {
		msg = firstArg(e.Args(t))
	}
	m, err := ToStr(t, msg)
	if err != nil {
		return Value{}, err
	}
	where := ""
	if f := e.Field(t, fieldSource); f.O != nil {
		if s, ok := AsStr(f); ok {
			where = path.Base(s.S)
		}
	}
	line, hasLine := e.Field(t, fieldLine), false
	if line.O != nil {
		hasLine = line.O.Typ == IntType
	}
	switch {
	case where == "" && !hasLine:
		return m.Value(), nil
	case !hasLine:
		return NewStr(fmt.Sprintf("%s (%s)", m.S, where)), nil
	}
	l, err := ToStr(t, line)
	if err != nil {
		return Value{}, err
	}
	if where == "" {
		return NewStr(fmt.Sprintf("%s (line %s)", m.S, l.S)), nil
	}
	return NewStr(fmt.Sprintf("%s (%s, line %s)", m.S, where, l.S)), nil
}

func init() {
	SyntaxError.Slots.New = newExceptionObject
	SyntaxError.Slots.Init = syntaxErrorInit
	SyntaxError.Slots.Str = syntaxErrorStr
	SyntaxError.Getsets = []GetSet{
		excFieldOr("msg", fieldMsg, firstArg),
		excField("filename", fieldSource),
		excField("lineno", fieldLine),
		excField("offset", fieldOffset),
		excField("text", fieldText),
		excField("end_lineno", fieldEndLine),
		excField("end_offset", fieldEndOffset),
		excField("print_file_and_line", fieldPrintFile),
	}
}
