package transaction

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// conflictType is the named tuple of which conflicts() returns a list.
var conflictType = object.NewNamedTupleType("transaction", "Conflict", "Attempts that were undone for the same reason.", "kind", "count", "seconds_lost", "object_type", "name", "where", "other")

// conflictLog adds up the conflicts of a run. Aborted attempts are rare compared
// with commits, which the listener ignores, so a mutex does.
type conflictLog struct {
	mu sync.Mutex
	m  map[conflictKey]*conflictSum
}

type conflictKey struct{ kind, object string }

type conflictSum struct {
	count int64
	lost  time.Duration
}

// listen is a stm.Listener.
func (l *conflictLog) listen(e *stm.Event) {
	key := conflictKey{}
	switch e.Kind {
	case stm.EventExclusive:
		key.kind = "exclusive"
	case stm.EventAbort:
		switch e.Conflict {
		case stm.Aborted, stm.WriteWrite:
			key.kind = stm.WriteWrite.String()
		case stm.ReadWrite, stm.InevitableWins:
			key.kind = e.Conflict.String()
		default:
			return
		}
		if e.BodyKind != nil {
			key.object = e.BodyKind.Name
		}
	default:
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.m == nil {
		l.m = map[conflictKey]*conflictSum{}
	}
	s := l.m[key]
	if s == nil {
		s = &conflictSum{}
		l.m[key] = s
	}
	s.count++
	s.lost += e.Duration
}

// lookUpConflicts returns the function conflicts. A program that asks for it may
// call it, so from now on runs listen for conflicts: programs that never mention
// it do not pay for it.
func lookUpConflicts(t *object.Thread) object.Value {
	s := stateOf(t)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.listening {
		s.listening = true
		if s.running > 0 {
			s.conflicts = &conflictLog{}
			t.Interp.Engine.SetListener(s.conflicts.listen)
		}
	}
	return conflictsFunc
}

var conflictsFunc = object.NewBuiltin(object.Def{Name: "conflicts", Fn: conflicts, Doc: "The conflicts of the last run, those that cost most first."}, nil)

// conflicts returns the sums of the last run, or of the current one so far. The
// lines of code are not known to the engine, hence None.
func conflicts(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	s := stateOf(t)
	s.mu.Lock()
	l := s.conflicts
	s.mu.Unlock()
	if l == nil {
		return object.NewList(t, nil).Value(), nil
	}
	type line struct {
		conflictKey
		conflictSum
	}
	var lines []line
	l.mu.Lock()
	for k, sum := range l.m {
		lines = append(lines, line{k, *sum})
	}
	l.mu.Unlock()
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(-cmp.Compare(a.lost, b.lost), cmp.Compare(a.kind, b.kind), cmp.Compare(a.object, b.object))
	})
	var items []object.Value
	for _, x := range lines {
		typ := object.None
		if x.object != "" {
			typ = object.NewStr(x.object)
		}
		items = append(items, object.NewStructSeq(conflictType, []object.Value{object.NewStr(x.kind), object.Int(x.count), object.Float(x.lost.Seconds()),
			typ, object.None, object.None, object.None}))
	}
	return object.NewList(t, items).Value(), nil
}
