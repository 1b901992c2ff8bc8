package stm

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Var is a transactional variable of type T. The zero Var holds the zero T. A Var must not
// be copied.
//
// Values are handed in and out as they are: what a value points at is not protected. So a
// value should be immutable, or hold further Vars.
type Var[T any] struct {
	_   [0]func() // not comparable: two Vars with equal values are not the same
	box Box
}

// varBody is a version of a Var. It does not carry its kind: that would make each write eight
// bytes longer, and allocating the bodies is the largest part of what a small transaction
// costs. Var knows T, so it can look the kind up (varKind).
type varBody[T any] struct {
	Body
	v T
}

func newVarBody[T any](v T) *Body { return &(&varBody[T]{v: v}).Body }

// varKinds maps types to kinds. The first write of an attempt to a Var needs the kind, and a
// sync.Map takes longer for that than the rest of it; so there is a small table in front, by the
// addresses of the types' descriptors. A type has few places in it, and once it is there it
// stays, unless more types than that compete for the places.
var (
	varKinds    sync.Map // reflect.Type → *Kind
	recentKinds [256]atomic.Pointer[typeKind]
)

const kindPlaces = 4

type typeKind struct {
	of   reflect.Type
	kind *Kind
}

func varKind[T any]() *Kind {
	t := reflect.TypeFor[T]()
	i := uintptr((*[2]unsafe.Pointer)(unsafe.Pointer(&t))[1]) / 64
	if r := recentKinds[i%uintptr(len(recentKinds))].Load(); r != nil && r.of == t {
		return r.kind
	}
	return lookUpKind[T](t, i)
}

func lookUpKind[T any](t reflect.Type, i uintptr) *Kind {
	var place *atomic.Pointer[typeKind]
	for j := range uintptr(kindPlaces) {
		p := &recentKinds[(i+j)%uintptr(len(recentKinds))]
		r := p.Load()
		if r == nil {
			place = p
			break
		}
		if r.of == t {
			return r.kind
		}
		if j == i%kindPlaces {
			place = p // to be replaced if none is free; not the same for all that compete
		}
	}
	k, ok := varKinds.Load(t)
	if !ok {
		k, _ = varKinds.LoadOrStore(t, &Kind{
			Name:  t.String(),
			Clone: func(b *Body) *Body { return newVarBody((*varBody[T])(unsafe.Pointer(b)).v) },
		})
	}
	place.Store(&typeKind{t, k.(*Kind)})
	return k.(*Kind)
}

// NewVar returns a Var that holds v.
func NewVar[T any](v T) *Var[T] {
	x := new(Var[T])
	x.box.Init(newVarBody(v))
	return x
}

// Init gives x its first value, in the transaction that has made x and has not yet let
// others know of it. Set would do as well; but a Var that was made with Init belongs to the
// transaction from the start, so it needs no version of its own until it is committed, and
// takes no part in the commit.
func (x *Var[T]) Init(tx *Tx, v T) {
	if tx.ID == noID {
		panic("stm: Init outside a transaction")
	}
	b := newVarBody(v)
	b.Init(tx.ID)
	x.box.Init(b)
}

// body returns the body of x, giving it the first one if there is none.
func (x *Var[T]) body() *Body {
	b := x.box.Load()
	if b == nil {
		// As if it had been there from the beginning: whoever is first.
		x.box.swap(nil, &new(varBody[T]).Body)
		b = x.box.Load()
	}
	return b
}

// Get returns the value that x has in the transaction.
func (x *Var[T]) Get(tx *Tx) T {
	b := x.box.Load()
	if b == nil {
		b = x.body()
	}
	if b.Stamp() != tx.ID {
		b = tx.OpenRead(&x.box, b)
	}
	return (*varBody[T])(unsafe.Pointer(b)).v
}

// Set makes v the value of x in the transaction.
func (x *Var[T]) Set(tx *Tx, v T) {
	x.open(tx).v = v
}

// Update replaces the value of x by f of it.
func (x *Var[T]) Update(tx *Tx, f func(T) T) {
	x.Set(tx, f(x.Get(tx))) // f may open boxes, so the body must be looked up again
}

func (x *Var[T]) open(tx *Tx) *varBody[T] {
	b := x.box.Load()
	if b == nil {
		b = x.body()
	}
	if b.Stamp() != tx.ID {
		b = tx.OpenWrite(&x.box, b, varKind[T]())
	}
	return (*varBody[T])(unsafe.Pointer(b))
}

// Load returns the value that x had at some moment during the call, outside any
// transaction. Several Loads need not belong to the same moment.
func (x *Var[T]) Load() T {
	return (*varBody[T])(unsafe.Pointer(Default.peek(&x.box, x.body()))).v
}

// peek returns the committed body of x at some moment during the call.
func (e *Engine) peek(x *Box, b *Body) *Body {
	for ; ; b = x.Load() {
		s := b.Stamp()
		if s&1 == 0 {
			return b
		}
		_, st := e.look(s)
		switch {
		case st == 0, st&stateMask == stateCommitted:
			if x.Load() == b {
				return b // a newborn, or committed and not stamped yet
			}
		default:
			// Not committed when we looked: then its predecessor was current.
			if p := b.loadPrev(); p != nil {
				return p
			}
		}
	}
}
