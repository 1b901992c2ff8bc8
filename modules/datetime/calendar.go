package datetime

// The proleptic Gregorian calendar. Day 1 is 1 January of year 1, a Monday.

const (
	minYear    = 1
	maxYear    = 9999
	maxOrdinal = 3652059
	daySeconds = 24 * 60 * 60
	dayMicros  = daySeconds * 1_000_000
	unixDay    = 719163 // 1 January 1970
)

var beforeMonth = [13]int{1: 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}

func isLeap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func daysInMonth(y, m int) int {
	switch m {
	case 2:
		if isLeap(y) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// dayOfYear counts from 1.
func dayOfYear(y, m, d int) int {
	n := beforeMonth[m] + d
	if m > 2 && isLeap(y) {
		n++
	}
	return n
}

func daysBeforeYear(y int) int {
	y--
	return y*365 + y/4 - y/100 + y/400
}

func ordinal(y, m, d int) int { return daysBeforeYear(y) + dayOfYear(y, m, d) }

// fromOrdinal is the inverse of ordinal, for n from 1 on.
func fromOrdinal(n int) (y, m, d int) {
	const (
		four        = 4*365 + 1
		century     = 25*four - 1
		fourHundred = 4*century + 1
	)
	n--
	n400 := n / fourHundred
	n %= fourHundred
	n100 := n / century
	n %= century
	n4 := n / four
	n %= four
	n1 := n / 365
	n %= 365
	y = n400*400 + n100*100 + n4*4 + n1 + 1
	if n1 == 4 || n100 == 4 { // the last day of a cycle
		return y - 1, 12, 31
	}
	n++
	for m = 12; m > 1; m-- {
		if before := dayOfYear(y, m, 0); n > before {
			return y, m, n - before
		}
	}
	return y, 1, n
}

// weekday counts from Monday, 0.
func weekday(y, m, d int) int { return (ordinal(y, m, d) + 6) % 7 }

// isoMonday returns the ordinal of the Monday with which ISO year y begins.
func isoMonday(y int) int {
	first := daysBeforeYear(y) + 1
	wd := (first + 6) % 7
	monday := first - wd
	if wd > 3 {
		monday += 7
	}
	return monday
}

// isoWeeks returns the number of weeks of ISO year y.
func isoWeeks(y int) int { return (isoMonday(y+1) - isoMonday(y)) / 7 }

// isoCalendar returns ISO year, week and day of a date.
func isoCalendar(y, m, d int) (year, week, day int) {
	n := ordinal(y, m, d)
	monday := isoMonday(y)
	if n < monday {
		y--
		monday = isoMonday(y)
	} else if n >= isoMonday(y+1) {
		y++
		monday = isoMonday(y)
	}
	return y, (n-monday)/7 + 1, (n-monday)%7 + 1
}

// floorDiv and floorMod divide as Python does; b is positive.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }
