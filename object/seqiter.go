package object

// seqIterState is the state of an iterator that counts positions in Seq: over
// an object that has __getitem__ only, it counts up from 0 until IndexError.
type seqIterState struct {
	Seq   Value // null at the end
	Index int64
}

// SeqIterType is the type of such iterators.
var SeqIterType = declare("iterator", ObjectType, FlagNoBase|FlagNoNew)

var seqIterKind = NewKind[seqIterState]("iterator", nil)

func newSeqIter(t *Thread, seq Value) Value { return newIndexIter(t, SeqIterType, seq, 0) }

func init() {
	SeqIterType.Slots.Iter = iterSelf
	SeqIterType.Slots.Next = func(t *Thread, v Value) (Value, *Exception) {
		it := BoxedOf[seqIterState](v)
		b := it.Write(t, seqIterKind)
		if b.Seq.O == nil {
			return Value{}, nil
		}
		x, err := GetItem(t, b.Seq, Int(b.Index))
		b = it.Write(t, seqIterKind)
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
