package datetime

import (
	"fmt"
	gotime "time"

	modtime "github.com/weftpy/weft/modules/time"
	"github.com/weftpy/weft/object"
)

var momentNames = append([]string{"year", "month", "day"}, clockNames...)

func makeMoment(typ *object.Type, y, m, d int, c clock) *moment {
	if typ == momentType {
		return &moment{date{object.Object{Typ: typ}, y, m, d}, c}
	}
	x := object.Allocate[moment](typ)
	x.year, x.month, x.day, x.clock = y, m, d, c
	return x
}

// callMoment makes a datetime by calling a class. A subclass does not get the
// fold, as its constructor need not take one.
func callMoment(t *thread, typ *object.Type, y, m, d int, c clock) (value, *exc) {
	if typ == momentType {
		if err := checkDate(t, y, m, d); err != nil {
			return value{}, err
		}
		if err := c.check(t); err != nil {
			return value{}, err
		}
		return makeMoment(typ, y, m, d, c).value(), nil
	}
	args := make([]value, 0, 8)
	for _, n := range [...]int{y, m, d, c.hour, c.minute, c.second, c.micro} {
		args = append(args, object.Int(int64(n)))
	}
	return object.Call(t, typ.Value(), append(args, orNone(c.tz))...)
}

func (m *moment) value() value { return value{O: &m.Object} }

func momentNew(t *thread, typ *object.Type, args, kwnames []value) (value, *exc) {
	if n := len(args); n >= 1 && n <= 2 && len(kwnames) == 0 {
		if s, ok := pickled(t, args[0], 10); ok && s[2]&0x7f >= 1 && s[2]&0x7f <= 12 {
			c := unpackClock(s[4:])
			c.fold = int(s[2] >> 7)
			if n == 2 {
				if err := pickledZone(t, &c.tz, args[1]); err != nil {
					return value{}, err
				}
			}
			return makeMoment(typ, int(s[0])<<8|int(s[1]), int(s[2]&0x7f), int(s[3]), c).value(), nil
		}
	}
	a, err := arguments(t, momentNames, 3, 8, args, kwnames)
	if err != nil {
		return value{}, err
	}
	var p [3]int
	for i := range p {
		if err := setInt(t, &p[i], a[i]); err != nil {
			return value{}, err
		}
	}
	var c clock
	for i, dst := range []*int{&c.hour, &c.minute, &c.second, &c.micro} {
		if err := setInt(t, dst, a[3+i]); err != nil {
			return value{}, err
		}
	}
	if err := setInt(t, &c.fold, a[8]); err != nil {
		return value{}, err
	}
	if err := checkDate(t, p[0], p[1], p[2]); err != nil {
		return value{}, err
	}
	if err := c.check(t); err != nil {
		return value{}, err
	}
	if err := setZone(t, &c.tz, a[7]); err != nil {
		return value{}, err
	}
	return makeMoment(typ, p[0], p[1], p[2], c).value(), nil
}

// seconds returns the seconds since 1970, taking m as UTC.
func (m *moment) unix() int64 {
	return int64(ordinal(m.year, m.month, m.day)-unixDay)*daySeconds + int64((m.hour*60+m.minute)*60+m.second)
}

// addDelta adds a timedelta, sign times.
func addDelta(t *thread, v value, d *delta, sign int64) (value, *exc) {
	m := momentOf(v)
	days := int64(ordinal(m.year, m.month, m.day)) + sign*d.days
	micros := m.micros() + sign*d.inDay()
	days += floorDiv(micros, dayMicros)
	micros = floorMod(micros, dayMicros)
	if days < 1 || days > maxOrdinal {
		return value{}, t.Errorf(object.OverflowError, "date value out of range")
	}
	y, mon, day := fromOrdinal(int(days))
	secs := int(micros / 1_000_000)
	return callMoment(t, v.O.Typ, y, mon, day, clock{hour: secs / 3600, minute: secs / 60 % 60, second: secs % 60, micro: int(micros % 1_000_000), tz: m.tz})
}

