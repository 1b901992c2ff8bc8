package collections

import (
	"math"
	"strings"

	"github.com/weftpy/weft/object"
)

// dequeState is the state of a deque: a ring. Item i is in slot
// (head+i) & (size-1); the size is a power of two, or 0. The slots are in buf, or,
// for a large deque that a transaction has changed, in cards.
type dequeState struct {
	buf     []value
	cards   *object.CowArray[value]
	own     uint64 // the owner of what may be changed in cards
	head, n int
	maxlen  int    // -1: no limit
	gen     uint64 // counts changes of the length or order, which end iterations
}

// dequeIterState is the state of an iterator over a deque.
type dequeIterState struct {
	d     value
	index int // position of the next item, from the end if reverse
	left  int
	gen   uint64
}

type deque = object.Boxed[dequeState]

// DequeType is collections.deque.
var DequeType = &object.Type{Name: "collections.deque", Flags: object.FlagWeakRef | object.FlagSequence}

var (
	dequeIterType        = &object.Type{Name: "_collections._deque_iterator", Flags: object.FlagNoBase}
	dequeReverseIterType = &object.Type{Name: "_collections._deque_reverse_iterator", Flags: object.FlagNoBase}

	dequeKind     = object.NewForkingKind("deque", cloneDeque, forkDeque)
	dequeIterKind = object.NewKind[dequeIterState]("deque iterator", nil)
)

func dequeOf(v value) *deque { return object.BoxedOf[dequeState](v) }

func readDeque(t *thread, v value) *dequeState {
	s := dequeOf(v).Read(t)
	if s.cards != nil && t.Tx.Exclusive() {
		s.flatten()
	}
	return s
}

func writeDeque(t *thread, v value) *dequeState {
	s := dequeOf(v).Write(t, dequeKind)
	if s.cards != nil && t.Tx.Exclusive() {
		s.flatten()
	}
	return s
}

// bigDeque is how many slots a ring has at most that is copied as a whole when a
// transaction changes it.
const bigDeque = 256

func cloneDeque(s *dequeState) {
	switch {
	case s.cards != nil:
		c := *s.cards
		s.cards, s.own = &c, object.NewOwner()
	case len(s.buf) > bigDeque:
		s.buf = s.ring()
		s.card()
	default:
		s.buf = s.ring()
	}
}

// ring returns a copy of buf. Free slots are not copied: forks share them, and another attempt may
// be writing there (see forkDeque).
func (s *dequeState) ring() []value {
	ring := make([]value, len(s.buf))
	end := s.head + s.n
	copy(ring[min(s.head, len(ring)):], s.buf[min(s.head, len(ring)):min(end, len(ring))])
	if end > len(ring) {
		copy(ring, s.buf[:end-len(ring)])
	}
	return ring
}

// forkDeque is cloneDeque for a state to which items are only added: they go to free
// slots, which no other version looks at. A limited deque drops items, too.
func forkDeque(s *dequeState) {
	if s.cards != nil || s.maxlen >= 0 {
		cloneDeque(s)
	}
}

func (s *dequeState) card() {
	c := object.CowOf(s.buf)
	s.buf, s.cards, s.own = nil, &c, object.NewOwner()
}

func (s *dequeState) flatten() {
	s.buf, s.cards = s.cards.AppendTo(make([]value, 0, s.cards.Len())), nil
}

// size returns the number of slots.
func (s *dequeState) size() int {
	if s.cards != nil {
		return s.cards.Len()
	}
	return len(s.buf)
}

// at returns item i.
func (s *dequeState) at(i int) value {
	if s.cards != nil {
		return *s.cards.At((s.head + i) & (s.cards.Len() - 1))
	}
	return s.buf[(s.head+i)&(len(s.buf)-1)]
}

