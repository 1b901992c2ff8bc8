package object

// str.translate and str.maketrans.

// translation is what one character becomes.
type translation struct {
	text string
	keep bool // the table has nothing for it
}

// translateRune looks r up in table.
func translateRune(t *Thread, table Value, r rune) (translation, *Exception) {
	var v Value
	var err *Exception
	if table.O.Typ == DictType {
		d, _ := AsDict(table)
		if v, err = d.Get(t, Int(int64(r))); err == nil && v.O == nil {
			return translation{keep: true}, nil
		}
	} else {
		v, err = GetItem(t, table, Int(int64(r)))
	}
	if err != nil {
		if err.Matches(LookupError) {
			return translation{keep: true}, nil
		}
		return translation{}, err
	}
	switch {
	case v.IsNone():
		return translation{}, nil
	case v.O.Typ.Flags&FlagInt != 0:
		n, big := AsInt(v)
		if big != nil || n < 0 || n > 0x10ffff {
			return translation{}, t.Errorf(ValueError, "character mapping must be in range(0x110000)")
		}
		return translation{text: string(AppendRune(nil, rune(n)))}, nil
	}
	if s, ok := AsStr(v); ok {
		return translation{text: s.S}, nil
	}
	return translation{}, t.Errorf(TypeError, "character mapping must return integer, None or str")
}

// TranslateText returns s with its characters replaced as table says, which is asked once
// for each ASCII character.
func TranslateText(t *Thread, s string, table Value) (string, *Exception) {
	var (
		known  [128]bool
		ascii  [128]translation
		single [256]byte // what becomes one ASCII character, plus one; 0: not known to be one
	)
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		if c := single[s[i]]; c != 0 {
			b = append(b, c-1)
			i++
			continue
		}
		r, n := DecodeRune(s[i:])
		var tr translation
		if r < 128 && known[r] {
			tr = ascii[r]
		} else {
			var err *Exception
			if tr, err = translateRune(t, table, r); err != nil {
				return "", err
			}
			if tr.keep {
				tr.text = s[i : i+n]
			}
			if r < 128 {
				ascii[r], known[r] = tr, true
				if len(tr.text) == 1 {
					single[r] = tr.text[0] + 1
				}
			}
		}
		b = append(b, tr.text...)
		i += n
	}
	return bytesAsString(b), nil
}

// makeTrans implements str.maketrans.
func makeTrans(t *Thread, a []Value) (Value, *Exception) {
	d := NewDict(t)
	if a[1].O == nil {
		src, ok := AsDict(a[0])
		if !ok {
			return Value{}, t.Errorf(TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		for k, v, pos, ok := src.NextEntry(t, 0); ok; k, v, pos, ok = src.NextEntry(t, pos) {
			if s, isStr := AsStr(k); isStr {
				if s.Len() != 1 {
					return Value{}, t.Errorf(ValueError, "string keys in translate table must be of length 1")
				}
				r, _ := DecodeRune(s.S)
				k = Int(int64(r))
			} else if k.O.Typ.Flags&FlagInt == 0 {
				return Value{}, t.Errorf(TypeError, "keys in translate table must be strings or integers")
			}
			if err := d.Set(t, k, v); err != nil {
				return Value{}, err
			}
		}
		return d.Value(), nil
	}
	x, ok := AsStr(a[0])
	if !ok {
		return Value{}, t.Errorf(TypeError, "first maketrans argument must be a string if there is a second argument")
	}
	y, err := argStr(t, a[1], "maketrans", 2)
	if err != nil {
		return Value{}, err
	}
	if x.Len() != runeCount(y) {
		return Value{}, t.Errorf(ValueError, "the first two maketrans arguments must have equal length")
	}
	eachRune(x.S, func(_ int, r rune) {
		to, n := DecodeRune(y)
		y = y[n:]
		if err == nil {
			err = d.Set(t, Int(int64(r)), Int(int64(to)))
		}
	})
	if err != nil {
		return Value{}, err
	}
	if a[2].O != nil {
		z, err := argStr(t, a[2], "maketrans", 3)
		if err != nil {
			return Value{}, err
		}
		eachRune(z, func(_ int, r rune) {
			if err == nil {
				err = d.Set(t, Int(int64(r)), None)
			}
		})
		if err != nil {
			return Value{}, err
		}
	}
	return d.Value(), nil
}

func init() {
	strMethod(
		Def{Name: "translate", Sig: "table, /", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			r, err := TranslateText(t, strOf(a[0]).S, a[1])
			return NewStr(r), err
		}},
		Def{Name: "maketrans", Sig: "x, y=<unrepresentable>, z=<unrepresentable>, /", Kind: StaticMethod, Fn: makeTrans},
		Def{Name: "__getnewargs__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return TupleOf([]Value{NewStr(strOf(a[0]).S)}), nil
		}},
		Def{Name: "__sizeof__", Fn: func(t *Thread, a []Value) (Value, *Exception) {
			return Int(int64(len(strOf(a[0]).S)) + 49), nil
		}},
	)
}
