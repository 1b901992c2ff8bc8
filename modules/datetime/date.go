package datetime

import (
	"fmt"
	"math"
	gotime "time"

	modtime "github.com/weftpy/weft/modules/time"
	"github.com/weftpy/weft/object"
)

// makeDate makes a date of typ; the parts must be in range.
func makeDate(typ *object.Type, y, m, d int) *date {
	if typ == dateType {
		return &date{Object: object.Object{Typ: dateType}, year: y, month: m, day: d}
	}
	x := object.Allocate[date](typ)
	x.year, x.month, x.day = y, m, d
	return x
}

// callDate makes a date by calling a class.
func callDate(t *thread, typ *object.Type, y, m, d int) (value, *exc) {
	if typ == dateType {
		if err := checkDate(t, y, m, d); err != nil {
			return value{}, err
		}
		return makeDate(typ, y, m, d).value(), nil
	}
	return object.Call3(t, typ.Value(), object.Int(int64(y)), object.Int(int64(m)), object.Int(int64(d)))
}

func dateNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	if len(args) == 1 && len(kwnames) == 0 {
		if s, ok := pickled(t, args[0], 4); ok && s[2] >= 1 && s[2] <= 12 {
			return makeDate(typ, int(s[0])<<8|int(s[1]), int(s[2]), int(s[3])).value(), nil
		}
	}
	a, err := arguments(t, []string{"year", "month", "day"}, 3, 3, args, kwnames)
	if err != nil {
		return value{}, err
	}
	var p [3]int
	for i := range p {
		if err := setInt(t, &p[i], a[i]); err != nil {
			return value{}, err
		}
	}
	if err := checkDate(t, p[0], p[1], p[2]); err != nil {
		return value{}, err
	}
	return makeDate(typ, p[0], p[1], p[2]).value(), nil
}

// dateAdd adds the days of a timedelta, sign times.
func dateAdd(t *thread, v, d value, sign int64) (value, *exc) {
	x := dateOf(v)
	n := int64(ordinal(x.year, x.month, x.day)) + sign*deltaOf(d).days
	if n < 1 || n > maxOrdinal {
		return value{}, t.Errorf(object.OverflowError, "date value out of range")
	}
	y, m, day := fromOrdinal(int(n))
	return callDate(t, v.O.Typ, y, m, day)
}

// timestamp converts an argument to seconds and microseconds since 1970, rounded
// half to even.
func timestamp(t *thread, v value) (secs int64, micros int, err *exc) {
	if v.O.Typ.Is(object.FlagFloat) {
		f := object.AsFloat(v)
		if math.IsNaN(f) {
			return 0, 0, t.Errorf(object.ValueError, "Invalid value NaN (not a number)")
		}
		whole, frac := math.Modf(f)
		us := math.RoundToEven(frac * 1e6)
		if us >= 1e6 {
			us -= 1e6
			whole++
		} else if us < 0 {
			us += 1e6
			whole--
		}
		if whole < -1<<63 || whole >= 1<<63 {
			return 0, 0, t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
		}
		return int64(whole), int(us), nil
	}
	n, err := object.Index(t, v)
	if err != nil {
		return 0, 0, err
	}
	small, big := object.AsInt(n)
	if big != nil {
		return 0, 0, t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
	}
	return small, 0, nil
}

// civil is what a clock on the wall shows at a second since 1970.
type civil struct {
	date
	clock
	offset int // seconds east of UTC
	zone   string
}

// civilAt returns the civil time at a second since 1970.
func civilAt(t *thread, secs int64, loc *gotime.Location) (c civil, err *exc) {
	const limit = 400_000_000_000_000 // seconds that package time can calculate with
	if secs > limit || secs < -limit {
		return c, t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
	}
	at := gotime.Unix(secs, 0).In(loc)
	y, m, d := at.Date()
	if y < minYear || y > maxYear {
		return c, t.Errorf(object.ValueError, "year %d is out of range", y)
	}
	c.year, c.month, c.day = y, int(m), d
	c.hour, c.minute, c.second = at.Clock()
	c.zone, c.offset = at.Zone()
	return c, nil
}

