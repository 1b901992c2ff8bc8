package object

import (
	"slices"
	"unsafe"

	"github.com/weftpy/weft/stm"
)

// List is a Python list.
type List struct {
	Object
	Box   stm.Box
	first ListBody
}

// ListBody is a version of a list's contents.
type ListBody struct {
	stm.Body
	Items []Value
	cards *listCards // not nil: the items are there, see listcards.go
}

// ListType is list.
var ListType = declare("list", ObjectType, FlagList|FlagSequence|FlagMatchSelf)

// ListKind is the kind of lists' boxes.
var ListKind = &stm.Kind{Name: "list", Clone: cloneListBody, Save: saveListBody, Fork: forkListBody}

var listWhole = &stm.Kind{Name: "list", Clone: copyListBody, Save: saveWholeList, Fork: forkListBody}

// NewList makes a list that takes over items: the caller must forget them.
func NewList(t *Thread, items []Value) *List {
	l := &List{Object: Object{ListType}}
	l.first.Items = items
	l.first.Init(t.stamp())
	l.Box.Init(&l.first.Body)
	return l
}

// listN is a list with its first items S, an array, in one allocation.
type listN[S any] struct {
	List
	items S
}

func newListN[S any]() *List {
	x := new(listN[S])
	x.first.Items = unsafe.Slice((*Value)(unsafe.Pointer(&x.items)), unsafe.Sizeof(x.items)/unsafe.Sizeof(Value{}))
	return &x.List
}

// MakeList makes a list of n null items for the caller to fill in before anyone
// else can see it.
func MakeList(t *Thread, n int) (*List, []Value) {
	var l *List
	switch n {
	case 0:
		l = new(List)
	case 1:
		l = newListN[[1]Value]()
	case 2:
		l = newListN[[2]Value]()
	case 3:
		l = newListN[[3]Value]()
	case 4:
		l = newListN[[4]Value]()
	case 5:
		l = newListN[[5]Value]()
	case 6:
		l = newListN[[6]Value]()
	case 7:
		l = newListN[[7]Value]()
	case 8:
		l = newListN[[8]Value]()
	case 9:
		l = newListN[[9]Value]()
	case 10:
		l = newListN[[10]Value]()
	case 11:
		l = newListN[[11]Value]()
	case 12:
		l = newListN[[12]Value]()
	default:
		l = new(List)
		l.first.Items = make([]Value, n)
		t.noteLarge(n)
	}
	l.Typ = ListType
	l.first.Init(t.stamp())
	l.Box.Init(&l.first.Body)
	return l, l.first.Items
}

// ListOf makes a list of a copy of items.
func ListOf(t *Thread, items []Value) *List {
	l, to := MakeList(t, len(items))
	copyValues(to, items)
	return l
}

// AsList returns v as a list if it is one (or of a subclass).
func AsList(v Value) (*List, bool) {
	if v.O.Typ.Flags&FlagList != 0 {
		return (*List)(unsafe.Pointer(v.O)), true
	}
	return nil, false
}

// Value returns l as a value.
func (l *List) Value() Value { return Value{O: &l.Object} }

// Read opens l for reading. The body is l's content as the transaction sees it;
// do not keep it over a call that may run Python code.
func (l *List) Read(t *Thread) *ListBody {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return l.readFlat(t)
	}
	return b
}

// Write opens l for any change. To assign, append or remove single items there are
// cheaper ways.
func (l *List) Write(t *Thread) *ListBody {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		return l.writeFlat(t)
	}
	return b
}

// Items returns the current items, not to be changed, nor kept over a call that may
// run Python code: the array may be used again once the list has outgrown it.
func (l *List) Items(t *Thread) []Value { return l.Read(t).Items }

// AppendNew is Append to a list under construction, to which more items, or nobody
// knows how many if more is 0, are going to be appended.
func (l *List) AppendNew(t *Thread, v Value, more int) {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if n := len(b.Items); more > 0 && n == cap(b.Items) && n < 1<<maxSpare && b.Stamp() == t.Tx.ID && b.cards == nil {
		b.growTo(t, max(n+min(more, 1<<16), n+n/4))
	}
	l.Append(t, v)
}

// Append adds v at the end.
func (l *List) Append(t *Thread, v Value) {
	b := (*ListBody)(unsafe.Pointer(l.Box.Load()))
	if b.Stamp() != t.Tx.ID || b.cards != nil {
		l.appendShared(t, v)
		return
	}
	if len(b.Items) == cap(b.Items) {
		b.grow(t)
	}
	b.Items = append(b.Items, v)
}

// grow makes room for at least one more item in a flat body that belongs to the
// attempt. Lists that grow one by one rarely stop at one or two, and one that was
// made to measure mostly gets few more.
func (b *ListBody) grow(t *Thread) {
	n := len(b.Items)
	if n >= 1<<maxSpare {
		b.Items = slices.Grow(b.Items, 1)
		t.noteLarge(cap(b.Items))
		return
	}
	b.growTo(t, powerOfTwo(max(4, n+n/4+1)))
}

// growTo moves the items to an array with room for room of them.
func (b *ListBody) growTo(t *Thread, room int) {
	old := b.Items
	t.noteLarge(room)
	r := t.recycler(&b.Body)
	if r == nil {
		b.Items = append(make([]Value, 0, room), old...)
		return
	}
	b.Items = append(r.items.take(room), old...)
	r.items.give(old)
}
