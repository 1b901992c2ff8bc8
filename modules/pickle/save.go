package pickle

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/weftpy/weft/object"
)

// saver pickles objects: the state of one call of dump.
type saver struct {
	output
	proto      int
	bin        bool
	fixImports bool
	fast       bool
	memo       *memo

	persistentID    value // or null, as all that follow
	reducerOverride value
	dispatchTable   value // the pickler's own
	bufferCallback  value
	copyregTable    *object.Dict // copyreg.dispatch_table, once it is needed
}

// dump writes a whole pickle.
func (s *saver) dump(obj value) *exc {
	s.frame = -1
	if s.proto >= 2 {
		s.bytes(opProto, byte(s.proto))
	}
	s.framing = s.proto >= 4
	if err := s.save(obj, false); err != nil {
		return err
	}
	s.byte(opStop)
	s.closeFrame()
	s.framing = false
	return s.flush()
}

// save pickles one object; id is set when obj is a persistent id.
func (s *saver) save(obj value, id bool) *exc {
	if err := s.saveInner(obj, id); err != nil {
		return err
	}
	return s.boundary()
}

func (s *saver) saveInner(obj value, id bool) *exc {
	if s.persistentID.O != nil && !id {
		if done, err := s.persistent(obj); done || err != nil {
			return err
		}
	}
	typ := obj.O.Typ
	switch typ {
	case object.NoneType:
		s.byte(opNone)
		return nil
	case object.BoolType:
		s.bool(obj.N != 0)
		return nil
	case object.IntType:
		s.int(obj)
		return nil
	case object.FloatType:
		s.float(object.AsFloat(obj))
		return nil
	}
	if n, ok := s.memo.find(obj.O); ok {
		s.get(n)
		return nil
	}
	switch typ {
	case object.BytesType:
		return s.saveBytes(obj)
	case object.StrType:
		return s.saveStr(obj)
	}
	if err := s.t.EnterNative(" while pickling an object"); err != nil {
		return err
	}
	defer s.t.LeaveNative()
	switch typ {
	case object.DictType:
		return s.saveDict(obj)
	case object.SetType:
		return s.saveSet(obj)
	case object.FrozenSetType:
		return s.saveFrozenSet(obj)
	case object.ListType:
		return s.saveList(obj)
	case object.TupleType:
		return s.saveTuple(obj)
	case object.ByteArrayType:
		return s.saveByteArray(obj)
	case pickleBufferType:
		return s.saveBuffer(obj)
	}
	return s.saveObject(obj)
}

func (s *saver) persistent(obj value) (done bool, err *exc) {
	pid, err := object.Call1(s.t, s.persistentID, obj)
	if err != nil || pid.IsNone() {
		return false, err
	}
	if s.bin {
		if err := s.save(pid, true); err != nil {
			return true, err
		}
		s.byte(opBinPersID)
		return true, nil
	}
	text, err := object.ToStr(s.t, pid)
	if err != nil {
		return true, err
	}
	if !text.IsASCII() {
		return true, s.t.Errorf(picklingError, "persistent IDs in protocol 0 must be ASCII strings")
	}
	s.text("P" + text.S + "\n")
	return true, nil
}

// put gives obj the next number in the memo.
func (s *saver) put(obj value) {
	if s.fast {
		return
	}
	n := s.memo.n
	s.memo.set(obj.O, n)
	switch {
	case s.proto >= 4:
		s.byte(opMemoize)
	case !s.bin:
		s.text("p" + strconv.Itoa(n) + "\n")
	case n < 256:
		s.bytes(opBinPut, byte(n))
	default:
		s.sized(opLongBinPut, uint64(n), 4)
	}
}

// get refers to an object in the memo.
func (s *saver) get(n int) {
	switch {
	case !s.bin:
		s.text("g" + strconv.Itoa(n) + "\n")
	case n < 256:
		s.bytes(opBinGet, byte(n))
	default:
		s.sized(opLongBinGet, uint64(n), 4)
	}
}

func (s *saver) bool(b bool) {
	switch {
	case s.proto >= 2 && b:
		s.byte(opNewTrue)
	case s.proto >= 2:
		s.byte(opNewFalse)
	case b:
		s.text("I01\n")
	default:
		s.text("I00\n")
	}
}

