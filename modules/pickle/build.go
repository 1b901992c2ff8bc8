package pickle

import (
	"strings"

	"github.com/weftpy/weft/object"
)

var (
	strInitArgs = object.Intern("__getinitargs__")
	strSetState = object.Intern("__setstate__")
	strDict     = object.Intern("__dict__")
)

// global pushes what is found under a name.
func (l *loader) global(module, name value) *exc {
	v, err := l.find(module, name)
	if err != nil {
		return err
	}
	l.push(v)
	return nil
}

func (l *loader) find(module, name value) (value, *exc) {
	if l.findClass.O != nil {
		unpicklerOf(l.self).Write(l.t, unpicklerKind).proto = l.proto // it may call Unpickler.find_class
		return object.Call2(l.t, l.findClass, module, name)
	}
	m, _ := object.AsStr(module)
	n, _ := object.AsStr(name)
	return findClass(l.t, m.S, n.S, l.proto, l.fixImports)
}

// findClass is Unpickler.find_class.
func findClass(t *thread, module, name string, proto int, fixImports bool) (value, *exc) {
	if proto < 3 && fixImports {
		var err *exc
		if module, name, err = translate(t, "", module, name); err != nil {
			return value{}, err
		}
	}
	m, err := t.Import(module)
	if err != nil {
		return value{}, err
	}
	path := []string{name}
	if proto >= 4 {
		path = strings.Split(name, ".")
	}
	x, parent, err := deepAttr(t, m, path)
	if err != nil {
		return value{}, err
	}
	if x.O == nil {
		r, err := object.Repr(t, parent)
		if err != nil {
			return value{}, err
		}
		for _, p := range path {
			if p == "<locals>" {
				return value{}, t.Errorf(object.AttributeError, "Can't get local attribute %s on %s", object.ReprText(name), r.S)
			}
		}
		return value{}, t.Errorf(object.AttributeError, "Can't get attribute %s on %s", object.ReprText(name), r.S)
	}
	return x, nil
}

// extension pushes what a code of copyreg's registry stands for.
func (l *loader) extension(size int) *exc {
	t := l.t
	n, err := l.number(size)
	if err != nil {
		return err
	}
	code := object.Int(int64(n))
	if size == 4 && int32(n) < 0 || n == 0 {
		return t.Errorf(unpicklingError, "EXT specifies code <= 0")
	}
	dict := func(name string) (*object.Dict, *exc) {
		v, err := t.ImportAttr("copyreg", name)
		if err != nil {
			return nil, err
		}
		d, ok := object.AsDict(v)
		if !ok {
			return nil, t.Errorf(object.RuntimeError, "copyreg.%s should be a dict, not %s", name, v.TypeName())
		}
		return d, nil
	}
	cache, err := dict("_extension_cache")
	if err != nil {
		return err
	}
	if v, err := cache.Get(t, code); err != nil || v.O != nil {
		l.push(v)
		return err
	}
	registry, err := dict("_inverted_registry")
	if err != nil {
		return err
	}
	key, err := registry.Get(t, code)
	if err != nil {
		return err
	}
	if key.O == nil {
		return t.Errorf(object.ValueError, "unregistered extension code %d", n)
	}
	module, name, ok := twoStrs(key)
	if !ok {
		return t.Errorf(object.ValueError, "_inverted_registry[%d] isn't a 2-tuple of strings", n)
	}
	v, err := l.find(object.NewStr(module), object.NewStr(name))
	if err != nil {
		return err
	}
	l.push(v)
	return cache.Set(t, code, v)
}

func (l *loader) persistent(id value) *exc {
	if l.persistentLoad.O == nil {
		return l.t.Errorf(unpicklingError, "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.")
	}
	v, err := object.Call1(l.t, l.persistentLoad, id)
	l.push(v)
	return err
}

func (l *loader) reduce() *exc {
	if err := l.need(2); err != nil {
		return err
	}
	p := l.pop(2)
	args, ok := object.AsTuple(p[1])
	if !ok {
		return l.t.Errorf(object.TypeError, "argument list must be a tuple")
	}
	v, err := object.CallKw(l.t, p[0], args.Items, nil)
	l.push(v)
	return err
}

