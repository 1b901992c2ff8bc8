package object

import "unsafe"

// Zip is a zip object. It has no state but that of its iterators.
type Zip struct {
	Object
	Iters  []Value // iterators; not changed
	strict bool
}

// ZipType is zip.
var ZipType = declare("zip", ObjectType, 0)

var zipInit = &Func{Name: "zip", Sig: "*iterables, strict=False", Fn: func(t *Thread, a []Value) (Value, *Exception) {
	strict := false
	if a[1].O != nil {
		var err *Exception
		if strict, err = Truth(t, a[1]); err != nil {
			return Value{}, err
		}
	}
	return NewPair(a[0], Bool(strict)), nil
}}

// iterAll returns an iterator over each of items.
func iterAll(t *Thread, items []Value) ([]Value, *Exception) {
	its := make([]Value, len(items))
	for i, x := range items {
		it, err := Iter(t, x)
		if err != nil {
			return nil, err
		}
		its[i] = it
	}
	return its, nil
}

func init() {
	SetLayout[Zip](ZipType)
	s := &ZipType.Slots
	s.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
		parsed, err := zipInit.CallWith(t, args, kwnames)
		if err != nil {
			return Value{}, err
		}
		p := tupleOf(parsed).Items
		its, err := iterAll(t, tupleOf(p[0]).Items)
		if err != nil {
			return Value{}, err
		}
		z := Allocate[Zip](typ)
		z.Iters, z.strict = its, p[1] == True
		return Value{O: &z.Object}, nil
	}
	s.Iter = iterSelf
	s.Next = func(t *Thread, v Value) (Value, *Exception) {
		z := (*Zip)(unsafe.Pointer(v.O))
		if len(z.Iters) == 2 {
			x, y, err := NextPair(t, v)
			if err != nil || x.O == nil {
				return Value{}, err
			}
			return NewPair(x, y), nil
		}
		if len(z.Iters) == 0 {
			return Value{}, nil
		}
		tup := MakeTuple(len(z.Iters))
		for i, it := range z.Iters {
			x, err := nextItem(t, it)
			if err != nil {
				return Value{}, err
			}
			if x.O == nil {
				return Value{}, z.ended(t, i)
			}
			tup.Items[i] = x
		}
		return tup.Value(), nil
	}
	ZipType.Doc = "Tuples of one item from each of the iterables, until the shortest is exhausted.\n\nWith strict, iterables of different lengths raise ValueError."
	ZipType.Methods = []Def{
		{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			z := (*Zip)(unsafe.Pointer(a[0].O))
			r := []Value{a[0].O.Typ.Value(), NewTuple(z.Iters)}
			if z.strict {
				r = append(r, True)
			}
			return TupleOf(r), nil
		}, Doc: "Return what pickling needs."},
		{Name: "__setstate__", Sig: "state, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			strict, err := Truth(t, a[1])
			if err != nil {
				return Value{}, err
			}
			z := (*Zip)(unsafe.Pointer(a[0].O))
			if z.strict != strict {
				// Only unpickling does this, to an object that nobody else knows.
				t.Tx.BecomeExclusive("zip.__setstate__")
				z.strict = strict
			}
			return None, nil
		}, Doc: "Set whether lengths must agree."},
	}
}

// ended is called when iterator i has no more items: it returns an error if that
// may not be.
func (z *Zip) ended(t *Thread, i int) *Exception {
	if !z.strict {
		return nil
	}
	plural := " "
	if i > 1 {
		plural = "s 1-"
	}
	if i > 0 {
		return t.Errorf(ValueError, "zip() argument %d is shorter than argument%s%d", i+1, plural, i)
	}
	for i := 1; i < len(z.Iters); i++ {
		it := z.Iters[i]
		x, err := it.O.Typ.Slots.Next(t, it)
		if err != nil {
			return err
		}
		if x.O != nil {
			plural := " "
			if i > 1 {
				plural = "s 1-"
			}
			return t.Errorf(ValueError, "zip() argument %d is longer than argument%s%d", i+1, plural, i)
		}
	}
	return nil
}