// item returns item i for change.
func (s *dequeState) item(i int) *value {
	if s.cards != nil {
		return s.cards.Change((s.head+i)&(s.cards.Len()-1), s.own)
	}
	return &s.buf[(s.head+i)&(len(s.buf)-1)]
}

// grow makes room for at least one more item.
func (s *dequeState) grow() {
	if s.n < s.size() {
		return
	}
	s.resize(max(8, 2*s.size()))
}

// resize moves the items to a ring of n slots.
func (s *dequeState) resize(n int) {
	buf := make([]value, n)
	if s.cards == nil && s.n == len(s.buf) {
		k := copy(buf, s.buf[min(s.head, len(s.buf)):])
		copy(buf[k:], s.buf[:s.n-k])
	} else {
		for i := range s.n {
			buf[i] = s.at(i)
		}
	}
	s.buf, s.head = buf, 0
	if s.cards != nil {
		s.card()
	}
}

// shrink gives memory back when most of it is free.
func (s *dequeState) shrink() {
	if s.size() <= 64 || s.n > s.size()/8 {
		return
	}
	s.resize(s.size() / 4)
}

// push appends x; if the deque is full the first item goes.
func (s *dequeState) push(x value) {
	s.gen++
	if s.maxlen >= 0 && s.n >= s.maxlen {
		if s.maxlen == 0 {
			return
		}
		s.popFirst()
	}
	s.grow()
	s.n++
	*s.item(s.n - 1) = x
}

// pushAll appends items to a deque that has no limit.
func (s *dequeState) pushAll(items []value) {
	n := max(8, s.size())
	for n < s.n+len(items) {
		n *= 2
	}
	if n != s.size() {
		s.resize(n)
	}
	end := s.n
	s.n += len(items)
	s.gen++
	if s.cards != nil {
		for i, x := range items {
			*s.item(end + i) = x
		}
		return
	}
	k := copy(s.buf[(s.head+end)&(n-1):], items)
	copy(s.buf, items[k:])
}

// pushFirst puts x in front; if the deque is full the last item goes.
func (s *dequeState) pushFirst(x value) {
	s.gen++
	if s.maxlen >= 0 && s.n >= s.maxlen {
		if s.maxlen == 0 {
			return
		}
		s.pop()
	}
	s.grow()
	s.head = (s.head - 1) & (s.size() - 1)
	s.n++
	*s.item(0) = x
}

func (s *dequeState) pop() value {
	p := s.item(s.n - 1)
	x := *p
	*p = value{}
	s.n--
	s.gen++
	s.shrink()
	return x
}

func (s *dequeState) popFirst() value {
	p := s.item(0)
	x := *p
	*p = value{}
	s.head = (s.head + 1) & (s.size() - 1)
	s.n--
	s.gen++
	s.shrink()
	return x
}

func (s *dequeState) clear() {
	s.buf, s.cards, s.head, s.n = nil, nil, 0, 0
	s.gen++
}

// rotate moves the last k items to the front, or the first -k to the end.
func (s *dequeState) rotate(k int64) {
	if s.n < 2 {
		return
	}
	half := int64(s.n) / 2
	if k > half || k < -half {
		k %= int64(s.n)
		if k > half {
			k -= int64(s.n)
		} else if k < -half {
			k += int64(s.n)
		}
	}
	s.gen++
	for ; k > 0; k-- {
		p := s.item(s.n - 1)
		x := *p
		*p = value{}
		s.head = (s.head - 1) & (s.size() - 1)
		*s.item(0) = x
	}
	for ; k < 0; k++ {
		p := s.item(0)
		x := *p
		*p = value{}
		s.head = (s.head + 1) & (s.size() - 1)
		*s.item(s.n - 1) = x
	}
}

// remove deletes item i.
func (s *dequeState) remove(i int) {
	for ; i < s.n-1; i++ {
		*s.item(i) = s.at(i + 1)
	}
	s.pop()
}

