package itertools

import (
	"slices"

	"github.com/weftpy/weft/object"
)

// Combinatoric iterators. The pools never change; a state's indices say which
// items the last result had and are changed in place.

// productState is the state of product: indices is nil before the first result.
type productState struct {
	pools   []value   // tuples
	choices [][]value // their items
	indices []int
	stopped bool
}

// permState is the state of permutations; cycles count down how often each
// position is still to be exchanged.
type permState struct {
	pool            []value
	r               int
	indices, cycles []int
	started         bool
	stopped         bool
}

// combState is the state of combinations and combinations_with_replacement.
type combState struct {
	pool    []value
	r       int
	indices []int
	started bool
	stopped bool
}

// longestState is the state of zip_longest: exhausted iterators are null.
type longestState struct {
	its    []value
	fill   value
	active int
}

var (
	productType      = declare("product")
	permutationsType = declare("permutations")
	combinationsType = declare("combinations")
	replacementType  = declare("combinations_with_replacement")
	zipLongestType   = declare("zip_longest")

	productKind = kindOf("product", func(s *productState) { s.indices = slices.Clone(s.indices) })
	permKind    = kindOf("permutations", func(s *permState) {
		s.indices, s.cycles = slices.Clone(s.indices), slices.Clone(s.cycles)
	})
	combKind    = kindOf("combinations", func(s *combState) { s.indices = slices.Clone(s.indices) })
	longestKind = kindOf("zip_longest", func(s *longestState) { s.its = slices.Clone(s.its) })
)

func poolItems(v value) []value {
	tup, _ := object.AsTuple(v)
	return tup.Items
}

func newProduct(t *thread, typ *object.Type, a []value) (value, *exc) {
	repeat := int64(1)
	if a[1].O != nil {
		var err *exc
		if repeat, err = object.IndexInt(t, a[1], object.OverflowError); err != nil {
			return value{}, err
		}
		if repeat < 0 {
			return value{}, t.Errorf(object.ValueError, "repeat argument cannot be negative")
		}
	}
	args := poolItems(a[0])
	if len(args) > 0 && repeat > (1<<31)/int64(len(args)) {
		return value{}, t.Errorf(object.OverflowError, "repeat argument too large")
	}
	var pools []value
	if repeat > 0 {
		for _, x := range args {
			items, err := object.Collect(t, x)
			if err != nil {
				return value{}, err
			}
			pools = append(pools, object.TupleOf(items))
		}
	}
	n := len(pools)
	for range (repeat - 1) * int64(min(n, 1)) {
		pools = append(pools, pools[:n]...)
	}
	choices := make([][]value, len(pools))
	for i, p := range pools {
		choices[i] = poolItems(p)
	}
	return object.NewBoxed(t, typ, productState{pools: pools, choices: choices}).Value(), nil
}

func productNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[productState](v)
	st := x.Own(t)
	if st == nil {
		st = x.Write(t, productKind)
	}
	if st.stopped {
		return value{}, nil
	}
	choices := st.choices
	indices := st.indices
	if indices == nil {
		indices = make([]int, len(choices))
		st.indices = indices
		for _, p := range choices {
			if len(p) == 0 {
				st.stopped = true
				return value{}, nil
			}
		}
	} else {
		i := len(choices) - 1
		for ; i >= 0; i-- {
			if indices[i]++; indices[i] < len(choices[i]) {
				break
			}
			indices[i] = 0
		}
		if i < 0 {
			st.stopped = true
			return value{}, nil
		}
	}
	tup := t.TakeTuple(len(choices))
	items := tup.Items
	for i, p := range choices {
		items[i] = p[indices[i]]
	}
	return tup.Value(), nil
}

// upTo returns 0, 1, …, n-1.
func upTo(n int) []int {
	ns := make([]int, n)
	for i := range ns {
		ns[i] = i
	}
	return ns
}

func newPermutations(t *thread, typ *object.Type, a []value) (value, *exc) {
	pool, err := object.Collect(t, a[0])
	if err != nil {
		return value{}, err
	}
	r := len(pool)
	if a[1].O != nil && !a[1].IsNone() {
		if a[1].O.Typ.Flags&object.FlagInt == 0 {
			return value{}, t.Errorf(object.TypeError, "Expected int as r")
		}
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		if n < 0 {
			return value{}, t.Errorf(object.ValueError, "r must be non-negative")
		}
		r = int(n)
	}
	st := permState{pool: pool, r: r, indices: upTo(len(pool)), stopped: r > len(pool)}
	for i := range min(r, len(pool)) {
		st.cycles = append(st.cycles, len(pool)-i)
	}
	return object.NewBoxed(t, typ, st).Value(), nil
}

func permutationsNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[permState](v)
	st := x.Own(t)
	if st == nil {
		st = x.Write(t, permKind)
	}
	if st.stopped {
		return value{}, nil
	}
	if !st.started {
		st.started = true
		return pick(t, st.pool, st.indices[:st.r]), nil
	}
	for i := st.r - 1; i >= 0; i-- {
		if st.cycles[i]--; st.cycles[i] > 0 {
			j := len(st.indices) - st.cycles[i]
			st.indices[i], st.indices[j] = st.indices[j], st.indices[i]
			return pick(t, st.pool, st.indices[:st.r]), nil
		}
		// All items have been here: the first one goes back to the end.
		first := st.indices[i]
		copy(st.indices[i:], st.indices[i+1:])
		st.indices[len(st.indices)-1] = first
		st.cycles[i] = len(st.indices) - i
	}
	st.stopped = true
	return value{}, nil
}

func newCombinations(t *thread, typ *object.Type, a []value) (value, *exc) {
	pool, err := object.Collect(t, a[0])
	if err != nil {
		return value{}, err
	}
	r, err := object.IndexInt(t, a[1], object.OverflowError)
	if err != nil {
		return value{}, err
	}
	if r < 0 {
		return value{}, t.Errorf(object.ValueError, "r must be non-negative")
	}
	st := combState{pool: pool, r: int(r)}
	if typ.IsSubtype(combinationsType) {
		if st.stopped = r > int64(len(pool)); !st.stopped {
			st.indices = upTo(int(r))
		}
	} else if st.stopped = len(pool) == 0 && r > 0; !st.stopped {
		if r > 1<<40 {
			return value{}, object.NewException(t, object.MemoryError)
		}
		st.indices = make([]int, r)
	}
	return object.NewBoxed(t, typ, st).Value(), nil
}

// combNext makes a Next slot: step moves the indices on and returns false at the
// end.
func combNext(step func(indices []int, n int) bool) func(t *thread, v value) (value, *exc) {
	return func(t *thread, v value) (value, *exc) {
		x := object.BoxedOf[combState](v)
		st := x.Own(t)
		if st == nil {
			st = x.Write(t, combKind)
		}
		if st.stopped {
			return value{}, nil
		}
		if st.started {
			if !step(st.indices, len(st.pool)) {
				st.stopped = true
				return value{}, nil
			}
		}
		st.started = true
		return pick(t, st.pool, st.indices), nil
	}
}

// nextCombination increments the last index that can be, and sets those after it
// to what follows.
func nextCombination(indices []int, n int) bool {
	r := len(indices)
	for i := r - 1; i >= 0; i-- {
		if indices[i] != i+n-r {
			indices[i]++
			for j := i + 1; j < r; j++ {
				indices[j] = indices[j-1] + 1
			}
			return true
		}
	}
	return false
}

func nextReplacement(indices []int, n int) bool {
	for i := len(indices) - 1; i >= 0; i-- {
		if indices[i] != n-1 {
			next := indices[i] + 1
			for j := i; j < len(indices); j++ {
				indices[j] = next
			}
			return true
		}
	}
	return false
}

// combMethods are the pickling methods of the two combinations types. limit is
// one more than the greatest value of index i.
func combMethods(limit func(st *combState, i int) int) []object.Def {
	return []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[combState](v).Read(t)
			typ := v.O.Typ.Value()
			switch {
			case !st.started:
				return tuple(typ, tuple(object.NewTuple(st.pool), object.Int(int64(st.r)))), nil
			case st.stopped:
				return tuple(typ, tuple(tuple(), object.Int(int64(st.r)))), nil
			}
			return tuple(typ, tuple(object.NewTuple(st.pool), object.Int(int64(st.r))), intTuple(st.indices)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			x := object.BoxedOf[combState](v)
			items, err := stateTuple(t, state, x.Read(t).r)
			if err != nil {
				return err
			}
			ns, err := indexes(t, items, func(i int) int { return limit(x.Read(t), i) })
			if err != nil {
				return err
			}
			st := x.Write(t, combKind)
			st.indices, st.started = ns, true
			return nil
		}),
	}
}