func dateFromTimestamp(t *thread, typ *object.Type, v value) (value, *exc) {
	secs, _, err := timestamp(t, v)
	if err != nil {
		return value{}, err
	}
	if v.O.Typ.Is(object.FlagFloat) {
		secs = int64(math.Floor(object.AsFloat(v)))
	}
	c, err := civilAt(t, secs, modtime.LocalZone())
	if err != nil {
		return value{}, err
	}
	return callDate(t, typ, c.year, c.month, c.day)
}

func classOf(v value) *object.Type {
	typ, _ := object.AsType(v)
	return typ
}

// dateState returns the bytes that a date is pickled as.
func (d *date) state() []byte {
	return []byte{byte(d.year >> 8), byte(d.year), byte(d.month), byte(d.day)}
}

func (d *date) compare(o *date) int {
	return sign(int64(d.year-o.year)<<16 + int64(d.month-o.month)<<8 + int64(d.day-o.day))
}

// className is the name that the repr of an object begins with.
func className(v value) string { return v.TypeName() }

func init() {
	object.SetLayout[date](dateType)
	s := &dateType.Slots
	s.New = dateNew
	s.Repr = func(t *thread, v value) (value, *exc) {
		d := dateOf(v)
		return object.NewStr(fmt.Sprintf("%s(%d, %d, %d)", className(v), d.year, d.month, d.day)), nil
	}
	s.Str = func(t *thread, v value) (value, *exc) { return object.CallMethod(t, v, object.Intern("isoformat")) }
	s.Hash = func(t *thread, v value) (int64, *exc) { return object.HashString(string(dateOf(v).state())), nil }
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		if !isDate(a) || !isDate(b) {
			return object.NotImplemented, nil
		}
		return compareResult(dateOf(a).compare(dateOf(b)), op), nil
	}
	s.Num[object.OpAdd] = func(t *thread, a, b value) (value, *exc) {
		if isDelta(a) {
			a, b = b, a
		}
		if !isDate(a) || isMoment(a) || !isDelta(b) {
			return object.NotImplemented, nil
		}
		return dateAdd(t, a, b, 1)
	}
	s.Num[object.OpSub] = func(t *thread, a, b value) (value, *exc) {
		if !isDate(a) || isMoment(a) || isMoment(b) {
			return object.NotImplemented, nil
		}
		switch {
		case isDate(b):
			x, y := dateOf(a), dateOf(b)
			return makeDelta(int64(ordinal(x.year, x.month, x.day)-ordinal(y.year, y.month, y.day)), 0).value(), nil
		case isDelta(b):
			return dateAdd(t, a, b, -1)
		}
		return object.NotImplemented, nil
	}
	midnight := &clock{}
	// The class is not to be found by name, so its objects become tuples.
	weekType.Methods = []object.Def{method("__reduce__", "", func(t *thread, v value) (value, *exc) {
		items, err := object.Collect(t, v)
		return object.NewPair(object.TupleType.Value(), object.TupleOf([]value{object.TupleOf(items)})), err
	})}
	dateType.Methods = []object.Def{
		{Name: "fromtimestamp", Kind: object.ClassMethod, Sig: "timestamp, /", Fn: func(t *thread, a []value) (value, *exc) {
			return dateFromTimestamp(t, classOf(a[0]), a[1])
		}},
		{Name: "fromordinal", Kind: object.ClassMethod, Sig: "ordinal, /", Fn: func(t *thread, a []value) (value, *exc) {
			var n int
			if err := setInt(t, &n, a[1]); err != nil {
				return value{}, err
			}
			if n < 1 {
				return value{}, t.Errorf(object.ValueError, "ordinal must be >= 1")
			}
			y, m, d := fromOrdinal(n)
			return callDate(t, classOf(a[0]), y, m, d)
		}},
		{Name: "fromisoformat", Kind: object.ClassMethod, Sig: "string, /", Fn: func(t *thread, a []value) (value, *exc) {
			str, err := isoArg(t, a[1])
			if err != nil {
				return value{}, err
			}
			if n := len(str); n != 7 && n != 8 && n != 10 {
				return value{}, isoError(t, a[1])
			}
			y, m, d, ok := parseDate(str)
			if !ok {
				return value{}, isoError(t, a[1])
			}
			return callDate(t, classOf(a[0]), y, m, d)
		}},
		{Name: "fromisocalendar", Kind: object.ClassMethod, Sig: "year, week, day", Fn: func(t *thread, a []value) (value, *exc) {
			var p [3]int
			for i := range p {
				if err := setInt(t, &p[i], a[1+i]); err != nil {
					if err.Matches(object.OverflowError) {
						err = t.Errorf(object.ValueError, "ISO calendar component out of range")
					}
					return value{}, err
				}
			}
			n, bad := isoOrdinal(p[0], p[1], p[2])
			if bad != nil {
				return value{}, bad(t)
			}
			y, m, d := fromOrdinal(n)
			return callDate(t, classOf(a[0]), y, m, d)
		}},
		{Name: "today", Kind: object.ClassMethod, Fn: func(t *thread, a []value) (value, *exc) {
			f, err := t.ImportAttr("time", "time")
			if err != nil {
				return value{}, err
			}
			now, err := object.Call0(t, f)
			if err != nil {
				return value{}, err
			}
			return object.CallMethod(t, a[0], object.Intern("fromtimestamp"), now)
		}},
		method("ctime", "", func(t *thread, v value) (value, *exc) { return dateOf(v).ctime(midnight), nil }),
		{Name: "strftime", Sig: "format", Fn: func(t *thread, a []value) (value, *exc) {
			format, err := strArg(t, a[1], "strftime()")
			if err != nil {
				return value{}, err
			}
			tuple, err := object.CallMethod(t, a[0], object.Intern("timetuple"))
			if err != nil {
				return value{}, err
			}
			var tz value
			micro := 0
			if isMoment(a[0]) {
				tz, micro = momentOf(a[0]).tz, momentOf(a[0]).micro
			}
			return strftime(t, a[0], format, tuple, tz, micro)
		}},
		formatMethod,
		method("isoformat", "", func(t *thread, v value) (value, *exc) {
			return object.CopyStr(dateOf(v).appendISO(nil)), nil
		}),
		method("isoweekday", "", func(t *thread, v value) (value, *exc) {
			d := dateOf(v)
			return object.Int(int64(weekday(d.year, d.month, d.day) + 1)), nil
		}),
		method("weekday", "", func(t *thread, v value) (value, *exc) {
			d := dateOf(v)
			return object.Int(int64(weekday(d.year, d.month, d.day))), nil
		}),
		method("isocalendar", "", func(t *thread, v value) (value, *exc) {
			d := dateOf(v)
			y, w, day := isoCalendar(d.year, d.month, d.day)
			return object.NewStructSeq(weekType, []value{object.Int(int64(y)), object.Int(int64(w)), object.Int(int64(day))}), nil
		}),
		method("toordinal", "", func(t *thread, v value) (value, *exc) {
			d := dateOf(v)
			return object.Int(int64(ordinal(d.year, d.month, d.day))), nil
		}),
		method("timetuple", "", func(t *thread, v value) (value, *exc) {
			return structTime(t, dateOf(v), midnight, -1)
		}),
		{Name: "replace", Sig: "year=None, month=None, day=None", Fn: func(t *thread, a []value) (value, *exc) {
			d := dateOf(a[0])
			p := [3]int{d.year, d.month, d.day}
			for i := range p {
				if err := setInt(t, &p[i], a[1+i]); err != nil {
					return value{}, err
				}
			}
			if err := checkDate(t, p[0], p[1], p[2]); err != nil {
				return value{}, err
			}
			return makeDate(a[0].O.Typ, p[0], p[1], p[2]).value(), nil
		}},
		method("__reduce__", "", func(t *thread, v value) (value, *exc) {
			return object.NewPair(v.O.Typ.Value(), object.TupleOf([]value{object.NewBytes(string(dateOf(v).state()))})), nil
		}),
	}
	dateType.Getsets = []object.GetSet{
		member("year", func(v value) int { return dateOf(v).year }),
		member("month", func(v value) int { return dateOf(v).month }),
		member("day", func(v value) int { return dateOf(v).day }),
	}
	dateType.Consts = map[string]value{
		"min": makeDate(dateType, 1, 1, 1).value(), "max": makeDate(dateType, 9999, 12, 31).value(), "resolution": makeDelta(1, 0).value(),
	}
}
