package parallel

import "github.com/weftpy/weft/object"

// Faults that tests inject. Nothing but tests sets the following variables, while no
// interpreter runs.

// chaos, if not nil, is asked at each poll point of a thread that is in a transaction
// whether it is to be undone; and transactions are as short as can be.
var chaos func(t *object.Thread) bool

// strike, if not nil, is asked the same at each poll point, while transactions end where they would.
var strike func() bool

// doom, if not nil, is asked when an attempt at a transaction that the program has asked for
// begins: at which of its poll points it shall be undone, counted from 1, at the last if it
// has not as many; 0 stands for none. So a transaction is tried again and again just as often
// whether it is long or short.
var doom func() int

// doomed is the number of poll points that an attempt has left, 0 if it may live.
type doomed int

// set begins an attempt of t, whom bit makes call step.
func (d *doomed) set(t *object.Thread, bit uint32) {
	if *d = doomed(doom()); *d > 0 {
		t.Tx.Poll.Or(bit)
	}
}

// step is what happens at a poll point.
func (d *doomed) step(t *object.Thread, bit uint32) {
	if *d == 1 {
		d.strike(t)
	} else if *d > 1 {
		*d--
		t.Tx.Poll.Or(bit)
	}
}

// strike undoes the attempt if it is doomed; nothing happens if it cannot be undone.
func (d *doomed) strike(t *object.Thread) {
	if *d > 0 {
		*d = 0
		t.Tx.Conflict()
	}
}