// difference returns a - b as if both were in one zone.
func difference(a, b *moment) (days, micros int64) {
	return int64(ordinal(a.year, a.month, a.day) - ordinal(b.year, b.month, b.day)), a.micros() - b.micros()
}

// offsets returns the offsets of two datetimes.
func offsets(t *thread, a, b value) (o1, o2 *delta, err *exc) {
	if o1, err = offsetBy(t, momentOf(a).tz, strUTCOffset, a); err == nil {
		o2, err = offsetBy(t, momentOf(b).tz, strUTCOffset, b)
	}
	return
}

func momentSub(t *thread, a, b value) (value, *exc) {
	if !isMoment(a) {
		return object.NotImplemented, nil
	}
	if isDelta(b) {
		return addDelta(t, a, deltaOf(b), -1)
	}
	if !isMoment(b) {
		return object.NotImplemented, nil
	}
	x, y := momentOf(a), momentOf(b)
	days, micros := difference(x, y)
	if x.tz != y.tz {
		o1, o2, err := offsets(t, a, b)
		if err != nil {
			return value{}, err
		}
		if (o1 == nil) != (o2 == nil) {
			return value{}, t.Errorf(object.TypeError, "can't subtract offset-naive and offset-aware datetimes")
		}
		if o1 != nil {
			micros += o2.totalMicros() - o1.totalMicros()
		}
	}
	d, err := newDelta(t, days, micros)
	if err != nil {
		return value{}, err
	}
	return d.value(), nil
}

// foldMatters reports whether the offset of a datetime depends on its fold: then
// it equals none in another zone.
func foldMatters(t *thread, v value, off *delta) (bool, *exc) {
	m := momentOf(v)
	c := m.clock
	c.fold = 1 - c.fold
	flipped := makeMoment(v.O.Typ, m.year, m.month, m.day, c).value()
	o, err := offsetBy(t, c.tz, strUTCOffset, flipped)
	return err == nil && !sameOffset(o, off), err
}

func momentCompare(t *thread, a, b value, op object.CmpOp) (value, *exc) {
	if !isMoment(a) {
		a, b = b, a
		op = swapped[op]
	}
	if !isMoment(b) {
		switch {
		case !isDate(b):
			return object.NotImplemented, nil
		case op == object.CmpEq || op == object.CmpNe:
			return object.Bool(op == object.CmpNe), nil
		}
		return value{}, cannotCompare(t, a, b)
	}
	x, y := momentOf(a), momentOf(b)
	days, micros := difference(x, y)
	if x.tz == y.tz {
		return compareResult(sign(days*2*dayMicros+micros), op), nil
	}
	o1, o2, err := offsets(t, a, b)
	if err != nil {
		return value{}, err
	}
	equality := op == object.CmpEq || op == object.CmpNe
	if (o1 == nil) != (o2 == nil) {
		if equality {
			return object.Bool(op == object.CmpNe), nil
		}
		return value{}, t.Errorf(object.TypeError, "can't compare offset-naive and offset-aware datetimes")
	}
	if o1 != nil {
		micros += o2.totalMicros() - o1.totalMicros()
	}
	diff := sign(days*dayMicros + micros)
	if days > 100_000 || days < -100_000 {
		diff = sign(days)
	}
	if equality && diff == 0 {
		for v, off := range map[value]*delta{a: o1, b: o2} {
			matters, err := foldMatters(t, v, off)
			if err != nil {
				return value{}, err
			}
			if matters {
				return object.Bool(op == object.CmpNe), nil
			}
		}
	}
	return compareResult(diff, op), nil
}

var swapped = [6]object.CmpOp{
	object.CmpLt: object.CmpGt, object.CmpLe: object.CmpGe, object.CmpEq: object.CmpEq,
	object.CmpNe: object.CmpNe, object.CmpGt: object.CmpLt, object.CmpGe: object.CmpLe,
}

