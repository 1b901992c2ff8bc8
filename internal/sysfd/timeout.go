package sysfd

import (
	"math"
	"time"

	"github.com/weftpy/weft/object"
)

// Duration converts a number, of the given unit, to a duration, rounded away from
// zero: what is not a number raises TypeError with the text bad, or what int
// conversion says if that is empty.
func Duration(t *object.Thread, v object.Value, unit time.Duration, bad string) (time.Duration, *object.Exception) {
	if v.O.Typ.Flags&object.FlagFloat != 0 {
		f := object.AsFloat(v)
		if math.IsNaN(f) {
			return 0, t.Errorf(object.ValueError, "Invalid value NaN (not a number)")
		}
		f *= float64(unit)
		if f < math.MinInt64 || f >= math.MaxInt64 {
			return 0, t.Errorf(object.OverflowError, "timestamp out of range for platform time_t")
		}
		if f < 0 {
			return time.Duration(math.Floor(f)), nil
		}
		return time.Duration(math.Ceil(f)), nil
	}
	if v.O.Typ.Slots.Index == nil && bad != "" {
		return 0, t.Errorf(object.TypeError, "%s", bad)
	}
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big != nil || n > math.MaxInt64/int64(unit) || n < math.MinInt64/int64(unit) {
		return 0, t.Errorf(object.OverflowError, "timestamp too large to convert to C _PyTime_t")
	}
	return time.Duration(n) * unit, nil
}
