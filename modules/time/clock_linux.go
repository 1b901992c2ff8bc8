package time

import (
	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// The clocks of the system.

func readClock(t *thread, id int32) (int64, raised) {
	var ts unix.Timespec
	if err := unix.ClockGettime(id, &ts); err != nil {
		return 0, osError(t, err)
	}
	return ts.Nano(), nil
}

func osError(t *thread, err error) raised {
	if e, ok := err.(unix.Errno); ok {
		return object.NewOSError(t, int(e), value{}, value{})
	}
	return t.Errorf(object.OSError, "%s", err.Error())
}

func systemMonotonic() int64 {
	var ts unix.Timespec
	if unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts) != nil {
		return 0
	}
	return ts.Nano()
}

func processTime(t *thread) (int64, raised) { return readClock(t, unix.CLOCK_PROCESS_CPUTIME_ID) }

// threadTime is the time of the system thread that runs t now. A goroutine may
// move to another one, so differences are exact only over short stretches.
func threadTime(t *thread) (int64, raised) { return readClock(t, unix.CLOCK_THREAD_CPUTIME_ID) }

// clockID converts the argument that names a clock.
func clockID(t *thread, v value) (int32, raised) {
	i, err := object.IndexInt(t, v, object.OverflowError)
	if err != nil {
		return 0, err
	}
	if i != int64(int32(i)) {
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return int32(i), nil
}

func addClocks(t *thread, m *object.Module) {
	get := func(convert func(int64) value) func(t *thread, a args) (value, raised) {
		return func(t *thread, a args) (value, raised) {
			id, err := clockID(t, a[0])
			if err != nil {
				return value{}, err
			}
			ns, err := readClock(t, id)
			return convert(ns), err
		}
	}
	set := func(convert func(t *thread, v value) (int64, raised)) func(t *thread, a args) (value, raised) {
		return func(t *thread, a args) (value, raised) {
			id, err := clockID(t, a[0])
			if err != nil {
				return value{}, err
			}
			ns, err := convert(t, a[1])
			if err != nil {
				return value{}, err
			}
			t.Tx.BecomeInevitable("time.clock_settime()")
			ts := unix.NsecToTimespec(ns)
			if err := unix.ClockSettime(id, &ts); err != nil {
				return value{}, osError(t, err)
			}
			return object.None, nil
		}
	}
	m.AddFuncs(t, []object.Def{
		{Name: "clock_gettime", Sig: "clk_id, /", Fn: get(seconds)},
		{Name: "clock_gettime_ns", Sig: "clk_id, /", Fn: get(object.Int)},
		{Name: "clock_settime", Sig: "clk_id, time, /", Fn: set(nanoseconds)},
		{Name: "clock_settime_ns", Sig: "clk_id, time, /", Fn: set(func(t *thread, v value) (int64, raised) { return object.IndexInt(t, v, object.OverflowError) })},
		{Name: "clock_getres", Sig: "clk_id, /", Fn: func(t *thread, a args) (value, raised) {
			id, err := clockID(t, a[0])
			if err != nil {
				return value{}, err
			}
			var ts unix.Timespec
			if err := unix.ClockGetres(id, &ts); err != nil {
				return value{}, osError(t, err)
			}
			return seconds(ts.Nano()), nil
		}},
	})
	for name, id := range map[string]int64{
		"CLOCK_REALTIME": unix.CLOCK_REALTIME, "CLOCK_MONOTONIC": unix.CLOCK_MONOTONIC, "CLOCK_MONOTONIC_RAW": unix.CLOCK_MONOTONIC_RAW,
		"CLOCK_PROCESS_CPUTIME_ID": unix.CLOCK_PROCESS_CPUTIME_ID, "CLOCK_THREAD_CPUTIME_ID": unix.CLOCK_THREAD_CPUTIME_ID,
		"CLOCK_BOOTTIME": unix.CLOCK_BOOTTIME, "CLOCK_TAI": unix.CLOCK_TAI,
	} {
		m.Set(t, name, object.Int(id))
	}
}
