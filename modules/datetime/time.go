package datetime

import (
	"fmt"

	"github.com/weftpy/weft/object"
)

var clockNames = []string{"hour", "minute", "second", "microsecond", "tzinfo", "fold"}

func makeTime(typ *object.Type, c clock) *dayTime {
	if typ == timeType {
		return &dayTime{object.Object{Typ: typ}, c}
	}
	x := object.Allocate[dayTime](typ)
	x.clock = c
	return x
}

func timeNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	if n := len(args); n >= 1 && n <= 2 && len(kwnames) == 0 {
		if s, ok := pickled(t, args[0], 6); ok && s[0]&0x7f < 24 {
			c := unpackClock(s)
			c.fold = int(s[0] >> 7)
			if n == 2 {
				if err := pickledZone(t, &c.tz, args[1]); err != nil {
					return value{}, err
				}
			}
			return makeTime(typ, c).value(), nil
		}
	}
	a, err := arguments(t, clockNames, 0, 5, args, kwnames)
	if err != nil {
		return value{}, err
	}
	var c clock
	if err := c.set(t, a); err != nil {
		return value{}, err
	}
	return makeTime(typ, c).value(), nil
}

// unpackClock reads the six bytes that a time is pickled as, without the fold.
func unpackClock(s string) clock {
	return clock{hour: int(s[0] & 0x7f), minute: int(s[1]), second: int(s[2]), micro: int(s[3])<<16 | int(s[4])<<8 | int(s[5])}
}

func (c *clock) state() []byte {
	return []byte{byte(c.hour), byte(c.minute), byte(c.second), byte(c.micro >> 16), byte(c.micro >> 8), byte(c.micro)}
}

// pickledZone sets the time zone from a pickle.
func pickledZone(t *thread, dst *value, v value) *exc {
	if v.IsNone() {
		return nil
	}
	if !object.IsInstance(v, tzinfoType) {
		return t.Errorf(object.TypeError, "bad tzinfo state arg")
	}
	*dst = v
	return nil
}

// sameOffset reports whether two offsets, either of which may be missing, are
// equal.
func sameOffset(a, b *delta) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.compare(b) == 0
}

func (d *delta) totalMicros() int64 { return d.days*dayMicros + d.inDay() }

func timeCompare(t *thread, a, b value, op object.CmpOp) (value, *exc) {
	if !isTime(a) || !isTime(b) {
		return object.NotImplemented, nil
	}
	x, y := timeOf(a), timeOf(b)
	if x.tz == y.tz {
		return compareResult(sign(x.micros()-y.micros()), op), nil
	}
	o1, err := offsetBy(t, x.tz, strUTCOffset, object.None)
	if err != nil {
		return value{}, err
	}
	o2, err := offsetBy(t, y.tz, strUTCOffset, object.None)
	if err != nil {
		return value{}, err
	}
	switch {
	case sameOffset(o1, o2):
		return compareResult(sign(x.micros()-y.micros()), op), nil
	case o1 != nil && o2 != nil:
		return compareResult(sign(x.micros()-o1.totalMicros()-y.micros()+o2.totalMicros()), op), nil
	case op == object.CmpEq || op == object.CmpNe:
		return object.Bool(op == object.CmpNe), nil
	}
	return value{}, t.Errorf(object.TypeError, "can't compare offset-naive and offset-aware times")
}

// timespecArg returns the optional argument timespec.
func timespecArg(t *thread, v value, n int) (string, *exc) {
	if v.O == nil {
		return "auto", nil
	}
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "isoformat() argument %d must be str, not %s", n, object.ArgTypeName(v))
	}
	return s.S, nil
}

