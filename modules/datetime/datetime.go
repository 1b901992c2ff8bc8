// Package datetime is the built-in module _datetime: the classes of module
// datetime.
//
// All objects are immutable, so there are no boxes here, and transactions share
// them freely.
package datetime

import (
	"unsafe"

	"github.com/weftpy/weft/object"
)

type (
	value  = object.Value
	thread = object.Thread
	exc    = object.Exception
)

// date is a date, and the first part of a datetime.
type date struct {
	object.Object
	year, month, day int
}

// clock is the time of day in a time and a datetime. tz is null for None.
type clock struct {
	hour, minute, second, micro, fold int
	tz                                value
}

// dayTime is a time.
type dayTime struct {
	object.Object
	clock
}

// moment is a datetime.
type moment struct {
	date
	clock
}

// delta is a timedelta: 0 ≤ secs < daySeconds, 0 ≤ micros < 1e6.
type delta struct {
	object.Object
	days, secs, micros int64
}

// zone is a timezone; name is null if it follows from the offset.
type zone struct {
	object.Object
	offset *delta
	name   value
}

var (
	dateType   = newType("date", nil, "A day of the calendar.")
	timeType   = newType("time", nil, "A time of day, which may have a zone.")
	momentType = newType("datetime", dateType, "A day and a time of day, which may have a zone.")
	deltaType  = newType("timedelta", nil, "A duration.")
	tzinfoType = newType("tzinfo", nil, "What the classes of time zones inherit from.")
	zoneType   = newType("timezone", tzinfoType, "A time zone at a fixed distance from UTC.")
	weekType   = object.NewNamedTupleType("datetime", "IsoCalendarDate", "The result of date.isocalendar().", "year", "week", "weekday")
)

func newType(name string, base *object.Type, doc string) *object.Type {
	return &object.Type{Name: name, Module: "datetime", Base: base, Doc: doc}
}

func dateOf(v value) *date     { return (*date)(unsafe.Pointer(v.O)) }
func timeOf(v value) *dayTime  { return (*dayTime)(unsafe.Pointer(v.O)) }
func momentOf(v value) *moment { return (*moment)(unsafe.Pointer(v.O)) }
func deltaOf(v value) *delta   { return (*delta)(unsafe.Pointer(v.O)) }
func zoneOf(v value) *zone     { return (*zone)(unsafe.Pointer(v.O)) }

func isDate(v value) bool   { return object.IsInstance(v, dateType) }
func isTime(v value) bool   { return object.IsInstance(v, timeType) }
func isMoment(v value) bool { return object.IsInstance(v, momentType) }
func isDelta(v value) bool  { return object.IsInstance(v, deltaType) }

func (d *date) value() value    { return value{O: &d.Object} }
func (c *dayTime) value() value { return value{O: &c.Object} }
func (d *delta) value() value   { return value{O: &d.Object} }
func (z *zone) value() value    { return value{O: &z.Object} }

// orNone returns v, or None for null.
func orNone(v value) value {
	if v.O == nil {
		return object.None
	}
	return v
}

// arguments distributes the arguments of a constructor over its parameters, of
// which those from keywordOnly on are given by name.
func arguments(t *thread, names []string, required, keywordOnly int, args, kwnames []value) ([]value, *exc) {
	a, err := object.OptionalArgs(t, names, keywordOnly, args, kwnames)
	if err != nil {
		return nil, err
	}
	var n int
	for i := range required { // the ints before a missing one are looked at first
		if err := setInt(t, &n, a[i]); err != nil {
			return nil, err
		}
		if a[i].O == nil {
			return nil, t.Errorf(object.TypeError, "function missing required argument '%s' (pos %d)", names[i], i+1)
		}
	}
	return a, nil
}

// setInt converts an argument to an int of 32 bits; null leaves what is there.
func setInt(t *thread, dst *int, v value) *exc {
	if v.O == nil {
		return nil
	}
	if v.IsSmallInt() && v.Int() == int64(int32(v.Int())) {
		*dst = int(v.Int())
		return nil
	}
	n, err := object.Index(t, v)
	if err != nil {
		return err
	}
	small, big := object.AsInt(n)
	switch {
	case big != nil:
		return t.Errorf(object.OverflowError, "Python int too large to convert to C long")
	case small > 1<<31-1:
		return t.Errorf(object.OverflowError, "signed integer is greater than maximum")
	case small < -1<<31:
		return t.Errorf(object.OverflowError, "signed integer is less than minimum")
	}
	*dst = int(small)
	return nil
}

func strArg(t *thread, v value, f string) (string, *exc) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s argument 1 must be str, not %s", f, object.ArgTypeName(v))
	}
	return s.S, nil
}

