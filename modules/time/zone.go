package time

import (
	"encoding/binary"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
)

// The local time zone, which the environment variable TZ tells: unset for the
// system's, a name from the zone database, or a POSIX rule as
// "CET-1CEST,M3.5.0,M10.5.0/3".

// zone is the local zone of the process, as it is for C programs.
var zone atomic.Pointer[time.Location]

// LocalZone returns the local zone, as time.tzset() last set it.
func LocalZone() *time.Location { return localZone() }

func localZone() *time.Location {
	if l := zone.Load(); l != nil {
		return l
	}
	l := loadZone()
	zone.CompareAndSwap(nil, l)
	return zone.Load()
}

func loadZone() *time.Location {
	name, ok := os.LookupEnv("TZ")
	if !ok {
		if data, err := os.ReadFile("/etc/localtime"); err == nil {
			if l, err := time.LoadLocationFromTZData("Local", data); err == nil {
				return l
			}
		}
		return time.Local
	}
	name = strings.TrimPrefix(name, ":")
	switch {
	case name == "":
		return time.UTC
	case strings.HasPrefix(name, "/"):
		if data, err := os.ReadFile(name); err == nil {
			if l, err := time.LoadLocationFromTZData(name, data); err == nil {
				return l
			}
		}
	default:
		if l, err := time.LoadLocation(name); err == nil && name != "Local" {
			return l
		}
	}
	return posixZone(name)
}

// posixZone makes a zone of a POSIX rule. Package time knows such rules only at
// the end of zone data, so it gets zone data that consist of nothing else. What
// is no rule is a name for UTC.
func posixZone(rule string) *time.Location {
	name, rest := zoneName(rule)
	if name == "" {
		return time.UTC
	}
	offset, after, ok := zoneOffset(rest)
	if !ok {
		return time.FixedZone(name, 0)
	}
	if after == "" {
		return time.FixedZone(name, -offset)
	}
	header := func(version byte, times, types, chars uint32) []byte {
		b := append([]byte("TZif"), version)
		b = append(b, make([]byte, 15)...)
		for _, n := range []uint32{0, 0, 0, times, types, chars} {
			b = binary.BigEndian.AppendUint32(b, n)
		}
		return b
	}
	data := header('2', 0, 0, 0) // the part for readers of version 1, empty
	data = append(data, header('2', 0, 1, uint32(len(name)+1))...)
	data = binary.BigEndian.AppendUint32(data, uint32(-offset))
	data = append(data, 0, 0) // no summer time; the name's place
	data = append(append(data, name...), 0)
	data = append(append(append(data, '\n'), rule...), '\n')
	l, err := time.LoadLocationFromTZData(rule, data)
	if err != nil {
		return time.FixedZone(name, -offset)
	}
	return l
}

// zoneName reads the name at the start of a rule: three letters or more, or
// anything in angle brackets.
func zoneName(s string) (name, rest string) {
	if strings.HasPrefix(s, "<") {
		if i := strings.IndexByte(s, '>'); i > 0 {
			return s[1:i], s[i+1:]
		}
		return "", s
	}
	i := 0
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z') {
		i++
	}
	if i < 3 {
		return "", s
	}
	return s[:i], s[i:]
}

// zoneOffset reads hh[:mm[:ss]] with a sign: seconds west of Greenwich.
func zoneOffset(s string) (sec int, rest string, ok bool) {
	sign := 1
	if s != "" && (s[0] == '+' || s[0] == '-') {
		if s[0] == '-' {
			sign = -1
		}
		s = s[1:]
	}
	unit := 3600
	for ; unit > 0; unit /= 60 {
		n, i := 0, 0
		for i < len(s) && i < 3 && '0' <= s[i] && s[i] <= '9' {
			n = n*10 + int(s[i]-'0')
			i++
		}
		if i == 0 {
			break
		}
		ok = true
		sec += n * unit
		s = s[i:]
		if s == "" || s[0] != ':' {
			break
		}
		s = s[1:]
	}
	return sign * sec, s, ok
}

// setZone sets the module's timezone, altzone, daylight and tzname: what holds
// on New Year's Day and in the middle of the current year.
func setZone(t *thread, d *object.Dict) {
	const year = (365*24 + 6) * 3600
	loc := localZone()
	start := time.Now().Unix() / year * year
	winter, off := time.Unix(start, 0).In(loc).Zone()
	summer, off2 := time.Unix(start+year/2, 0).In(loc).Zone()
	if off > off2 { // south of the equator
		winter, off, summer, off2 = summer, off2, winter, off
	}
	set := func(name string, v value) { d.SetStr(t, object.Intern(name), v) }
	set("timezone", object.Int(int64(-off)))
	set("altzone", object.Int(int64(-off2)))
	daylight := int64(0)
	if off != off2 {
		daylight = 1
	}
	set("daylight", object.Int(daylight))
	set("tzname", object.TupleOf([]value{object.NewStr(winter), object.NewStr(summer)}))
}

func tzset(t *thread, a args) (value, raised) {
	t.Tx.BecomeInevitable("time.tzset()")
	zone.Store(loadZone())
	v, err := t.Import("time")
	if err != nil {
		return value{}, err
	}
	if m, ok := object.AsModule(v); ok {
		setZone(t, m.Dict)
	}
	return object.None, nil
}
