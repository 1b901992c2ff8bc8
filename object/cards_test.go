package object

import (
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

var cardSeed = flag.Int64("cardseed", 0, "seed of the tests of containers in transactions; 0 takes the time")

func cardTestSeed(t *testing.T) int64 {
	seed := *cardSeed
	if seed == 0 {
		seed = time.Now().UnixNano()
	}
	t.Logf("-cardseed=%d", seed)
	return seed
}

// parallelThreads makes n threads of one interpreter, whose engine is parallel.
// alone ends that.
func parallelThreads(t testing.TB, n int) (threads []*Thread, alone func() *Thread) {
	first := testThread(t)
	for range n {
		threads = append(threads, NewThread(first.Interp, first.Interp.Engine.NewTx()))
	}
	first.Tx.EnterParallel()
	return threads, func() *Thread {
		first.Tx.ExitParallel()
		return first
	}
}

// cardTransactions is how many transactions each thread of a random test runs.
func cardTransactions() int {
	if testing.Short() {
		return 20
	}
	return 60
}

var errGiveUp = errors.New("given up")

// try runs f as a transaction; f may panic with errGiveUp, which undoes it. It
// reports whether the transaction has committed.
func try(th *Thread, f func()) (committed bool) {
	defer func() {
		if r := recover(); r != nil {
			if r != errGiveUp {
				panic(r)
			}
			th.Rewind(Mark{frame: th.Frame})
		}
	}()
	th.Tx.Run(f)
	return true
}

// sometimesAlone makes th run its transactions alone for a while, if it can, or copy containers as a
// whole.
func sometimesAlone(th *Thread, rnd *rand.Rand) {
	th.Tx.Long = rnd.Intn(2) == 0
	switch rnd.Intn(4) {
	case 0:
		th.Tx.RunAlone(true)
	case 1:
		th.Tx.RunAlone(false)
	case 2:
		th.Tx.Share()
	}
}

// lookUp lets others run who want to.
func lookUp(th *Thread) {
	if th.Tx.Poll.Load() != 0 {
		th.Tx.PollSlow()
	}
}

// TestCardedLists lets threads change one list: each transaction compares it, step
// by step, with a plain slice of what it found, and gives up now and then.
func TestCardedLists(t *testing.T) {
	seed := cardTestSeed(t)
	for round := range 6 {
		threads, alone := parallelThreads(t, 3)
		l := NewList(nil, nil)
		for i := range []int{0, 100, 256, 300, 1000, 5000}[round] {
			l.first.Items = append(l.first.Items, Int(int64(i)))
		}
		var wg sync.WaitGroup
		for k, th := range threads {
			rnd := rand.New(rand.NewSource(seed + int64(round*10+k)))
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer th.Tx.RunAlone(false)
				for range cardTransactions() {
					sometimesAlone(th, rnd)
					s := rnd.Int63()
					try(th, func() { listSteps(t, th, l, rand.New(rand.NewSource(s))) })
				}
			}()
		}
		wg.Wait()
		th := alone()
		if n := l.Len(th); n != len(l.Items(th)) {
			t.Errorf("length %d, %d items", n, len(l.Items(th)))
		}
	}
}

func listSteps(t *testing.T, th *Thread, l *List, rnd *rand.Rand) {
	var model []Value
	switch rnd.Intn(3) {
	case 0:
		model = slices.Clone(l.Items(th))
	case 1:
		for i := 0; ; i++ {
			x, ok := l.At(th, i)
			if !ok {
				break
			}
			model = append(model, x)
		}
	default: // has not looked
		for range 3 {
			l.Append(th, Int(rnd.Int63()))
		}
		if rnd.Intn(2) == 0 {
			return
		}
		model = slices.Clone(l.Items(th))
	}
	for range rnd.Intn(30) {
		x := Int(rnd.Int63())
		n := len(model)
		lookUp(th)
		if got := l.Len(th); got != n {
			t.Errorf("length %d, want %d", got, n)
			panic(errGiveUp)
		}
		switch kind := rnd.Intn(12); {
		case kind < 4 && n > 0:
			i := rnd.Intn(n)
			listSetItem(th, l.Value(), Int(int64(i)), x)
			model[i] = x
		case kind < 6:
			l.Append(th, x)
			model = append(model, x)
		case kind == 6 && n > 0:
			if got := l.popLast(th); got != model[n-1] {
				t.Errorf("popped %v, want %v", got, model[n-1])
			}
			model = model[:n-1]
		case kind == 7 && n > 0:
			i := rnd.Intn(n)
			if got, _ := l.At(th, i); got != model[i] {
				t.Errorf("item %d is %v, want %v", i, got, model[i])
			}
		case kind == 8 && n > 0 && rnd.Intn(4) == 0:
			i := rnd.Intn(n)
			l.remove(th, i)
			model = slices.Delete(model, i, i+1)
		case kind == 9 && n > 0:
			i := rnd.Intn(n)
			j := i + rnd.Intn(n-i)
			if got := listOf(l.sliceList(th, i, 1, j-i)).Items(th); !slices.Equal(got, model[i:j]) {
				t.Errorf("slice %d:%d differs", i, j)
			}
		case kind == 10 && rnd.Intn(8) == 0:
			panic(errGiveUp)
		}
	}
	if !slices.Equal(l.Items(th), model) {
		t.Error("contents differ")
	}
}

