package transaction

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/compile"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// conflictType is the named tuple of which conflicts() returns a list.
var conflictType = object.NewNamedTupleType("transaction", "Conflict", "Attempts that were undone for the same reason.", "kind", "count", "seconds_lost", "object_type", "name", "where", "other")

// conflictLog adds up the conflicts of a run, with the lines of both sides as far as they can
// be known. Aborted attempts are rare compared with commits, which the listener hardly looks
// at, so a mutex does.
//
// An attempt that finds the box of another taken is at the line that wants it. One that is
// aborted by another, or has read what others have changed since, notices that elsewhere; so
// the box is watched when the transaction runs again, and the line that touches it first is
// taken for the one. The other side is known if it has aborted the attempt: it was at the
// line that wanted the box.
type conflictLog struct {
	mu      sync.Mutex
	m       map[conflictKey]*conflictSum
	wounds  map[uint64]wound // by the id of the attempt that was aborted
	open    map[*stm.Tx]openConflict
	waiting atomic.Int32 // len(open)
}

type conflictKey struct {
	kind, object, name string
	where, other       codePlace
}

type conflictSum struct {
	count int64
	lost  time.Duration
}

// codePlace is a line of a program; the zero codePlace is none.
type codePlace struct {
	file     string
	line     int
	function string
}

// wound is what an attempt has told that has aborted another.
type wound struct {
	box    *stm.Box
	object string
	by     codePlace
}

// openConflict is a conflict of which one is to find out at which line the loser was.
type openConflict struct {
	key  conflictKey
	lost time.Duration
}

// access is what a program is about to do.
type access struct {
	at     codePlace
	name   string // of the attribute or global variable, if it is about one
	object string // the name of the type of the object whose attribute it is
}

// accessOf returns what the program is about to do that tx runs, on whose goroutine the caller
// is.
func accessOf(tx *stm.Tx) (a access) {
	t, ok := tx.Owner.(*object.Thread)
	if !ok || t.Frame.Code == nil {
		return access{}
	}
	code, pc := t.Frame.Code.Plain(), t.Frame.PC-1
	a.at = codePlace{code.Filename, code.LineOf(pc), code.QualName}
	s, reg := compile.NameAt(code, pc)
	if s != nil {
		a.name = s.S
	}
	if i := t.Frame.Base + reg; reg >= 0 && i < len(t.Stack) && t.Stack[i].O != nil {
		a.object = t.Stack[i].TypeName()
	}
	return a
}

// setWhere notes what the loser was about to do.
func (k *conflictKey) setWhere(a access) {
	k.where, k.name = a.at, a.name
	if a.object != "" {
		k.object = a.object
	}
}

// listen is a stm.Listener.
func (l *conflictLog) listen(e *stm.Event) {
	switch e.Kind {
	case stm.EventExclusive:
		key := conflictKey{kind: "exclusive"}
		key.setWhere(accessOf(e.Tx))
		l.add(key, e.Duration)
	case stm.EventWound:
		w := wound{box: e.Box}
		if e.BodyKind != nil {
			w.object = e.BodyKind.Name
		}
		w.by = accessOf(e.Tx).at
		l.mu.Lock()
		if l.wounds == nil {
			l.wounds = map[uint64]wound{}
		}
		l.wounds[e.OtherID] = w
		l.mu.Unlock()
	case stm.EventAbort:
		l.aborted(e)
	case stm.EventTouch, stm.EventCommit:
		if l.waiting.Load() != 0 {
			l.found(e.Tx, e.Kind == stm.EventTouch)
		}
	}
}

// aborted notes an attempt that was undone.
func (l *conflictLog) aborted(e *stm.Event) {
	key := conflictKey{}
	if e.BodyKind != nil {
		key.object = e.BodyKind.Name
	}
	box := e.Box
	switch e.Conflict {
	case stm.WriteWrite, stm.InevitableWins:
		key.kind = e.Conflict.String()
		key.setWhere(accessOf(e.Tx))
		box = nil // nothing to find out
	case stm.ReadWrite:
		key.kind = e.Conflict.String()
	case stm.Aborted:
		key.kind = stm.WriteWrite.String()
		l.mu.Lock()
		if w, ok := l.wounds[e.ID]; ok {
			key.object, key.other, box = w.object, w.by, w.box
			delete(l.wounds, e.ID)
		}
		l.mu.Unlock()
	default:
		return
	}
	l.found(e.Tx, false)
	if box == nil {
		l.add(key, e.Duration)
		return
	}
	l.mu.Lock()
	if l.open == nil {
		l.open = map[*stm.Tx]openConflict{}
	}
	l.open[e.Tx] = openConflict{key, e.Duration}
	l.waiting.Store(int32(len(l.open)))
	l.mu.Unlock()
	e.Tx.Watch(box)
}

// found adds the open conflict of tx, if it has one; here tells that tx is at the line that
// one wants to know.
func (l *conflictLog) found(tx *stm.Tx, here bool) {
	l.mu.Lock()
	o, ok := l.open[tx]
	delete(l.open, tx)
	l.waiting.Store(int32(len(l.open)))
	l.mu.Unlock()
	if !ok {
		return
	}
	if here {
		o.key.setWhere(accessOf(tx))
	}
	l.add(o.key, o.lost)
}

func (l *conflictLog) add(key conflictKey, lost time.Duration) {
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
	s.lost += lost
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
		if len(s.runners) > 0 {
			s.conflicts = &conflictLog{}
			t.Interp.Engine.SetListener(s.conflicts.listen)
		}
	}
	return conflictsFunc
}

var conflictsFunc = object.NewBuiltin(object.Def{Name: "conflicts", Fn: conflicts, Doc: "The conflicts of the last run, those that cost most first."}, nil)

// conflicts returns the sums of the last run, or of the current one so far.
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
	for _, o := range l.open {
		lines = append(lines, line{o.key, conflictSum{1, o.lost}})
	}
	l.mu.Unlock()
	slices.SortFunc(lines, func(a, b line) int {
		return cmp.Or(-cmp.Compare(a.lost, b.lost), cmp.Compare(a.kind, b.kind), cmp.Compare(a.object, b.object), a.where.compare(b.where), a.other.compare(b.other))
	})
	text := func(s string) object.Value {
		if s == "" {
			return object.None
		}
		return object.NewStr(s)
	}
	var items []object.Value
	for _, x := range lines {
		items = append(items, object.NewStructSeq(conflictType, []object.Value{object.NewStr(x.kind), object.Int(x.count), object.Float(x.lost.Seconds()),
			text(x.object), text(x.name), x.where.value(), x.other.value()}))
	}
	return object.NewList(t, items).Value(), nil
}

func (p codePlace) value() object.Value {
	if p == (codePlace{}) {
		return object.None
	}
	return object.NewTuple([]object.Value{object.NewStr(p.file), object.Int(int64(p.line)), object.NewStr(p.function)})
}

func (p codePlace) compare(q codePlace) int {
	return cmp.Or(cmp.Compare(p.file, q.file), cmp.Compare(p.line, q.line), cmp.Compare(p.function, q.function))
}
