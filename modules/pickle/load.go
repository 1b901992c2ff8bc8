package pickle

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/weftpy/weft/object"
)

// loader runs the pickle machine: the state of one call of load.
type loader struct {
	input
	stack []value
	marks []int // heights of the stack; nothing below the last may be taken
	memo  []value
	proto int

	fixImports       bool
	encoding, errors string
	buffers          value // an iterator, or null
	findClass        value // the Unpickler's method if that is not the usual one, or null
	self             value // the Unpickler if it has such a method
	persistentLoad   value // or null
}

func (l *loader) fence() int {
	if n := len(l.marks); n > 0 {
		return l.marks[n-1]
	}
	return 0
}

func (l *loader) underflow() *exc {
	if len(l.marks) > 0 {
		return l.t.Errorf(unpicklingError, "unexpected MARK found")
	}
	return l.t.Errorf(unpicklingError, "unpickling stack underflow")
}

// need makes sure that n objects can be taken from the stack.
func (l *loader) need(n int) *exc {
	if len(l.stack)-l.fence() < n {
		return l.underflow()
	}
	return nil
}

func (l *loader) push(v value) { l.stack = append(l.stack, v) }

// pop takes the uppermost n objects, which need has made sure of. They are valid
// until something is pushed.
func (l *loader) pop(n int) []value {
	i := len(l.stack) - n
	items := l.stack[i:]
	l.stack = l.stack[:i]
	return items
}

func (l *loader) pop1() (value, *exc) {
	if err := l.need(1); err != nil {
		return value{}, err
	}
	return l.pop(1)[0], nil
}

// popMark takes what is above the last mark.
func (l *loader) popMark() ([]value, *exc) {
	n := len(l.marks) - 1
	if n < 0 {
		return nil, l.t.Errorf(unpicklingError, "could not find MARK")
	}
	at := l.marks[n]
	l.marks = l.marks[:n]
	return l.pop(len(l.stack) - at), nil
}

func (l *loader) top() (value, *exc) {
	if err := l.need(1); err != nil {
		return value{}, err
	}
	return l.stack[len(l.stack)-1], nil
}

// run executes opcodes up to STOP.
func (l *loader) run() (value, *exc) {
	for {
		if l.pos >= len(l.data) {
			if err := l.fetch(1); err != nil {
				if err.Typ == unpicklingError {
					err = l.t.Errorf(object.EOFError, "Ran out of input")
				}
				return value{}, err
			}
		}
		op := l.data[l.pos]
		l.pos++
		if op == opStop {
			return l.pop1()
		}
		if err := l.step(op); err != nil {
			return value{}, err
		}
	}
}

