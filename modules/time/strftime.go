package time

import (
	"strconv"
	"strings"
	"time"

	"github.com/weftpy/weft/object"
)

// strftime with the directives and flags of the GNU C library, in the C locale:
//
//	%[flags][width][E or O]directive
//
// where a flag is _ (fill with spaces), - (do not fill), 0 (fill with zeros),
// ^ (upper case) or # (change case).

func strftime(t *thread, a args) (value, raised) {
	a, err := optional(t, "strftime", a[0], 1, 2)
	if err != nil {
		return value{}, err
	}
	format, ok := object.AsStr(a[0])
	if !ok {
		return value{}, t.Errorf(object.TypeError, "strftime() argument 1 must be str, not %s", object.ArgTypeName(a[0]))
	}
	x := breakDown(time.Now().In(localZone()))
	if len(a) == 2 {
		if x, err = tmArg(t, a[1], "strftime"); err != nil {
			return value{}, err
		}
		if err := x.check(t); err != nil {
			return value{}, err
		}
	}
	if strings.IndexByte(format.S, 0) >= 0 {
		return value{}, t.Errorf(object.ValueError, "embedded null character")
	}
	return object.CopyStr(x.format(nil, format.S)), nil
}

// directive is a conversion under way.
type directive struct {
	pad           byte // '_', '-', '0', or 0 for the usual
	width         int
	upper, change bool
}

// text appends s, filled up to the width.
func (d *directive) text(b []byte, s string) []byte {
	if d.upper {
		s = strings.ToUpper(s)
	}
	fill := byte(' ')
	if d.pad == '0' {
		fill = '0'
	}
	for n := len(s); n < d.width; n++ {
		b = append(b, fill)
	}
	return append(b, s...)
}

// number appends n with at least digits digits, filled with the usual character.
func (d *directive) number(b []byte, n, digits int, usual byte) []byte {
	pad := d.pad
	if pad == 0 {
		pad = usual
	}
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	s := strconv.Itoa(n)
	total := max(digits, d.width)
	switch pad {
	case '0':
		b = append(b, sign...)
		for k := len(s) + len(sign); k < total; k++ {
			b = append(b, '0')
		}
		return append(b, s...)
	case '-':
		total = d.width
	}
	for k := len(s) + len(sign); k < total; k++ {
		b = append(b, ' ')
	}
	return append(append(b, sign...), s...)
}

// floorDiv returns a/b rounded down.
func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// isoWeek returns the year and week of ISO 8601 that the day of the year and of
// the week tell.
func (x *tm) isoWeek() (year, week int) {
	leap := func(y int) int {
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 366
		}
		return 365
	}
	monday := (x.wday + 6) % 7
	week = (x.yday - 1 - monday + 10) / 7
	year = x.year
	switch {
	case week < 1:
		year--
		week = (x.yday - 1 + leap(year) - monday + 10) / 7
	case week == 53 && x.yday-1-monday+3 >= leap(year):
		year++
		week = 1
	}
	return year, week
}

// zoneName returns the name of x's zone; without one of its own that of the
// local zone in winter or summer.
func (x *tm) zoneName() string {
	if x.zone != "" || x.isdst < 0 {
		return x.zone
	}
	loc := localZone()
	y := time.Now().Year()
	for _, month := range []time.Month{time.January, time.July} {
		at := time.Date(y, month, 1, 0, 0, 0, 0, loc)
		if at.IsDST() == (x.isdst > 0) {
			name, _ := at.Zone()
			return name
		}
	}
	name, _ := time.Date(y, time.January, 1, 0, 0, 0, 0, loc).Zone()
	return name
}

// format appends x in the given format.
func (x *tm) format(b []byte, format string) []byte {
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			b = append(b, format[i])
			continue
		}
		start := i
		var d directive
	flags:
		for i++; i < len(format); i++ {
			switch c := format[i]; c {
			case '_', '-', '0':
				d.pad = c
			case '^':
				d.upper = true
			case '#':
				d.change = true
			default:
				break flags
			}
		}
		for ; i < len(format) && '0' <= format[i] && format[i] <= '9'; i++ {
			d.width = min(d.width*10+int(format[i]-'0'), 1<<16)
		}
		modifier := byte(0)
		if i < len(format) && (format[i] == 'E' || format[i] == 'O') {
			modifier = format[i]
			i++
		}
		if i < len(format) {
			if next, ok := x.convert(b, d, modifier, format[i]); ok {
				b = next
				continue
			}
		}
		// No directive: it stands for itself.
		i = min(i, len(format)-1)
		text := format[start : i+1]
		for n := len(text); n < d.width; n++ {
			b = append(b, ' ')
		}
		b = append(b, text...)
	}
	return b
}

