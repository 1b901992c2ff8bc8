package datetime

import (
	"fmt"

	"github.com/weftpy/weft/object"
)

var (
	utc = &zone{Object: object.Object{Typ: zoneType}, offset: makeDelta(0, 0)}

	strUTCOffset = object.Intern("utcoffset")
	strDST       = object.Intern("dst")
	strTZName    = object.Intern("tzname")
	strFromUTC   = object.Intern("fromutc")
	strInitArgs  = object.Intern("__getinitargs__")
	strGetState  = object.Intern("__getstate__")
)

// newZone makes timezone(offset, name); name null for none.
func newZone(t *thread, offset *delta, name value) (*zone, *exc) {
	if name.O == nil && offset.isZero() {
		return utc, nil
	}
	if !withinDay(offset) {
		return nil, t.Errorf(object.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %s.", offset.repr())
	}
	return &zone{Object: object.Object{Typ: zoneType}, offset: offset, name: name}, nil
}

// withinDay reports whether an offset is shorter than a day.
func withinDay(d *delta) bool {
	return d.days == 0 || d.days == -1 && d.inDay() > 0
}

// offsetName is the name of a zone that has none.
func offsetName(d *delta) string {
	if d.isZero() {
		return "UTC"
	}
	return "UTC" + formatOffset(d, ":")
}

// formatOffset writes an offset as +hh:mm, with seconds if it has some.
func formatOffset(d *delta, sep string) string {
	micros := d.days*dayMicros + d.inDay()
	sign := byte('+')
	if micros < 0 {
		sign, micros = '-', -micros
	}
	secs := micros / 1_000_000
	s := fmt.Sprintf("%c%02d%s%02d", sign, secs/3600, sep, secs/60%60)
	if secs%60 != 0 || micros%1_000_000 != 0 {
		s += fmt.Sprintf("%s%02d", sep, secs%60)
	}
	if micros%1_000_000 != 0 {
		s += fmt.Sprintf(".%06d", micros%1_000_000)
	}
	return s
}

// offsetBy asks a time zone for an offset; nil if there is none.
func offsetBy(t *thread, tz value, name *object.Str, arg value) (*delta, *exc) {
	if tz.O == nil {
		return nil, nil
	}
	if tz.O.Typ == zoneType {
		if name == strUTCOffset {
			return zoneOf(tz).offset, nil
		}
		return nil, nil
	}
	v, err := object.CallMethod(t, tz, name, arg)
	if err != nil || v.IsNone() {
		return nil, err
	}
	if !isDelta(v) {
		return nil, t.Errorf(object.TypeError, "tzinfo.%s() must return None or timedelta, not '%s'", name.S, v.TypeName())
	}
	if !withinDay(deltaOf(v)) {
		return nil, t.Errorf(object.ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
	}
	return deltaOf(v), nil
}

// deltaOrNone returns d as a value.
func deltaOrNone(d *delta, err *exc) (value, *exc) {
	if d == nil || err != nil {
		return object.None, err
	}
	return d.value(), nil
}

// zoneName asks a time zone for its name.
func zoneName(t *thread, tz, arg value) (value, *exc) {
	if tz.O == nil {
		return object.None, nil
	}
	if tz.O.Typ == zoneType {
		return zoneOf(tz).tzname(), nil
	}
	v, err := object.CallMethod(t, tz, strTZName, arg)
	if err == nil && !v.IsNone() && !v.O.Typ.Is(object.FlagStr) {
		err = t.Errorf(object.TypeError, "tzinfo.tzname() must return None or a string, not '%s'", v.TypeName())
	}
	return v, err
}

func (z *zone) tzname() value {
	if z.name.O != nil {
		return z.name
	}
	return object.NewStr(offsetName(z.offset))
}

// fromUTC is tzinfo.fromutc.
func fromUTC(t *thread, tz, v value) (value, *exc) {
	if !isMoment(v) {
		return value{}, t.Errorf(object.TypeError, "fromutc: argument must be a datetime")
	}
	m := momentOf(v)
	if m.tz != tz {
		return value{}, t.Errorf(object.ValueError, "fromutc: dt.tzinfo is not self")
	}
	off, err := offsetBy(t, tz, strUTCOffset, v)
	if err != nil {
		return value{}, err
	}
	if off == nil {
		return value{}, t.Errorf(object.ValueError, "fromutc: non-None utcoffset() result required")
	}
	dst, err := offsetBy(t, tz, strDST, v)
	if err != nil {
		return value{}, err
	}
	if dst == nil {
		return value{}, t.Errorf(object.ValueError, "fromutc: non-None dst() result required")
	}
	shift, err := newDelta(t, off.days-dst.days, off.inDay()-dst.inDay())
	if err != nil {
		return value{}, err
	}
	r, err := addDelta(t, v, shift, 1)
	if err != nil {
		return value{}, err
	}
	if dst, err = offsetBy(t, tz, strDST, r); err != nil {
		return value{}, err
	}
	if dst == nil {
		return value{}, t.Errorf(object.ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert")
	}
	if dst.isZero() {
		return r, nil
	}
	return addDelta(t, r, dst, 1)
}

func init() {
	object.SetLayout[object.Object](tzinfoType)
	tzinfoType.Slots.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return typ.Alloc(t, typ).Value(), nil
	}
	abstract := func(name, doc string) object.Def {
		return object.Def{Name: name, Sig: "dt, /", Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
			return value{}, t.Errorf(object.NotImplementedError, "a tzinfo subclass must implement %s()", name)
		}}
	}
	tzinfoType.Methods = []object.Def{
		abstract("tzname", ""),
		abstract("utcoffset", ""),
		abstract("dst", ""),
		{Name: "fromutc", Sig: "dt, /", Fn: func(t *thread, a []value) (value, *exc) { return fromUTC(t, a[0], a[1]) }},
		method("__reduce__", "", func(t *thread, v value) (value, *exc) {
			args := object.TupleOf(nil)
			f, err := object.LookupAttr(t, v, strInitArgs)
			if err != nil {
				return value{}, err
			}
			if f.O != nil {
				if args, err = object.Call0(t, f); err != nil {
					return value{}, err
				}
			}
			state, err := object.CallMethod(t, v, strGetState)
			if err != nil {
				return value{}, err
			}
			return object.TupleOf([]value{v.O.Typ.Value(), args, state}), nil
		}),
	}

	zoneType.Flags |= object.FlagNoBase
	construct := &object.Func{Name: "timezone", Type: zoneType, Sig: "offset, name=None", Fn: func(t *thread, a []value) (value, *exc) {
		if !isDelta(a[1]) {
			return value{}, t.Errorf(object.TypeError, "timezone() argument 1 must be datetime.timedelta, not %s", object.ArgTypeName(a[1]))
		}
		if a[2].O != nil && !a[2].O.Typ.Is(object.FlagStr) {
			return value{}, t.Errorf(object.TypeError, "timezone() argument 2 must be str, not %s", object.ArgTypeName(a[2]))
		}
		z, err := newZone(t, deltaOf(a[1]), a[2])
		if err != nil {
			return value{}, err
		}
		return z.value(), nil
	}}
	s := &zoneType.Slots
	s.New = func(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
		return construct.CallWith(t, append([]value{typ.Value()}, args...), kwnames)
	}
	s.Repr = func(t *thread, v value) (value, *exc) {
		z := zoneOf(v)
		if z == utc {
			return object.NewStr("datetime.timezone.utc"), nil
		}
		name := ""
		if z.name.O != nil {
			r, err := object.Repr(t, z.name)
			if err != nil {
				return value{}, err
			}
			name = ", " + r.S
		}
		return object.NewStr("datetime.timezone(" + z.offset.repr() + name + ")"), nil
	}
	s.Str = func(t *thread, v value) (value, *exc) { return zoneOf(v).tzname(), nil }
	s.Hash = func(t *thread, v value) (int64, *exc) { return object.Hash(t, zoneOf(v).offset.value()) }
	s.Compare = func(t *thread, a, b value, op object.CmpOp) (value, *exc) {
		if op != object.CmpEq && op != object.CmpNe || a.O.Typ != zoneType || b.O.Typ != zoneType {
			return object.NotImplemented, nil
		}
		return compareResult(zoneOf(a).offset.compare(zoneOf(b).offset), op), nil
	}
	about := func(name, doc string, f func(z *zone) value) object.Def {
		return object.Def{Name: name, Sig: "dt, /", Doc: doc, Fn: func(t *thread, a []value) (value, *exc) {
			if !a[1].IsNone() && !isMoment(a[1]) {
				return value{}, t.Errorf(object.TypeError, "%s(dt) argument must be a datetime instance or None, not %s", name, a[1].TypeName())
			}
			return f(zoneOf(a[0])), nil
		}}
	}
	zoneType.Methods = []object.Def{
		about("tzname", "", (*zone).tzname),
		about("utcoffset", "", func(z *zone) value { return z.offset.value() }),
		about("dst", "", func(z *zone) value { return object.None }),
		{Name: "fromutc", Sig: "dt, /", Fn: func(t *thread, a []value) (value, *exc) {
			if !isMoment(a[1]) {
				return value{}, t.Errorf(object.TypeError, "fromutc: argument must be a datetime")
			}
			if momentOf(a[1]).tz != a[0] {
				return value{}, t.Errorf(object.ValueError, "fromutc: dt.tzinfo is not self")
			}
			return addDelta(t, a[1], zoneOf(a[0]).offset, 1)
		}},
		method("__getinitargs__", "", func(t *thread, v value) (value, *exc) {
			z := zoneOf(v)
			if z.name.O == nil {
				return object.TupleOf([]value{z.offset.value()}), nil
			}
			return object.NewPair(z.offset.value(), z.name), nil
		}),
	}
	limit := func(minutes int64) value {
		days := floorDiv(minutes, 24*60)
		return (&zone{Object: object.Object{Typ: zoneType}, offset: makeDelta(days, (minutes-days*24*60)*60_000_000)}).value()
	}
	zoneType.Consts = map[string]value{"utc": utc.value(), "min": limit(-(24*60 - 1)), "max": limit(24*60 - 1)}
}