func momentHash(t *thread, v value) (int64, *exc) {
	m := momentOf(v)
	if m.fold != 0 {
		c := m.clock
		c.fold = 0
		m = makeMoment(momentType, m.year, m.month, m.day, c)
	}
	off, err := offsetBy(t, m.tz, strUTCOffset, m.value())
	if err != nil {
		return 0, err
	}
	if off == nil {
		return object.HashString(string(m.state())), nil
	}
	days := int64(ordinal(m.year, m.month, m.day))
	micros := m.micros() - off.totalMicros()
	return object.Hash(t, makeDelta(days+floorDiv(micros, dayMicros), floorMod(micros, dayMicros)).value())
}

func (m *moment) state() []byte { return append(m.date.state(), m.clock.state()...) }

// localAt returns what a local clock shows at a second since 1970, as a number
// of seconds of the same kind.
func localAt(t *thread, secs int64) (int64, *exc) {
	c, err := civilAt(t, secs, modtime.LocalZone())
	return secs + int64(c.offset), err
}

// foldSeconds is longer than a clock is ever put back.
const foldSeconds = daySeconds

// fromLocal returns the second since 1970 at which a local clock shows what it
// shows; of two such seconds fold tells which, and where there is none it tells
// which side of the gap to take.
func (m *moment) fromLocal(t *thread) (int64, *exc) {
	shown := m.unix()
	l, err := localAt(t, shown)
	if err != nil {
		return 0, err
	}
	a := l - shown
	u1 := shown - a
	t1, err := localAt(t, u1)
	if err != nil {
		return 0, err
	}
	var b int64
	if t1 == shown {
		// One solution; look for another with the offset of a day before or after.
		u2 := u1 - foldSeconds
		if m.fold != 0 {
			u2 = u1 + foldSeconds
		}
		if l, err = localAt(t, u2); err != nil {
			return 0, err
		}
		b = l - u2
		if a == b {
			return u1, nil
		}
	} else {
		b = t1 - u1
	}
	u2 := shown - b
	t2, err := localAt(t, u2)
	switch {
	case err != nil:
		return 0, err
	case t2 == shown:
		return u2, nil
	case t1 == shown:
		return u1, nil
	case m.fold != 0:
		return min(u1, u2), nil
	}
	return max(u1, u2), nil
}

// fromUnix makes a datetime of class typ in a fixed zone or the local one.
func fromUnix(t *thread, typ *object.Type, secs int64, micros int, tz value, local bool) (value, *exc) {
	loc := gotime.UTC
	if local {
		loc = modtime.LocalZone()
	}
	c, err := civilAt(t, secs, loc)
	if err != nil {
		return value{}, err
	}
	c.micro, c.tz = micros, tz
	if local && secs > -1<<40 && secs < 1<<40 {
		// Was the clock put back within the last day, to before what it shows now?
		if probe, err := localAt(t, secs-foldSeconds); err == nil {
			shown := secs + int64(c.offset)
			if transition := shown - probe - foldSeconds; transition < 0 {
				if probe, err = localAt(t, secs+transition); err == nil && probe == shown {
					c.fold = 1
				}
			}
		}
	}
	return callMoment(t, typ, c.year, c.month, c.day, c.clock)
}

// inZone makes a datetime of class typ, in the local zone without one if tz is
// null.
func inZone(t *thread, typ *object.Type, secs int64, micros int, tz value) (value, *exc) {
	v, err := fromUnix(t, typ, secs, micros, tz, tz.O == nil)
	if err != nil || tz.O == nil {
		return v, err
	}
	return object.CallMethod(t, tz, strFromUTC, v)
}

// localZone makes the timezone in force at a second since 1970.
func localZone(t *thread, secs int64) (value, *exc) {
	c, err := civilAt(t, secs, modtime.LocalZone())
	if err != nil {
		return value{}, err
	}
	off, err := newDelta(t, 0, int64(c.offset)*1_000_000)
	if err != nil {
		return value{}, err
	}
	z, err := newZone(t, off, object.NewStr(c.zone))
	if err != nil {
		return value{}, err
	}
	return z.value(), nil
}

