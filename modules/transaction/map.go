package transaction

import (
	"fmt"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

// mapIter is the iterator that transaction.map returns: the results of f for the
// items of an iterable, each computed in a transaction of its own. It works in
// rounds: when the consumer has taken all results, the next window of items is
// run. It is advanced in inevitable transactions, one at a time, so its fields need
// no box; who advances it while a round runs, a thread or the iterable itself, is told so, as
// by a generator.
type mapIter struct {
	object.Object
	f, it   object.Value
	window  int
	started int            // items taken from the iterable
	ready   []object.Value // results that the consumer has not taken
	err     *object.Exception
	done    counters
	ended   bool // the iterable is exhausted
	closed  bool
	running bool
}

var mapType = &object.Type{Name: "map", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}

func mapFunc(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	m, err := newMap(t, a[0], a[1], a[2])
	if err != nil {
		return object.Value{}, err
	}
	return object.Value{O: &m.Object}, nil
}

func newMap(t *object.Thread, f, iterable, window object.Value) (*mapIter, *object.Exception) {
	if busy(t) {
		return nil, t.Errorf(errorType, "map() cannot be called inside a transaction")
	}
	m := &mapIter{Object: object.Object{Typ: mapType.Ready()}, f: f, window: 4 * stateOf(t).workers}
	if window.O != nil && !window.IsNone() {
		n, err := object.IndexClip(t, window)
		if err != nil {
			return nil, err
		}
		if n < 1 {
			return nil, t.Errorf(object.ValueError, "window must be at least 1")
		}
		m.window = int(min(n, 1<<20))
	}
	var err *object.Exception
	m.it, err = object.Iter(t, iterable)
	return m, err
}

// next returns the next result, null at the end.
func (m *mapIter) next(t *object.Thread) (object.Value, *object.Exception) {
	t.Tx.BecomeInevitable("map()") // the iterator's state is not in a box
	if m.running {
		return object.Value{}, t.Errorf(object.ValueError, "map is already executing")
	}
	if len(m.ready) == 0 && m.err == nil && !m.ended && !m.closed {
		if busy(t) || stateOf(t).runs(t) {
			return raise(t, "map() cannot be advanced inside a transaction")
		}
		m.running = true
		err := m.round(t)
		m.running = false
		if err != nil {
			m.closed = true
			return object.Value{}, err
		}
	}
	if len(m.ready) > 0 {
		v := m.ready[0]
		m.ready[0] = object.Value{}
		m.ready = m.ready[1:]
		return v, nil
	}
	if err := m.err; err != nil {
		m.err, m.closed = nil, true
		return object.Value{}, err
	}
	return object.Value{}, nil
}

// isItem tells the transaction of an item from one that an item has added.
func isItem(k *parallel.Task) bool { return k.Extra != nil && k.Extra.Done != nil }

// round runs the next window of items. When one raises, those before it that
// have not run yet are run, so that the results before the exception are whole; and so is
// what items have added.
func (m *mapIter) round(t *object.Thread) *object.Exception {
	first := m.started
	var results []object.Value
	var tasks parallel.List
	var itErr *object.Exception
	for tasks.Len() < m.window {
		x, err := object.Next(t, m.it)
		if err != nil {
			itErr, m.ended = err, true
			break
		}
		if x.O == nil {
			t.ClearResult()
			m.ended = true
			break
		}
		i := tasks.Len()
		tasks.Push(parallel.Task{F: m.f, Args: []object.Value{x}, Extra: &parallel.Extra{Index: i, Done: func(v object.Value) { results[i] = v }}})
		m.started++
	}
	results = make([]object.Value, tasks.Len())
	end := tasks.Len()
	s := stateOf(t)
	parallel.Publish(t)
	for tasks.Len() > 0 {
		out := s.execute(t, tasks, s.workers, &epolls{}, &m.done)
		if out.Err == nil && out.Stuck {
			return t.Errorf(errorType, "every remaining transaction waits in retry()")
		}
		if out.Err == nil {
			break
		}
		if out.Failed == nil || !isItem(out.Failed) { // interrupted, or raised by what an item has added
			return out.Err
		}
		k := out.Failed.Extra.Index
		end = k
		note := object.NewStr(fmt.Sprintf("in item %d", first+k))
		if _, err := object.CallMethod(t, out.Err.Value(), object.Intern("add_note"), note); err != nil {
			return err
		}
		m.err = out.Err
		tasks = parallel.List{}
		for out.Rest.Len() > 0 {
			if task := out.Rest.Pop(); !isItem(&task) || task.Extra.Index < k {
				tasks.Push(task)
			}
		}
	}
	m.ready = results[:end]
	if m.err == nil {
		m.err = itErr
	}
	return nil
}

// parallelType is what parallel(iterable) returns: called with a function, or
// used as its decorator, it returns the list of results.
var parallelType = &object.Type{Name: "parallel", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}

type parallelCall struct {
	object.Object
	iterable object.Value
}

func parallelFunc(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	if busy(t) {
		return raise(t, "parallel() cannot be called inside a transaction")
	}
	p := &parallelCall{object.Object{Typ: parallelType.Ready()}, a[0]}
	return object.Value{O: &p.Object}, nil
}

func init() {
	of := func(v object.Value) *mapIter { return (*mapIter)(unsafe.Pointer(v.O)) }
	mapType.Slots.Iter = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return v, nil }
	mapType.Slots.Next = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) { return of(v).next(t) }
	mapType.Methods = []object.Def{{Name: "close", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		m := of(a[0])
		m.closed, m.ready, m.err = true, nil, nil
		return object.None, nil
	}}}
	parallelType.Slots.Call = func(t *object.Thread, f object.Value, args, kwnames []object.Value) (object.Value, *object.Exception) {
		if len(args) != 1 || len(kwnames) != 0 {
			return object.Value{}, t.Errorf(object.TypeError, "parallel(iterable) takes exactly one function")
		}
		m, err := newMap(t, args[0], (*parallelCall)(unsafe.Pointer(f.O)).iterable, object.Value{})
		if err != nil {
			return object.Value{}, err
		}
		var results []object.Value
		for {
			v, err := m.next(t)
			if err != nil {
				return object.Value{}, err
			}
			if v.O == nil {
				return object.NewList(t, results).Value(), nil
			}
			results = append(results, v)
		}
	}
}
