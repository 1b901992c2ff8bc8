package object

import (
	"sync/atomic"
	"unsafe"
)

// Tuples that are known to one register only are used again when that forgets them. The
// compiler has found the places (see compile.Code.LoneLoops): a generator yields a tuple that
// it has just made, and the variable of the loop that receives it is only looked into.
// When the loop's next value comes, nobody refers to the tuple any more, unless something has
// happened meanwhile that the compiler cannot see: escapes counts that.

// maxLone is how many items a tuple may have that is used again: up to there it
// is one allocation.
const maxLone = 12

// loneTuples are tuples that nobody refers to, at most one of each length. made is
// the one that the instruction before a Yield has made, until that has been executed. parts are
// the last ones that a slice has made for an addition that alone refers to them, as
// its first and second operand.
type loneTuples struct {
	spare [maxLone + 1]*Tuple
	made  *Object
	parts [2]*Object
}

var escapes atomic.Uint64

// Escaped notes that something has got a reference to what a variable holds by other means
// than an instruction that the compiler knows to give it away: the variables of a frame
// were asked for, or an operator has returned its operand. It may have been a tuple known
// to one variable only. All threads count together, for a generator may go on in
// another one.
func Escaped() { escapes.Add(1) }

// LoneTuple is called when a generator yields v to a loop whose variable is only looked
// into, and which then has forgotten what it was assigned before. fresh says that v is a tuple
// of which nobody else knows. state belongs to the loop: the tuple that its variable
// alone refers to, and how many escapes there had been.
func (t *Thread) LoneTuple(state *Value, v Value, fresh bool) {
	now := escapes.Load()
	if old := state.O; old != nil {
		if state.N == now {
			t.giveTuple((*Tuple)(unsafe.Pointer(old)))
		}
		*state = Value{}
	}
	if fresh {
		*state = Value{O: v.O, N: now}
	}
}

// giveTuple keeps a tuple to which nobody refers.
func (t *Thread) giveTuple(tup *Tuple) {
	if n := len(tup.Items); n > 0 && n <= maxLone {
		clear(tup.Items)
		t.lone.spare[n] = tup
	}
}

// TakeTuple is MakeTuple for a thread that may have one to use again.
func (t *Thread) TakeTuple(n int) *Tuple {
	if uint(n) <= maxLone {
		if tup := t.lone.spare[n]; tup != nil {
			t.lone.spare[n] = nil
			return tup
		}
	}
	return MakeTuple(n)
}

// Made notes that v is a tuple that t has just made and yields next; null: that it has not.
func (t *Thread) Made(v Value) { t.lone.made = v.O }

// Part notes that t has just made v to be operand n, 0 or 1, of an addition, for which
// alone it was made; null: that it has not.
func (t *Thread) Part(n int, v Value) { t.lone.parts[n] = v.O }

// Parts is called when t has added x and y, whose sum is neither. What was made for
// the addition only is used again.
func (t *Thread) Parts(x, y Value) {
	p := t.lone.parts
	t.lone.parts = [2]*Object{}
	if t.Tx.Solo() { // nothing can be undone
		if p[0] == x.O {
			t.giveTuple((*Tuple)(unsafe.Pointer(x.O)))
		}
		if p[1] == y.O {
			t.giveTuple((*Tuple)(unsafe.Pointer(y.O)))
		}
	}
}

// TakeMade reports whether v, which t yields, is what it has just made for that.
func (t *Thread) TakeMade(v Value) bool {
	fresh := v.O == t.lone.made
	t.lone.made = nil
	return fresh
}
