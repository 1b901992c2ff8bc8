// Package stm is, in this file alone, only solo mode: enough to build the
// packages above it. The engine replaces this file as a whole (delete it then).
package stm

import (
	"sync/atomic"
	"unsafe"
)

type Body struct {
	stamp uint64
	prev  unsafe.Pointer
}

func (b *Body) Stamp() uint64  { return atomic.LoadUint64(&b.stamp) }
func (b *Body) Init(id uint64) { b.stamp = id }

type Box struct{ p unsafe.Pointer }

func (x *Box) Load() *Body  { return (*Body)(atomic.LoadPointer(&x.p)) }
func (x *Box) Init(b *Body) { x.p = unsafe.Pointer(b) }

type Kind struct {
	Name  string
	Clone func(*Body) *Body
}

type Tx struct {
	ID   uint64
	Poll atomic.Uint32
}

func (tx *Tx) OpenRead(x *Box, b *Body) *Body           { b.stamp = tx.ID; return b }
func (tx *Tx) OpenWrite(x *Box, b *Body, k *Kind) *Body { b.stamp = tx.ID; return b }
func (tx *Tx) BecomeInevitable(reason string)           {}
func (tx *Tx) BecomeExclusive(reason string)            {}
func (tx *Tx) InTransaction() bool                      { return false }
func (tx *Tx) Solo() bool                               { return true }
func (tx *Tx) PollSlow()                                {}

// Replace puts nb in the place of b, x's body that this attempt owns.
func (tx *Tx) Replace(x *Box, b, nb *Body) { nb.stamp = tx.ID; x.Init(nb) }

type Engine struct{}

func NewEngine() *Engine     { return &Engine{} }
func (e *Engine) NewTx() *Tx { return &Tx{ID: 1} }
