package transaction

import (
	"strconv"
	"time"
	"unsafe"

	"github.com/weftpy/weft/object"
)

// statsType is the named tuple that stats() returns.
var statsType = &object.Type{Name: "stats", Module: "transaction", Base: object.TupleType, Flags: object.FlagNoBase | object.FlagNoNew}

var statsFields = []string{"transactions", "aborts", "waits", "inevitable", "retries", "workers", "seconds", "seconds_lost"}

func stats(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := stateOf(t)
	st, elapsed := s.last, s.lastTime
	if s.running > 0 {
		st, elapsed = t.Interp.Engine.Stats().Since(s.base), time.Since(s.began)
	}
	num := object.Int
	tup := object.Allocate[object.Tuple](statsType)
	tup.Items = []object.Value{num(st.Commits), num(st.Aborts), num(st.Waits), num(st.Inevitable), num(st.Retries),
		object.Int(int64(s.lastWorkers)), object.Float(elapsed.Seconds()), object.Float(st.Lost.Seconds())}
	return object.Value{O: &tup.Object}, nil
}

func init() {
	for i, name := range statsFields {
		statsType.Getsets = append(statsType.Getsets, object.GetSet{Name: name, Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			return (*object.Tuple)(unsafe.Pointer(v.O)).Items[i], nil
		}})
	}
	statsType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		text := "stats("
		for i, x := range (*object.Tuple)(unsafe.Pointer(v.O)).Items {
			if i > 0 {
				text += ", "
			}
			if x.IsFloat() {
				text += statsFields[i] + "=" + strconv.FormatFloat(x.Float(), 'g', 6, 64)
			} else {
				text += statsFields[i] + "=" + strconv.FormatInt(x.Int(), 10)
			}
		}
		return object.NewStr(text + ")"), nil
	}
}
