package pickle

import "github.com/weftpy/weft/object"

// translate returns what the library calls what Python 2 named so; with the
// prefix "REVERSE_" what Python 2 called what the library names so. Names that
// did not change come back as they are.
func translate(t *thread, prefix, module, name string) (string, string, *exc) {
	lookup := func(table string, key value) (value, *exc) {
		v, err := t.ImportAttr("_compat_pickle", table)
		if err != nil {
			return value{}, err
		}
		d, ok := object.AsDict(v)
		if !ok {
			return value{}, t.Errorf(object.RuntimeError, "_compat_pickle.%s should be a dict, not %s", table, v.TypeName())
		}
		return d.Get(t, key)
	}
	bad := func(table, want string, v value) *exc {
		return t.Errorf(object.RuntimeError, "_compat_pickle.%s values should be %s, not %s", table, want, v.TypeName())
	}
	names, modules := prefix+"NAME_MAPPING", prefix+"IMPORT_MAPPING"
	v, err := lookup(names, object.NewPair(object.NewStr(module), object.NewStr(name)))
	if err != nil {
		return "", "", err
	}
	if v.O != nil {
		m, n, ok := twoStrs(v)
		if !ok {
			return "", "", bad(names, "2-tuples", v)
		}
		return m, n, nil
	}
	if v, err = lookup(modules, object.NewStr(module)); err != nil {
		return "", "", err
	}
	if v.O == nil {
		return module, name, nil
	}
	m, ok := object.AsStr(v)
	if !ok {
		return "", "", bad(modules, "strings", v)
	}
	return m.S, name, nil
}

func twoStrs(v value) (a, b string, ok bool) {
	tup, isTuple := object.AsTuple(v)
	if !isTuple || len(tup.Items) != 2 {
		return
	}
	x, ok1 := object.AsStr(tup.Items[0])
	y, ok2 := object.AsStr(tup.Items[1])
	if !ok1 || !ok2 {
		return
	}
	return x.S, y.S, true
}
