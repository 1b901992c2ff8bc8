// Package queue is the built-in module _queue: SimpleQueue.
package queue

import (
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

type (
	value = object.Value
	th    = object.Thread
	exc   = object.Exception
)

// queueState is the state of a SimpleQueue: items[head:] are in it.
type queueState struct {
	items []value
	head  int
	wait  *parallel.Waiters
}

// Empty is queue.Empty.
var Empty = &object.Type{Name: "Empty", Module: "_queue", Base: object.ExceptionType, Flags: object.FlagException | object.FlagSameLayout,
	Doc: "Nothing came out of a queue in time."}

var (
	queueType = &object.Type{Name: "SimpleQueue", Doc: "An unbounded queue: what goes in first comes out first.", Module: "_queue", Flags: object.FlagWeakRef}
	queueKind = object.NewKind("SimpleQueue", func(s *queueState) {
		s.items = append([]value(nil), s.items[s.head:]...)
		s.head = 0
	})
)

func queueOf(v value) *object.Boxed[queueState] { return object.BoxedOf[queueState](v) }

func put(t *th, v, item value) {
	st := queueOf(v).Write(t, queueKind)
	st.items = append(st.items, item)
	st.wait.Wake(t)
}

// take removes and returns the first item.
func take(t *th, q *object.Boxed[queueState]) (value, bool) {
	if st := q.Read(t); st.head == len(st.items) {
		return value{}, false
	}
	st := q.Write(t, queueKind)
	x := st.items[st.head]
	st.items[st.head] = value{}
	if st.head++; st.head == len(st.items) {
		st.items, st.head = st.items[:0], 0
	}
	return x, true
}

func get(t *th, v value, block bool, deadline time.Time) (value, *exc) {
	q := queueOf(v)
	if x, ok := take(t, q); ok {
		return x, nil
	}
	if block {
		var x value
		ok, err := q.Read(t).wait.Wait(t, deadline, "an item of an empty queue", func() (ok bool) {
			x, ok = take(t, q)
			return ok
		})
		if err != nil || ok {
			return x, err
		}
	}
	return value{}, object.NewException(t, Empty)
}

func getArgs(t *th, a []value) (block bool, deadline time.Time, err *exc) {
	block = true
	if a[1].O != nil {
		if block, err = object.Truth(t, a[1]); err != nil {
			return
		}
	}
	if !block || a[2].O == nil || a[2].IsNone() {
		return
	}
	secs := 0.0
	if a[2].O.Typ.Flags&object.FlagFloat != 0 {
		secs = object.AsFloat(a[2])
	} else {
		var n int64
		if n, err = object.IndexInt(t, a[2], object.OverflowError); err != nil {
			return
		}
		secs = float64(n)
	}
	switch {
	case secs < 0:
		err = t.Errorf(object.ValueError, "'timeout' must be a non-negative number")
	case secs > 9e9:
		err = t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
	default:
		deadline = time.Now().Add(time.Duration(secs * 1e9))
	}
	return
}

func init() {
	object.SetBoxedLayout[queueState](queueType)
	queueType.Slots.New = func(t *th, typ *object.Type, args, kwnames []value) (value, *exc) {
		if len(args) > len(kwnames) {
			return value{}, t.Errorf(object.TypeError, "SimpleQueue() takes no positional arguments")
		}
		if len(kwnames) > 0 {
			return value{}, t.Errorf(object.TypeError, "SimpleQueue() takes no keyword arguments")
		}
		return object.NewBoxed(t, typ, queueState{wait: &parallel.Waiters{}}).Value(), nil
	}
	queueType.Methods = []object.Def{
		{Name: "put", Sig: "item, block=True, timeout=None", Fn: func(t *th, a []value) (value, *exc) {
			put(t, a[0], a[1])
			return object.None, nil
		}},
		{Name: "put_nowait", Sig: "item", Fn: func(t *th, a []value) (value, *exc) {
			put(t, a[0], a[1])
			return object.None, nil
		}},
		{Name: "get", Sig: "block=True, timeout=None", Fn: func(t *th, a []value) (value, *exc) {
			block, deadline, err := getArgs(t, a)
			if err != nil {
				return value{}, err
			}
			return get(t, a[0], block, deadline)
		}},
		{Name: "get_nowait", Fn: func(t *th, a []value) (value, *exc) { return get(t, a[0], false, time.Time{}) }},
		{Name: "empty", Fn: func(t *th, a []value) (value, *exc) {
			st := queueOf(a[0]).Read(t)
			return object.Bool(st.head == len(st.items)), nil
		}},
		{Name: "qsize", Fn: func(t *th, a []value) (value, *exc) {
			st := queueOf(a[0]).Read(t)
			return object.Int(int64(len(st.items) - st.head)), nil
		}},
		object.ClassGetItem(),
	}
	object.RegisterModule("_queue", func(t *th) (*object.Module, *exc) {
		m := object.NewModule(t, "_queue", "What module queue is made of.")
		m.AddType(t, queueType)
		m.AddType(t, Empty)
		return m, nil
	})
}
