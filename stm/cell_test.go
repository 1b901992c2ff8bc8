package stm

import "unsafe"

// A cell is the smallest mutable object: a box for one number. Tests of the low level are
// written with it.
type cell struct {
	box   Box
	plain bool // its kind has no Save
}

type cellBody struct {
	Body
	n   int
	ref *cell // for the model check
}

var cellKind = &Kind{Name: "cell", Clone: func(b *Body) *Body {
	from := (*cellBody)(unsafe.Pointer(b))
	nb := &cellBody{n: from.n, ref: from.ref}
	if madeBody != nil {
		madeBody(&nb.Body)
	}
	return &nb.Body
}, Save: func(b, spare *Body) *Body {
	from, to := (*cellBody)(unsafe.Pointer(b)), (*cellBody)(unsafe.Pointer(spare))
	if to == nil {
		to = new(cellBody)
		if madeBody != nil {
			madeBody(&to.Body)
		}
	}
	to.n, to.ref = from.n, from.ref
	return &to.Body
}}

var plainCellKind = &Kind{Name: "plain cell", Clone: cellKind.Clone}

// madeBody tells the model check of each body that is made while it runs.
var madeBody func(*Body)

func newCell(n int) *cell {
	c := new(cell)
	c.box.Init(&(&cellBody{n: n}).Body)
	return c
}

// newCellIn makes a cell within an attempt.
func newCellIn(tx *Tx, n int) *cell {
	c := new(cell)
	b := &cellBody{n: n}
	b.Init(tx.ID)
	c.box.Init(&b.Body)
	return c
}

func (c *cell) get(tx *Tx) int { return c.read(tx).n }

// read opens c for reading.
func (c *cell) read(tx *Tx) *cellBody {
	tx.step(ptLoad)
	b := c.box.Load()
	if b.Stamp() != tx.ID && !(hooks && tx.Knows(b)) { // the sequential model has no Knows
		b = tx.OpenRead(&c.box, b)
	}
	return (*cellBody)(unsafe.Pointer(b))
}

func (c *cell) set(tx *Tx, n int) { c.open(tx).n = n }

// open opens c for writing.
func (c *cell) open(tx *Tx) *cellBody {
	tx.step(ptLoad)
	b := c.box.Load()
	if b.Stamp() != tx.ID {
		k := cellKind
		if c.plain {
			k = plainCellKind
		}
		b = tx.OpenWrite(&c.box, b, k)
	}
	return (*cellBody)(unsafe.Pointer(b))
}

// add is a blind update.
func (c *cell) add(tx *Tx, n int) {
	if u := tx.HeldUpdate(&c.box); u != nil {
		u.(*cellAdd).n += n
		return
	}
	if !tx.HoldUpdate(&c.box, cellKind, &cellAdd{n}) {
		c.set(tx, c.get(tx)+n)
	}
}

type cellAdd struct{ n int }

func (u *cellAdd) Apply(b *Body) { (*cellBody)(unsafe.Pointer(b)).n += u.n }

// newParallel returns an engine in parallel mode.
func newParallel() *Engine {
	e := NewEngine()
	e.NewTx().EnterParallel()
	return e
}

// peekCell returns the committed body of c.
func (e *Engine) peekCell(c *cell) unsafe.Pointer {
	return unsafe.Pointer(e.peek(&c.box, c.box.Load()))
}
