package transaction

import (
	"time"

	"github.com/weftpy/weft/object"
)

// statsType is the named tuple that stats() returns.
var statsType = object.NewNamedTupleType("transaction", "Stats", "Counters of a run.", "transactions", "aborts", "waits", "inevitable", "retries", "workers", "seconds", "seconds_lost")

func stats(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := stateOf(t)
	s.mu.Lock()
	st, elapsed, workers := s.last, s.lastTime, s.lastWorkers
	running, base, began := len(s.runners), s.base, s.began
	s.mu.Unlock()
	if running > 0 {
		t.Tx.Show()
		st, elapsed = t.Interp.Engine.Stats().Since(base), time.Since(began)
	}
	num := object.Int
	return object.NewStructSeq(statsType, []object.Value{num(st.Commits), num(st.Aborts), num(st.Waits), num(st.Inevitable), num(st.Retries),
		num(int64(workers)), object.Float(elapsed.Seconds()), object.Float(st.Lost.Seconds())}), nil
}
