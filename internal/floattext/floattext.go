// Package floattext converts decimal text to float64, as exactly as strconv does, but whatever
// the number of digits and the size of the exponent.
package floattext

import (
	"strconv"
	"strings"
)

// exact is how many digits strconv.ParseFloat keeps, and largest the exponent that it counts up
// to. Beyond, it takes a whole number for one of 800 digits, and 1e20000 for 1e10000 even where
// as many zeros follow the point.
const (
	exact   = 800
	largest = 10000
)

// Parse is strconv.ParseFloat(s, 64) for decimal numbers of any length.
func Parse(s string) (float64, error) {
	if len(s) <= exact {
		e := len(s) - 1
		for e >= 0 && s[e]|0x20 != 'e' && s[e] != '.' {
			e--
		}
		if e < 0 || s[e] == '.' || len(s)-e <= 5 {
			return strconv.ParseFloat(s, 64)
		}
	}
	return strconv.ParseFloat(normal(s), 64)
}

// normal returns s as a number with no digit before the point, the first after it not zero and no
// more than strconv keeps, and an exponent that it counts; s itself if it is no such number.
func normal(s string) string {
	sign, rest := "", s
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		sign, rest = rest[:1], rest[1:]
	}
	mantissa, exponent := rest, 0
	if e := strings.IndexAny(rest, "eE"); e >= 0 {
		mantissa = rest[:e]
		n, err := strconv.Atoi(rest[e+1:])
		if err != nil {
			if !isRange(err) {
				return s
			}
			// Longer than any text, so that digits do not make up for it.
			n = max(min(n, 1<<30), -1<<30)
		}
		exponent = n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	if whole == "" && fraction == "" || !digits(whole) || !digits(fraction) {
		return s
	}
	all := strings.TrimLeft(whole+fraction, "0")
	if all == "" {
		return sign + "0"
	}
	point := len(whole) - (len(whole) + len(fraction) - len(all))
	if len(all) > exact {
		// What is cut off only tells on which side of a boundary the number is.
		cut := strings.TrimRight(all[exact-1:], "0")
		if all = all[:exact-1]; cut != "" {
			all += "1"
		}
	}
	exponent = max(min(exponent+point, largest-1), 1-largest)
	return sign + "0." + all + "e" + strconv.Itoa(exponent)
}

func isRange(err error) bool {
	n, ok := err.(*strconv.NumError)
	return ok && n.Err == strconv.ErrRange
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
