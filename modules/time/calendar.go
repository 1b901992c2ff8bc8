package time

import (
	"fmt"
	"math"
	"syscall"
	"time"

	"github.com/weftpy/weft/object"
)

// Timestamps, and the tuples of their parts.

var structTime = object.NewStructSeqType("time", "struct_time", "A time split into its parts: a tuple whose fields have names.", 9, false,
	object.StructField{Name: "tm_year", Doc: ""},
	object.StructField{Name: "tm_mon"},
	object.StructField{Name: "tm_mday"},
	object.StructField{Name: "tm_hour", Doc: ""},
	object.StructField{Name: "tm_min", Doc: ""},
	object.StructField{Name: "tm_sec", Doc: ""},
	object.StructField{Name: "tm_wday"},
	object.StructField{Name: "tm_yday"},
	object.StructField{Name: "tm_isdst"},
	object.StructField{Name: "tm_zone", Doc: ""},
	object.StructField{Name: "tm_gmtoff"},
)

// tm is a broken-down time, counted as people do but for wday.
type tm struct {
	year           int
	mon, mday      int // from 1
	hour, min, sec int
	wday           int // Sunday is 0
	yday           int // from 1
	isdst          int
	zone           string // empty: not known
	gmtoff         int
}

func breakDown(at time.Time) tm {
	zone, off := at.Zone()
	dst := 0
	if at.IsDST() {
		dst = 1
	}
	return tm{at.Year(), int(at.Month()), at.Day(), at.Hour(), at.Minute(), at.Second(), int(at.Weekday()), at.YearDay(), dst, zone, off}
}

func (x *tm) value() value {
	f := func(i int) value { return object.Int(int64(i)) }
	return object.NewStructSeq(structTime, []value{
		f(x.year), f(x.mon), f(x.mday), f(x.hour), f(x.min), f(x.sec), f((x.wday + 6) % 7), f(x.yday), f(x.isdst), object.NewStr(x.zone), f(x.gmtoff),
	})
}

// at converts a timestamp, absent or None for now, to a time in loc.
func at(t *thread, v value, loc *time.Location) (time.Time, raised) {
	if v.O == nil || v.IsNone() {
		return time.Now().In(loc), nil
	}
	sec, err := timeT(t, v)
	if err != nil {
		return time.Time{}, err
	}
	// Years are C ints, counted from 1900.
	const limit = math.MaxInt32 * 31556952
	if sec < -limit-1e12 || sec > limit+1e12 {
		return time.Time{}, object.NewOSError(t, object.ErrnoOf(syscall.EOVERFLOW), value{}, value{})
	}
	r := time.Unix(sec, 0).In(loc)
	if y := r.Year() - 1900; y != int(int32(y)) {
		return time.Time{}, object.NewOSError(t, object.ErrnoOf(syscall.EOVERFLOW), value{}, value{})
	}
	return r, nil
}

func breakDownFunc(name string, loc func() *time.Location) func(t *thread, a args) (value, raised) {
	return func(t *thread, a args) (value, raised) {
		a, err := optional(t, name, a[0], 0, 1)
		if err != nil {
			return value{}, err
		}
		var v value
		if len(a) == 1 {
			v = a[0]
		}
		when, err := at(t, v, loc())
		if err != nil {
			return value{}, err
		}
		x := breakDown(when)
		return x.value(), nil
	}
}

var (
	gmtime    = breakDownFunc("gmtime", func() *time.Location { return utc })
	localtime = breakDownFunc("localtime", localZone)
)

// utc is the zone of gmtime, by the name that the C library gives it.
var utc = time.FixedZone("GMT", 0)

// tmArg converts a time tuple; fn is the function that takes it.
func tmArg(t *thread, v value, fn string) (x tm, err raised) {
	tup, ok := object.AsTuple(v)
	if !ok {
		return x, t.Errorf(object.TypeError, "Tuple or struct_time argument required")
	}
	if len(tup.Items) != 9 {
		return x, t.Errorf(object.TypeError, "%s(): illegal time tuple argument", fn)
	}
	for i, p := range []*int{&x.year, &x.mon, &x.mday, &x.hour, &x.min, &x.sec, &x.wday, &x.yday, &x.isdst} {
		n, err := object.Index(t, tup.Items[i])
		if err != nil {
			return x, err
		}
		k, b := object.AsInt(n)
		switch {
		case b != nil && b.Sign() > 0 || b == nil && k > math.MaxInt32:
			return x, t.Errorf(object.OverflowError, "signed integer is greater than maximum")
		case b != nil || k < math.MinInt32:
			return x, t.Errorf(object.OverflowError, "signed integer is less than minimum")
		}
		*p = int(k)
	}
	if x.year < math.MinInt32+1900 {
		return x, t.Errorf(object.OverflowError, "year out of range")
	}
	x.wday = (x.wday + 1) % 7
	if v.O.Typ == structTime {
		zone, err := object.GetAttrString(t, v, "tm_zone")
		if err != nil {
			return x, err
		}
		if s, ok := object.AsStr(zone); ok {
			x.zone = s.S
		}
		off, err := object.GetAttrString(t, v, "tm_gmtoff")
		if err != nil {
			return x, err
		}
		if !off.IsNone() {
			n, err := object.IndexInt(t, off, object.OverflowError)
			if err != nil {
				return x, err
			}
			x.gmtoff = int(n)
		}
	}
	return x, nil
}

