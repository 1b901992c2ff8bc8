package object

import (
	"fmt"
	"math/rand"
	"slices"
	"testing"
	"time"
)

func mustRepr(t *testing.T, th *Thread, v Value) string {
	t.Helper()
	s, err := Repr(th, v)
	if err != nil {
		t.Fatal(err)
	}
	return s.S
}

func ints(n ...int64) []Value {
	var out []Value
	for _, i := range n {
		out = append(out, Int(i))
	}
	return out
}

func seeded(t *testing.T) *rand.Rand {
	seed := time.Now().UnixNano()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewSource(seed))
}

// TestSortStable sorts pairs by their first item in all kinds of order and
// compares with a stable sort of the standard library.
func TestSortStable(t *testing.T) {
	th := testThread(t)
	rnd := seeded(t)
	keyOf := Value{}
	_ = keyOf
	for round := range 200 {
		n := rnd.Intn(400)
		keys := make([]int64, n)
		for i := range keys {
			switch round % 4 {
			case 0:
				keys[i] = rnd.Int63n(20)
			case 1:
				keys[i] = int64(i) + rnd.Int63n(5)
			case 2:
				keys[i] = int64(-i / 3)
			default:
				keys[i] = rnd.Int63n(1 << 40)
			}
		}
		items := make([]Value, n)
		type pair struct{ key, pos int64 }
		want := make([]pair, n)
		for i, k := range keys {
			items[i] = NewPair(Int(k), Int(int64(i)))
			want[i] = pair{k, int64(i)}
		}
		reverse := round%3 == 0
		first := NewBuiltin(Def{Name: "first", Sig: "x, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			k := tupleOf(a[0]).Items[0]
			switch round % 5 {
			case 0:
				return k, nil
			case 1:
				return Float(float64(k.Int())), nil
			case 2:
				return NewStr(fmt.Sprintf("%020d", k.Int()+1000)), nil
			case 3:
				return NewPair(k, Int(7)), nil
			}
			return NewList(t, []Value{k}).Value(), nil
		}}, nil)
		slices.SortStableFunc(want, func(a, b pair) int {
			if reverse {
				a, b = b, a
				if a.key == b.key {
					return 0
				}
			}
			return int(min(max(a.key-b.key, -1), 1))
		})
		l := NewList(th, items)
		if err := l.Sort(th, first, reverse); err != nil {
			t.Fatal(err)
		}
		for i, x := range l.Items(th) {
			got := tupleOf(x).Items
			if (pair{got[0].Int(), got[1].Int()}) != want[i] {
				t.Fatalf("round %d: item %d is %v, want %v", round, i, got, want[i])
			}
		}
	}
}

// TestDictModel runs random operations on a dict and on a slice of pairs.
func TestDictModel(t *testing.T) {
	th := testThread(t)
	rnd := seeded(t)
	for range 20 {
		d := NewDict(th)
		var order []int64
		vals := map[int64]int64{}
		space := int64(1) << rnd.Intn(9)
		for range 3000 {
			k := rnd.Int63n(space) * 64
			switch rnd.Intn(8) {
			case 0, 1, 2, 3:
				v := rnd.Int63()
				if _, ok := vals[k]; !ok {
					order = append(order, k)
				}
				vals[k] = v
				if err := d.Set(th, Int(k), Int(v)); err != nil {
					t.Fatal(err)
				}
			case 4, 5:
				old, _ := d.Delete(th, Int(k))
				if v, ok := vals[k]; ok != (old.O != nil) || ok && old.Int() != v {
					t.Fatalf("delete %d", k)
				}
				if i := slices.Index(order, k); i >= 0 {
					order = slices.Delete(order, i, i+1)
					delete(vals, k)
				}
			case 6:
				key, _, ok := d.PopItem(th)
				if ok != (len(order) > 0) {
					t.Fatal("popitem")
				}
				if ok {
					if key.Int() != order[len(order)-1] {
						t.Fatalf("popitem returned %d", key.Int())
					}
					delete(vals, key.Int())
					order = order[:len(order)-1]
				}
			case 7:
				if rnd.Intn(50) == 0 {
					d = d.Copy(th)
				}
				v, _ := d.Get(th, Int(k))
				if w, ok := vals[k]; ok != (v.O != nil) || ok && v.Int() != w {
					t.Fatalf("get %d", k)
				}
			}
			if d.Len(th) != len(order) {
				t.Fatalf("len %d, want %d", d.Len(th), len(order))
			}
		}
		i := 0
		for k, v, pos, ok := d.NextEntry(th, 0); ok; k, v, pos, ok = d.NextEntry(th, pos) {
			if k.Int() != order[i] || v.Int() != vals[order[i]] {
				t.Fatalf("entry %d", i)
			}
			i++
		}
		for k, _, pos, ok := d.PrevEntry(th, EndPos); ok; k, _, pos, ok = d.PrevEntry(th, pos) {
			if i--; k.Int() != order[i] {
				t.Fatalf("entry %d backwards", i)
			}
		}
	}
}

