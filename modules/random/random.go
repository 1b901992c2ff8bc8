// Package random is module _random: the generator behind module random.
package random

import (
	"crypto/rand"
	"encoding/binary"
	"math/big"
	"sync"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
)

// RandomType is _random.Random.
var RandomType = &object.Type{Name: "_random.Random", Doc: "A generator of random numbers.", QualName: object.NewStr("Random"), Module: "_random"}

// state is a generator's. As long as it has not been seeded, nor its state read,
// nobody can tell which random numbers it hands out: then each worker of a
// parallel run draws from a generator of its own, so that drawing does not
// conflict.
type state struct {
	twister
	known bool // seeded, or its state was read
}

var kind = object.NewKind[state]("random generator", nil)

func write(t *thread, v value) *state { return object.BoxedOf[state](v).Write(t, kind) }

// spare holds the generators of workers. What an aborted attempt drew is gone,
// which is as good as any other choice of random numbers.
var spare = sync.Pool{New: func() any {
	m := new(twister)
	if key, err := entropy(); err == nil {
		m.seedKey(key)
		return m
	}
	return nil
}}

// draw returns the generator to draw from, and whether it is a worker's, to be
// given back.
func draw(t *thread, v value) (m *twister, borrowed bool) {
	if t.Tx.InTransaction() && !object.BoxedOf[state](v).Read(t).known {
		if m, ok := spare.Get().(*twister); ok {
			return m, true
		}
	}
	return &write(t, v).twister, false
}

// free tells the stand-in for Random.gauss whether draw would use a worker's generator.
// Then it keeps nothing for the next call in the object, about which there would be
// conflicts.
var free = object.Def{Name: "_free", Sig: "generator, /", Fn: func(t *thread, a args) (value, raised) {
	if !t.Tx.InTransaction() || !a[0].Type().IsSubtype(RandomType) {
		return object.False, nil
	}
	return object.Bool(!object.BoxedOf[state](a[0]).Read(t).known), nil
}}

func giveBack(m *twister, borrowed bool) {
	if borrowed {
		spare.Put(m)
	}
}

