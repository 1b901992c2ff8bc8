package functools

import (
	"sync/atomic"
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
//     Only a small cache (lruExact) keeps it always: there programs see it.
//
// Nor should transactions that add different results to a larger one. When the first is
// added in a transaction, what was one dict is split by the hash of the key for good. Then there
// is no oldest result of all: the oldest of each part goes in turn.
// How many there are is known from those that have committed, so for a while there may
// be more than maxsize (if it is above lruExact) by the number of transactions that add one at the same time.
type lru struct {
	object.Object
	attrs        stm.Box
	f            value
	maxsize      int64 // -1: no limit
	typed        bool
	infoType     value
	parts        stm.Var[[]*object.Dict] // one, or some power of two
	hits, misses *stm.Counter
	size         atomic.Int64  // results that are there, as far as committed; used if there is a limit
	hand         atomic.Uint32 // the part to take the next one from
}

const (
	// lruParts is the number of dicts of a cache that is split; of a smaller one it is fewer.
	lruParts = 256
	// lruExact is the largest maxsize with which a cache is one dict in the order of use also within transactions.
	lruExact = 16
)

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
	c.parts.Init(t.Tx, []*object.Dict{object.NewDict(t)})
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
	if !c.typed && len(kwnames) == 0 {
		return object.NewTuple(args)
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

// lruSlack is how many results more than maxsize do not matter for a while.
const lruSlack = 8

// partOf returns the index of the part for results of keys with hash h.
func partOf(parts []*object.Dict, h int64) int {
	return int(uint64(h) * 0x9e3779b97f4a7c15 >> 32 % uint64(len(parts)))
}

// split gives each part of the results a dict of its own.
func (c *lru) split(t *thread) ([]*object.Dict, *exc) {
	n := lruParts
	for c.maxsize >= 0 && n > 1 && int64(n) > c.maxsize {
		n /= 2
	}
	one := c.parts.Get(t.Tx)[0]
	parts := make([]*object.Dict, n)
	for i := range parts {
		parts[i] = object.NewDict(t)
	}
	for pos := 0; ; {
		k, v, next, ok := one.NextEntry(t, pos)
		if !ok {
			break
		}
		pos = next
		h, err := object.Hash(t, k)
		if err != nil {
			return nil, err
		}
		if err := parts[partOf(parts, h)].SetHash(t, k, v, h); err != nil {
			return nil, err
		}
	}
	c.parts.Set(t.Tx, parts)
	return parts, nil
}

// resized notes that there are n results more.
func (c *lru) resized(t *thread, n int64) {
	if t.Tx.Solo() {
		c.size.Add(n)
		return
	}
	t.Tx.OnCommit(func() { c.size.Add(n) })
}

// evict removes n results.
func (c *lru) evict(t *thread, parts []*object.Dict, n int64) *exc {
	for none := 0; n > 0 && none < len(parts); none++ {
		d := parts[int(c.hand.Add(1)%uint32(len(parts)))]
		oldest, _, _, ok := d.NextEntry(t, 0)
		if !ok {
			continue
		}
		if _, err := d.Delete(t, oldest); err != nil {
			return err
		}
		c.resized(t, -1)
		n--
		none = -1
	}
	return nil
}

func callLRU(t *thread, v value, args, kwnames []value) (value, *exc) {
	c := lruOf(v)
	if c.maxsize == 0 {
		c.misses.Add(t.Tx, 1)
		return object.CallKw(t, c.f, args, kwnames)
	}
	key := c.key(args, kwnames)
	h, err := object.Hash(t, key)
	if err != nil {
		return value{}, err
	}
	parts := c.parts.Get(t.Tx)
	d := parts[partOf(parts, h)]
	r, err := d.GetHash(t, key, h)
	if err != nil {
		return value{}, err
	}
	if r.O != nil {
		c.hits.Add(t.Tx, 1)
		if c.maxsize > 1 && (c.maxsize <= lruExact || t.Tx.Exclusive()) {
			_, err = d.Move(t, key, true)
		}
		return r, err
	}
	c.misses.Add(t.Tx, 1)
	if r, err = object.CallKw(t, c.f, args, kwnames); err != nil {
		return value{}, err
	}
	return r, c.add(t, key, r, h)
}

// add makes r the result for key.
func (c *lru) add(t *thread, key, r value, h int64) *exc {
	parts := c.parts.Get(t.Tx)
	if len(parts) == 1 && (c.maxsize < 0 || c.maxsize > lruExact) && t.Tx.InTransaction() {
		var err *exc
		if parts, err = c.split(t); err != nil {
			return err
		}
	}
	i := partOf(parts, h)
	if c.maxsize > 0 {
		// The call may have led back here and stored the result.
		if has, err := parts[i].GetHash(t, key, h); has.O != nil || err != nil {
			return err
		}
		size := c.size.Load()
		if len(parts) == 1 {
			size = int64(parts[0].Len(t))
		}
		if more := size - c.maxsize; more >= 0 {
			n := int64(1)
			if more > lruSlack {
				n = 2 // not all that is too much: others see the same number and do the same
			}
			if err := c.evict(t, parts, n); err != nil {
				return err
			}
		}
		c.resized(t, 1)
	}
	return parts[i].SetHash(t, key, r, h)
}

// count returns the number of results, when there are no more than there may be.
func (c *lru) count(t *thread) (int64, *exc) {
	n := int64(0)
	parts := c.parts.Get(t.Tx)
	for _, d := range parts {
		n += int64(d.Len(t))
	}
	if c.maxsize >= 0 && n > c.maxsize {
		return c.maxsize, c.evict(t, parts, n-c.maxsize)
	}
	return n, nil
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
			size, err := c.count(t)
			if err != nil {
				return value{}, err
			}
			return object.Call(t, c.infoType, object.Int(c.hits.Value(t.Tx)), object.Int(c.misses.Value(t.Tx)), maxsize, object.Int(size))
		}, Doc: "Report cache statistics"},
		{Name: "cache_clear", Fn: func(t *thread, a []value) (value, *exc) {
			c := lruOf(a[0])
			c.hits.Add(t.Tx, -c.hits.Value(t.Tx))
			c.misses.Add(t.Tx, -c.misses.Value(t.Tx))
			for _, d := range c.parts.Get(t.Tx) {
				c.resized(t, -int64(d.Len(t)))
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