func (l *loader) step(op byte) *exc {
	t := l.t
	switch op {
	case opNone:
		l.push(object.None)
	case opNewTrue:
		l.push(object.True)
	case opNewFalse:
		l.push(object.False)
	case opBinInt1:
		return l.int(1)
	case opBinInt2:
		return l.int(2)
	case opBinInt:
		return l.int(4)
	case opLong1:
		return l.long(1)
	case opLong4:
		return l.long(4)
	case opInt:
		return l.intLine()
	case opLong:
		return l.longLine()
	case opFloat:
		s, err := l.line()
		if err != nil {
			return err
		}
		f, ok := object.ParseFloatText(s)
		if !ok {
			return t.Errorf(object.ValueError, "could not convert string to float: %s", object.ReprText(s))
		}
		l.push(object.Float(f))
	case opBinFloat:
		s, err := l.take(8)
		if err != nil {
			return err
		}
		l.push(object.Float(math.Float64frombits(binary.BigEndian.Uint64([]byte(s)))))
	case opShortBinBytes:
		return l.counted(1, "BINBYTES", l.bytes)
	case opBinBytes:
		return l.counted(4, "BINBYTES", l.bytes)
	case opBinBytes8:
		return l.counted(8, "BINBYTES", l.bytes)
	case opByteArray8:
		return l.counted(8, "BYTEARRAY8", func(s string) *exc {
			v, err := object.Call1(t, object.ByteArrayType.Value(), object.NewBytes(s))
			l.push(v)
			return err
		})
	case opShortBinUnicode:
		return l.counted(1, "BINUNICODE", l.str)
	case opBinUnicode:
		return l.counted(4, "BINUNICODE", l.str)
	case opBinUnicode8:
		return l.counted(8, "BINUNICODE", l.str)
	case opUnicode:
		s, err := l.line()
		if err != nil {
			return err
		}
		v, err := object.DecodeBytes(t, s, "raw_unicode_escape", "strict")
		l.push(v)
		return err
	case opShortBinString:
		return l.counted(1, "BINSTRING", l.oldString)
	case opBinString:
		return l.counted(4, "BINSTRING", l.oldString)
	case opString:
		s, err := l.line()
		if err != nil {
			return err
		}
		if len(s) < 2 || s[0] != s[len(s)-1] || s[0] != '\'' && s[0] != '"' {
			return t.Errorf(unpicklingError, "the STRING opcode argument must be quoted")
		}
		b, err := object.EscapeDecode(t, s[1:len(s)-1], "strict")
		if err != nil {
			return err
		}
		return l.oldString(string(b))
	case opNextBuffer, opReadOnlyBuffer:
		return l.buffer(op)

	case opEmptyTuple:
		l.push(object.TupleOf(nil))
	case opTuple1, opTuple2, opTuple3:
		n := int(op) - opTuple1 + 1
		if err := l.need(n); err != nil {
			return err
		}
		l.push(object.NewTuple(l.pop(n)))
	case opTuple:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		l.push(object.NewTuple(items))
	case opEmptyList:
		l.push(object.NewList(t, nil).Value())
	case opList:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		l.push(object.NewList(t, append([]value(nil), items...)).Value())
	case opEmptyDict:
		l.push(object.NewDict(t).Value())
	case opDict:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		if len(items)%2 != 0 {
			return t.Errorf(unpicklingError, "odd number of items for DICT")
		}
		d := object.NewDict(t)
		for i := 0; i < len(items); i += 2 {
			if err := d.Set(t, items[i], items[i+1]); err != nil {
				return err
			}
		}
		l.push(d.Value())
	case opEmptySet:
		l.push(object.SetType.Alloc(t, object.SetType).Value())
	case opFrozenSet:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		v, err := object.NewFrozenSet(t, append([]value(nil), items...))
		if err != nil {
			return err
		}
		l.push(v.Value())
	case opAppend:
		if err := l.need(2); err != nil {
			return err
		}
		return l.extend(l.pop(1))
	case opAppends:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		return l.extend(items)
	case opSetItem:
		if err := l.need(3); err != nil {
			return err
		}
		return l.setItems(l.pop(2))
	case opSetItems:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		return l.setItems(items)
	case opAddItems:
		items, err := l.popMark()
		if err != nil {
			return err
		}
		return l.addItems(items)

	case opMark:
		l.marks = append(l.marks, len(l.stack))
	case opPop:
		if n := len(l.marks); n > 0 && l.marks[n-1] == len(l.stack) {
			l.marks = l.marks[:n-1]
			return nil
		}
		_, err := l.pop1()
		return err
	case opPopMark:
		_, err := l.popMark()
		return err
	case opDup:
		v, err := l.top()
		l.push(v)
		return err

	case opBinGet:
		return l.getNumber(1)
	case opLongBinGet:
		return l.getNumber(4)
	case opGet:
		n, err := l.index("GET")
		if err != nil {
			return err
		}
		return l.get(n)
	case opMemoize:
		return l.put(uint64(len(l.memo)))
	case opBinPut:
		return l.putNumber(1)
	case opLongBinPut:
		return l.putNumber(4)
	case opPut:
		n, err := l.index("PUT")
		if err != nil {
			return err
		}
		return l.put(n)

	case opGlobal:
		module, err := l.utf8Line()
		if err != nil {
			return err
		}
		name, err := l.utf8Line()
		if err != nil {
			return err
		}
		return l.global(module, name)
	case opStackGlobal:
		if err := l.need(2); err != nil {
			return err
		}
		names := l.pop(2)
		if names[0].O.Typ != object.StrType || names[1].O.Typ != object.StrType {
			return t.Errorf(unpicklingError, "STACK_GLOBAL requires str")
		}
		return l.global(names[0], names[1])
	case opExt1:
		return l.extension(1)
	case opExt2:
		return l.extension(2)
	case opExt4:
		return l.extension(4)
	case opReduce:
		return l.reduce()
	case opBuild:
		return l.build()
	case opNewObj:
		return l.newObj(false)
	case opNewObjEx:
		return l.newObj(true)
	case opInst:
		return l.inst()
	case opObj:
		return l.obj()
	case opPersID:
		s, err := l.line()
		if err != nil {
			return err
		}
		if object.ASCIIText(s) != s {
			return t.Errorf(unpicklingError, "persistent IDs in protocol 0 must be ASCII strings")
		}
		return l.persistent(object.NewStr(s))
	case opBinPersID:
		v, err := l.pop1()
		if err != nil {
			return err
		}
		return l.persistent(v)

	case opProto:
		n, err := l.number(1)
		if err != nil {
			return err
		}
		if n > highestProtocol {
			return t.Errorf(object.ValueError, "unsupported pickle protocol: %d", n)
		}
		l.proto = int(n)
	case opFrame:
		n, err := l.number(8)
		if err != nil {
			return err
		}
		if n > math.MaxInt64 {
			return t.Errorf(object.OverflowError, "FRAME length exceeds system's maximum of %d bytes", int64(math.MaxInt64))
		}
		if have := len(l.data) - l.pos; have >= int(n) {
			return nil
		} else if have == 0 && l.readFn.O == nil {
			return t.Errorf(unpicklingError, "pickle data was truncated")
		}
		return l.fetch(int(n))
	default:
		if op >= ' ' && op < 0x7f && op != '\'' && op != '\\' {
			return t.Errorf(unpicklingError, "invalid load key, '%c'.", op)
		}
		return t.Errorf(unpicklingError, "invalid load key, '\\x%02x'.", op)
	}
	return nil
}

