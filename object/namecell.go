package object

import (
	"sync"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// NameCell holds the value of one global variable, or of a class variable (classvar.go).
type NameCell struct {
	Object // of the internal type nameCellType: never seen by programs
	Box    stm.Box
	// Variable is set, by a thread that runs alone, when a transaction first
	// assigns the name; until then reading it is not logged, because assigning it
	// is done alone.
	Variable bool
	first    NameCellBody
}

// NameCellBody is a version of a variable.
type NameCellBody struct {
	stm.Body
	Value Value // null: not bound
}

// nameCells holds every cell that a namespace ever had, also those of names
// that are not bound now, so a cache may keep the cell of a name that may come.
type nameCells struct {
	mu sync.Mutex
	m  map[*Str]*NameCell
}

var (
	nameCellType = &Type{Name: "name cell"}
	nameCellKind = &stm.Kind{Name: "global variable", Clone: func(b *stm.Body) *stm.Body {
		return &(&NameCellBody{Value: (*NameCellBody)(unsafe.Pointer(b)).Value}).Body
	}, Save: func(b, spare *stm.Body) *stm.Body {
		s := spareOf[NameCellBody](spare)
		s.Value = (*NameCellBody)(unsafe.Pointer(b)).Value
		return &s.Body
	}}
)

// Load returns the variable's value, null if it is not bound.
func (c *NameCell) Load(t *Thread) Value {
	b := c.Box.Load()
	if c.Variable && b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenRead(&c.Box, b)
	}
	return (*NameCellBody)(unsafe.Pointer(b)).Value
}

// Store assigns the variable; null unbinds it.
func (c *NameCell) Store(t *Thread, v Value) {
	b := c.Box.Load()
	if b.Stamp() != t.Tx.ID {
		if v.O != nil && t.Tx.Revocable() && c.Load(t) == v {
			return // `results += [x]` assigns the list that is there
		}
		if !c.Variable && t.Tx.InTransaction() {
			t.Tx.BecomeExclusive("assignment to a variable that was constant")
			c.Variable = true
			b = c.Box.Load()
		}
		if b.Stamp() != t.Tx.ID {
			b = t.Tx.OpenWrite(&c.Box, b, nameCellKind)
		}
	}
	(*NameCellBody)(unsafe.Pointer(b)).Value = v
}

// Cell returns the cell of name in a namespace dict, making an unbound one if
// the name was never seen. name must be interned.
func (d *Dict) Cell(t *Thread, name *Str) *NameCell {
	d.names.mu.Lock()
	defer d.names.mu.Unlock()
	c := d.names.m[name]
	if c == nil {
		// Stamp 0: the cell is made outside the transaction, like a cache.
		c = &NameCell{Object: Object{nameCellType}}
		c.Box.Init(&c.first.Body)
		d.names.m[name] = c
	}
	return c
}
