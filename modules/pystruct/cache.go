package pystruct

import (
	"maps"
	"sync"
	"sync/atomic"
)

// cache keeps the layouts of formats that were used. Look-ups are much more frequent than
// new formats, so the map never changes: another one takes its place.
type cache struct {
	m   atomic.Pointer[map[string]*layout]
	mu  sync.Mutex // of those who replace m
	max int
}

func newCache(max int) *cache {
	c := &cache{max: max}
	c.m.Store(&map[string]*layout{})
	return c
}

func (c *cache) get(format string) *layout { return (*c.m.Load())[format] }

func (c *cache) put(format string, l *layout) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := map[string]*layout{}
	if old := *c.m.Load(); len(old) < c.max {
		m = maps.Clone(old)
	}
	m[format] = l
	c.m.Store(&m)
}
