package gc

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

// No list is kept of all objects. Those that a program can reach are found by going
// through what the modules and the variables of the running functions refer to, as a
// collection does; it takes about as long.

// edges returns what v refers to: its referents, and what belongs to modules, classes,
// functions, methods and cells.
func edges(t *thread, v value) []value {
	out := referents(t, v)
	add := func(o *object.Object) { out = append(out, value{O: o}) }
	switch {
	case v.O.Typ == object.FunctionType:
		f, _ := object.AsFunction(v)
		add(&f.Globals.Object)
		if f.Closure != nil {
			add(&f.Closure.Object)
		}
		if f.Defaults != nil {
			add(&f.Defaults.Object)
		}
		if f.Ext != nil && f.Ext.KwDefaults != nil {
			add(&f.Ext.KwDefaults.Object)
		}
	case v.O.Typ == object.MethodType:
		m := (*object.BoundMethod)(unsafe.Pointer(v.O))
		out = append(out, m.Func, m.Self)
	case v.O.Typ == object.CellType:
		if x := (*object.Cell)(unsafe.Pointer(v.O)).Load(t); x.O != nil {
			out = append(out, x)
		}
	default:
		if m, ok := object.AsModule(v); ok {
			add(&m.Dict.Object)
		}
		if typ, ok := object.AsType(v); ok {
			out = append(out, classMembers(t, typ)...)
		}
	}
	return out
}

// classMembers returns the attributes and the bases of a class.
func classMembers(t *thread, typ *object.Type) []value {
	var out []value
	for _, name := range []string{"__bases__", "__mro__"} {
		if b, err := object.GetAttrString(t, typ.Value(), name); err == nil {
			out = append(out, b)
		}
	}
	d, err := object.GetAttrString(t, typ.Value(), "__dict__")
	if err != nil {
		return out
	}
	values, err := object.CallMethod(t, d, object.Intern("values"))
	if err != nil {
		return out
	}
	members, err := object.Collect(t, values)
	if err != nil {
		return out
	}
	return append(out, members...)
}

// reachable calls f once with each object that a program can reach, and with what that
// one refers to.
func reachable(t *thread, f func(v value, refers []value)) {
	seen := map[*object.Object]bool{}
	var todo []value
	visit := func(v value) {
		if v.O != nil && !seen[v.O] {
			seen[v.O] = true
			todo = append(todo, v)
		}
	}
	for v := range variables(t) {
		visit(v)
	}
	visit(t.Interp.Modules.Value())
	for len(todo) > 0 {
		v := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		refers := edges(t, v)
		f(v, refers)
		for _, x := range refers {
			visit(x)
		}
	}
}

// variables yields the values of the local variables of the running functions of this
// thread. Other registers may hold what is no object.
func variables(t *thread) func(yield func(value) bool) {
	return func(yield func(value) bool) {
		object.Escaped()
		for fr := t.Frame; fr != nil && fr.Depth > 0; fr = fr.Prev {
			if fr.Code == nil {
				continue
			}
			regs := t.Registers(fr)
			for _, v := range regs[:min(fr.Code.NumLocals, len(regs))] {
				if v.O != nil && v.O.Typ != nil && !yield(v) {
					return
				}
			}
		}
	}
}

func getObjects(t *thread) []value {
	var out []value
	reachable(t, func(v value, _ []value) {
		if isTracked(v, t) {
			out = append(out, v)
		}
	})
	return out
}

// getReferrers returns the reachable objects that refer to one of targets.
func getReferrers(t *thread, targets []value) []value {
	wanted := map[*object.Object]bool{}
	for _, v := range targets {
		wanted[v.O] = true
	}
	var out []value
	reachable(t, func(v value, refers []value) {
		for _, x := range refers {
			if x.O != nil && wanted[x.O] {
				out = append(out, v)
				return
			}
		}
	})
	return out
}