// TestCardedDictsAndSets does the same with a dict and a set, compared with maps
// and, for the order, a slice of keys.
func TestCardedDictsAndSets(t *testing.T) {
	seed := cardTestSeed(t)
	for round := range 6 {
		threads, alone := parallelThreads(t, 3)
		d, s := NewDict(nil), NewSet(nil)
		size := []int{0, 100, 256, 300, 1000, 5000}[round]
		for i := range size {
			d.first.add(nil, Int(int64(i)), Int(int64(-i)), int64(i))
			pos, _, _ := s.first.probe(makeKey(Int(int64(i)), int64(i)), int64(i))
			s.first.put(nil, pos, makeKey(Int(int64(i)), int64(i)))
		}
		var wg sync.WaitGroup
		for k, th := range threads {
			rnd := rand.New(rand.NewSource(seed + int64(round*10+k)))
			wg.Add(1)
			go func() {
				defer wg.Done()
				defer th.Tx.RunAlone(false)
				for range cardTransactions() {
					sometimesAlone(th, rnd)
					n := rnd.Int63()
					try(th, func() { dictSteps(t, th, d, s, int64(size)+50, rand.New(rand.NewSource(n))) })
				}
			}()
		}
		wg.Wait()
		th := alone()
		checkDict(t, th, d)
		if n := s.Len(th); n != len(s.Items(th)) {
			t.Errorf("set of length %d has %d items", n, len(s.Items(th)))
		}
	}
}

// checkDict makes sure that every key of d is found.
func checkDict(t *testing.T, th *Thread, d *Dict) {
	keys := d.Keys(th)
	if len(keys) != d.Len(th) {
		t.Errorf("dict of length %d has %d keys", d.Len(th), len(keys))
	}
	for _, k := range keys {
		if ok, _ := d.Has(th, k); !ok {
			t.Errorf("key %v is not found", k)
		}
	}
}

func dictSteps(t *testing.T, th *Thread, d *Dict, s *Set, span int64, rnd *rand.Rand) {
	key := func() Value { return Int(rnd.Int63n(span)) }
	if rnd.Intn(2) == 0 { // without a look
		for range 3 {
			d.Set(th, key(), key())
			s.Add(th, key())
		}
		if rnd.Intn(2) == 0 {
			return
		}
	}
	var order []Value
	vals := map[Value]Value{}
	for k, v, pos, ok := d.NextEntry(th, 0); ok; k, v, pos, ok = d.NextEntry(th, pos) {
		order = append(order, k)
		vals[k] = v
	}
	in := map[Value]bool{}
	for x, pos, ok := s.NextItem(th, 0); ok; x, pos, ok = s.NextItem(th, pos) {
		in[x] = true
	}
	for range rnd.Intn(30) {
		k, v := key(), key()
		lookUp(th)
		if d.Len(th) != len(vals) || s.Len(th) != len(in) {
			t.Errorf("lengths %d and %d, want %d and %d", d.Len(th), s.Len(th), len(vals), len(in))
			panic(errGiveUp)
		}
		switch rnd.Intn(9) {
		case 0, 1, 2:
			d.Set(th, k, v)
			if _, ok := vals[k]; !ok {
				order = append(order, k)
			}
			vals[k] = v
		case 3:
			got, _ := d.Delete(th, k)
			if got != vals[k] {
				t.Errorf("deleted %v, want %v", got, vals[k])
			}
			delete(vals, k)
			order = slices.DeleteFunc(order, func(x Value) bool { return x == k })
		case 4:
			if got, _ := d.Get(th, k); got != vals[k] {
				t.Errorf("d[%v] is %v, want %v", k, got, vals[k])
			}
		case 5:
			if n := len(order); n > 0 {
				k, v, _ := d.PopItem(th)
				if k != order[n-1] || v != vals[k] {
					t.Errorf("popped %v: %v, want %v: %v", k, v, order[n-1], vals[k])
				}
				delete(vals, k)
				order = order[:n-1]
			}
		case 6:
			s.Add(th, k)
			in[k] = true
		case 7:
			if had, _ := s.Discard(th, k); had != in[k] {
				t.Errorf("discard found %v, want %v", had, in[k])
			}
			delete(in, k)
		case 8:
			if rnd.Intn(8) == 0 {
				panic(errGiveUp)
			}
			if has, _ := s.Has(th, k); has != in[k] {
				t.Errorf("%v in set is %v, want %v", k, has, in[k])
			}
		}
	}
	if got := d.Keys(th); !slices.Equal(got, order) {
		t.Error("keys or their order differ")
	}
	for k, v := range vals {
		if got, _ := d.Get(th, k); got != v {
			t.Errorf("d[%v] is %v, want %v", k, got, v)
		}
	}
	checkDict(t, th, d)
}

