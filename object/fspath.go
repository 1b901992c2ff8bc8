package object

// FSPath returns the path that v, a str, bytes or os.PathLike object, stands
// for. Bytes are taken as they are.
func FSPath(t *Thread, v Value) (string, *Exception) {
	if s, ok := AsStr(v); ok {
		return s.S, nil
	}
	if b, ok := AsBytes(v); ok {
		return b.S, nil
	}
	p, ok, err := CallSpecial(t, v, strFSPath)
	if err != nil {
		return "", err
	}
	if ok {
		if s, ok := AsStr(p); ok {
			return s.S, nil
		}
		if b, ok := AsBytes(p); ok {
			return b.S, nil
		}
		return "", t.Errorf(TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.TypeName(), p.TypeName())
	}
	return "", t.Errorf(TypeError, "expected str, bytes or os.PathLike object, not %s", v.TypeName())
}

var strFSPath = Intern("__fspath__")