func (s *saver) int(v value) {
	n, b := object.AsInt(v)
	if b == nil && n == int64(int32(n)) {
		switch {
		case !s.bin:
			s.text("I" + strconv.FormatInt(n, 10) + "\n")
		case n < 0 || n > 0xffff:
			s.sized(opBinInt, uint64(uint32(n)), 4)
		case n > 0xff:
			s.sized(opBinInt2, uint64(n), 2)
		default:
			s.bytes(opBinInt1, byte(n))
		}
		return
	}
	if b == nil {
		b = big.NewInt(n)
	}
	if s.proto < 2 {
		s.text("L" + b.String() + "L\n")
		return
	}
	data := encodeLong(b)
	if len(data) < 256 {
		s.bytes(opLong1, byte(len(data)))
	} else {
		s.sized(opLong4, uint64(len(data)), 4)
	}
	s.bytes(data...)
}

// encodeLong returns the two's complement of b, low byte first, as short as it
// can be.
func encodeLong(b *big.Int) []byte {
	n := b.BitLen()/8 + 1
	x := b
	if b.Sign() < 0 {
		x = new(big.Int).Lsh(big.NewInt(1), uint(n)*8)
		x.Add(x, b)
	}
	data := x.FillBytes(make([]byte, n))
	for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
		data[i], data[j] = data[j], data[i]
	}
	if b.Sign() < 0 && n > 1 && data[n-1] == 0xff && data[n-2]&0x80 != 0 {
		data = data[:n-1]
	}
	return data
}

func (s *saver) float(f float64) {
	if !s.bin {
		s.text("F" + string(object.AppendFloat(nil, f)) + "\n")
		return
	}
	s.byte(opBinFloat)
	s.buf = binary.BigEndian.AppendUint64(s.buf, math.Float64bits(f))
}

func (s *saver) saveBytes(obj value) *exc {
	data, err := object.BytesOf(s.t, obj)
	if err != nil {
		return err
	}
	if s.proto < 3 {
		if data == "" {
			return s.reduce([]value{object.BytesType.Value(), object.TupleOf(nil)}, obj)
		}
		encode, err := s.t.ImportAttr("_codecs", "encode")
		if err != nil {
			return err
		}
		var text []byte
		for i := range len(data) {
			text = object.AppendRune(text, rune(data[i]))
		}
		return s.reduce([]value{encode, object.NewPair(object.NewStr(string(text)), strLatin1.Value())}, obj)
	}
	return s.bytesData(obj, data)
}

// bytesData pickles data as the bytes object obj.
func (s *saver) bytesData(obj value, data string) *exc {
	op, size := byte(opBinBytes), 4
	switch n := len(data); {
	case n < 256:
		op, size = opShortBinBytes, 1
	case uint64(n) <= math.MaxUint32:
	case s.proto >= 4:
		op, size = opBinBytes8, 8
	default:
		return s.t.Errorf(object.OverflowError, "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher")
	}
	var whole value
	if obj.O.Typ == object.BytesType {
		whole = obj
	}
	if err := s.payload(op, size, data, whole); err != nil {
		return err
	}
	s.put(obj)
	return nil
}

func (s *saver) saveByteArray(obj value) *exc {
	data, err := object.BytesCopy(s.t, obj)
	if err != nil {
		return err
	}
	if s.proto < 5 {
		args := object.TupleOf(nil)
		if data != "" {
			args = object.TupleOf([]value{object.NewBytes(data)})
		}
		return s.reduce([]value{object.ByteArrayType.Value(), args}, obj)
	}
	return s.byteArrayData(obj, data)
}

func (s *saver) byteArrayData(obj value, data string) *exc {
	if err := s.payload(opByteArray8, 8, data, value{}); err != nil {
		return err
	}
	s.put(obj)
	return nil
}