func asTimeZone(t *thread, a []value) (value, *exc) {
	var tz value
	if err := setZone(t, &tz, a[1]); err != nil {
		return value{}, err
	}
	v, m := a[0], momentOf(a[0])
	if m.tz.O != nil && m.tz == tz {
		return v, nil
	}
	off, err := offsetBy(t, m.tz, strUTCOffset, v)
	if err != nil {
		return value{}, err
	}
	if off == nil {
		secs, err := m.fromLocal(t)
		if err != nil {
			return value{}, err
		}
		local, err := localZone(t, secs)
		if err != nil {
			return value{}, err
		}
		if local == tz {
			return v, nil
		}
		off = zoneOf(local).offset
	}
	days := int64(ordinal(m.year, m.month, m.day))
	micros := m.micros() - off.totalMicros()
	days += floorDiv(micros, dayMicros)
	if days < 1 || days > maxOrdinal {
		return value{}, t.Errorf(object.OverflowError, "date value out of range")
	}
	secs := (days-unixDay)*daySeconds + floorMod(micros, dayMicros)/1_000_000
	if tz.O == nil {
		if tz, err = localZone(t, secs); err != nil {
			return value{}, err
		}
	}
	r, err := fromUnix(t, v.O.Typ, secs, int(floorMod(micros, 1_000_000)), tz, false)
	if err != nil || tz == utc.value() {
		return r, err
	}
	return object.CallMethod(t, tz, strFromUTC, r)
}

func momentISO(t *thread, a []value) (value, *exc) {
	sep := "T"
	if a[1].O != nil {
		s, ok := object.AsStr(a[1])
		if !ok || s.Len() != 1 {
			return value{}, t.Errorf(object.TypeError, "isoformat() argument 1 must be a unicode character, not %s", object.ArgTypeName(a[1]))
		}
		sep = s.S
	}
	spec, err := timespecArg(t, a[2], 2)
	if err != nil {
		return value{}, err
	}
	m := momentOf(a[0])
	b := append(m.date.appendISO(make([]byte, 0, 32)), sep...)
	b, ok := m.clock.appendISO(b, spec)
	if !ok {
		return value{}, t.Errorf(object.ValueError, "Unknown timespec value")
	}
	off, err := offsetBy(t, m.tz, strUTCOffset, a[0])
	if err != nil {
		return value{}, err
	}
	if off != nil {
		b = append(b, formatOffset(off, ":")...)
	}
	return object.CopyStr(b), nil
}

func now() (secs int64, micros int) {
	n := gotime.Now()
	return n.Unix(), n.Nanosecond() / 1000
}

func momentReduce(v value, proto int) value {
	m := momentOf(v)
	b := m.state()
	if proto > 3 && m.fold != 0 {
		b[2] |= 0x80
	}
	state := []value{object.NewBytes(string(b))}
	if m.tz.O != nil {
		state = append(state, m.tz)
	}
	return object.NewPair(v.O.Typ.Value(), object.TupleOf(state))
}

