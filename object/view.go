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

// viewOf returns the view of the container with box x that t's attempt has, or nil.
func (t *Thread) viewOf(x *stm.Box) any {
	if t.view.box == x && t.view.id == t.Tx.ID {
		return t.view.body
	}
	return nil
}

// keepView notes a view; only the latest one is kept.
func (t *Thread) keepView(x *stm.Box, body any) { t.view = attemptView{x, t.Tx.ID, body} }

// forgetView is called before the container with box x is changed.
func (t *Thread) forgetView(x *stm.Box) {
	if t.view.box == x {
		t.view = attemptView{}
	}
}