func (l *loader) int(n int) *exc {
	v, err := l.number(n)
	if n == 4 {
		v = uint64(int64(int32(v)))
	}
	l.push(object.Int(int64(v)))
	return err
}

func (l *loader) long(n int) *exc {
	size, err := l.number(n)
	if err != nil {
		return err
	}
	if n == 4 && int32(size) < 0 {
		return l.t.Errorf(unpicklingError, "LONG pickle has negative byte count")
	}
	s, err := l.take(int(size))
	if err != nil {
		return err
	}
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	x := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(len(b))*8))
	}
	l.push(object.IntOf(x))
	return nil
}

func (l *loader) intLine() *exc {
	s, err := l.line()
	if err != nil {
		return err
	}
	switch s {
	case "00":
		l.push(object.False)
		return nil
	case "01":
		l.push(object.True)
		return nil
	}
	x, ok := new(big.Int).SetString(strings.TrimSpace(strings.TrimSuffix(s, "L")), 0)
	if !ok {
		return l.t.Errorf(object.ValueError, "could not convert string to int")
	}
	l.push(object.IntOf(x))
	return nil
}

func (l *loader) longLine() *exc {
	s, err := l.line()
	if err != nil {
		return err
	}
	v, err := object.IntFromText(l.t, object.NewStr(strings.TrimSuffix(s, "L")), strings.TrimSuffix(s, "L"), 0)
	l.push(v)
	return err
}

// counted hands as many bytes to f as the number before them says.
func (l *loader) counted(n int, what string, f func(s string) *exc) *exc {
	size, err := l.number(n)
	if err != nil {
		return err
	}
	if size > math.MaxInt64 {
		return l.t.Errorf(object.OverflowError, "%s exceeds system's maximum size of %d bytes", what, int64(math.MaxInt64))
	}
	s, err := l.take(int(size))
	if err != nil {
		return err
	}
	return f(s)
}

func (l *loader) bytes(s string) *exc {
	l.push(object.CopyBytes(s))
	return nil
}

func (l *loader) str(s string) *exc {
	v, err := decodeUTF8(l.t, s)
	l.push(v)
	return err
}

// decodeUTF8 decodes text with surrogates passed.
func decodeUTF8(t *thread, s string) (value, *exc) {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return object.DecodeBytes(t, s, "utf-8", "surrogatepass")
		}
	}
	return object.CopyStr(s), nil
}

// oldString is a str of Python 2.
func (l *loader) oldString(s string) *exc {
	if l.encoding == "bytes" {
		return l.bytes(s)
	}
	v, err := object.DecodeBytes(l.t, strings.Clone(s), l.encoding, l.errors)
	l.push(v)
	return err
}

func (l *loader) utf8Line() (value, *exc) {
	s, err := l.line()
	if err != nil {
		return value{}, err
	}
	return object.DecodeBytes(l.t, strings.Clone(s), "utf-8", "strict")
}

