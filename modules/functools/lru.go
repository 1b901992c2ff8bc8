package functools

import (
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// lru is what functools.lru_cache makes of a function.
//
// Results are kept in dicts, so they come and go with the transactions that
// computed them. What a hit changes must not make transactions conflict:
//
//   - hits and misses are counted by additions that are applied at commit;
//   - the order of use is kept only by a thread that runs alone; within a
//     transaction a hit leaves it as it is, so the oldest result goes first.
//
// A cache without limit is split by the hash of the key, so that transactions
// that add different results rarely conflict.
type lru struct {
	object.Object
	attrs        stm.Box
	f            value
	maxsize      int64 // -1: no limit
	typed        bool
	infoType     value
	parts        []*object.Dict
	hits, misses *stm.Counter
}

// lruParts is the number of dicts of a cache without limit.
const lruParts = 16

var (
	lruType = &object.Type{Name: "functools._lru_cache_wrapper", Flags: object.FlagDictMode | object.FlagWeakRef | object.FlagMethod}
	// keywordMark stands between positional arguments and keywords in keys.
	keywordMark = value{O: &object.Object{Typ: object.ObjectType}}
)

func lruOf(v value) *lru { return (*lru)(unsafe.Pointer(v.O)) }

var lruNew = &object.Func{Name: "lru_cache", Sig: "user_function, maxsize, typed, cache_info_type", Fn: func(t *thread, a []value) (value, *exc) {
	if a[0].O.Typ.Slots.Call == nil {
		return value{}, t.Errorf(object.TypeError, "the first argument must be callable")
	}
	maxsize := int64(-1)
	if !a[1].IsNone() {
		if a[1].O.Typ.Flags&object.FlagInt == 0 && a[1].O.Typ.Slots.Index == nil {
			return value{}, t.Errorf(object.TypeError, "maxsize should be integer or None")
		}
		n, err := object.IndexInt(t, a[1], object.OverflowError)
		if err != nil {
			return value{}, err
		}
		maxsize = max(n, 0)
	}
	typed, err := object.Truth(t, a[2])
	if err != nil {
		return value{}, err
	}
	return object.TupleOf([]value{a[0], object.Int(maxsize), object.Bool(typed), a[3]}), nil
}}

// newLRU is the constructor.
func newLRU(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	parsed, err := lruNew.CallWith(t, args, kwnames)
	if err != nil {
		return value{}, err
	}
	p := items(parsed)
	c := object.Allocate[lru](typ)
	c.f, c.maxsize, c.typed, c.infoType = p[0], p[1].Int(), p[2] == object.True, p[3]
	c.hits, c.misses = stm.NewCounter(t.Tx), stm.NewCounter(t.Tx)
	n := 1
	if c.maxsize < 0 {
		n = lruParts
	}
	for range n {
		c.parts = append(c.parts, object.NewDict(t))
	}
	return value{O: &c.Object}, nil
}

// key returns what a call is remembered by.
func (c *lru) key(args, kwnames []value) value {
	npos := len(args) - len(kwnames)
	if !c.typed && len(kwnames) == 0 && npos == 1 {
		if typ := args[0].O.Typ; typ == object.IntType || typ == object.StrType {
			return args[0]
		}
	}
	n := len(args) + len(kwnames)
	if c.typed {
		n += len(args)
	}
	k := make([]value, 0, n+1)
	k = append(k, args[:npos]...)
	if len(kwnames) > 0 {
		k = append(k, keywordMark)
		for i, name := range kwnames {
			k = append(k, name, args[npos+i])
		}
	}
	if c.typed {
		for _, a := range args {
			k = append(k, a.O.Typ.Value())
		}
	}
	return object.TupleOf(k)
}

// part returns the dict that holds key, and the key's hash.
func (c *lru) part(t *thread, key value) (*object.Dict, int64, *exc) {
	h, err := object.Hash(t, key)
	if err != nil {
		return nil, 0, err
	}
	if len(c.parts) == 1 {
		return c.parts[0], h, nil
	}
	return c.parts[uint64(h)*0x9e3779b97f4a7c15>>60], h, nil
}

func callLRU(t *thread, v value, args, kwnames []value) (value, *exc) {
	c := lruOf(v)
	if c.maxsize == 0 {
		c.misses.Add(t.Tx, 1)
		return object.CallKw(t, c.f, args, kwnames)
	}
	key := c.key(args, kwnames)
	d, h, err := c.part(t, key)
	if err != nil {
		return value{}, err
	}
	r, err := d.GetHash(t, key, h)
	if err != nil {
		return value{}, err
	}
	if r.O != nil {
		c.hits.Add(t.Tx, 1)
		if c.maxsize > 0 && t.Tx.Exclusive() {
			_, err = d.Move(t, key, true)
		}
		return r, err
	}
	c.misses.Add(t.Tx, 1)
	if r, err = object.CallKw(t, c.f, args, kwnames); err != nil {
		return value{}, err
	}
	if c.maxsize > 0 {
		// The call may have led back here and stored the result.
		if has, err := d.GetHash(t, key, h); has.O != nil || err != nil {
			return r, err
		}
		if int64(d.Len(t)) >= c.maxsize {
			if oldest, _, _, ok := d.NextEntry(t, 0); ok {
				if _, err := d.Delete(t, oldest); err != nil {
					return value{}, err
				}
			}
		}
	}
	return r, d.SetHash(t, key, r, h)
}

func (c *lru) size(t *thread) int64 {
	n := 0
	for _, d := range c.parts {
		n += d.Len(t)
	}
	return int64(n)
}

func init() {
	object.SetLayout[lru](lruType)
	lruType.AttrsOff = unsafe.Offsetof(lru{}.attrs)
	lruType.SubAttrsOff = lruType.AttrsOff
	s := &lruType.Slots
	s.New = newLRU
	s.Init = func(t *thread, v value, args, kwnames []value) *exc { return nil }
	s.Call = callLRU
	s.Get = func(t *thread, d, obj value, typ *object.Type) (value, *exc) {
		if obj.O == nil || obj.IsNone() {
			return d, nil
		}
		return object.NewBoundMethod(d, obj), nil
	}
	same := func(t *thread, a []value) (value, *exc) { return a[0], nil }
	lruType.Methods = []object.Def{
		{Name: "cache_info", Fn: func(t *thread, a []value) (value, *exc) {
			c := lruOf(a[0])
			maxsize := object.None
			if c.maxsize >= 0 {
				maxsize = object.Int(c.maxsize)
			}
			return object.Call(t, c.infoType, object.Int(c.hits.Value(t.Tx)), object.Int(c.misses.Value(t.Tx)), maxsize, object.Int(c.size(t)))
		}, Doc: "Report cache statistics"},
		{Name: "cache_clear", Fn: func(t *thread, a []value) (value, *exc) {
			c := lruOf(a[0])
			c.hits.Add(t.Tx, -c.hits.Value(t.Tx))
			c.misses.Add(t.Tx, -c.misses.Value(t.Tx))
			for _, d := range c.parts {
				d.Clear(t)
			}
			return object.None, nil
		}, Doc: "Clear the cache and cache statistics"},
		{Name: "__reduce__", Fn: func(t *thread, a []value) (value, *exc) {
			return object.GetAttr(t, a[0], object.Intern("__qualname__"))
		}},
		{Name: "__copy__", Fn: same},
		{Name: "__deepcopy__", Sig: "memo, /", Fn: same},
	}
}