// setZone checks an argument that is a time zone or None.
func setZone(t *thread, dst *value, v value) *exc {
	if v.O == nil {
		return nil
	}
	*dst = value{}
	if v.IsNone() {
		return nil
	}
	if !object.IsInstance(v, tzinfoType) {
		return t.Errorf(object.TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%s'", v.TypeName())
	}
	*dst = v
	return nil
}

// checkDate makes sure that there is such a day.
func checkDate(t *thread, y, m, d int) *exc {
	switch {
	case y < minYear || y > maxYear:
		return t.Errorf(object.ValueError, "year %d is out of range", y)
	case m < 1 || m > 12:
		return t.Errorf(object.ValueError, "month must be in 1..12")
	case d < 1 || d > daysInMonth(y, m):
		return t.Errorf(object.ValueError, "day is out of range for month")
	}
	return nil
}

func (c *clock) check(t *thread) *exc {
	switch {
	case c.hour < 0 || c.hour > 23:
		return t.Errorf(object.ValueError, "hour must be in 0..23")
	case c.minute < 0 || c.minute > 59:
		return t.Errorf(object.ValueError, "minute must be in 0..59")
	case c.second < 0 || c.second > 59:
		return t.Errorf(object.ValueError, "second must be in 0..59")
	case c.micro < 0 || c.micro > 999999:
		return t.Errorf(object.ValueError, "microsecond must be in 0..999999")
	case c.fold != 0 && c.fold != 1:
		return t.Errorf(object.ValueError, "fold must be either 0 or 1")
	}
	return nil
}

// set reads the arguments hour to microsecond, tzinfo and fold.
func (c *clock) set(t *thread, a []value) *exc {
	for i, dst := range []*int{&c.hour, &c.minute, &c.second, &c.micro} {
		if err := setInt(t, dst, a[i]); err != nil {
			return err
		}
	}
	if err := setInt(t, &c.fold, a[5]); err != nil {
		return err
	}
	if err := c.check(t); err != nil {
		return err
	}
	return setZone(t, &c.tz, a[4])
}

// micros returns the microseconds since midnight.
func (c *clock) micros() int64 {
	return int64((c.hour*60+c.minute)*60+c.second)*1_000_000 + int64(c.micro)
}

// compareResult turns the sign of a difference into the result of a comparison.
func compareResult(diff int, op object.CmpOp) value {
	switch op {
	case object.CmpLt:
		return object.Bool(diff < 0)
	case object.CmpLe:
		return object.Bool(diff <= 0)
	case object.CmpEq:
		return object.Bool(diff == 0)
	case object.CmpNe:
		return object.Bool(diff != 0)
	case object.CmpGt:
		return object.Bool(diff > 0)
	}
	return object.Bool(diff >= 0)
}

func sign(n int64) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

func cannotCompare(t *thread, a, b value) *exc {
	return t.Errorf(object.TypeError, "can't compare %s to %s", a.TypeName(), b.TypeName())
}

// member makes a read-only attribute that is an int.
func member(name string, get func(v value) int) object.GetSet {
	return object.GetSet{Name: name, Get: func(t *thread, v value) (value, *exc) { return object.Int(int64(get(v))), nil }}
}

// method makes a method without parameters.
func method(name, doc string, f func(t *thread, v value) (value, *exc)) object.Def {
	return object.Def{Name: name, Doc: doc, Fn: func(t *thread, a []value) (value, *exc) { return f(t, a[0]) }}
}

// pickled returns the bytes that the constructors take from pickles: Python 2
// had them as str.
func pickled(t *thread, v value, size int) (string, bool) {
	if v.O.Typ.Is(object.FlagBytes) {
		s, err := object.BytesOf(t, v)
		return s, err == nil && len(s) == size
	}
	str, ok := object.AsStr(v)
	if !ok || str.Len() != size {
		return "", false
	}
	b := make([]byte, 0, size)
	for s := str.S; s != ""; {
		c, n := object.DecodeRune(s)
		if c > 255 {
			return "", false
		}
		b = append(b, byte(c))
		s = s[n:]
	}
	return string(b), true
}

func init() {
	object.RegisterModule("_datetime", func(t *thread) (*object.Module, *exc) {
		m := object.NewModule(t, "_datetime", "Dates, times of day, durations and time zones.")
		for _, typ := range []*object.Type{dateType, timeType, momentType, deltaType, tzinfoType, zoneType} {
			m.AddType(t, typ)
		}
		weekType.Ready()
		m.Set(t, "MINYEAR", object.Int(minYear))
		m.Set(t, "MAXYEAR", object.Int(maxYear))
		m.Set(t, "UTC", utc.value())
		return m, nil
	})
}