// insert puts x before item i of a deque that is not full.
func (s *dequeState) insert(i int, x value) {
	s.grow()
	s.n++
	for j := s.n - 1; j > i; j-- {
		*s.item(j) = s.at(j - 1)
	}
	*s.item(i) = x
	s.gen++
}

// items returns the items in a new slice.
func (s *dequeState) items() []value {
	items := make([]value, s.n)
	for i := range items {
		items[i] = s.at(i)
	}
	return items
}

// extendDeque adds the items of an iterable by push or pushFirst.
func extendDeque(t *thread, d, iterable value, add func(s *dequeState, x value)) *exc {
	if iterable == d { // what is added is not to be added again
		iterable = object.TupleOf(readDeque(t, d).items())
	}
	return object.Iterate(t, iterable, func(x value) (bool, *exc) {
		add(writeDeque(t, d), x)
		return true, nil
	})
}

// extendRight adds the items of an iterable at the end.
func extendRight(t *thread, d, iterable value) *exc {
	var items []value
	switch iterable.O.Typ {
	case object.ListType:
		l, _ := object.AsList(iterable)
		items = l.Items(t)
	case object.TupleType:
		tup, _ := object.AsTuple(iterable)
		items = tup.Items
	case object.RangeType, object.StrType, object.SetType, object.FrozenSetType, object.DictType:
		if readDeque(t, d).maxlen >= 0 {
			break
		}
		var err *exc
		if items, err = object.Collect(t, iterable); err != nil { // it runs no Python code
			return err
		}
	}
	if len(items) > 0 && readDeque(t, d).maxlen < 0 {
		writeDeque(t, d).pushAll(items)
		return nil
	}
	return extendDeque(t, d, iterable, (*dequeState).push)
}

func extendLeft(t *thread, d, iterable value) *exc {
	return extendDeque(t, d, iterable, (*dequeState).pushFirst)
}

func newDeque(t *thread, typ *object.Type, maxlen int) value {
	return object.NewBoxed(t, typ, dequeState{maxlen: maxlen}).Value()
}

// copyDeque is deque.copy().
func copyDeque(t *thread, v value) (value, *exc) {
	s := readDeque(t, v)
	if v.O.Typ == DequeType {
		c := newDeque(t, DequeType, s.maxlen)
		cs := writeDeque(t, c)
		if s.cards != nil {
			cs.buf = s.cards.AppendTo(make([]value, 0, s.size()))
		} else {
			cs.buf = s.ring()
		}
		cs.head, cs.n = s.head, s.n
		return c, nil
	}
	var c value
	var err *exc
	if s.maxlen < 0 {
		c, err = object.Call1(t, v.O.Typ.Value(), v)
	} else {
		c, err = object.Call2(t, v.O.Typ.Value(), v, object.Int(int64(s.maxlen)))
	}
	if err == nil && !object.IsInstance(c, DequeType) {
		return value{}, t.Errorf(object.TypeError, "%s() must return a deque, not %s", v.O.Typ.Name, c.TypeName())
	}
	return c, err
}

// find returns the first position in lo … hi-1 of an item equal to x, or -1.
func findDeque(t *thread, d, x value, lo, hi int) (int, *exc) {
	gen := readDeque(t, d).gen
	for i := lo; i < hi; i++ {
		s := readDeque(t, d)
		if s.gen != gen {
			return -1, t.Errorf(object.RuntimeError, "deque mutated during iteration")
		}
		if i >= s.n {
			break
		}
		if eq, err := object.EqualBool(t, s.at(i), x); err != nil || eq {
			return i, err
		}
	}
	return -1, nil
}

func dequeIndex(t *thread, v, key value) (int, *exc) {
	i, err := object.IndexInt(t, key, object.IndexError)
	if err != nil {
		if key.O.Typ.Flags&object.FlagInt == 0 && key.O.Typ.Slots.Index == nil {
			return 0, t.Errorf(object.TypeError, "sequence index must be integer, not '%s'", key.TypeName())
		}
		return 0, err
	}
	n := int64(readDeque(t, v).n)
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		return 0, t.Errorf(object.IndexError, "deque index out of range")
	}
	return int(i), nil
}

