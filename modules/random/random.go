// Package random is module _random: the generator behind module random.
package random

import (
	"crypto/rand"
	"encoding/binary"
	"math/big"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	args   = []object.Value
	raised = *object.Exception
)

// RandomType is _random.Random.
var RandomType = &object.Type{Name: "_random.Random", QualName: object.NewStr("Random"), Module: "_random"}

var kind = object.NewKind[twister]("random generator", nil)

func write(t *thread, v value) *twister { return object.BoxedOf[twister](v).Write(t, kind) }

// seedKey returns the words that seed argument v stands for: the digits in base
// 2**32 of an int's absolute value, of other objects their hash's.
func seedKey(t *thread, v value) ([]uint32, raised) {
	if v.O == nil || v.IsNone() {
		var b [size * 4]byte
		if _, err := rand.Read(b[:]); err != nil {
			return nil, t.Errorf(object.OSError, "%s", err.Error())
		}
		key := make([]uint32, size)
		for i := range key {
			key[i] = binary.LittleEndian.Uint32(b[4*i:])
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
	write(t, a[0]).seedKey(key)
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
	m := write(t, a[0])
	switch {
	case n == 0:
		return object.Int(0), nil
	case n <= 32:
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
	m := object.BoxedOf[twister](a[0]).Read(t)
	state := make([]value, size+1)
	for i, w := range m.words {
		state[i] = object.Int(int64(w))
	}
	state[size] = object.Int(int64(m.next))
	return object.TupleOf(state), nil
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
	*write(t, a[0]) = m
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
	x := object.NewBoxed(t, typ, twister{})
	x.Write(t, kind).seedKey(key)
	return x.Value(), nil
}

func init() {
	RandomType.Doc = "Random() -> create a random number generator with its own internal state."
	object.SetBoxedLayout[twister](RandomType)
	RandomType.Slots.New = newRandom
	RandomType.Methods = []object.Def{
		{Name: "random", Doc: "random() -> x in the interval [0, 1).", Fn: func(t *thread, a args) (value, raised) {
			return object.Float(write(t, a[0]).float64()), nil
		}},
		{Name: "seed", Sig: "n=None, /", Fn: seed, Doc: "seed([n]) -> None.\n\nDefaults to use random bytes of the operating system."},
		{Name: "getstate", Fn: getstate, Doc: "getstate() -> tuple containing the current state."},
		{Name: "setstate", Sig: "state, /", Fn: setstate, Doc: "setstate(state) -> None.  Restores generator state."},
		{Name: "getrandbits", Sig: "k, /", Fn: getrandbits, Doc: "getrandbits(k) -> x.  Generates an int with k random bits."},
	}
	object.RegisterModule("_random", func(t *thread) (*object.Module, raised) {
		m := object.NewModule(t, "_random", "Module implements the Mersenne Twister random number generator.")
		m.Set(t, "Random", RandomType.Ready().Value())
		return m, nil
	})
}
