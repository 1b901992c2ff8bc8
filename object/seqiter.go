package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// SeqIter is the iterator over an object that has __getitem__ only: it counts
// up from 0 until IndexError.
type SeqIter struct {
	Object
	Box   stm.Box
	first seqIterBody
}

type seqIterBody struct {
	stm.Body
	Seq   Value // null at the end
	Index int64
}

// SeqIterType is the type of such iterators.
var SeqIterType = declare("iterator", ObjectType, FlagNoBase|FlagNoNew)

var seqIterKind = &stm.Kind{Name: "iterator", Clone: func(b *stm.Body) *stm.Body {
	o := (*seqIterBody)(unsafe.Pointer(b))
	return &(&seqIterBody{Seq: o.Seq, Index: o.Index}).Body
}}

func newSeqIter(t *Thread, seq Value) Value {
	it := &SeqIter{Object: Object{SeqIterType}}
	it.first.Init(t.stamp())
	it.first.Seq = seq
	it.Box.Init(&it.first.Body)
	return Value{O: &it.Object}
}

func (it *SeqIter) write(t *Thread) *seqIterBody {
	b := it.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.Box, b, seqIterKind)
	}
	return (*seqIterBody)(unsafe.Pointer(b))
}

func init() {
	SeqIterType.Slots.Iter = iterSelf
	SeqIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		it := (*SeqIter)(unsafe.Pointer(v.O))
		b := it.write(t)
		if b.Seq.O == nil {
			return Value{}, nil
		}
		x, err := GetItem(t, b.Seq, Int(b.Index))
		b = it.write(t)
		if err != nil {
			if err.Matches(IndexError) || err.Matches(StopIteration) {
				b.Seq = Value{}
				return Value{}, nil
			}
			return Value{}, err
		}
		b.Index++
		return x, nil
	}
}
