package itertools

import "github.com/weftpy/weft/object"

// sliceState is the state of islice: positions count the items of it, which is
// null at the end. stop is -1 if there is no limit.
type sliceState struct {
	it                     value
	next, stop, step, seen int64
}

// accState is the state of accumulate; total and initial are null if there is
// none (yet).
type accState struct{ it, f, total, initial value }

// pairwiseState is the state of pairwise: old is the previous item, or null.
type pairwiseState struct{ it, old value }

var (
	isliceType     = declare("islice")
	accumulateType = declare("accumulate")
	pairwiseType   = declare("pairwise")

	isliceKind     = kindOf[sliceState]("islice", nil)
	accumulateKind = kindOf[accState]("accumulate", nil)
	pairwiseKind   = kindOf[pairwiseState]("pairwise", nil)
)

func newISlice(t *thread, typ *object.Type, a []value) (value, *exc) {
	st := sliceState{stop: -1, step: 1}
	const (
		indices  = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
		wrongEnd = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
	)
	// bound converts a bound that may be None. What is no index counts as -1, of
	// which msg complains; of any other number below least, below does.
	bound := func(v value, p *int64, least int64, msg, below string) *exc {
		if v.IsNone() {
			return nil
		}
		n, err := object.IndexInt(t, v, object.OverflowError)
		switch {
		case err != nil || n == -1:
			return t.Errorf(object.ValueError, "%s", msg)
		case n < least:
			return t.Errorf(object.ValueError, "%s", below)
		}
		*p = n
		return nil
	}
	var err *exc
	if len(a) == 2 {
		err = bound(a[1], &st.stop, 0, wrongEnd, indices)
	} else {
		if err = bound(a[2], &st.stop, 0, wrongEnd, indices); err == nil {
			err = bound(a[1], &st.next, 0, indices, indices)
		}
		if err == nil && len(a) == 4 {
			const step = "Step for islice() must be a positive integer or None."
			err = bound(a[3], &st.step, 1, step, step)
		}
	}
	if err != nil {
		return value{}, err
	}
	if st.it, err = object.Iter(t, a[0]); err != nil {
		return value{}, err
	}
	return object.NewBoxed(t, typ, st).Value(), nil
}

func isliceNext(t *thread, v value) (value, *exc) {
	x := object.BoxedOf[sliceState](v)
	for {
		st := x.Own(t)
		if st == nil {
			st = x.Write(t, isliceKind)
		}
		if st.it.O == nil {
			return value{}, nil
		}
		if st.stop >= 0 && st.seen >= st.next && st.seen >= st.stop {
			st.it = value{}
			return value{}, nil
		}
		item, err := object.NextOf(t, st.it)
		if err != nil {
			return value{}, err
		}
		if st = x.Own(t); st == nil {
			st = x.Write(t, isliceKind)
		}
		if item.O == nil {
			st.it = value{}
			return value{}, nil
		}
		if st.seen++; st.seen <= st.next {
			continue
		}
		// Beyond stop, or beyond all integers, there is nothing.
		next := st.next + st.step
		if st.stop >= 0 && (next < st.next || next > st.stop) {
			next = st.stop
		} else if next < st.next {
			next = 1<<63 - 1
		}
		st.next = next
		return item, nil
	}
}