// TestCommutingUpdates makes sure that additions to containers abort nobody, and
// all arrive; and that assigning different items of a large container aborts
// nobody either.
func TestCommutingUpdates(t *testing.T) {
	const workers, each, size = 4, 2000, 4 * cardSize
	threads, alone := parallelThreads(t, workers)
	l, d, s := NewList(nil, nil), NewDict(nil), NewSet(nil)
	bl, bd := NewList(nil, nil), NewDict(nil)
	for i := range int64(size) {
		bl.first.Items = append(bl.first.Items, Int(0))
		bd.first.add(nil, Int(i), Int(0), i)
	}
	// The first write turns them into cards, which is a conflict of its own.
	threads[0].Tx.Run(func() {
		bl.set(threads[0], 0, Int(0))
		bd.Set(threads[0], Int(0), Int(0))
	})
	before := engineStats(threads[0])
	var wg sync.WaitGroup
	for k, th := range threads {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range int64(each) {
				x := Int(i*workers + int64(k))
				th.Tx.Run(func() {
					l.Append(th, x)
					d.Set(th, x, x)
					s.Add(th, x)
					// The groups of all lie among each other.
					at := int(i % cardSize)
					at = (at/cardGroup*workers+k)*cardGroup + at%cardGroup
					old, _ := bl.At(th, at)
					bl.set(th, at, Int(old.Int()+1))
					old, _ = bd.Get(th, Int(int64(at)))
					bd.Set(th, Int(int64(at)), Int(old.Int()+1))
				})
			}
		}()
	}
	wg.Wait()
	if aborts := engineStats(threads[0]).Aborts - before.Aborts; aborts != 0 {
		t.Errorf("%d aborts", aborts)
	}
	th := alone()
	items := slices.Clone(l.Items(th))
	slices.SortFunc(items, func(a, b Value) int { return int(a.Int() - b.Int()) })
	sum := int64(0)
	for i := range size {
		a, _ := bl.At(th, i)
		b, _ := bd.Get(th, Int(int64(i)))
		sum += a.Int() + b.Int()
	}
	if sum != 2*workers*each {
		t.Errorf("%d increments, want %d", sum, 2*workers*each)
	}
	checkDict(t, th, d)
	if len(items) != workers*each || d.Len(th) != len(items) || s.Len(th) != len(items) {
		t.Fatalf("%d, %d and %d of %d additions", len(items), d.Len(th), s.Len(th), workers*each)
	}
	for i, x := range items {
		if v, _ := d.Get(th, x); x != Int(int64(i)) || v != x {
			t.Fatalf("item %d is %v, in the dict %v", i, x, v)
		}
	}
}

func engineStats(th *Thread) stm.Stats { return th.Tx.Engine().Stats() }

// TestCardsStayShort assigns to a tail that is longer than a card.
func TestCardsStayShort(t *testing.T) {
	threads, alone := parallelThreads(t, 1)
	th := threads[0]
	l := NewList(nil, nil)
	const n = 40 * cardSize
	if !try(th, func() {
		for i := range n {
			l.Append(th, Int(int64(i)))
		}
	}) {
		t.Fatal("not committed")
	}
	for k := range 5 {
		try(th, func() {
			last := l.Len(th) - 1
			l.set(th, last, Int(int64(last)))
			for i := range cardSize + 50 + k {
				l.Append(th, Int(int64(last+1+i)))
			}
			c := l.open(th).cards
			if c == nil {
				t.Fatal("the list is not carded")
			}
			for i, card := range c.dir {
				if card.n < 1 || card.n > cardSize {
					t.Errorf("card %d has %d items", i, card.n)
				}
			}
			for i := range l.Len(th) {
				if x, ok := l.At(th, i); !ok || x != Int(int64(i)) {
					t.Errorf("item %d is %v", i, x)
				}
			}
		})
	}
	alone()
}

