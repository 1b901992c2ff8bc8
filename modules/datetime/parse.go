package datetime

import (
	"strings"

	"github.com/weftpy/weft/object"
)

// digits reads n digits at the beginning of s.
func digits(s string, n int) (v int, rest string, ok bool) {
	if len(s) < n {
		return 0, s, false
	}
	for i := range n {
		if s[i] < '0' || s[i] > '9' {
			return 0, s, false
		}
		v = v*10 + int(s[i]-'0')
	}
	return v, s[n:], true
}

// parseDate reads all of s as a date: YYYY-MM-DD, YYYY-Www or YYYY-Www-D, or the
// same without hyphens. Month and day may be out of range.
func parseDate(s string) (y, m, d int, ok bool) {
	y, s, ok = digits(s, 4)
	if !ok || s == "" {
		return 0, 0, 0, false
	}
	hyphen := s[0] == '-'
	if hyphen {
		s = s[1:]
	}
	if s != "" && s[0] == 'W' {
		week, rest, ok := digits(s[1:], 2)
		if !ok {
			return 0, 0, 0, false
		}
		day := 1
		if rest != "" {
			if hyphen {
				if rest[0] != '-' {
					return 0, 0, 0, false
				}
				rest = rest[1:]
			}
			if day, rest, ok = digits(rest, 1); !ok || rest != "" {
				return 0, 0, 0, false
			}
		}
		n, bad := isoOrdinal(y, week, day)
		if bad != nil {
			return 0, 0, 0, false
		}
		y, m, d = fromOrdinal(n)
		return y, m, d, true
	}
	if m, s, ok = digits(s, 2); !ok {
		return 0, 0, 0, false
	}
	if hyphen {
		if s == "" || s[0] != '-' {
			return 0, 0, 0, false
		}
		s = s[1:]
	}
	d, s, ok = digits(s, 2)
	return y, m, d, ok && s == ""
}

// isoOrdinal returns the ordinal of a day of an ISO week, or what is wrong with
// it.
func isoOrdinal(y, week, day int) (n int, bad func(t *thread) *exc) {
	fail := func(format string, v int) func(t *thread) *exc {
		return func(t *thread) *exc { return t.Errorf(object.ValueError, format, v) }
	}
	switch {
	case y < minYear || y > maxYear:
		return 0, fail("Year is out of range: %d", y)
	case week < 1 || week > isoWeeks(y):
		return 0, fail("Invalid week: %d", week)
	case day < 1 || day > 7:
		return 0, fail("Invalid day: %d (range is [1, 7])", day)
	}
	return isoMonday(y) + (week-1)*7 + day - 1, nil
}

// parseClock reads hh[[:]mm[[:]ss[.ffffff]]], and returns what follows.
func parseClock(s string) (h, m, sec, micro int, ok bool) {
	if h, s, ok = digits(s, 2); !ok || s == "" {
		return
	}
	colon := s[0] == ':'
	next := func(v *int) bool {
		if colon {
			if s[0] != ':' {
				ok = false
				return false
			}
			s = s[1:]
		}
		*v, s, ok = digits(s, 2)
		return ok && s != ""
	}
	if !next(&m) {
		return
	}
	if s[0] == '.' || s[0] == ',' {
		ok = false
		return
	}
	if !next(&sec) {
		return
	}
	if s[0] != '.' && s[0] != ',' {
		ok = false
		return
	}
	s = s[1:]
	if s == "" {
		ok = false
		return
	}
	for i := range len(s) { // digits beyond microseconds are dropped
		if s[i] < '0' || s[i] > '9' {
			ok = false
			return
		}
	}
	n := min(len(s), 6)
	micro, _, _ = digits(s, n)
	for ; n < 6; n++ {
		micro *= 10
	}
	return
}

// parseTime reads all of s as a time of day with or without an offset.
func parseTime(t *thread, s string) (c clock, ok bool, err *exc) {
	at := strings.IndexAny(s, "+-Z")
	text := s
	if at >= 0 {
		text = s[:at]
	}
	if c.hour, c.minute, c.second, c.micro, ok = parseClock(text); !ok || at < 0 {
		return c, ok, nil
	}
	rest := s[at+1:]
	if s[at] == 'Z' {
		c.tz = utc.value()
		return c, rest == "", nil
	}
	h, m, sec, micro, ok := parseClock(rest)
	if !ok {
		return c, false, nil
	}
	micros := (int64(h*60+m)*60+int64(sec))*1_000_000 + int64(micro)
	if s[at] == '-' {
		micros = -micros
	}
	d, err := newDelta(t, 0, micros)
	if err != nil {
		return c, false, err
	}
	z, err := newZone(t, d, value{})
	if err != nil {
		return c, false, err
	}
	c.tz = z.value()
	return c, true, nil
}

// dateLength returns the length of the date at the beginning of a datetime: of
// several notations the one after which a time can follow.
func dateLength(s string) int {
	isDigit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	if len(s) == 7 {
		return 7
	}
	if s[4] == '-' {
		if s[5] != 'W' {
			return 10 // YYYY-MM-DD
		}
		if len(s) > 8 && s[8] == '-' {
			if len(s) == 9 {
				return -1
			}
			if len(s) > 10 && isDigit(10) {
				return 8 // YYYY-Www-HH: the hyphen separates
			}
			return 10 // YYYY-Www-D
		}
		return 8 // YYYY-Www
	}
	if s[4] == 'W' {
		i := 7
		for isDigit(i) {
			i++
		}
		if i < 9 {
			return i
		}
		if i%2 == 0 {
			return 7 // YYYYWww
		}
		return 8 // YYYYWwwD
	}
	return 8 // YYYYMMDD
}

// parseMoment reads all of s as a date with or without a time.
func parseMoment(t *thread, s string) (y, m, d int, c clock, ok bool, err *exc) {
	if len(s) < 7 {
		return
	}
	n := dateLength(s)
	if n < 0 || n > len(s) {
		return
	}
	if y, m, d, ok = parseDate(s[:n]); !ok || n == len(s) {
		return
	}
	_, size := object.DecodeRune(s[n:]) // any character separates
	if n+size == len(s) {
		ok = false
		return
	}
	c, ok, err = parseTime(t, s[n+size:])
	return
}

func isoError(t *thread, v value) *exc {
	r, err := object.Repr(t, v)
	if err != nil {
		return err
	}
	return t.Errorf(object.ValueError, "Invalid isoformat string: %s", r.S)
}

func isoArg(t *thread, v value) (string, *exc) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "fromisoformat: argument must be str")
	}
	return s.S, nil
}
