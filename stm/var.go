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

// varBody is a version of a Var. It carries its kind because there is no other place for
// it: a Var should be one word.
type varBody[T any] struct {
	Body
	kind *Kind
	v    T
}

// varKinds maps types to kinds. Each new Var needs its kind, and a sync.Map takes longer for
// that than the rest of making it; so there is a small table of the types used lately, by
// the addresses of their descriptors.
var (
	varKinds    sync.Map // reflect.Type → *Kind
	recentKinds [64]atomic.Pointer[typeKind]
)

type typeKind struct {
	of   reflect.Type
	kind *Kind
}

func varKind[T any]() *Kind {
	t := reflect.TypeFor[T]()
	recent := &recentKinds[uintptr((*[2]unsafe.Pointer)(unsafe.Pointer(&t))[1])/64%uintptr(len(recentKinds))]
	if r := recent.Load(); r != nil && r.of == t {
		return r.kind
	}
	k, ok := varKinds.Load(t)
	if !ok {
		k, _ = varKinds.LoadOrStore(t, &Kind{
			Name: t.String(),
			Clone: func(b *Body) *Body {
				from := (*varBody[T])(unsafe.Pointer(b))
				return &(&varBody[T]{kind: from.kind, v: from.v}).Body
			},
		})
	}
	recent.Store(&typeKind{t, k.(*Kind)})
	return k.(*Kind)
}

// NewVar returns a Var that holds v.
func NewVar[T any](v T) *Var[T] {
	x := new(Var[T])
	x.box.Init(&(&varBody[T]{kind: varKind[T](), v: v}).Body)
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
	b := &varBody[T]{kind: varKind[T](), v: v}
	b.Init(tx.ID)
	x.box.Init(&b.Body)
}

// body returns the body of x, giving it the first one if there is none.
func (x *Var[T]) body() *Body {
	b := x.box.Load()
	if b == nil {
		// As if it had been there from the beginning: whoever is first.
		x.box.swap(nil, &(&varBody[T]{kind: varKind[T]()}).Body)
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
		b = tx.OpenWrite(&x.box, b, (*varBody[T])(unsafe.Pointer(b)).kind)
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
		case st == 0:
			if x.Load() == b {
				return b // a newborn
			}
		case st&stateMask == stateCommitted:
			return b
		default:
			// Not committed when we looked: then its predecessor was current.
			if p := b.loadPrev(); p != nil {
				return p
			}
		}
	}
}
