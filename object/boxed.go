package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// Boxed is the layout of objects whose whole state is one Go struct S in a box:
// iterators, and the like. Types of other packages use it too.
//
//	type state struct{ n int }
//	var kind = NewKind[state]("counter", nil)
//	x := NewBoxed(t, CounterType, state{n: 1})
//	x.Write(t, kind).n++
type Boxed[S any] struct {
	Object
	Box   stm.Box
	first boxedBody[S]
}

type boxedBody[S any] struct {
	stm.Body
	state S
}

// NewKind makes the kind of boxes of Boxed[S]. clone copies what a state refers
// to and changes in place; nil if there is nothing of that sort.
func NewKind[S any](name string, clone func(s *S)) *stm.Kind {
	k := &stm.Kind{Name: name, Clone: func(b *stm.Body) *stm.Body {
		n := &boxedBody[S]{state: (*boxedBody[S])(unsafe.Pointer(b)).state}
		if clone != nil {
			clone(&n.state)
		}
		return &n.Body
	}}
	if clone == nil {
		k.Save = func(b, spare *stm.Body) *stm.Body {
			s := spareOf[boxedBody[S]](spare)
			s.state = (*boxedBody[S])(unsafe.Pointer(b)).state
			return &s.Body
		}
	}
	return k
}

// StateOf returns the state in b, a body of a Boxed[S].
func StateOf[S any](b *stm.Body) *S { return &(*boxedBody[S])(unsafe.Pointer(b)).state }

// NewForkingKind is NewKind with a fork, which is to a state what stm.Kind.Fork is
// to a body.
func NewForkingKind[S any](name string, clone, fork func(s *S)) *stm.Kind {
	k := NewKind(name, clone)
	k.Fork = NewKind(name, fork).Clone
	return k
}

// NewBoxed makes an object of typ, whose layout is Boxed[S].
func NewBoxed[S any](t *Thread, typ *Type, s S) *Boxed[S] {
	var x *Boxed[S]
	if typ.AttrsOff == 0 {
		x = &Boxed[S]{Object: Object{typ}}
	} else {
		x = Allocate[Boxed[S]](typ)
	}
	x.first.Init(t.stamp())
	x.first.state = s
	x.Box.Init(&x.first.Body)
	return x
}

// SetBoxedLayout is SetLayout for Boxed[S].
func SetBoxedLayout[S any](typ *Type) {
	SetLayout[Boxed[S]](typ)
	typ.Alloc = func(t *Thread, typ *Type) *Object {
		var s S
		return &NewBoxed(t, typ, s).Object
	}
}

// BoxedOf returns v as the object of layout Boxed[S] that it must be.
func BoxedOf[S any](v Value) *Boxed[S] { return (*Boxed[S])(unsafe.Pointer(v.O)) }

// Value returns x as a value.
func (x *Boxed[S]) Value() Value { return Value{O: &x.Object} }

// Read opens x for reading. The state may be another one after a call that may
// run Python code.
func (x *Boxed[S]) Read(t *Thread) *S {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&x.Box, b)
	}
	return &(*boxedBody[S])(unsafe.Pointer(b)).state
}

// Own returns the state if the attempt may already change it, else nil: what hot paths ask first,
// for the call disappears.
func (x *Boxed[S]) Own(t *Thread) *S {
	if b := x.Box.Load(); b.Stamp() == t.Tx.ID {
		return &(*boxedBody[S])(unsafe.Pointer(b)).state
	}
	return nil
}

// Write opens x for change.
func (x *Boxed[S]) Write(t *Thread, k *stm.Kind) *S {
	b := x.Box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&x.Box, b, k)
	}
	return &(*boxedBody[S])(unsafe.Pointer(b)).state
}