func init() {
	object.SetBoxedLayout[sliceState](isliceType)
	definePositional(isliceType, 2, 4, "islice(iterable, stop) --> islice object\nislice(iterable, start, stop[, step]) --> islice object\n\nThe items that a slice of the iterable would have.", newISlice, isliceNext)
	isliceType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := object.BoxedOf[sliceState](v).Read(t)
			if st.it.O == nil {
				empty, err := object.Iter(t, object.NewList(t, nil).Value())
				return tuple(v.O.Typ.Value(), tuple(empty, object.Int(0)), object.Int(0)), err
			}
			stop := object.None
			if st.stop >= 0 {
				stop = object.Int(st.stop)
			}
			return tuple(v.O.Typ.Value(), tuple(st.it, object.Int(st.next), stop, object.Int(st.step)), object.Int(st.seen)), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			n, err := object.IndexInt(t, state, object.OverflowError)
			if err == nil {
				object.BoxedOf[sliceState](v).Write(t, isliceKind).seen = n
			}
			return err
		}),
	}

	object.SetBoxedLayout[accState](accumulateType)
	define(accumulateType, "iterable, func=None, *, initial=None", "Running totals: of sums, or of what the function of two arguments returns.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			it, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			st := accState{it: it, f: a[1], initial: a[2]}
			for _, p := range []*value{&st.f, &st.initial} {
				if p.O != nil && p.IsNone() {
					*p = value{}
				}
			}
			return object.NewBoxed(t, typ, st).Value(), nil
		},
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[accState](v)
			st := x.Own(t)
			if st == nil {
				st = x.Write(t, accumulateKind)
			}
			if st.initial.O != nil {
				st.total, st.initial = st.initial, value{}
				return st.total, nil
			}
			item, err := object.NextOf(t, st.it)
			if err != nil || item.O == nil {
				return value{}, err
			}
			if st = x.Own(t); st == nil {
				st = x.Write(t, accumulateKind)
			}
			if st.total.O == nil {
				st.total = item
				return item, nil
			}
			if st.f.O == nil {
				item, err = object.Binary(t, object.OpAdd, st.total, item)
			} else {
				item, err = object.Call2(t, st.f, st.total, item)
			}
			if err != nil {
				return value{}, err
			}
			if st = x.Own(t); st == nil {
				st = x.Write(t, accumulateKind)
			}
			st.total = item
			return item, nil
		})
	accumulateType.Methods = []object.Def{
		reduce(func(t *thread, v value) (value, *exc) {
			st := *object.BoxedOf[accState](v).Read(t)
			typ := v.O.Typ.Value()
			f := st.f
			if f.O == nil {
				f = object.None
			}
			// chained is the iterator with one more item in front.
			chained := func(first value) (value, *exc) {
				return newChain(t, chainType, tuple(tuple(first), st.it))
			}
			switch {
			case st.initial.O != nil:
				it, err := chained(st.initial)
				return tuple(typ, tuple(it, f), object.None), err
			case st.total.O == nil:
				return tuple(typ, tuple(st.it, f), object.None), nil
			case st.total.IsNone():
				// None as state would mean that there is no total yet.
				it, err := chained(st.total)
				if err != nil {
					return value{}, err
				}
				acc, err := object.Call2(t, typ, it, f)
				return tuple(isliceType.Value(), tuple(acc, object.Int(1), object.None)), err
			}
			return tuple(typ, tuple(st.it, f), st.total), nil
		}),
		setState(func(t *thread, v, state value) *exc {
			if state.IsNone() {
				state = value{}
			}
			object.BoxedOf[accState](v).Write(t, accumulateKind).total = state
			return nil
		}),
	}

	pairwiseType.Flags |= object.FlagNewTuples
	object.SetBoxedLayout[pairwiseState](pairwiseType)
	definePositional(pairwiseType, 1, 1, "Pairs of neighbouring items.",
		func(t *thread, typ *object.Type, a []value) (value, *exc) {
			it, err := object.Iter(t, a[0])
			if err != nil {
				return value{}, err
			}
			return object.NewBoxed(t, typ, pairwiseState{it: it}).Value(), nil
		},
		func(t *thread, v value) (value, *exc) {
			x := object.BoxedOf[pairwiseState](v)
			st := x.Own(t)
			if st == nil {
				st = x.Read(t)
			}
			if st.it.O == nil {
				return value{}, nil
			}
			old := st.old
			if old.O == nil {
				var err *exc
				old, err = object.NextOf(t, st.it)
				if err != nil || old.O == nil {
					*x.Write(t, pairwiseKind) = pairwiseState{}
					return value{}, err
				}
				st = x.Write(t, pairwiseKind)
				st.old = old
				if st.it.O == nil { // ended by what it called
					return value{}, nil
				}
			}
			item, err := object.NextOf(t, st.it)
			if err != nil || item.O == nil {
				*x.Write(t, pairwiseKind) = pairwiseState{}
				return value{}, err
			}
			if st = x.Own(t); st == nil {
				st = x.Write(t, pairwiseKind)
			}
			st.old = item
			pair := t.TakeTuple(2)
			pair.Items[0], pair.Items[1] = old, item
			return pair.Value(), nil
		})
}