var momentClassMethods = []object.Def{
	{Name: "now", Kind: object.ClassMethod, Sig: "tz=None", Fn: func(t *thread, a []value) (value, *exc) {
		var tz value
		if err := setZone(t, &tz, a[1]); err != nil {
			return value{}, err
		}
		secs, micros := now()
		return inZone(t, classOf(a[0]), secs, micros, tz)
	}},
	{Name: "utcnow", Kind: object.ClassMethod, Fn: func(t *thread, a []value) (value, *exc) {
		secs, micros := now()
		return fromUnix(t, classOf(a[0]), secs, micros, value{}, false)
	}},
	{Name: "fromtimestamp", Kind: object.ClassMethod, Sig: "timestamp, tz=None", Fn: func(t *thread, a []value) (value, *exc) {
		var tz value
		if err := setZone(t, &tz, a[2]); err != nil {
			return value{}, err
		}
		secs, micros, err := timestamp(t, a[1])
		if err != nil {
			return value{}, err
		}
		return inZone(t, classOf(a[0]), secs, micros, tz)
	}},
	{Name: "utcfromtimestamp", Kind: object.ClassMethod, Sig: "timestamp, /", Fn: func(t *thread, a []value) (value, *exc) {
		secs, micros, err := timestamp(t, a[1])
		if err != nil {
			return value{}, err
		}
		return fromUnix(t, classOf(a[0]), secs, micros, value{}, false)
	}},
	{Name: "strptime", Kind: object.ClassMethod, Sig: "string, format, /", Fn: func(t *thread, a []value) (value, *exc) {
		for i := 1; i <= 2; i++ {
			if !a[i].O.Typ.Is(object.FlagStr) {
				return value{}, t.Errorf(object.TypeError, "strptime() argument %d must be str, not %s", i, object.ArgTypeName(a[i]))
			}
		}
		f, err := t.ImportAttr("_strptime", "_strptime_datetime")
		if err != nil {
			return value{}, err
		}
		return object.Call3(t, f, a[0], a[1], a[2])
	}},
	{Name: "combine", Kind: object.ClassMethod, Sig: "date, time, tzinfo=None", Fn: func(t *thread, a []value) (value, *exc) {
		if !isDate(a[1]) {
			return value{}, t.Errorf(object.TypeError, "combine() argument 1 must be datetime.date, not %s", object.ArgTypeName(a[1]))
		}
		if !isTime(a[2]) {
			return value{}, t.Errorf(object.TypeError, "combine() argument 2 must be datetime.time, not %s", object.ArgTypeName(a[2]))
		}
		c := timeOf(a[2]).clock
		if err := setZone(t, &c.tz, a[3]); err != nil {
			return value{}, err
		}
		d := dateOf(a[1])
		return callMoment(t, classOf(a[0]), d.year, d.month, d.day, c)
	}},
	{Name: "fromisoformat", Kind: object.ClassMethod, Sig: "string, /", Fn: func(t *thread, a []value) (value, *exc) {
		s, err := isoArg(t, a[1])
		if err != nil {
			return value{}, err
		}
		y, m, d, c, ok, err := parseMoment(t, s)
		if err != nil {
			return value{}, err
		}
		if !ok {
			return value{}, isoError(t, a[1])
		}
		return callMoment(t, classOf(a[0]), y, m, d, c)
	}},
}

