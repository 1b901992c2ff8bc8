package object

// BecomeNamespace makes d, the globals of functions, a namespace like a module's,
// so that their uses of global names are cached. It does nothing unless t runs
// alone: others read d without asking what it is.
func (d *Dict) BecomeNamespace(t *Thread) {
	if d.names != nil || d.Typ != DictType || !t.Tx.Solo() {
		return
	}
	b := d.write(t)
	d.names = &nameCells{m: map[*Str]*NameCell{}}
	for i := range b.entries {
		if e := &b.entries[i]; e.key.O != nil {
			e.val = Value{O: &d.entryCell(t, e.key.value(), e.val).Object}
		}
	}
}

// entryCell returns the cell for an entry of a namespace dict, with v in it.
func (d *Dict) entryCell(t *Thread, key, v Value) *NameCell {
	if s, ok := AsStr(key); ok {
		c := d.Cell(t, InternStr(s))
		c.Store(t, v)
		return c
	}
	c := &NameCell{Object: Object{nameCellType}}
	c.first.Init(t.stamp())
	c.first.Value = v
	c.Box.Init(&c.first.Body)
	return c
}