func dequeCompare(t *thread, a, b value, op object.CmpOp) (value, *exc) {
	if !object.IsInstance(a, DequeType) || !object.IsInstance(b, DequeType) {
		return object.NotImplemented, nil
	}
	n, m := readDeque(t, a).n, readDeque(t, b).n
	switch {
	case op == object.CmpEq && (a == b || n != m):
		return object.Bool(a == b), nil
	case op == object.CmpNe && (a == b || n != m):
		return object.Bool(a != b), nil
	}
	return object.Compare(t, object.TupleOf(readDeque(t, a).items()), object.TupleOf(readDeque(t, b).items()), op)
}

func dequeRepr(t *thread, v value) (value, *exc) {
	if !t.EnterRepr(v.O) {
		return object.NewStr("[...]"), nil
	}
	s := readDeque(t, v)
	maxlen := s.maxlen
	r, err := object.Repr(t, object.NewList(t, s.items()).Value())
	t.LeaveRepr()
	if err != nil {
		return value{}, err
	}
	text := v.O.Typ.ShortName() + "(" + r.S
	if maxlen >= 0 {
		m, err := object.Repr(t, object.Int(int64(maxlen)))
		if err != nil {
			return value{}, err
		}
		text += ", maxlen=" + m.S
	}
	return object.NewStr(text + ")"), nil
}

var dequeInit = &object.Func{Name: "deque", Sig: "iterable=None, maxlen=None", Type: DequeType, Fn: func(t *thread, a []value) (value, *exc) {
	maxlen := int64(-1)
	if a[2].O != nil && !a[2].IsNone() {
		var err *exc
		if a[2].O.Typ.Flags&object.FlagInt == 0 {
			return value{}, t.Errorf(object.TypeError, "an integer is required")
		}
		if maxlen, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return value{}, err
		}
		if maxlen < 0 {
			return value{}, t.Errorf(object.ValueError, "maxlen must be non-negative")
		}
	}
	s := writeDeque(t, a[0])
	s.maxlen = int(maxlen)
	if s.n > 0 {
		s.clear()
	}
	if a[1].O != nil {
		return object.None, extendRight(t, a[0], a[1])
	}
	return object.None, nil
}}

// repeatDeque returns the items n times over, as far as maxlen lets them in.
func repeatDeque(t *thread, d value, n int64) *exc {
	s := writeDeque(t, d)
	if n <= 0 || s.n == 0 {
		s.clear()
		return nil
	}
	items := s.items()
	if n > (1<<40)/int64(len(items)) && s.maxlen < 0 {
		return object.NewException(t, object.MemoryError)
	}
	if s.maxlen >= 0 { // more would only push out the same
		n = min(n, int64(s.maxlen/len(items)+2))
	}
	for range n - 1 {
		for _, x := range items {
			s.push(x)
		}
	}
	return nil
}