// entropy returns a key of random words of the operating system.
func entropy() ([]uint32, error) {
	var b [size * 4]byte
	if _, err := rand.Read(b[:]); err != nil {
		return nil, err
	}
	key := make([]uint32, size)
	for i := range key {
		key[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	return key, nil
}

// seedKey returns the words that seed argument v stands for: the digits in base
// 2**32 of an int's absolute value, of other objects their hash's.
func seedKey(t *thread, v value) ([]uint32, raised) {
	if v.O == nil || v.IsNone() {
		key, err := entropy()
		if err != nil {
			return nil, t.OSError(err)
		}
		return key, nil
	}
	var n *big.Int
	if v.O.Typ.Flags&object.FlagInt != 0 {
		n = object.AsBig(v)
	} else {
		h, err := object.Hash(t, v)
		if err != nil {
			return nil, err
		}
		n = new(big.Int).SetUint64(uint64(h))
	}
	b := make([]byte, (n.BitLen()+31)/32*4)
	n.FillBytes(b) // of the absolute value
	key := make([]uint32, max(len(b)/4, 1))
	for i := range len(b) / 4 {
		key[i] = binary.BigEndian.Uint32(b[len(b)-4*i-4:])
	}
	return key, nil
}

func seed(t *thread, a args) (value, raised) {
	key, err := seedKey(t, a[1])
	if err != nil {
		return value{}, err
	}
	s := write(t, a[0])
	s.seedKey(key)
	s.known = a[1].O != nil && !a[1].IsNone()
	return object.None, nil
}

func getrandbits(t *thread, a args) (value, raised) {
	n, err := object.IndexInt(t, a[1], object.OverflowError)
	switch {
	case err != nil:
		if err.Matches(object.OverflowError) {
			err = t.Errorf(object.OverflowError, "Python int too large to convert to C int")
		}
		return value{}, err
	case n != int64(int32(n)):
		return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	case n < 0:
		return value{}, t.Errorf(object.ValueError, "number of bits must be non-negative")
	}
	if n == 0 {
		return object.Int(0), nil
	}
	m, borrowed := draw(t, a[0])
	defer giveBack(m, borrowed)
	if n <= 32 {
		return object.Int(int64(m.uint32() >> uint(32-n))), nil
	}
	// Words from the least significant on; of the last one its upper bits.
	words := int(n+31) / 32
	b := make([]byte, words*4)
	for i := range words {
		w := m.uint32()
		if i == words-1 {
			w >>= uint(32*words - int(n))
		}
		binary.BigEndian.PutUint32(b[len(b)-4*i-4:], w)
	}
	if words <= 2 {
		return object.Uint(binary.BigEndian.Uint64(b)), nil
	}
	return object.IntOf(new(big.Int).SetBytes(b)), nil
}

func getstate(t *thread, a args) (value, raised) {
	m := object.BoxedOf[state](a[0]).Read(t)
	if !m.known {
		m = write(t, a[0])
		m.known = true
	}
	items := make([]value, size+1)
	for i, w := range m.words {
		items[i] = object.Int(int64(w))
	}
	items[size] = object.Int(int64(m.next))
	return object.TupleOf(items), nil
}

func setstate(t *thread, a args) (value, raised) {
	tup, ok := object.AsTuple(a[1])
	if !ok {
		return value{}, t.Errorf(object.TypeError, "state vector must be a tuple")
	}
	if len(tup.Items) != size+1 {
		return value{}, t.Errorf(object.ValueError, "state vector is the wrong size")
	}
	var m twister
	for i, v := range tup.Items[:size] {
		if v.O.Typ.Flags&object.FlagInt == 0 {
			return value{}, t.Errorf(object.TypeError, "an integer is required")
		}
		n, b := object.AsInt(v)
		switch {
		case b != nil && b.Sign() > 0 && b.IsUint64():
			n = int64(b.Uint64())
		case b != nil && b.Sign() > 0:
			return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C unsigned long")
		case b != nil || n < 0:
			return value{}, t.Errorf(object.OverflowError, "can't convert negative value to unsigned int")
		}
		m.words[i] = uint32(n)
	}
	last := tup.Items[size]
	if last.O.Typ.Flags&object.FlagInt == 0 {
		return value{}, t.Errorf(object.TypeError, "an integer is required")
	}
	n, b := object.AsInt(last)
	if b != nil {
		return value{}, t.Errorf(object.OverflowError, "Python int too large to convert to C long")
	}
	if n < 0 || n > size {
		return value{}, t.Errorf(object.ValueError, "invalid state")
	}
	m.next = int(n)
	*write(t, a[0]) = state{m, true}
	return object.None, nil
}

// newRandom makes a generator. The one argument that it may have is the seed;
// subclasses can give their __init__ others.
func newRandom(t *thread, typ *object.Type, a, kwnames []value) (value, raised) {
	if typ == RandomType {
		if len(kwnames) > 0 {
			return value{}, t.Errorf(object.TypeError, "Random() takes no keyword arguments")
		}
		if len(a) > 1 {
			return value{}, t.Errorf(object.TypeError, "Random() requires 0 or 1 argument")
		}
	}
	var arg value
	if len(a) == 1 && len(kwnames) == 0 {
		arg = a[0]
	}
	key, err := seedKey(t, arg)
	if err != nil {
		return value{}, err
	}
	x := object.NewBoxed(t, typ, state{known: arg.O != nil && !arg.IsNone()})
	x.Write(t, kind).seedKey(key)
	return x.Value(), nil
}

func init() {
	object.SetBoxedLayout[state](RandomType)
	RandomType.Slots.New = newRandom
	RandomType.Methods = []object.Def{
		{Name: "random", Fn: func(t *thread, a args) (value, raised) {
			m, borrowed := draw(t, a[0])
			r := m.float64()
			giveBack(m, borrowed)
			return object.Float(r), nil
		}},
		{Name: "seed", Sig: "n=None, /", Fn: seed, Doc: "Begin a sequence that the argument determines, or without one the operating system."},
		{Name: "getstate", Fn: getstate},
		{Name: "setstate", Sig: "state, /", Fn: setstate, Doc: "Go on from where getstate() was called."},
		{Name: "getrandbits", Sig: "k, /", Fn: getrandbits},
	}
	object.RegisterModule("_random", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "_random", "The generator of random numbers behind module random.")
		m.Set(t, "Random", RandomType.Ready().Value())
		m.AddFuncs(t, []object.Def{free})
		return m, nil
	})
}