func (l *loader) buffer(op byte) *exc {
	t := l.t
	if op == opReadOnlyBuffer {
		v, err := l.pop1()
		if err != nil {
			return err
		}
		m, err := object.NewMemoryView(t, v)
		if err != nil {
			return err
		}
		ro, err := object.GetAttr(t, m.Value(), strReadOnly)
		if err != nil {
			return err
		}
		if ro != object.True {
			if v, err = object.CallMethod(t, m.Value(), object.Intern("toreadonly")); err != nil {
				return err
			}
		}
		l.push(v)
		return nil
	}
	if l.buffers.O == nil {
		return t.Errorf(unpicklingError, "pickle stream refers to out-of-band data but no *buffers* argument was given")
	}
	v, err := object.Next(t, l.buffers)
	if err != nil {
		return err
	}
	if v.O == nil {
		return t.Errorf(unpicklingError, "not enough out-of-band buffers")
	}
	l.push(v)
	return nil
}

var (
	strAppend = object.Intern("append")
	strExtend = object.Intern("extend")
	strAdd    = object.Intern("add")
)

// extend adds items to the list on the stack.
func (l *loader) extend(items []value) *exc {
	list, err := l.top()
	if err != nil || len(items) == 0 {
		return err
	}
	t := l.t
	if list.O.Typ == object.ListType {
		x, _ := object.AsList(list)
		for i, v := range items {
			x.AppendNew(t, v, len(items)-i)
		}
		return nil
	}
	items = append([]value(nil), items...)
	if f, err := object.LookupAttr(t, list, strExtend); err != nil {
		return err
	} else if f.O != nil {
		_, err := object.Call1(t, f, object.NewList(t, items).Value())
		return err
	}
	f, err := object.GetAttr(t, list, strAppend)
	if err != nil {
		return err
	}
	for _, v := range items {
		if _, err := object.Call1(t, f, v); err != nil {
			return err
		}
	}
	return nil
}

// setItems adds keys and values to the dict on the stack.
func (l *loader) setItems(items []value) *exc {
	dict, err := l.top()
	if err != nil || len(items) == 0 {
		return err
	}
	t := l.t
	if len(items)%2 != 0 {
		return t.Errorf(unpicklingError, "odd number of items for SETITEMS")
	}
	if dict.O.Typ == object.DictType {
		d, _ := object.AsDict(dict)
		for i := 0; i < len(items); i += 2 {
			if err := d.Set(t, items[i], items[i+1]); err != nil {
				return err
			}
		}
		return nil
	}
	for i := 0; i < len(items); i += 2 {
		if err := object.SetItem(t, dict, items[i], items[i+1]); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) addItems(items []value) *exc {
	set, err := l.top()
	if err != nil || len(items) == 0 {
		return err
	}
	t := l.t
	items = append([]value(nil), items...)
	if x, ok := object.AsSet(set); ok && set.O.Typ.Is(object.FlagSet) {
		for _, v := range items {
			if err := x.Add(t, v); err != nil {
				return err
			}
		}
		return nil
	}
	f, err := object.GetAttr(t, set, strAdd)
	if err != nil {
		return err
	}
	for _, v := range items {
		if _, err := object.Call1(t, f, v); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) index(op string) (uint64, *exc) {
	s, err := l.line()
	if err != nil {
		return 0, err
	}
	n, failure := strconv.ParseInt(s, 10, 64)
	if failure != nil {
		if _, err := object.IntFromText(l.t, object.NewStr(s), s, 10); err != nil {
			return 0, err
		}
		return 0, l.t.Errorf(object.OverflowError, "Python int too large to convert to C ssize_t")
	}
	if n < 0 {
		return 0, l.t.Errorf(object.ValueError, "negative %s argument", op)
	}
	return uint64(n), nil
}

func (l *loader) getNumber(size int) *exc {
	n, err := l.number(size)
	if err != nil {
		return err
	}
	return l.get(n)
}

func (l *loader) get(n uint64) *exc {
	if n >= uint64(len(l.memo)) || l.memo[n].O == nil {
		return l.t.Errorf(unpicklingError, "Memo value not found at index %d", n)
	}
	l.push(l.memo[n])
	return nil
}

func (l *loader) putNumber(size int) *exc {
	n, err := l.number(size)
	if err != nil {
		return err
	}
	return l.put(n)
}

func (l *loader) put(n uint64) *exc {
	v, err := l.top()
	if err != nil {
		return err
	}
	switch {
	case n == uint64(len(l.memo)):
		l.memo = append(l.memo, v)
		return nil
	case n > 1<<32:
		return l.t.Errorf(object.MemoryError, "")
	}
	for n >= uint64(len(l.memo)) {
		l.memo = append(l.memo, value{})
	}
	l.memo[n] = v
	return nil
}