func init() {
	object.SetBoxedLayout[dequeState](DequeType)
	DequeType.Alloc = func(t *thread, typ *object.Type) *object.Object { return newDeque(t, typ, -1).O }
	s := &DequeType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return newDeque(t, typ, -1), nil
	}
	s.Init = func(t *thread, v value, args, kwnames []value) *exc {
		_, err := dequeInit.CallWith(t, append([]value{v}, args...), kwnames)
		return err
	}
	s.Repr = dequeRepr
	s.Compare = dequeCompare
	s.Len = func(t *thread, v value) (int, *exc) { return readDeque(t, v).n, nil }
	s.Iter = func(t *thread, v value) (value, *exc) { return newDequeIter(t, dequeIterType, v), nil }
	s.Contains = func(t *thread, v, x value) (bool, *exc) {
		i, err := findDeque(t, v, x, 0, math.MaxInt32)
		return i >= 0, err
	}
	s.GetItem = func(t *thread, v, key value) (value, *exc) {
		i, err := dequeIndex(t, v, key)
		if err != nil {
			return value{}, err
		}
		return readDeque(t, v).at(i), nil
	}
	s.SetItem = func(t *thread, v, key, x value) *exc {
		i, err := dequeIndex(t, v, key)
		if err != nil {
			return err
		}
		if x.O == nil {
			writeDeque(t, v).remove(i)
		} else {
			*writeDeque(t, v).item(i) = x
		}
		return nil
	}
	s.Num[object.OpAdd] = func(t *thread, a, b value) (value, *exc) {
		if !object.IsInstance(a, DequeType) {
			return object.NotImplemented, nil
		}
		if !object.IsInstance(b, DequeType) {
			if b.O.Typ.Slots.Num[object.OpAdd] != nil && b.O.Typ.IsHeap() {
				return object.NotImplemented, nil
			}
			return value{}, t.Errorf(object.TypeError, "can only concatenate deque (not \"%s\") to deque", b.TypeName())
		}
		c, err := copyDeque(t, a)
		if err == nil {
			err = extendRight(t, c, b)
		}
		return c, err
	}
	s.INum[object.OpAdd] = func(t *thread, a, b value) (value, *exc) {
		return a, extendRight(t, a, b)
	}
	repeat := func(inPlace bool) func(t *thread, a, b value) (value, *exc) {
		return func(t *thread, a, b value) (value, *exc) {
			if !object.IsInstance(a, DequeType) {
				a, b = b, a
			}
			if b.O.Typ.Flags&object.FlagInt == 0 && b.O.Typ.Slots.Index == nil {
				return value{}, t.Errorf(object.TypeError, "can't multiply sequence by non-int of type '%s'", b.TypeName())
			}
			n, err := object.IndexClip(t, b)
			if err == nil && !inPlace {
				a, err = copyDeque(t, a)
			}
			if err == nil {
				err = repeatDeque(t, a, n)
			}
			return a, err
		}
	}
	s.Num[object.OpMul] = repeat(false)
	s.INum[object.OpMul] = repeat(true)
	DequeType.Doc = "A sequence to which items are added, and from which they are taken, at both ends at the same cost.\n\nWith maxlen, what is too much goes at the opposite end."
	DequeType.Methods = dequeMethods()
	DequeType.Getsets = []object.GetSet{{Name: "maxlen", Get: func(t *thread, v value) (value, *exc) {
		if m := readDeque(t, v).maxlen; m >= 0 {
			return object.Int(int64(m)), nil
		}
		return object.None, nil
	}}}
	initDequeIter()
}

