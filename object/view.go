package object

import "github.com/weftpy/weft/stm"

// attemptView is what an attempt that looks at all of a carded container sees of
// it, in flat form, so that it is put together once and not at each look. It holds
// until the attempt ends or changes the container.
type attemptView struct {
	box  *stm.Box
	id   uint64
	body any
}

// ViewOf returns the view of the container with box x that t's attempt has, or nil.
func (t *Thread) ViewOf(x *stm.Box) any {
	for i := range t.views {
		if v := &t.views[i]; v.box == x && v.id == t.Tx.ID {
			return v.body
		}
	}
	return nil
}

// KeepView notes a view. Two are kept, because containers are compared.
func (t *Thread) KeepView(x *stm.Box, body any) {
	t.views[1] = t.views[0]
	t.views[0] = attemptView{x, t.Tx.ID, body}
}

// ForgetView is called before the container with box x is changed.
func (t *Thread) ForgetView(x *stm.Box) {
	for i := range t.views {
		if t.views[i].box == x {
			t.views[i] = attemptView{}
		}
	}
}

// doNotHold notes that an update held back for the container with box x did not
// fit, so that the next attempt does without it. The latest few are remembered.
func (t *Thread) doNotHold(x *stm.Box) {
	copy(t.unheld[1:], t.unheld[:])
	t.unheld[0] = x
}

// holdsNot reports whether that has been noted for x.
func (t *Thread) holdsNot(x *stm.Box) bool {
	for _, y := range t.unheld {
		if y == x {
			return true
		}
	}
	return false
}
