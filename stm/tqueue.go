package stm

import "unsafe"

// TQueue is a first-in first-out queue for transactions. The zero TQueue is empty and
// unbounded. A TQueue must not be copied.
//
// It consists of two lists in two Vars: Get takes from the front, Put adds to the back, and
// when the front is empty Get moves the back there. So Put and Get conflict only then. Put
// into an unbounded queue does not look at the back either, so it is held back until commit
// (update.go), and any number of transactions may put at the same time.
//
// In a bounded queue Put must know that there is room. The back knows how many more items
// may be put before it has to ask the front how many have been taken since it was last
// asked; so Put looks at the front once for each filling of the queue.
type TQueue[T any] struct {
	bound int
	front Var[queueFront[T]]
	back  Var[queueBack[T]]
}

// queueNode is an element of an immutable list.
type queueNode[T any] struct {
	v    T
	next *queueNode[T]
}

type queueFront[T any] struct {
	list  *queueNode[T] // first item first
	n     int
	taken int // not yet credited to the back
}

type queueBack[T any] struct {
	list *queueNode[T] // last item first
	n    int
	used int // places of a bounded queue that are occupied as far as the back knows
}

// NewTQueue returns an empty queue that holds at most bound items; 0 means any number.
func NewTQueue[T any](bound int) *TQueue[T] {
	if bound < 0 {
		panic("stm: negative bound of a TQueue")
	}
	return &TQueue[T]{bound: bound}
}

// Put adds v at the end. If there is no room the transaction retries when there is.
func (q *TQueue[T]) Put(tx *Tx, v T) { tx.Check(q.TryPut(tx, v)) }

// TryPut adds v at the end, unless there is no room.
func (q *TQueue[T]) TryPut(tx *Tx, v T) bool {
	if q.bound == 0 {
		x := &q.back.box
		q.back.body() // a held update needs one to be applied to
		if u := tx.HeldUpdate(x); u != nil {
			u := u.(*queueUpdate[T])
			u.items = append(u.items, v)
			return true
		}
		if tx.HoldUpdate(x, varKind[queueBack[T]](), &queueUpdate[T]{items: []T{v}}) {
			return true
		}
		q.back.open(tx).v.push(v)
		return true
	}
	if q.back.Get(tx).used >= q.bound {
		f := q.front.Get(tx)
		if f.taken == 0 {
			return false
		}
		q.back.open(tx).v.used -= f.taken
		q.front.open(tx).v.taken = 0
	}
	back := &q.back.open(tx).v
	back.used++
	back.push(v)
	return true
}

func (b *queueBack[T]) push(v T) {
	b.list = &queueNode[T]{v, b.list}
	b.n++
}

type queueUpdate[T any] struct{ items []T }

func (u *queueUpdate[T]) Apply(b *Body) {
	back := &(*varBody[queueBack[T]])(unsafe.Pointer(b)).v
	for _, v := range u.items {
		back.push(v)
	}
}

// Get takes the first item. If the queue is empty the transaction retries when it is not.
func (q *TQueue[T]) Get(tx *Tx) T {
	v, ok := q.TryGet(tx)
	tx.Check(ok)
	return v
}

// TryGet takes the first item. ok is false if there is none.
func (q *TQueue[T]) TryGet(tx *Tx) (v T, ok bool) {
	if !q.fill(tx) {
		return v, false
	}
	f := &q.front.open(tx).v
	v = f.list.v
	f.list = f.list.next
	f.n--
	if q.bound != 0 {
		f.taken++
	}
	return v, true
}

// Peek returns the first item without taking it. ok is false if there is none.
func (q *TQueue[T]) Peek(tx *Tx) (v T, ok bool) {
	if !q.fill(tx) {
		return v, false
	}
	return q.front.Get(tx).list.v, true
}

// fill makes sure that the front holds the first item, if there is one.
func (q *TQueue[T]) fill(tx *Tx) bool {
	if q.front.Get(tx).list != nil {
		return true
	}
	back := q.back.Get(tx)
	if back.list == nil {
		return false
	}
	var list *queueNode[T]
	for n := back.list; n != nil; n = n.next {
		list = &queueNode[T]{n.v, list}
	}
	f := &q.front.open(tx).v
	f.list, f.n = list, back.n
	b := &q.back.open(tx).v
	b.list, b.n = nil, 0
	return true
}

// Len returns the number of items. A transaction that has asked for it conflicts with every
// one that puts or gets.
func (q *TQueue[T]) Len(tx *Tx) int { return q.front.Get(tx).n + q.back.Get(tx).n }
