package compile

// AssignedLater returns the names of the global variables that may be assigned once the
// instruction before pc has been executed in c, the body of a module: by what follows, the loops
// around it included, and by the functions that are defined in it.
func (c *Code) AssignedLater(pc int32) []string {
	from := int(pc)
	for i := len(c.Ins) - 1; i >= from; i-- {
		if c.Ins[i].Op().isJump() {
			from = min(from, max(0, i+1+int(c.Ins[i].D())))
		}
	}
	var names []string
	for _, i := range c.Ins[from:] {
		if i.Op() == StoreName || i.Op() == StoreGlobal {
			names = append(names, c.Names[c.Sites[i.D()].Name])
		}
	}
	return c.declaredGlobals(names)
}

// declaredGlobals appends the names that functions inside c assign as global variables.
func (c *Code) declaredGlobals(names []string) []string {
	for _, k := range c.Consts {
		inner, ok := k.(*Code)
		if !ok {
			continue
		}
		for _, i := range inner.Ins {
			if i.Op() == StoreGlobal {
				names = append(names, inner.Names[inner.Sites[i.D()].Name])
			}
		}
		names = inner.declaredGlobals(names)
	}
	return names
}
