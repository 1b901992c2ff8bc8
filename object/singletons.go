package object

// The types of None, Ellipsis and NotImplemented: each has one object.

func init() {
	for _, s := range []struct {
		typ  *Type
		v    Value
		text string
	}{
		{NoneType, None, "None"},
		{EllipsisType, Ellipsis, "Ellipsis"},
		{NotImplementedType, NotImplemented, "NotImplemented"},
	} {
		s.typ.Slots.New = func(t *Thread, typ *Type, args []Value, kwnames []Value) (Value, *Exception) {
			if len(args) != 0 {
				return Value{}, t.Errorf(TypeError, "%s takes no arguments", typ.Name)
			}
			return s.v, nil
		}
		s.typ.Slots.Repr = func(t *Thread, v Value) (Value, *Exception) { return NewStr(s.text), nil }
		if s.typ != NoneType {
			s.typ.Methods = []Def{{Name: "__reduce__", Fn: func(t *Thread, a []Value) (Value, *Exception) { return NewStr(s.text), nil }}}
		}
	}
	NoneType.Slots.Bool = func(t *Thread, v Value) (bool, *Exception) { return false, nil }
	NoneType.Slots.Hash = func(t *Thread, v Value) (int64, *Exception) { return 0xfca86420, nil }
	NotImplementedType.Slots.Bool = func(t *Thread, v Value) (bool, *Exception) {
		const msg = "NotImplemented should not be used in a boolean context"
		if err := t.Warn(DeprecationWarning, msg, 1); err != nil {
			return false, err
		}
		return true, nil
	}
}