func dequeMethods() []object.Def {
	add := func(name, sig, doc string, f func(s *dequeState, x value)) object.Def {
		left := name == "appendleft"
		return object.Def{Name: name, Sig: sig, Fn: func(t *thread, a []value) (value, *exc) {
			if s := dequeOf(a[0]).Own(t); s != nil && s.cards == nil {
				f(s, a[1])
				return object.None, nil
			}
			if !holdItem(t, dequeOf(a[0]), a[1], left) {
				f(writeDeque(t, a[0]), a[1])
			}
			return object.None, nil
		}, Doc: doc}
	}
	extend := func(name, doc string, f func(t *thread, d, iterable value) *exc) object.Def {
		return object.Def{Name: name, Sig: "iterable, /", Fn: func(t *thread, a []value) (value, *exc) {
			return object.None, f(t, a[0], a[1])
		}, Doc: doc}
	}
	take := func(name, doc string, f func(s *dequeState) value) object.Def {
		return object.Def{Name: name, Fn: func(t *thread, a []value) (value, *exc) {
			if s := dequeOf(a[0]).Own(t); s != nil && s.cards == nil && s.n > 0 {
				return f(s), nil
			}
			if readDeque(t, a[0]).n == 0 {
				return value{}, t.Errorf(object.IndexError, "pop from an empty deque")
			}
			return f(writeDeque(t, a[0])), nil
		}, Doc: doc}
	}
	copyFn := func(t *thread, a []value) (value, *exc) { return copyDeque(t, a[0]) }
	return []object.Def{
		add("append", "x, /", "", (*dequeState).push),
		add("appendleft", "x, /", "", (*dequeState).pushFirst),
		extend("extend", "", extendRight),
		extend("extendleft", "", extendLeft),
		take("pop", "", (*dequeState).pop),
		take("popleft", "", (*dequeState).popFirst),
		{Name: "clear", Fn: func(t *thread, a []value) (value, *exc) {
			writeDeque(t, a[0]).clear()
			return object.None, nil
		}},
		{Name: "copy", Fn: copyFn},
		{Name: "__copy__", Fn: copyFn},
		{Name: "count", Sig: "value, /", Fn: func(t *thread, a []value) (value, *exc) {
			n := int64(0)
			for i := 0; ; i++ {
				var err *exc
				if i, err = findDeque(t, a[0], a[1], i, math.MaxInt32); err != nil {
					return value{}, err
				}
				if i < 0 {
					return object.Int(n), nil
				}
				n++
			}
		}, Doc: ""},
		{Name: "index", Sig: "value, start=0, stop=9223372036854775807, /", Fn: func(t *thread, a []value) (value, *exc) {
			lo, hi, err := object.SearchBounds(t, a[2], a[3], readDeque(t, a[0]).n)
			if err != nil {
				return value{}, err
			}
			i, err := findDeque(t, a[0], a[1], lo, hi)
			if err != nil {
				return value{}, err
			}
			if i < 0 {
				r, err := object.Repr(t, a[1])
				if err != nil {
					return value{}, err
				}
				return value{}, t.Errorf(object.ValueError, "%s is not in deque", r.S)
			}
			return object.Int(int64(i)), nil
		}},
		{Name: "insert", Sig: "index, value, /", Fn: func(t *thread, a []value) (value, *exc) {
			i, err := object.IndexInt(t, a[1], object.OverflowError)
			if err != nil {
				return value{}, err
			}
			s := writeDeque(t, a[0])
			if s.maxlen >= 0 && s.n >= s.maxlen {
				return value{}, t.Errorf(object.IndexError, "deque already at its maximum size")
			}
			if i < 0 {
				i = max(i+int64(s.n), 0)
			}
			s.insert(int(min(i, int64(s.n))), a[2])
			return object.None, nil
		}, Doc: "Insert value before index."},
		{Name: "remove", Sig: "value, /", Fn: func(t *thread, a []value) (value, *exc) {
			gen := readDeque(t, a[0]).gen
			i, err := findDeque(t, a[0], a[1], 0, math.MaxInt32)
			if err != nil {
				if err.Matches(object.RuntimeError) && readDeque(t, a[0]).gen != gen {
					return value{}, t.Errorf(object.IndexError, "deque mutated during iteration")
				}
				return value{}, err
			}
			if readDeque(t, a[0]).gen != gen {
				return value{}, t.Errorf(object.IndexError, "deque mutated during remove().")
			}
			if i < 0 {
				r, err := object.Repr(t, a[1])
				if err != nil {
					return value{}, err
				}
				return value{}, t.Errorf(object.ValueError, "%s is not in deque", r.S)
			}
			writeDeque(t, a[0]).remove(i)
			return object.None, nil
		}},
		{Name: "reverse", Fn: func(t *thread, a []value) (value, *exc) {
			s := writeDeque(t, a[0])
			for i, j := 0, s.n-1; i < j; i, j = i+1, j-1 {
				x, y := s.item(i), s.item(j)
				*x, *y = *y, *x
			}
			return object.None, nil
		}, Doc: "Reverse *IN PLACE*"},
		{Name: "rotate", Sig: "n=1, /", Fn: func(t *thread, a []value) (value, *exc) {
			k := int64(1)
			if a[1].O != nil {
				var err *exc
				if k, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
					return value{}, err
				}
			}
			writeDeque(t, a[0]).rotate(k)
			return object.None, nil
		}},
		{Name: "__reversed__", Fn: func(t *thread, a []value) (value, *exc) {
			return newDequeIter(t, dequeReverseIterType, a[0]), nil
		}, Doc: ""},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			state, err := object.CallMethod(t, a[0], object.Intern("__getstate__"))
			if err != nil {
				return value{}, err
			}
			it, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			args := object.TupleOf(nil)
			if m := readDeque(t, a[0]).maxlen; m >= 0 {
				args = object.NewPair(object.TupleOf(nil), object.Int(int64(m)))
			}
			return object.TupleOf([]value{a[0].O.Typ.Value(), args, state, it}), nil
		}},
		{Name: "__sizeof__", Fn: func(t *thread, a []value) (value, *exc) {
			return object.Int(96 + 16*int64(readDeque(t, a[0]).size())), nil
		}},
		object.ClassGetItem(),
	}
}