func (s *saver) saveBuffer(obj value) *exc {
	if s.proto < 5 {
		return s.t.Errorf(picklingError, "PickleBuffer can only pickled with protocol >= 5")
	}
	data, readOnly, err := bufferContents(s.t, obj)
	if err != nil {
		return err
	}
	inBand := true
	if s.bufferCallback.O != nil {
		r, err := object.Call1(s.t, s.bufferCallback, obj)
		if err != nil {
			return err
		}
		if inBand, err = object.Truth(s.t, r); err != nil {
			return err
		}
	}
	switch {
	case !inBand:
		s.byte(opNextBuffer)
		if readOnly {
			s.byte(opReadOnlyBuffer)
		}
		return nil
	case readOnly:
		return s.bytesData(obj, data)
	}
	return s.byteArrayData(obj, data)
}

func (s *saver) saveStr(obj value) *exc {
	str, _ := object.AsStr(obj)
	if !s.bin {
		s.text("V" + rawEscape(str.S) + "\n")
		s.put(obj)
		return nil
	}
	// The text of a str is UTF-8 with surrogates passed: what pickles have.
	op, size := byte(opBinUnicode), 4
	switch n := len(str.S); {
	case n < 256 && s.proto >= 4:
		op, size = opShortBinUnicode, 1
	case uint64(n) <= math.MaxUint32:
	case s.proto >= 4:
		op, size = opBinUnicode8, 8
	default:
		return s.t.Errorf(object.OverflowError, "serializing a string larger than 4 GiB requires pickle protocol 4 or higher")
	}
	if err := s.payload(op, size, str.S, value{}); err != nil {
		return err
	}
	s.put(obj)
	return nil
}

// rawEscape writes text for the opcode UNICODE: raw-unicode-escape that leaves
// no newline, and nothing that readers have taken for the end of a file.
func rawEscape(text string) string {
	var b []byte
	for len(text) > 0 {
		c, n := object.DecodeRune(text)
		text = text[n:]
		switch {
		case c >= 0x10000:
			b = append(b, '\\', 'U')
			b = appendHex(b, c, 8)
		case c >= 256, c == '\\', c == 0, c == '\n', c == '\r', c == 0x1a:
			b = append(b, '\\', 'u')
			b = appendHex(b, c, 4)
		default:
			b = append(b, byte(c))
		}
	}
	return string(b)
}

func appendHex(b []byte, c rune, digits int) []byte {
	s := strconv.FormatInt(int64(c), 16)
	return append(append(b, strings.Repeat("0", digits-len(s))...), s...)
}

func (s *saver) saveTuple(obj value) *exc {
	tup, _ := object.AsTuple(obj)
	n := len(tup.Items)
	if n == 0 {
		if s.bin {
			s.byte(opEmptyTuple)
		} else {
			s.bytes(opMark, opTuple)
		}
		return nil
	}
	short := n <= 3 && s.proto >= 2
	if !short {
		s.byte(opMark)
	}
	for _, x := range tup.Items {
		if err := s.save(x, false); err != nil {
			return err
		}
	}
	if m, ok := s.memo.find(obj.O); ok {
		// An item led back to the tuple, which was pickled there.
		switch {
		case !short && s.bin:
			s.byte(opPopMark)
		default:
			if !short {
				n++
			}
			for range n {
				s.byte(opPop)
			}
		}
		s.get(m)
		return nil
	}
	if short {
		s.byte(byte(opTuple1 + n - 1))
	} else {
		s.byte(opTuple)
	}
	s.put(obj)
	return nil
}

func (s *saver) saveList(obj value) *exc {
	if s.bin {
		s.byte(opEmptyList)
	} else {
		s.bytes(opMark, opList)
	}
	s.put(obj)
	l, _ := object.AsList(obj)
	items := l.Items(s.t)
	if len(items) == 0 {
		return nil
	}
	if s.proto == 0 {
		it, err := object.Iter(s.t, obj)
		if err != nil {
			return err
		}
		return s.appends(it)
	}
	if len(items) == 1 {
		if err := s.save(items[0], false); err != nil {
			return err
		}
		s.byte(opAppend)
		return nil
	}
	for i := 0; i < len(items); {
		s.byte(opMark)
		for n := 0; n < batchSize && i < len(items); n++ {
			if err := s.save(items[i], false); err != nil {
				return err
			}
			i++
			items = l.Items(s.t) // Python code may have changed it
		}
		s.byte(opAppends)
	}
	return nil
}

// appends pickles the items of an iterator as additions to a list.
func (s *saver) appends(it value) *exc {
	return s.batches(it, opAppend, opAppends, func(x value) *exc { return s.save(x, false) })
}

