package object

import (
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// heldKeys are additions to a set that are held back until commit. All are pure
// keys.
type heldKeys struct {
	t    *Thread
	s    *Set
	keys []hashedKey
	one  [2]hashedKey

	many *setBody // if there are many, a set of them
}

// add adds a key. While there are few, it may be there several times.
func (u *heldKeys) add(k hashedKey) {
	if len(u.keys) >= minSetTable {
		if u.many == nil {
			u.many = new(setBody)
			for _, k := range u.keys {
				u.isNew(k)
			}
		}
		if !u.isNew(k) {
			return
		}
	}
	u.keys = append(u.keys, k)
}

// isNew enters k in many and reports whether it was not there.
func (u *heldKeys) isNew(k hashedKey) bool {
	pos, found, ok := u.many.probePure(u.t, k)
	if ok && !found {
		u.many.put(nil, pos, k)
	}
	return !found
}

// Fits reports whether no key need be compared with one that is not pure.
func (u *heldKeys) Fits(b *stm.Body) bool {
	for _, k := range u.keys {
		if _, _, ok := (*setBody)(unsafe.Pointer(b)).probePure(u.t, k); !ok {
			u.t.doNotHold(&u.s.Box)
			return false
		}
	}
	return true
}

func (u *heldKeys) Apply(b *stm.Body) {
	sb := (*setBody)(unsafe.Pointer(b))
	for _, k := range u.keys {
		if pos, found, _ := sb.probePure(u.t, k); !found {
			sb.put(nil, pos, k)
		}
	}
}

// probePure is probe of a pure key; ok is false if only a program can tell
// whether the entry at pos is k.
func (b *setBody) probePure(t *Thread, k hashedKey) (pos int, found, ok bool) {
	n := b.size()
	if n == 0 {
		return 0, false, true
	}
	hash := k.hash()
	mask := uint64(n - 1)
	perturb := uint64(hash)
	i := perturb & mask
	dead := -1
	for {
		end := i
		if i+setProbes <= mask {
			end = i + setProbes
		}
		for j := i; j <= end; j++ {
			x := b.slot(int(j))
			switch {
			case x == k:
				return int(j), true, true
			case x.O == nil && x.N == 0:
				if dead >= 0 {
					return dead, false, true
				}
				return int(j), false, true
			case x.O == nil:
				dead = int(j)
			case x.hash() == hash:
				if same, ok := samePure(t, x.value(), k.value()); same || !ok {
					return int(j), same, ok
				}
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + perturb) & mask
	}
}

// hold holds s.add(x) back until commit, if possible.
func (s *Set) hold(t *Thread, x Value, h int64) bool {
	if !t.Tx.Optimistic() || !pureKey(x) || t.holdsNot(&s.Box) {
		return false
	}
	k := makeKey(x, h)
	if u := t.Tx.HeldUpdate(&s.Box); u != nil {
		u.(*heldKeys).add(k)
		return true
	}
	if t.LikelyPrivate(&s.Box) {
		return false
	}
	u := &heldKeys{t: t, s: s}
	u.keys = append(u.one[:0], k)
	return t.Tx.HoldUpdate(&s.Box, setKind, u)
}