func init() {
	object.SetLayout[dayTime](timeType)
	s := &timeType.Slots
	s.New = timeNew
	s.Repr = func(t *thread, v value) (value, *exc) {
		c := timeOf(v)
		text := fmt.Sprintf("%s(%d, %d", className(v), c.hour, c.minute)
		switch {
		case c.micro != 0:
			text += fmt.Sprintf(", %d, %d", c.second, c.micro)
		case c.second != 0:
			text += fmt.Sprintf(", %d", c.second)
		}
		return reprEnd(t, text, &c.clock)
	}
	s.Str = func(t *thread, v value) (value, *exc) { return object.CallMethod(t, v, object.Intern("isoformat")) }
	s.Hash = func(t *thread, v value) (int64, *exc) {
		c := timeOf(v)
		if c.fold != 0 {
			c = makeTime(timeType, c.clock)
			c.fold = 0
		}
		off, err := offsetBy(t, c.tz, strUTCOffset, object.None)
		if err != nil {
			return 0, err
		}
		if off == nil {
			return object.HashString(string(c.state())), nil
		}
		m := c.micros() - off.totalMicros()
		if m >= 0 && m < dayMicros {
			sec := m / 1_000_000
			u := clock{hour: int(sec / 3600), minute: int(sec / 60 % 60), second: int(sec % 60), micro: int(m % 1_000_000)}
			return object.HashString(string(u.state())), nil
		}
		return object.Hash(t, makeDelta(floorDiv(m, dayMicros), floorMod(m, dayMicros)).value())
	}
	s.Compare = timeCompare
	offset := func(name *object.Str, doc string) object.Def {
		return method(name.S, doc, func(t *thread, v value) (value, *exc) {
			return deltaOrNone(offsetBy(t, timeOf(v).tz, name, object.None))
		})
	}
	timeType.Methods = []object.Def{
		{Name: "isoformat", Sig: "timespec='auto'", Fn: func(t *thread, a []value) (value, *exc) {
			spec, err := timespecArg(t, a[1], 1)
			if err != nil {
				return value{}, err
			}
			c := timeOf(a[0])
			b, ok := c.appendISO(nil, spec)
			if !ok {
				return value{}, t.Errorf(object.ValueError, "Unknown timespec value")
			}
			off, err := offsetBy(t, c.tz, strUTCOffset, object.None)
			if err != nil {
				return value{}, err
			}
			if off != nil {
				b = append(b, formatOffset(off, ":")...)
			}
			return object.CopyStr(b), nil
		}},
		{Name: "strftime", Sig: "format", Fn: func(t *thread, a []value) (value, *exc) {
			format, err := strArg(t, a[1], "strftime()")
			if err != nil {
				return value{}, err
			}
			c := timeOf(a[0])
			day := date{year: 1900, month: 1, day: 1}
			return strftime(t, a[0], format, timeTuple(&day, &c.clock, -1), c.tz, c.micro)
		}},
		formatMethod,
		offset(strUTCOffset, ""),
		offset(strDST, ""),
		method("tzname", "", func(t *thread, v value) (value, *exc) {
			return zoneName(t, timeOf(v).tz, object.None)
		}),
		{Name: "replace", Sig: "hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None", Fn: func(t *thread, a []value) (value, *exc) {
			c := timeOf(a[0]).clock
			if err := c.set(t, a[1:]); err != nil {
				return value{}, err
			}
			return makeTime(a[0].O.Typ, c).value(), nil
		}},
		{Name: "fromisoformat", Kind: object.ClassMethod, Sig: "string, /", Fn: func(t *thread, a []value) (value, *exc) {
			str, err := isoArg(t, a[1])
			if err != nil {
				return value{}, err
			}
			if len(str) > 0 && str[0] == 'T' {
				str = str[1:]
			}
			c, ok, err := parseTime(t, str)
			if err != nil {
				return value{}, err
			}
			if !ok {
				return value{}, isoError(t, a[1])
			}
			typ := classOf(a[0])
			if typ == timeType {
				if err := c.check(t); err != nil {
					return value{}, err
				}
				return makeTime(typ, c).value(), nil
			}
			return object.Call(t, a[0], object.Int(int64(c.hour)), object.Int(int64(c.minute)), object.Int(int64(c.second)), object.Int(int64(c.micro)), orNone(c.tz))
		}},
		{Name: "__reduce_ex__", Sig: "protocol, /", Fn: func(t *thread, a []value) (value, *exc) {
			var proto int
			if err := setInt(t, &proto, a[1]); err != nil {
				return value{}, err
			}
			return timeReduce(a[0], proto), nil
		}, Doc: ""},
		method("__reduce__", "", func(t *thread, v value) (value, *exc) { return timeReduce(v, 2), nil }),
	}
	timeType.Getsets = clockMembers(func(v value) *clock { return &timeOf(v).clock })
	timeType.Consts = map[string]value{
		"min": makeTime(timeType, clock{}).value(), "max": makeTime(timeType, clock{hour: 23, minute: 59, second: 59, micro: 999999}).value(),
		"resolution": makeDelta(0, 1).value(),
	}
}

// timeReduce is what a time is pickled as. The fold is one bit of a byte that
// older protocols must not see.
func timeReduce(v value, proto int) value {
	c := timeOf(v)
	b := c.state()
	if proto > 3 && c.fold != 0 {
		b[0] |= 0x80
	}
	state := []value{object.NewBytes(string(b))}
	if c.tz.O != nil {
		state = append(state, c.tz)
	}
	return object.NewPair(v.O.Typ.Value(), object.TupleOf(state))
}

// clockMembers are the attributes of times and datetimes.
func clockMembers(of func(v value) *clock) []object.GetSet {
	return []object.GetSet{
		member("hour", func(v value) int { return of(v).hour }),
		member("minute", func(v value) int { return of(v).minute }),
		member("second", func(v value) int { return of(v).second }),
		member("microsecond", func(v value) int { return of(v).micro }),
		member("fold", func(v value) int { return of(v).fold }),
		{Name: "tzinfo", Get: func(t *thread, v value) (value, *exc) { return orNone(of(v).tz), nil }},
	}
}

// reprEnd ends the repr of a time or datetime with what is not usual.
func reprEnd(t *thread, text string, c *clock) (value, *exc) {
	if c.fold != 0 {
		text += ", fold=1"
	}
	if c.tz.O != nil {
		r, err := object.Repr(t, c.tz)
		if err != nil {
			return value{}, err
		}
		text += ", tzinfo=" + r.S
	}
	return object.NewStr(text + ")"), nil
}
