package object

import (
	"fmt"
	"unsafe"
)

// What programs see of generators, coroutines and asynchronous generators
// without running them. Running them is the evaluator's.

func generatorOf(v Value) *Generator { return (*Generator)(unsafe.Pointer(v.O)) }

// QualName returns the generator's __qualname__.
func (g *Generator) QualName(t *Thread) string {
	if x := g.Read(t).Ext; x != nil && x.QualName.O != nil {
		s, _ := AsStr(x.QualName)
		return s.S
	}
	return g.Fn.QualName()
}

func init() {
	for _, k := range []struct {
		typ                                          *Type
		what, frame, running, code, await, suspended string
	}{
		{GeneratorType, "generator", "gi_frame", "gi_running", "gi_code", "gi_yieldfrom", "gi_suspended"},
		{CoroutineType, "coroutine", "cr_frame", "cr_running", "cr_code", "cr_await", "cr_suspended"},
		{AsyncGeneratorType, "async_generator", "ag_frame", "ag_running", "ag_code", "ag_await", ""},
	} {
		typ := k.typ
		typ.Flags |= FlagNoNew
		typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) {
			return NewStr(fmt.Sprintf("<%s object %s at %#x>", k.what, generatorOf(v).QualName(t), v.ID())), nil
		}
		name := func(attr string, get func(fn *Function) string, field func(x *GenExt) *Value) GetSet {
			return GetSet{Name: attr, Get: func(t *Thread, v Value) (Value, *Exception) {
				g := generatorOf(v)
				if x := g.Read(t).Ext; x != nil && field(x).O != nil {
					return *field(x), nil
				}
				return NewStr(get(g.Fn)), nil
			}, Set: func(t *Thread, v, x Value) *Exception {
				ok := x.O != nil
				if ok {
					_, ok = AsStr(x)
				}
				if !ok {
					return t.Errorf(TypeError, "%s must be set to a string object", attr)
				}
				b := generatorOf(v).Write(t)
				var ext GenExt
				if b.Ext != nil {
					ext = *b.Ext
				}
				*field(&ext) = x
				b.Ext = &ext
				return nil
			}}
		}
		status := func(attr string, s GenStatus) GetSet {
			return GetSet{Name: attr, Get: func(t *Thread, v Value) (Value, *Exception) {
				return Bool(generatorOf(v).Read(t).Status == s), nil
			}}
		}
		typ.Getsets = append(typ.Getsets,
			name("__name__", (*Function).Name, func(x *GenExt) *Value { return &x.Name }),
			name("__qualname__", (*Function).QualName, func(x *GenExt) *Value { return &x.QualName }),
			status(k.running, GenRunning),
			GetSet{Name: k.frame, Get: func(t *Thread, v Value) (Value, *Exception) {
				return GeneratorFrame(t, generatorOf(v)).Value(), nil
			}},
			GetSet{Name: k.code, Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return generatorOf(v).Fn.Code.Value(), nil }},
			GetSet{Name: k.await, Get: func(t *Thread, v Value) (Value, *Exception) {
				g := generatorOf(v)
				if s := g.Read(t).Status; s == GenClosed || s == GenCreated || Hooks.GeneratorAwaiting == nil {
					return None, nil
				}
				return orNone(Hooks.GeneratorAwaiting(t, g)), nil
			}})
		if k.suspended != "" {
			typ.Getsets = append(typ.Getsets, status(k.suspended, GenSuspended))
		}
	}
	// Where a coroutine was made is not recorded, as without
	// sys.set_coroutine_origin_tracking_depth.
	CoroutineType.Getsets = append(CoroutineType.Getsets, GetSet{Name: "cr_origin", Member: true, Get: func(t *Thread, v Value) (Value, *Exception) { return None, nil }})
}
