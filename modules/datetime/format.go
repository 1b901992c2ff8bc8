package datetime

import (
	"fmt"
	"strings"

	"github.com/weftpy/weft/object"
)

// appendPad appends n with at least width digits.
func appendPad(b []byte, n, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for n > 0 || width > 0 {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
		width--
	}
	return append(b, digits[i:]...)
}

func (d *date) appendISO(b []byte) []byte {
	b = append(appendPad(b, d.year, 4), '-')
	b = append(appendPad(b, d.month, 2), '-')
	return appendPad(b, d.day, 2)
}

// appendISO writes the time of day with the parts that timespec names; ok is
// false if there is no such timespec.
func (c *clock) appendISO(b []byte, timespec string) (r []byte, ok bool) {
	if timespec == "auto" {
		timespec = "seconds"
		if c.micro != 0 {
			timespec = "microseconds"
		}
	}
	b = appendPad(b, c.hour, 2)
	if timespec == "hours" {
		return b, true
	}
	b = appendPad(append(b, ':'), c.minute, 2)
	if timespec == "minutes" {
		return b, true
	}
	b = appendPad(append(b, ':'), c.second, 2)
	switch timespec {
	case "seconds":
		return b, true
	case "milliseconds":
		return appendPad(append(b, '.'), c.micro/1000, 3), true
	case "microseconds":
		return appendPad(append(b, '.'), c.micro, 6), true
	}
	return b, false
}

var (
	dayNames   = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}
	monthNames = []string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
)

func (d *date) ctime(c *clock) value {
	return object.NewStr(fmt.Sprintf("%s %s %2d %02d:%02d:%02d %04d",
		dayNames[weekday(d.year, d.month, d.day)], monthNames[d.month], d.day, c.hour, c.minute, c.second, d.year))
}

// structTime makes a time.struct_time.
func structTime(t *thread, d *date, c *clock, dst int) (value, *exc) {
	f, err := t.ImportAttr("time", "struct_time")
	if err != nil {
		return value{}, err
	}
	return object.Call1(t, f, timeTuple(d, c, dst))
}

func timeTuple(d *date, c *clock, dst int) value {
	items := make([]value, 0, 9)
	for _, n := range [...]int{d.year, d.month, d.day, c.hour, c.minute, c.second, weekday(d.year, d.month, d.day), dayOfYear(d.year, d.month, d.day), dst} {
		items = append(items, object.Int(int64(n)))
	}
	return object.TupleOf(items)
}

var strStrftime = object.Intern("strftime")

// strftime formats a time tuple. The directives that time.strftime knows nothing
// of, %z, %Z and %f, are replaced before; self is what the time zone is asked
// about.
func strftime(t *thread, self value, format string, tuple value, tz value, micro int) (value, *exc) {
	var b strings.Builder
	arg := self
	if !isMoment(self) {
		arg = object.None
	}
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b.WriteByte(format[i])
			continue
		}
		i++
		switch format[i] {
		case 'z':
			off, err := offsetBy(t, tz, strUTCOffset, arg)
			if err != nil {
				return value{}, err
			}
			if off != nil {
				b.WriteString(formatOffset(off, ""))
			}
		case 'Z':
			name, err := zoneName(t, tz, arg)
			if err != nil {
				return value{}, err
			}
			if name.IsNone() {
				continue
			}
			if name, err = object.CallMethod(t, name, object.Intern("replace"), object.NewStr("%"), object.NewStr("%%")); err != nil {
				return value{}, err
			}
			s, ok := object.AsStr(name)
			if !ok {
				return value{}, t.Errorf(object.TypeError, "tzname.replace() did not return a string")
			}
			b.WriteString(s.S)
		case 'f':
			fmt.Fprintf(&b, "%06d", micro)
		default:
			b.WriteByte('%')
			b.WriteByte(format[i])
		}
	}
	f, err := t.ImportAttr("time", "strftime")
	if err != nil {
		return value{}, err
	}
	return object.Call2(t, f, object.NewStr(b.String()), tuple)
}

// formatValue is __format__: strftime, or str for an empty format.
func formatValue(t *thread, a []value) (value, *exc) {
	s, err := strArg(t, a[1], "__format__()")
	if err != nil {
		return value{}, err
	}
	if s == "" {
		v, err := object.ToStr(t, a[0])
		if err != nil {
			return value{}, err
		}
		return v.Value(), nil
	}
	return object.CallMethod(t, a[0], strStrftime, a[1])
}

var formatMethod = object.Def{Name: "__format__", Sig: "format, /", Fn: formatValue, Doc: ""}