func init() {
	object.SetLayout[moment](momentType)
	s := &momentType.Slots
	s.New = momentNew
	s.Repr = func(t *thread, v value) (value, *exc) {
		m := momentOf(v)
		text := fmt.Sprintf("%s(%d, %d, %d, %d, %d", className(v), m.year, m.month, m.day, m.hour, m.minute)
		switch {
		case m.micro != 0:
			text += fmt.Sprintf(", %d, %d", m.second, m.micro)
		case m.second != 0:
			text += fmt.Sprintf(", %d", m.second)
		}
		return reprEnd(t, text, &m.clock)
	}
	s.Str = func(t *thread, v value) (value, *exc) {
		return object.CallMethod(t, v, object.Intern("isoformat"), object.NewStr(" "))
	}
	s.Hash = momentHash
	s.Compare = momentCompare
	s.Num[object.OpAdd] = func(t *thread, a, b value) (value, *exc) {
		if isDelta(a) {
			a, b = b, a
		}
		if !isMoment(a) || !isDelta(b) {
			return object.NotImplemented, nil
		}
		return addDelta(t, a, deltaOf(b), 1)
	}
	s.Num[object.OpSub] = momentSub
	offset := func(name *object.Str, doc string) object.Def {
		return method(name.S, doc, func(t *thread, v value) (value, *exc) {
			return deltaOrNone(offsetBy(t, momentOf(v).tz, name, v))
		})
	}
	momentType.Methods = append(momentClassMethods,
		method("date", "", func(t *thread, v value) (value, *exc) {
			m := momentOf(v)
			return makeDate(dateType, m.year, m.month, m.day).value(), nil
		}),
		method("time", "", func(t *thread, v value) (value, *exc) {
			c := momentOf(v).clock
			c.tz = value{}
			return makeTime(timeType, c).value(), nil
		}),
		method("timetz", "", func(t *thread, v value) (value, *exc) {
			return makeTime(timeType, momentOf(v).clock).value(), nil
		}),
		method("ctime", "", func(t *thread, v value) (value, *exc) {
			m := momentOf(v)
			return m.date.ctime(&m.clock), nil
		}),
		method("timetuple", "", func(t *thread, v value) (value, *exc) {
			m := momentOf(v)
			dst, err := offsetBy(t, m.tz, strDST, v)
			if err != nil {
				return value{}, err
			}
			flag := -1
			if dst != nil {
				flag = 0
				if !dst.isZero() {
					flag = 1
				}
			}
			return structTime(t, &m.date, &m.clock, flag)
		}),
		method("timestamp", "", func(t *thread, v value) (value, *exc) {
			m := momentOf(v)
			if m.tz.O == nil {
				secs, err := m.fromLocal(t)
				return object.Float(float64(secs) + float64(m.micro)/1e6), err
			}
			off, err := offsetBy(t, m.tz, strUTCOffset, v)
			if err != nil {
				return value{}, err
			}
			if off == nil {
				return value{}, t.Errorf(object.TypeError, "can't subtract offset-naive and offset-aware datetimes")
			}
			days := int64(ordinal(m.year, m.month, m.day) - unixDay)
			d, err := newDelta(t, days, m.micros()-off.totalMicros())
			if err != nil {
				return value{}, err
			}
			return object.Float(d.seconds()), nil
		}),
		method("utctimetuple", "", func(t *thread, v value) (value, *exc) {
			m := momentOf(v)
			off, err := offsetBy(t, m.tz, strUTCOffset, v)
			if err != nil {
				return value{}, err
			}
			if off != nil {
				plain := makeMoment(momentType, m.year, m.month, m.day, m.clock)
				r, err := addDelta(t, plain.value(), off, -1)
				if err != nil {
					return value{}, err
				}
				m = momentOf(r)
			}
			return structTime(t, &m.date, &m.clock, 0)
		}),
		object.Def{Name: "isoformat", Sig: "sep='T', timespec='auto'", Fn: momentISO},
		offset(strUTCOffset, ""),
		offset(strDST, ""),
		method("tzname", "", func(t *thread, v value) (value, *exc) { return zoneName(t, momentOf(v).tz, v) }),
		object.Def{Name: "replace", Sig: "year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=None, *, fold=None", Fn: func(t *thread, a []value) (value, *exc) {
			m := momentOf(a[0])
			p := [3]int{m.year, m.month, m.day}
			for i := range p {
				if err := setInt(t, &p[i], a[1+i]); err != nil {
					return value{}, err
				}
			}
			if err := checkDate(t, p[0], p[1], p[2]); err != nil {
				return value{}, err
			}
			c := m.clock
			if err := c.set(t, a[4:]); err != nil {
				return value{}, err
			}
			return makeMoment(a[0].O.Typ, p[0], p[1], p[2], c).value(), nil
		}},
		object.Def{Name: "astimezone", Sig: "tz=None", Fn: asTimeZone},
		object.Def{Name: "__reduce_ex__", Sig: "protocol, /", Fn: func(t *thread, a []value) (value, *exc) {
			var proto int
			if err := setInt(t, &proto, a[1]); err != nil {
				return value{}, err
			}
			return momentReduce(a[0], proto), nil
		}, Doc: ""},
		method("__reduce__", "", func(t *thread, v value) (value, *exc) { return momentReduce(v, 2), nil }),
	)
	momentType.Getsets = clockMembers(func(v value) *clock { return &momentOf(v).clock })
	momentType.Consts = map[string]value{
		"min":        makeMoment(momentType, 1, 1, 1, clock{}).value(),
		"max":        makeMoment(momentType, 9999, 12, 31, clock{hour: 23, minute: 59, second: 59, micro: 999999}).value(),
		"resolution": makeDelta(0, 1).value(),
	}
}