// TestWholeCopies: an attempt that lasts long leaves a list or dict flat that it changes, until
// there has been a conflict about it.
func TestWholeCopies(t *testing.T) {
	threads, alone := parallelThreads(t, 2)
	defer alone()
	l, d := NewList(nil, nil), NewDict(nil)
	threads[0].Tx.Run(func() {
		for i := range int64(1000) {
			l.Append(threads[0], Int(i))
			d.Set(threads[0], Int(i), Int(i))
		}
		l.Items(threads[0])
		d.read(threads[0]).compact(threads[0])
	})
	change := func(th *Thread) {
		if err := SetListItem(th, l.Value(), Int(700), Int(1)); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Get(th, Int(700)); err != nil {
			t.Fatal(err)
		}
		if err := d.Set(th, Int(700), Int(1)); err != nil {
			t.Fatal(err)
		}
	}
	carded := func() (list, dict bool) {
		a, b := threads[0], threads[1]
		a.Tx.Long = true
		a.Tx.Run(func() {
			change(a)
			list = (*ListBody)(unsafe.Pointer(l.Box.Load())).cards != nil
			dict = (*dictBody)(unsafe.Pointer(d.Box.Load())).cards != nil
			if !a.Tx.Engine().Disputed(&l.Box) {
				// The other has begun later, so it loses, once about each.
				for _, f := range []func(){
					func() { SetListItem(b, l.Value(), Int(7), Int(2)) },
					func() { d.Get(b, Int(7)); d.Set(b, Int(7), Int(2)) },
				} {
					if b.Tx.Guard(func() { b.Tx.Begin(); f() }) != stm.Lost {
						t.Error("no conflict")
					}
					b.Tx.Abort()
				}
			}
		})
		return
	}
	if list, dict := carded(); list || dict {
		t.Error("not copied as a whole:", list, dict)
	}
	// The places of the two boxes among the disputed ones can be the same.
	e := threads[0].Tx.Engine()
	hot := [2]bool{e.Disputed(&l.Box), e.Disputed(&d.Box)}
	if list, dict := carded(); list != hot[0] || dict != hot[1] || !hot[0] && !hot[1] {
		t.Error("no cards after a conflict:", list, dict)
	}
}

// TestCopyRoom: a large container that is LikelyPrivate is copied as a whole while there is room for that.
func TestCopyRoom(t *testing.T) {
	threads, alone := parallelThreads(t, 1)
	defer alone()
	th := threads[0]
	th.Tx.Long = true
	const n = wholeCopy + 1000
	for _, kind := range []string{"list", "dict", "set", "bytearray"} {
		var change func() bool // reports whether the container has become carded
		size := n
		th.Tx.Run(func() {
			switch kind {
			case "list":
				l := NewList(nil, make([]Value, n))
				change = func() bool {
					if err := SetListItem(th, l.Value(), Int(7), Int(1)); err != nil {
						t.Fatal(err)
					}
					return (*ListBody)(unsafe.Pointer(l.Box.Load())).cards != nil
				}
			case "dict":
				d := NewDict(th)
				for i := range int64(n) {
					if err := d.Set(th, Int(i), None); err != nil {
						t.Fatal(err)
					}
				}
				size = 4 * n
				change = func() bool {
					if err := d.Set(th, Int(7), Int(1)); err != nil {
						t.Fatal(err)
					}
					return (*dictBody)(unsafe.Pointer(d.Box.Load())).cards != nil
				}
			case "set":
				s := NewSet(th)
				for i := range int64(n) {
					if err := s.Add(th, Int(i)); err != nil {
						t.Fatal(err)
					}
				}
				size = 2 * len(s.read(th).table)
				next := int64(n)
				change = func() bool {
					next++
					if err := s.Add(th, Int(next)); err != nil {
						t.Fatal(err)
					}
					return (*setBody)(unsafe.Pointer(s.Box.Load())).cards != nil
				}
			case "bytearray":
				b := NewByteArray(th, make([]byte, n*valueSize))
				change = func() bool {
					if err := SetItem(th, b.Value(), Int(7), Int(1)); err != nil {
						t.Fatal(err)
					}
					return (*ByteArrayBody)(unsafe.Pointer(b.Box.Load())).cards != nil
				}
			}
		})
		for _, c := range []struct {
			room, left int
			carded     bool
		}{{size, 0, false}, {2 * size, size, false}, {size - 1, size - 1, true}} {
			th.Tx.Run(func() {
				th.CopyRoom = c.room
				if carded := change(); carded != c.carded || th.CopyRoom != c.left {
					t.Errorf("%s, room for %d of %d values: carded %v, room left %d", kind, c.room, size, carded, th.CopyRoom)
				}
			})
		}
	}
}

