package transaction

import (
	"github.com/weftpy/weft/object"
)

// local is transaction.local: attributes of which each worker has its own.
type local struct{ object.Object }

var localType = &object.Type{Name: "local", Module: "transaction", Doc: "Attributes that each worker has for itself, accessed without conflicts."}

func init() {
	object.SetLayout[local](localType)
	localType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
	localType.Slots.GetAttr = func(t *object.Thread, v object.Value, name *object.Str) (object.Value, *object.Exception) {
		d, _ := t.LocalDict(v.O)
		if name.S == "__dict__" {
			return d.Value(), nil
		}
		if x := d.GetStr(t, name); x.O != nil {
			return x, nil
		}
		return object.GenericGetAttr(t, v, name)
	}
	localType.Slots.SetAttr = func(t *object.Thread, v object.Value, name *object.Str, x object.Value) *object.Exception {
		d, _ := t.LocalDict(v.O)
		if x.O != nil {
			d.SetStr(t, name, x)
			return nil
		}
		old, err := d.Delete(t, name.Value())
		if err == nil && old.O == nil {
			return object.NewAttributeError(t, v, name, "'"+v.O.Typ.Name+"' object has no attribute '"+name.S+"'")
		}
		return err
	}
}