func TestReprs(t *testing.T) {
	th := testThread(t)
	l := NewList(th, ints(1, 2))
	l.Append(th, l.Value())
	s := NewSet(th)
	for _, i := range []int64{7, 1, 40, 9, 3, 100, 64} {
		if err := s.Add(th, Int(i)); err != nil {
			t.Fatal(err)
		}
	}
	d := NewDict(th)
	d.SetStr(th, Intern("a"), l.Value())
	d.SetStr(th, Intern("self"), d.Value())
	for _, c := range []struct {
		v    Value
		want string
	}{
		{l.Value(), "[1, 2, [...]]"},
		{NewTuple(ints(1)), "(1,)"},
		{NewPair(Int(1), NewTuple(nil)), "(1, ())"},
		{s.Value(), "{64, 1, 3, 100, 7, 40, 9}"},
		{d.Value(), "{'a': [1, 2, [...]], 'self': {...}}"},
		{NewRange(1, 10, 3).Value(), "range(1, 10, 3)"},
		{NewRange(0, 10, 1).Value(), "range(0, 10)"},
		{NewSlice(Int(1), Value{}, Value{}), "slice(1, None, None)"},
		{NewDictKeys(d), "dict_keys(['a', 'self'])"},
	} {
		if got := mustRepr(t, th, c.v); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestSliceAssignment(t *testing.T) {
	th := testThread(t)
	rnd := seeded(t)
	part := func(n int) Value {
		if rnd.Intn(4) == 0 {
			return None
		}
		return Int(int64(rnd.Intn(2*n+3) - n - 1))
	}
	for range 2000 {
		n := rnd.Intn(12)
		items := make([]Value, n)
		for i := range items {
			items[i] = Int(int64(i))
		}
		step := Int(int64(rnd.Intn(7) - 3))
		if step == Int(0) {
			step = None
		}
		key := NewSlice(part(n), part(n), step)
		l := NewList(th, slices.Clone(items))
		got, err := GetItem(th, l.Value(), key)
		if err != nil {
			t.Fatal(err)
		}
		start, _, st, m, err := SliceIndices(th, key, n)
		if err != nil {
			t.Fatal(err)
		}
		var want, rest []Value
		taken := map[int]bool{}
		for i := range m {
			want = append(want, items[start+i*st])
			taken[start+i*st] = true
		}
		for i, x := range items {
			if !taken[i] {
				rest = append(rest, x)
			}
		}
		if !slices.Equal(want, listOf(got).Items(th)) {
			t.Fatalf("%s of %d", mustRepr(t, th, key), n)
		}
		if err := SetItem(th, l.Value(), key, Value{}); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(rest, l.Items(th)) {
			t.Fatalf("del %s of %d: %s", mustRepr(t, th, key), n, mustRepr(t, th, l.Value()))
		}
	}
}