func newDequeIter(t *thread, typ *object.Type, d value) value {
	s := readDeque(t, d)
	return object.NewBoxed(t, typ, dequeIterState{d: d, left: s.n, gen: s.gen}).Value()
}

func initDequeIter() {
	for _, typ := range []*object.Type{dequeIterType, dequeReverseIterType} {
		object.SetBoxedLayout[dequeIterState](typ)
		name := typ.Name[strings.LastIndexByte(typ.Name, '.')+1:]
		s := &typ.Slots
		s.Iter = func(t *thread, v value) (value, *exc) { return v, nil }
		s.Next = func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[dequeIterState](v)
			it := x.Own(t)
			if it == nil {
				it = x.Write(t, dequeIterKind)
			}
			d := dequeOf(it.d).Own(t)
			if d == nil || d.cards != nil {
				d = readDeque(t, it.d)
			}
			if d.gen != it.gen {
				it.left = 0
				return value{}, t.Errorf(object.RuntimeError, "deque mutated during iteration")
			}
			if it.left == 0 {
				return value{}, nil
			}
			i := it.index
			if typ == dequeReverseIterType {
				i = d.n - 1 - i
			}
			it.index++
			it.left--
			return d.at(i), nil
		}
		s.New = func(t *thread, sub *object.Type, args, kwnames []value) (value, *exc) {
			if err := object.Positional(t, name, args, kwnames, 1, 2); err != nil {
				return value{}, err
			}
			if !object.IsInstance(args[0], DequeType) {
				return value{}, t.Errorf(object.TypeError, "argument 1 must be collections.deque, not %s", object.ArgTypeName(args[0]))
			}
			it := newDequeIter(t, typ, args[0])
			if len(args) == 2 {
				skip, err := object.IndexInt(t, args[1], object.OverflowError)
				if err != nil {
					return value{}, err
				}
				st := object.BoxedOf[dequeIterState](it).Write(t, dequeIterKind)
				k := int(max(0, min(skip, int64(st.left))))
				st.index, st.left = k, st.left-k
			}
			return it, nil
		}
		typ.Methods = []object.Def{
			{Name: "__length_hint__", Fn: func(t *thread, a []value) (value, *exc) {
				return object.Int(int64(object.BoxedOf[dequeIterState](a[0]).Read(t).left)), nil
			}},
			{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
				st := object.BoxedOf[dequeIterState](a[0]).Read(t)
				done := readDeque(t, st.d).n - st.left
				return object.NewPair(typ.Value(), object.NewPair(st.d, object.Int(int64(done)))), nil
			}},
		}
	}
}
