package object

// OptionalArgs distributes the arguments of a call over named parameters that may all be
// left out, with the texts of functions that CPython's argument clinic did not make. The
// last len(kwnames) of args are given by name; parameters from positional on are given by
// name only. What is not given is null.
func OptionalArgs(t *Thread, names []string, positional int, args, kwnames []Value) ([]Value, *Exception) {
	npos := len(args) - len(kwnames)
	if len(args) > len(names) {
		what := ""
		if npos == 0 {
			what = "keyword "
		}
		return nil, t.Errorf(TypeError, "function takes at most %d %sarguments (%d given)", len(names), what, len(args))
	}
	if npos > positional {
		return nil, t.Errorf(TypeError, "function takes at most %d positional arguments (%d given)", positional, npos)
	}
	a := make([]Value, len(names))
	copy(a, args[:npos])
next:
	for i, k := range kwnames {
		name, _ := AsStr(k)
		for j, n := range names {
			if n == name.S {
				if a[j].O != nil {
					return nil, t.Errorf(TypeError, "argument for function given by name ('%s') and position (%d)", n, j+1)
				}
				a[j] = args[npos+i]
				continue next
			}
		}
		return nil, t.Errorf(TypeError, "'%s' is an invalid keyword argument for this function", name.S)
	}
	return a, nil
}