// convert appends one directive; ok is false if there is none of that name.
func (x *tm) convert(b []byte, d directive, modifier, c byte) (_ []byte, ok bool) {
	const withE, withO = "cCxXyY", "BbhdeHIkljmMSuUVwWgy"
	if modifier == 'E' && strings.IndexByte(withE, c) < 0 || modifier == 'O' && strings.IndexByte(withO, c) < 0 {
		return b, false
	}
	hour12 := (x.hour+11)%12 + 1
	part := func(format string) []byte {
		s := string(x.format(nil, format))
		return d.text(b, s)
	}
	if d.change {
		switch c {
		case 'a', 'A', 'b', 'B', 'h':
			d.upper = true
		}
	}
	lower := func(s string) string {
		if d.change {
			d.upper = false
			return strings.ToLower(s)
		}
		return s
	}
	half := "AM"
	if x.hour >= 12 {
		half = "PM"
	}
	switch c {
	case 'a':
		return d.text(b, dayNames[x.wday][:3]), true
	case 'A':
		return d.text(b, dayNames[x.wday]), true
	case 'b', 'h':
		return d.text(b, monthNames[x.mon-1][:3]), true
	case 'B':
		return d.text(b, monthNames[x.mon-1]), true
	case 'c':
		return part("%a %b %e %H:%M:%S %Y"), true
	case 'C':
		return d.number(b, floorDiv(x.year, 100), 2, '0'), true
	case 'd':
		return d.number(b, x.mday, 2, '0'), true
	case 'D', 'x':
		return part("%m/%d/%y"), true
	case 'e':
		return d.number(b, x.mday, 2, '_'), true
	case 'F':
		return part("%Y-%m-%d"), true
	case 'g':
		y, _ := x.isoWeek()
		return d.number(b, y-100*floorDiv(y, 100), 2, '0'), true
	case 'G':
		y, _ := x.isoWeek()
		return d.number(b, y, 1, '0'), true
	case 'H':
		return d.number(b, x.hour, 2, '0'), true
	case 'I':
		return d.number(b, hour12, 2, '0'), true
	case 'j':
		return d.number(b, x.yday, 3, '0'), true
	case 'k':
		return d.number(b, x.hour, 2, '_'), true
	case 'l':
		return d.number(b, hour12, 2, '_'), true
	case 'm':
		return d.number(b, x.mon, 2, '0'), true
	case 'M':
		return d.number(b, x.min, 2, '0'), true
	case 'n':
		return d.text(b, "\n"), true
	case 'p':
		return d.text(b, lower(half)), true
	case 'P':
		d.upper = false
		return d.text(b, strings.ToLower(half)), true
	case 'r':
		return part("%I:%M:%S %p"), true
	case 'R':
		return part("%H:%M"), true
	case 's':
		return d.number(b, int(x.unix(localZone())), 1, '0'), true
	case 'S':
		return d.number(b, x.sec, 2, '0'), true
	case 't':
		return d.text(b, "\t"), true
	case 'T', 'X':
		return part("%H:%M:%S"), true
	case 'u':
		return d.number(b, (x.wday+6)%7+1, 1, '0'), true
	case 'U':
		return d.number(b, (x.yday-1-x.wday+7)/7, 2, '0'), true
	case 'V':
		_, w := x.isoWeek()
		return d.number(b, w, 2, '0'), true
	case 'w':
		return d.number(b, x.wday, 1, '0'), true
	case 'W':
		return d.number(b, (x.yday-1-(x.wday+6)%7+7)/7, 2, '0'), true
	case 'y':
		return d.number(b, x.year-100*floorDiv(x.year, 100), 2, '0'), true
	case 'Y':
		return d.number(b, x.year, 1, '0'), true
	case 'z':
		if x.isdst < 0 {
			return b, true
		}
		off, sign := x.gmtoff, byte('+')
		if off < 0 {
			off, sign = -off, '-'
		}
		b = append(b, sign)
		d.width = max(d.width-1, 0)
		return d.number(b, off/3600*100+off/60%60, 4, '0'), true
	case 'Z':
		return d.text(b, lower(x.zoneName())), true
	case '%':
		return d.text(b, "%"), true
	}
	return b, false
}