// TestLikelyPrivate: an attempt that lasts long opens a container at its first blind update; others
// hold the update, and keys that are assigned again and again take up no more room for it.
func TestLikelyPrivate(t *testing.T) {
	threads, alone := parallelThreads(t, 1)
	defer alone()
	th := threads[0]
	for _, long := range []bool{true, false} {
		var l *List
		var d *Dict
		var s *Set
		th.Tx.Run(func() { l, d, s = NewList(th, nil), NewDict(th), NewSet(th) })
		th.Tx.Run(func() { l.Write(th) }) // of a new list others cannot see at once how long it is
		th.Tx.Long = long
		th.Tx.Run(func() {
			for i := range int64(10000) {
				k := Int(i * 7 % 100)
				l.Append(th, Int(i))
				if err := d.Set(th, k, Int(i)); err != nil {
					t.Fatal(err)
				}
				if err := s.Add(th, k); err != nil {
					t.Fatal(err)
				}
				if i > 0 {
					continue
				}
				for _, x := range []*stm.Box{&l.Box, &d.Box, &s.Box} {
					if opened := x.Load().Stamp() == th.Tx.ID; opened != long {
						t.Errorf("long %v: opened %v", long, opened)
					}
				}
			}
			if !long {
				if n := len(th.Tx.HeldUpdate(&d.Box).(*heldEntries).entries()); n != 100 {
					t.Error(n, "assignments are held")
				}
				if n := len(th.Tx.HeldUpdate(&s.Box).(*heldKeys).keys); n > 100+minSetTable {
					t.Error(n, "additions are held")
				}
			}
		})
		th.Tx.Run(func() {
			if n := l.Len(th); n != 10000 {
				t.Error("length of the list:", n)
			}
			for i := range int64(10000) {
				if v, ok := l.At(th, int(i)); !ok || v != Int(i) {
					t.Fatalf("item %d is %v", i, v)
				}
			}
			keys := d.Keys(th)
			if len(keys) != 100 || s.Len(th) != 100 {
				t.Error(len(keys), "keys of the dict,", s.Len(th), "of the set")
			}
			for i, k := range keys {
				v, err := d.Get(th, k)
				if err != nil {
					t.Fatal(err)
				}
				if k.N != uint64(i*7%100) || v.N != uint64(9900+i) {
					t.Fatalf("key %d is %d: %d", i, k.N, v.N)
				}
			}
		})
	}
}