// check makes sure that x can be formatted. A month, day or day of the year of 0
// counts as the first.
func (x *tm) check(t *thread) raised {
	for _, p := range []*int{&x.mon, &x.mday, &x.yday} {
		if *p == 0 {
			*p = 1
		}
	}
	for _, f := range []struct {
		v, lo, hi int
		name      string
	}{
		{x.mon, 1, 12, "month"}, {x.mday, 1, 31, "day of month"}, {x.hour, 0, 23, "hour"}, {x.min, 0, 59, "minute"},
		{x.sec, 0, 61, "seconds"}, {x.wday, 0, 6, "day of week"}, {x.yday, 1, 366, "day of year"},
	} {
		if f.v < f.lo || f.v > f.hi {
			return t.Errorf(object.ValueError, "%s out of range", f.name)
		}
	}
	return nil
}

var (
	dayNames   = [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	monthNames = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
)

func (x *tm) asctime() value {
	return object.NewStr(fmt.Sprintf("%.3s %.3s%3d %02d:%02d:%02d %d", dayNames[x.wday], monthNames[x.mon-1], x.mday, x.hour, x.min, x.sec, x.year))
}

func asctime(t *thread, a args) (value, raised) {
	x := breakDown(time.Now().In(localZone()))
	if a[0].O != nil {
		var err raised
		if x, err = tmArg(t, a[0], "asctime"); err != nil {
			return value{}, err
		}
		if err := x.check(t); err != nil {
			return value{}, err
		}
	}
	return x.asctime(), nil
}

func ctime(t *thread, a args) (value, raised) {
	a, err := optional(t, "ctime", a[0], 0, 1)
	if err != nil {
		return value{}, err
	}
	var v value
	if len(a) == 1 {
		v = a[0]
	}
	when, err := at(t, v, localZone())
	if err != nil {
		return value{}, err
	}
	x := breakDown(when)
	return x.asctime(), nil
}

func mktime(t *thread, a args) (value, raised) {
	x, err := tmArg(t, a[0], "mktime")
	if err != nil {
		return value{}, err
	}
	return object.Float(float64(x.unix(localZone()))), nil
}

// unix returns the timestamp of a local time, whose parts may be out of range.
// Where the clock is put back isdst decides between two times, and -1 means
// summer time; where it is put forward the zone before holds. An isdst that the
// zone does not have at that time stands for the offset that it has at another.
func (x *tm) unix(loc *time.Location) int64 {
	wall := time.Date(x.year, time.Month(x.mon), x.mday, x.hour, x.min, x.sec, 0, time.UTC).Unix()
	zone := func(sec int64) (off int64, dst int) {
		at := time.Unix(sec, 0).In(loc)
		_, o := at.Zone()
		if at.IsDST() {
			dst = 1
		}
		return int64(o), dst
	}
	type candidate struct {
		off   int64
		dst   int
		valid bool // the clock really shows this time
	}
	var near [2]candidate
	for i, probe := range []int64{wall - 86400, wall + 86400} {
		off, dst := zone(probe)
		o, d := zone(wall - off)
		near[i] = candidate{off, dst, o == off && d == dst}
	}
	want := min(x.isdst, 1)
	best := near[0]
	switch {
	case near[0].valid && near[1].valid && near[1].off > near[0].off, !near[0].valid && near[1].valid:
		best = near[1]
	}
	if want < 0 || best.dst == want {
		return wall - best.off
	}
	for _, c := range near {
		if c.dst == want {
			return wall - c.off
		}
	}
	for step := int64(1); step < 900; step++ {
		for _, probe := range []int64{wall - step*7*86400, wall + step*7*86400} {
			if off, dst := zone(probe); dst == want {
				return wall - off
			}
		}
	}
	// The zone knows no such time: summer time would be one hour.
	if want > 0 {
		return wall - best.off - 3600
	}
	return wall - best.off + 3600
}