// setItems pickles the pairs of an iterator as additions to a dict.
func (s *saver) setItems(it value) *exc {
	return s.batches(it, opSetItem, opSetItems, func(x value) *exc {
		pair, ok := object.AsTuple(x)
		if !ok || len(pair.Items) != 2 {
			return s.t.Errorf(object.TypeError, "dict items iterator must return 2-tuples")
		}
		if err := s.save(pair.Items[0], false); err != nil {
			return err
		}
		return s.save(pair.Items[1], false)
	})
}

// batches pickles the items of an iterator by item, each with opcode one or many
// at a time with opcode many.
func (s *saver) batches(it value, one, many byte, item func(x value) *exc) *exc {
	for {
		x, err := object.Next(s.t, it)
		if err != nil {
			return err
		}
		if x.O == nil {
			return nil
		}
		if s.proto == 0 {
			if err := item(x); err != nil {
				return err
			}
			s.byte(one)
			continue
		}
		next, err := object.Next(s.t, it)
		if err != nil {
			return err
		}
		if next.O == nil {
			if err := item(x); err != nil {
				return err
			}
			s.byte(one)
			return nil
		}
		s.byte(opMark)
		if err := item(x); err != nil {
			return err
		}
		n := 1
		for next.O != nil {
			if err := item(next); err != nil {
				return err
			}
			if n++; n == batchSize {
				break
			}
			if next, err = object.Next(s.t, it); err != nil {
				return err
			}
		}
		s.byte(many)
		if n < batchSize {
			return nil
		}
	}
}

func (s *saver) saveDict(obj value) *exc {
	if s.bin {
		s.byte(opEmptyDict)
	} else {
		s.bytes(opMark, opDict)
	}
	s.put(obj)
	d, _ := object.AsDict(obj)
	size := d.Len(s.t)
	if size == 0 {
		return nil
	}
	if s.proto == 0 {
		it, err := object.Iter(s.t, object.NewDictItems(d))
		if err != nil {
			return err
		}
		return s.setItems(it)
	}
	k, v, pos, ok := d.NextEntry(s.t, 0)
	pair := func() *exc {
		if err := s.save(k, false); err != nil {
			return err
		}
		return s.save(v, false)
	}
	if size == 1 {
		if err := pair(); err != nil {
			return err
		}
		s.byte(opSetItem)
		return nil
	}
	for n := batchSize; n == batchSize; {
		s.byte(opMark)
		for n = 0; ok && n < batchSize; n++ {
			if err := pair(); err != nil {
				return err
			}
			k, v, pos, ok = d.NextEntry(s.t, pos)
		}
		s.byte(opSetItems)
		if d.Len(s.t) != size {
			return s.t.Errorf(object.RuntimeError, "dictionary changed size during iteration")
		}
	}
	return nil
}

func (s *saver) saveSet(obj value) *exc {
	set, _ := object.AsSet(obj)
	if s.proto < 4 {
		return s.reduceSet(set, obj)
	}
	s.byte(opEmptySet)
	s.put(obj)
	items := set.Items(s.t)
	if len(items) == 0 {
		return nil
	}
	for n := batchSize; n == batchSize; {
		n = min(batchSize, len(items))
		s.byte(opMark)
		for _, x := range items[:n] {
			if err := s.save(x, false); err != nil {
				return err
			}
		}
		items = items[n:]
		s.byte(opAddItems)
	}
	return nil
}

func (s *saver) reduceSet(set *object.Set, obj value) *exc {
	items := object.NewList(s.t, set.Items(s.t))
	return s.reduce([]value{obj.O.Typ.Value(), object.TupleOf([]value{items.Value()})}, obj)
}

func (s *saver) saveFrozenSet(obj value) *exc {
	set, _ := object.AsSet(obj)
	if s.proto < 4 {
		return s.reduceSet(set, obj)
	}
	s.byte(opMark)
	for _, x := range set.Items(s.t) {
		if err := s.save(x, false); err != nil {
			return err
		}
	}
	if m, ok := s.memo.find(obj.O); ok {
		s.byte(opPopMark)
		s.get(m)
		return nil
	}
	s.byte(opFrozenSet)
	s.put(obj)
	return nil
}