// TestPushMany: many items that are appended at once are not moved for each card.
func TestPushMany(t *testing.T) {
	const n = 100_000
	c := cardItems(make([]Value, bigList+1))
	items := make([]Value, n)
	for i := range items {
		items[i] = Int(int64(i))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	c.push(items...)
	runtime.ReadMemStats(&after)
	if c.len() != bigList+1+n {
		t.Fatal("length", c.len())
	}
	at := 0
	for _, card := range c.dir {
		if card.start != at || card.n < 1 || card.n > cardSize {
			t.Fatalf("a card of %d items at %d, after %d", card.n, card.start, at)
		}
		at += card.n
	}
	if len(c.tail) >= fullTail {
		t.Error("a tail of", len(c.tail))
	}
	if bytes := after.TotalAlloc - before.TotalAlloc; bytes > 4*16*n {
		t.Errorf("%d bytes for %d items", bytes, n)
	}
}

// largeContainers are functions that make a container of n items, and return one that changes an item.
func largeContainers(t testing.TB, th *Thread) map[string]func(n int) func(i int) {
	set := func(v Value) func(int) {
		return func(i int) {
			if err := SetItem(th, v, Int(int64(i)), Int(1)); err != nil {
				t.Fatal(err)
			}
		}
	}
	return map[string]func(n int) func(i int){
		"list": func(n int) func(i int) {
			items := make([]Value, n)
			for i := range items {
				items[i] = Int(0)
			}
			return set(NewList(th, items).Value())
		},
		"dict": func(n int) func(i int) { return set(intDict(n).Value()) },
		"bytearray": func(n int) func(i int) {
			return set(NewByteArray(th, make([]byte, n)).Value())
		},
		"set": func(n int) func(i int) {
			s := NewSet(th)
			for i := range n {
				if err := s.Add(th, Int(int64(i))); err != nil {
					t.Fatal(err)
				}
			}
			return func(i int) {
				k := Int(int64(i))
				found, err := s.Discard(th, k)
				if err == nil && !found {
					err = s.Add(th, k)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		},
	}
}

// TestLargeContainers: a transaction that changes an item of a container costs about the same, whatever
// its size, if it is not small: measured by what it allocates.
func TestLargeContainers(t *testing.T) {
	small, large := 1000, 1_000_000
	if testing.Short() {
		large = 100_000
	}
	const transactions = 2000
	threads, alone := parallelThreads(t, 1)
	defer alone()
	th := threads[0]
	for name, fill := range largeContainers(t, th) {
		cost := func(n int) float64 {
			var change func(int)
			th.Tx.Run(func() { change = fill(n) })
			th.Tx.Run(func() { change(0) }) // makes cards
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			for i := range transactions {
				th.Tx.Run(func() { change(i * 7919 % n) })
			}
			runtime.ReadMemStats(&after)
			return float64(after.TotalAlloc-before.TotalAlloc) / transactions
		}
		a, b := cost(small), cost(large)
		if b > 4*a+512 {
			t.Errorf("%s: a transaction allocates %.0f bytes with %d items, %.0f with %d", name, a, small, b, large)
		}
		t.Logf("%s: %.0f and %.0f bytes", name, a, b)
	}
}

// BenchmarkLargeContainers changes one item of a container in each transaction: the time should depend little on
// its size.
func BenchmarkLargeContainers(b *testing.B) {
	threads, alone := parallelThreads(b, 1)
	defer alone()
	th := threads[0]
	for name, fill := range largeContainers(b, th) {
		for _, n := range []int{1000, 1_000_000} {
			var change func(int)
			th.Tx.Run(func() { change = fill(n) })
			th.Tx.Run(func() { change(0) }) // makes cards
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					at := i * 7919 % n
					th.Tx.Run(func() { change(at) })
				}
			})
		}
	}
}

// TestUndonePart: a part of a transaction that is undone leaves large containers as they were, also those that
// the transaction had changed before.
func TestUndonePart(t *testing.T) {
	const n = 10 * cardSize
	threads, alone := parallelThreads(t, 1)
	defer alone()
	th := threads[0]
	d, l, s := intDict(n), NewList(nil, make([]Value, n)), NewSet(nil)
	th.Tx.Run(func() {
		for i := range n {
			l.set(th, i, Int(int64(i)))
			if err := s.Add(th, Int(int64(i))); err != nil {
				t.Fatal(err)
			}
		}
	})
	remove := func(i int) {
		k := Int(int64(i))
		if v, err := d.Delete(th, k); err != nil || v.O == nil {
			t.Fatal(v, err)
		}
		if ok, err := s.Discard(th, k); err != nil || !ok {
			t.Fatal(ok, err)
		}
		l.set(th, i, Int(-1))
	}
	th.Tx.Run(func() {
		remove(3)
		th.Tx.OrElse(func() {
			for i := 5; i < n; i += 97 {
				remove(i)
			}
			l.popLast(th)
			d.Set(th, Int(n), Int(n))
			th.Tx.Retry()
		}, func() { remove(4) })
	})
	th.Tx.Run(func() {
		for i := range n {
			k := Int(int64(i))
			v, err := d.Get(th, k)
			if err != nil {
				t.Fatal(err)
			}
			in, err := s.contains(th, k)
			if err != nil {
				t.Fatal(err)
			}
			x, _ := l.At(th, i)
			if there := i != 3 && i != 4; there != (v.O != nil) || there != in || there != (x == k) {
				t.Errorf("%d: %v in the dict, %v in the set, %v in the list", i, v.O != nil, in, x)
			}
		}
		if l.Len(th) != n || d.Len(th) != n-2 || len(d.Keys(th)) != n-2 || s.Len(th) != n-2 {
			t.Error("lengths:", l.Len(th), d.Len(th), len(d.Keys(th)), s.Len(th))
		}
	})
}