// newObj pushes cls.__new__(cls, *args), with keyword arguments if ex is set.
func (l *loader) newObj(ex bool) *exc {
	t := l.t
	n, what := 2, "NEWOBJ"
	if ex {
		n, what = 3, "NEWOBJ_EX"
	}
	if err := l.need(n); err != nil {
		return err
	}
	p := l.pop(n)
	typ, ok := object.AsType(p[0])
	if !ok {
		return t.Errorf(unpicklingError, "%s class argument must be a type, not %s", what, p[0].TypeName())
	}
	if typ.Slots.New == nil {
		return t.Errorf(unpicklingError, "%s class argument '%s' doesn't have __new__", what, typ.Name)
	}
	args, ok := object.AsTuple(p[1])
	if !ok {
		return t.Errorf(unpicklingError, "%s args argument must be a tuple, not %s", what, p[1].TypeName())
	}
	all, kwnames := args.Items, []value(nil)
	if ex {
		d, ok := object.AsDict(p[2])
		if !ok {
			return t.Errorf(unpicklingError, "%s kwargs argument must be a dict, not %s", what, p[2].TypeName())
		}
		all, kwnames = object.SpreadDict(t, all, d)
	}
	v, err := typ.Slots.New(t, typ, all, kwnames)
	if err != nil {
		return err
	}
	l.push(v)
	return nil
}

// instantiate pushes an instance as the opcodes of old classes make it.
func (l *loader) instantiate(cls value, args []value) *exc {
	t := l.t
	var v value
	var err *exc
	_, isType := object.AsType(cls)
	plain := false
	if len(args) == 0 && isType {
		f, err := object.LookupAttr(t, cls, strInitArgs)
		if err != nil {
			return err
		}
		plain = f.O == nil
	}
	if plain {
		v, err = object.CallMethod(t, cls, strNew, cls)
	} else {
		v, err = object.CallKw(t, cls, append([]value(nil), args...), nil)
	}
	l.push(v)
	return err
}

func (l *loader) inst() *exc {
	items, err := l.popMark()
	if err != nil {
		return err
	}
	items = append([]value(nil), items...)
	module, err := l.utf8Line()
	if err != nil {
		return err
	}
	name, err := l.utf8Line()
	if err != nil {
		return err
	}
	cls, err := l.find(module, name)
	if err != nil {
		return err
	}
	return l.instantiate(cls, items)
}

func (l *loader) obj() *exc {
	items, err := l.popMark()
	if err != nil {
		return err
	}
	if len(items) < 1 {
		return l.underflow()
	}
	items = append([]value(nil), items...)
	return l.instantiate(items[0], items[1:])
}

// build sets the state of the object on the stack.
func (l *loader) build() *exc {
	t := l.t
	if err := l.need(2); err != nil {
		return err
	}
	state := l.pop(1)[0]
	inst := l.stack[len(l.stack)-1]
	setState, err := object.LookupAttr(t, inst, strSetState)
	if err != nil {
		return err
	}
	if setState.O != nil {
		_, err := object.Call1(t, setState, state)
		return err
	}
	slots := value{}
	if pair, ok := object.AsTuple(state); ok && len(pair.Items) == 2 {
		state, slots = pair.Items[0], pair.Items[1]
	}
	if !state.IsNone() {
		d, ok := object.AsDict(state)
		if !ok {
			return t.Errorf(unpicklingError, "state is not a dictionary")
		}
		attrs, err := object.GetAttr(t, inst, strDict)
		if err != nil {
			return err
		}
		dict, exact := object.AsDict(attrs)
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			if s, isStr := object.AsStr(k); isStr && k.O.Typ == object.StrType {
				k = object.InternStr(s).Value()
			}
			if exact {
				err = dict.Set(t, k, v)
			} else {
				err = object.SetItem(t, attrs, k, v)
			}
			if err != nil {
				return err
			}
		}
	}
	if slots.O != nil && !slots.IsNone() {
		d, ok := object.AsDict(slots)
		if !ok {
			return t.Errorf(unpicklingError, "slot state is not a dictionary")
		}
		for k, v, pos, ok := d.NextEntry(t, 0); ok; k, v, pos, ok = d.NextEntry(t, pos) {
			name, isStr := object.AsStr(k)
			if !isStr {
				return t.Errorf(object.TypeError, "attribute name must be string, not '%s'", k.TypeName())
			}
			if err := object.SetAttr(t, inst, object.InternStr(name), v); err != nil {
				return err
			}
		}
	}
	return nil
}
