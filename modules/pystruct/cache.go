package pystruct

import "sync"

// cache keeps the layouts of formats that were used.
type cache struct {
	mu  sync.RWMutex
	m   map[string]*layout
	max int
}

func newCache(max int) *cache { return &cache{m: map[string]*layout{}, max: max} }

func (c *cache) get(format string) *layout {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m[format]
}

func (c *cache) put(format string, l *layout) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.m) >= c.max {
		clear(c.m)
	}
	c.m[format] = l
}