func init() {
	for _, typ := range []*object.Type{productType, permutationsType, combinationsType, replacementType, zipLongestType} {
		typ.Flags |= object.FlagNewTuples
	}
	object.SetBoxedLayout[productState](productType)
	define(productType, "*iterables, repeat=1", "The Cartesian product of the iterables, as nested loops would yield it; repeat multiplies an iterable with itself.", newProduct, productNext)
	productType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[productState](v).Read(t)
			typ := v.O.Typ.Value()
			switch {
			case st.stopped:
				return tuple(typ, tuple(tuple())), nil
			case st.indices == nil:
				return tuple(typ, object.NewTuple(st.pools)), nil
			}
			return tuple(typ, object.NewTuple(st.pools), intTuple(st.indices)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			x := object.BoxedOf[productState](v)
			pools := x.Read(t).pools
			items, err := stateTuple(t, state, len(pools))
			if err != nil {
				return err
			}
			for _, p := range pools {
				if len(poolItems(p)) == 0 {
					x.Write(t, productKind).stopped = true
					return nil
				}
			}
			ns, err := indexes(t, items, func(i int) int { return len(poolItems(pools[i])) })
			if err == nil {
				x.Write(t, productKind).indices = ns
			}
			return err
		}),
		{Name: "__sizeof__", Fn: func(t *thread, a []value) (value, *exc) {
			return object.Int(128 + 24*int64(len(object.BoxedOf[productState](a[0]).Read(t).pools))), nil
		}},
	}

	object.SetBoxedLayout[permState](permutationsType)
	define(permutationsType, "iterable, r=None", "Tuples of r items in all possible orders, of all items if r is not given.", newPermutations, permutationsNext)
	permutationsType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[permState](v).Read(t)
			typ := v.O.Typ.Value()
			args := tuple(object.NewTuple(st.pool), object.Int(int64(st.r)))
			switch {
			case !st.started:
				return tuple(typ, args), nil
			case st.stopped:
				return tuple(typ, tuple(tuple(), object.Int(int64(st.r)))), nil
			}
			return tuple(typ, args, tuple(intTuple(st.indices), intTuple(st.cycles))), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			x := object.BoxedOf[permState](v)
			p, err := stateTuple(t, state, 2)
			if err != nil {
				return err
			}
			n, r := len(x.Read(t).pool), x.Read(t).r
			indices, err := stateTuple(t, p[0], n)
			if err != nil {
				return err
			}
			cycles, err := stateTuple(t, p[1], r)
			if err != nil {
				return err
			}
			is, err := indexes(t, indices, func(int) int { return n })
			if err != nil {
				return err
			}
			cs, err := indexes(t, cycles, func(i int) int { return n - i + 1 })
			if err != nil {
				return err
			}
			for i := range cs {
				cs[i] = max(cs[i], 1)
			}
			st := x.Write(t, permKind)
			st.indices, st.cycles, st.started = is, cs, true
			return nil
		}),
	}

	object.SetBoxedLayout[combState](combinationsType)
	object.SetBoxedLayout[combState](replacementType)
	define(combinationsType, "iterable, r", "Tuples of r items in the order of the iterable, each item at most once.", newCombinations, combNext(nextCombination))
	define(replacementType, "iterable, r", "Tuples of r items in the order of the iterable, in which items may be repeated.", newCombinations, combNext(nextReplacement))
	combinationsType.Methods = combMethods(func(st *combState, i int) int { return i + len(st.pool) - st.r + 1 })
	replacementType.Methods = combMethods(func(st *combState, i int) int { return len(st.pool) })

	object.SetBoxedLayout[longestState](zipLongestType)
	zipLongestType.Doc = "Tuples of one item from each of the iterables, until the longest is exhausted; the fillvalue stands for what the others lack."
	zipLongestType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		fill := object.None
		npos := len(args) - len(kwnames)
		for i, k := range kwnames {
			if name, _ := object.AsStr(k); name.S != "fillvalue" {
				return value{}, t.Errorf(object.TypeError, "zip_longest() got an unexpected keyword argument")
			}
			fill = args[npos+i]
		}
		st := longestState{fill: fill, active: npos}
		for _, x := range args[:npos] {
			it, err := object.Iter(t, x)
			if err != nil {
				return value{}, err
			}
			st.its = append(st.its, it)
		}
		return object.NewBoxed(t, typ, st).Value(), nil
	}
	zipLongestType.Slots.Iter = self
	zipLongestType.Slots.Next = func(t *thread, v value) (value, *exc) {
		x := object.BoxedOf[longestState](v)
		st := x.Read(t)
		if st.active == 0 {
			return value{}, nil
		}
		tup := t.TakeTuple(len(st.its))
		items := tup.Items
		for i := range items {
			if st = x.Own(t); st == nil {
				st = x.Read(t)
			}
			if st.its[i].O == nil {
				items[i] = st.fill
				continue
			}
			item, err := object.NextOf(t, st.its[i])
			if err != nil {
				x.Write(t, longestKind).active = 0
				return value{}, err
			}
			if item.O == nil {
				t.ClearResult()
				st = x.Write(t, longestKind)
				if st.active--; st.active <= 0 {
					return value{}, nil
				}
				item = st.fill
				st.its[i] = value{}
			}
			items[i] = item
		}
		return tup.Value(), nil
	}
	zipLongestType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[longestState](v).Read(t)
			its := slices.Clone(st.its)
			for i := range its {
				if its[i].O == nil {
					its[i] = tuple()
				}
			}
			return tuple(v.O.Typ.Value(), object.TupleOf(its), st.fill), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			object.BoxedOf[longestState](v).Write(t, longestKind).fill = state
			return nil
		}),
	}
}
