package stm

import "unsafe"

// Counter is a number that transactions add to without conflicting with each other. The
// zero Counter is 0. A Counter must not be copied.
//
// An addition does not look at the sum, so it is held back until commit (update.go). It is
// applied to one of several stripes, so that commits on different cores seldom wait for
// each other.
type Counter struct {
	stripes [counterStripes]Var[int64]
}

const counterStripes = 8

// NewCounter returns a counter that the attempt of tx has just made, and that is its own
// until it commits: adding to it then takes nothing from others.
func NewCounter(tx *Tx) *Counter {
	c := new(Counter)
	for i := range c.stripes {
		c.stripes[i].Init(tx, 0)
	}
	return c
}

// Add adds n.
func (c *Counter) Add(tx *Tx, n int64) {
	x := &c.stripes[tx.slot.index%counterStripes]
	x.body() // a held update needs one to be applied to
	if u := tx.HeldUpdate(&x.box); u != nil {
		u.(*counterUpdate).n += n
		return
	}
	if !tx.HoldUpdate(&x.box, varKind[int64](), &counterUpdate{n}) {
		x.open(tx).v += n
	}
}

// Value returns the sum. A transaction that has asked for it conflicts with every one that
// adds.
func (c *Counter) Value(tx *Tx) int64 {
	var sum int64
	for i := range c.stripes {
		sum += c.stripes[i].Get(tx)
	}
	return sum
}

type counterUpdate struct{ n int64 }

func (u *counterUpdate) Apply(b *Body) { (*varBody[int64])(unsafe.Pointer(b)).v += u.n }
