package transaction

import (
	"time"

	"github.com/weftpy/weft/object"
)

// statsType is the named tuple that stats() returns.
var statsType = namedTuple("Stats", "Counters of a run.", "transactions", "aborts", "waits", "inevitable", "retries", "workers", "seconds", "seconds_lost")

// namedTuple makes a type of tuples whose items are attributes too, with the
// methods of collections.namedtuple that describe them.
func namedTuple(name, doc string, fields ...string) *object.Type {
	var list []object.StructField
	var names []object.Value
	for _, f := range fields {
		list = append(list, object.StructField{Name: f})
		names = append(names, object.Intern(f).Value())
	}
	typ := object.NewStructSeqType("transaction", name, doc, len(fields), true, list...)
	typ.Consts["_fields"] = object.TupleOf(names)
	typ.Methods = append(typ.Methods, object.Def{Name: "_asdict", Doc: "The items by name, as a dict.", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		tup, _ := object.AsTuple(a[0])
		d := object.NewDict(t)
		for i, x := range tup.Items {
			s, _ := object.AsStr(names[i])
			d.SetStr(t, s, x)
		}
		return d.Value(), nil
	}})
	return typ
}

func stats(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := stateOf(t)
	s.mu.Lock()
	st, elapsed, workers := s.last, s.lastTime, s.lastWorkers
	running, base, began := s.running, s.base, s.began
	s.mu.Unlock()
	if running > 0 {
		st, elapsed = t.Interp.Engine.Stats().Since(base), time.Since(began)
	}
	num := object.Int
	return object.NewStructSeq(statsType, []object.Value{num(st.Commits), num(st.Aborts), num(st.Waits), num(st.Inevitable), num(st.Retries),
		num(int64(workers)), object.Float(elapsed.Seconds()), object.Float(st.Lost.Seconds())}), nil
}
