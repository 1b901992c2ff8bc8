//go:build unix

package signal

import (
	"os/signal"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// Blocking and waiting for signals, and timers.

// How pthread_sigmask changes the set of blocked signals.
const (
	sigBlock   = 0
	sigUnblock = 1
	sigSetMask = 2
)

// The timers.
const (
	timerReal = iota
	timerVirtual
	timerProf
)

// timers are the interval timer of real time, which alarm() shares.
type timers struct {
	mu       sync.Mutex
	timer    *time.Timer
	deadline time.Time
	interval time.Duration
}

// start sets the timer and returns what was left of it; zero stops it.
func (x *timers) start(delay, interval time.Duration) (left, oldInterval time.Duration) {
	x.mu.Lock()
	defer x.mu.Unlock()
	left, oldInterval = x.left()
	if x.timer != nil {
		x.timer.Stop()
		x.timer = nil
	}
	x.interval = interval
	if delay > 0 {
		x.deadline = time.Now().Add(delay)
		x.timer = time.AfterFunc(delay, x.fire)
	}
	return left, oldInterval
}

func (x *timers) left() (left, interval time.Duration) {
	if x.timer == nil {
		return 0, 0
	}
	return max(time.Until(x.deadline), time.Microsecond), x.interval
}

func (x *timers) fire() {
	x.mu.Lock()
	x.timer = nil
	if x.interval > 0 {
		x.deadline = time.Now().Add(x.interval)
		x.timer = time.AfterFunc(x.interval, x.fire)
	}
	x.mu.Unlock()
	unix.Kill(unix.Getpid(), unix.SIGALRM)
}

func signalSet(t *thread, v value) (map[int]bool, *excn) {
	set := map[int]bool{}
	err := object.Iterate(t, v, func(x value) (bool, *excn) {
		n, err := number(t, x)
		if err == nil && (n < 1 || n >= numSignals) {
			err = t.Errorf(object.ValueError, "signal number %d out of range [1; %d]", n, numSignals-1)
		}
		set[n] = true
		return true, err
	})
	return set, err
}

func setValue(t *thread, set map[int]bool) (value, *excn) {
	s := object.NewSet(t)
	for n, in := range set {
		if in {
			if err := s.Add(t, object.Int(int64(n))); err != nil {
				return null, err
			}
		}
	}
	return s.Value(), nil
}

// mask is pthread_sigmask.
func (s *state) mask(t *thread, how int, set map[int]bool) (old map[int]bool, err *excn) {
	s.mu.Lock()
	old = map[int]bool{}
	next := map[int]bool{}
	for n := range s.blocked {
		old[n], next[n] = true, true
	}
	switch how {
	case sigBlock:
		for n := range set {
			next[n] = true
		}
	case sigUnblock:
		for n := range set {
			delete(next, n)
		}
	case sigSetMask:
		next = set
	}
	delete(next, int(unix.SIGKILL))
	delete(next, int(unix.SIGSTOP))
	s.blocked = next
	var come []int
	for n := range s.held {
		if !next[n] {
			delete(s.held, n)
			come = append(come, n)
		}
	}
	s.mu.Unlock()
	for n := range next {
		if !old[n] && n != int(unix.SIGINT) {
			// To be held back, the signal must come to us.
			if h := s.get(n); h == object.Int(sigDfl) {
				s.mu.Lock()
				s.handlers[n] = h
				s.mu.Unlock()
				signal.Notify(s.incoming, syscall.Signal(n))
			}
		}
	}
	for _, n := range come {
		if n == int(unix.SIGINT) {
			if err := s.interrupt(t); err != nil {
				return old, err
			}
			continue
		}
		s.arrive(n)
	}
	return old, t.Poll()
}

// wait waits until a signal of the set has come and been held back; ok is false
// when the time is up. The main thread makes pending calls meanwhile.
func (s *state) wait(t *thread, set map[int]bool, timeout <-chan time.Time) (n int, ok bool, err *excn) {
	for {
		s.mu.Lock()
		for n := range set {
			if s.held[n] {
				delete(s.held, n)
				s.mu.Unlock()
				return n, true, nil
			}
		}
		arrived := s.arrived
		s.mu.Unlock()
		up := false
		var wake chan struct{}
		if t == t.Interp.Main {
			wake = t.Interp.MainWake
		}
		t.Block(func() {
			select {
			case <-arrived:
			case <-wake:
			case <-timeout:
				up = true
			}
		})
		if up {
			return 0, false, nil
		}
		if err := t.Poll(); err != nil {
			return 0, false, err
		}
	}
}

// seconds converts a number of seconds that is not negative.
func seconds(t *thread, v value) (time.Duration, *excn) {
	f, err := object.FloatArg(t, v)
	if err != nil {
		return 0, err
	}
	if f > 0 && f < 1e-6 {
		f = 1e-6
	}
	return time.Duration(f * float64(time.Second)), nil
}

func pair(a, b time.Duration) value {
	return object.TupleOf([]value{object.Float(a.Seconds()), object.Float(b.Seconds())})
}

var siginfoType = object.NewStructSeqType("signal", "struct_siginfo", "What is known of a signal that was waited for.", 7, false,
	object.StructField{Name: "si_signo"}, object.StructField{Name: "si_code"}, object.StructField{Name: "si_errno"}, object.StructField{Name: "si_pid"},
	object.StructField{Name: "si_uid"}, object.StructField{Name: "si_status"}, object.StructField{Name: "si_band"})

func siginfo(n int) value {
	zero := object.Int(0)
	return object.NewStructSeq(siginfoType, []value{object.Int(int64(n)), zero, zero, object.Int(int64(unix.Getpid())), object.Int(int64(unix.Getuid())), zero, zero})
}

var maskDefs = []object.Def{
	{Name: "pthread_sigmask", Sig: "how, mask, /", Fn: func(t *thread, a []value) (value, *excn) {
		how, err := number(t, a[0])
		if err != nil {
			return null, err
		}
		set, err := signalSet(t, a[1])
		if err != nil {
			return null, err
		}
		if how < sigBlock || how > sigSetMask {
			return null, t.OSError(unix.EINVAL)
		}
		t.Tx.BecomeInevitable("signal.pthread_sigmask()")
		old, err := stateOf(t).mask(t, how, set)
		if err != nil {
			return null, err
		}
		return setValue(t, old)
	}},
	{Name: "sigpending", Fn: func(t *thread, a []value) (value, *excn) {
		s := stateOf(t)
		s.mu.Lock()
		held := map[int]bool{}
		for n := range s.held {
			held[n] = true
		}
		s.mu.Unlock()
		return setValue(t, held)
	}},
	{Name: "sigwait", Sig: "sigset, /", Fn: func(t *thread, a []value) (value, *excn) {
		set, err := signalSet(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("signal.sigwait()")
		n, _, err := stateOf(t).wait(t, set, nil)
		return object.Int(int64(n)), err
	}},
	{Name: "sigwaitinfo", Sig: "sigset, /", Fn: func(t *thread, a []value) (value, *excn) {
		set, err := signalSet(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("signal.sigwaitinfo()")
		n, _, err := stateOf(t).wait(t, set, nil)
		return siginfo(n), err
	}},
	{Name: "sigtimedwait", Sig: "sigset, timeout, /", Fn: func(t *thread, a []value) (value, *excn) {
		set, err := signalSet(t, a[0])
		if err != nil {
			return null, err
		}
		d, err := seconds(t, a[1])
		if err != nil {
			return null, err
		}
		if d < 0 {
			return null, t.Errorf(object.ValueError, "timeout must be non-negative")
		}
		t.Tx.BecomeInevitable("signal.sigtimedwait()")
		timer := time.NewTimer(d)
		defer timer.Stop()
		n, ok, err := stateOf(t).wait(t, set, timer.C)
		if !ok {
			return object.None, err
		}
		return siginfo(n), err
	}},
	{Name: "pause", Fn: func(t *thread, a []value) (value, *excn) {
		t.Tx.BecomeInevitable("signal.pause()")
		s := stateOf(t)
		s.mu.Lock()
		arrived := s.arrived
		s.mu.Unlock()
		var wake chan struct{}
		if t == t.Interp.Main {
			wake = t.Interp.MainWake
		}
		t.Block(func() {
			select {
			case <-arrived:
			case <-wake:
			}
		})
		return object.None, t.Poll()
	}},
	{Name: "alarm", Sig: "seconds, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := number(t, a[0])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("signal.alarm()")
		left, _ := stateOf(t).timers.start(time.Duration(n)*time.Second, 0)
		return object.Int(int64((left + time.Second - 1) / time.Second)), nil
	}},
	{Name: "setitimer", Sig: "which, seconds, interval=0.0, /", Fn: func(t *thread, a []value) (value, *excn) {
		which, err := number(t, a[0])
		if err != nil {
			return null, err
		}
		delay, err := seconds(t, a[1])
		if err != nil {
			return null, err
		}
		var interval time.Duration
		if a[2].O != nil {
			if interval, err = seconds(t, a[2]); err != nil {
				return null, err
			}
		}
		if delay < 0 || interval < 0 {
			return null, timerError(t, unix.EINVAL)
		}
		t.Tx.BecomeInevitable("signal.setitimer()")
		if which == timerReal {
			return pair(stateOf(t).timers.start(delay, interval)), nil
		}
		left, old, serr := setCPUTimer(which, delay, interval)
		if serr != nil {
			return null, timerError(t, serr)
		}
		return pair(left, old), nil
	}},
	{Name: "getitimer", Sig: "which, /", Fn: func(t *thread, a []value) (value, *excn) {
		which, err := number(t, a[0])
		if err != nil {
			return null, err
		}
		if which == timerReal {
			x := &stateOf(t).timers
			x.mu.Lock()
			defer x.mu.Unlock()
			return pair(x.left()), nil
		}
		left, interval, gerr := getCPUTimer(which)
		if gerr != nil {
			return null, timerError(t, gerr)
		}
		return pair(left, interval), nil
	}},
	{Name: "siginterrupt", Sig: "signalnum, flag, /", Fn: func(t *thread, a []value) (value, *excn) {
		// System calls are always continued after a signal.
		_, err := signalNumber(t, a[0])
		return object.None, err
	}},
	{Name: "pthread_kill", Sig: "thread_id, signalnum, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := number(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("signal.pthread_kill()")
		if n == 0 {
			return object.None, nil
		}
		// Handlers run in the main thread whichever thread was meant.
		if done, err := raise(t, n); done || err != nil {
			return object.None, err
		}
		if err := send(n); err != nil {
			return null, t.OSError(err)
		}
		return object.None, nil
	}},
}

var timerErrorType = &object.Type{Name: "itimer_error", Module: "signal", Base: object.OSError, Flags: object.FlagException | object.FlagSameLayout}

func timerError(t *thread, err error) *excn {
	e := t.OSError(err)
	e.Typ = timerErrorType.Ready()
	return e
}

func addSystem(t *thread, m *object.Module) {
	m.AddFuncs(t, maskDefs)
	m.Set(t, "ItimerError", timerErrorType.Ready().Value())
	m.Set(t, "struct_siginfo", siginfoType.Value())
	for name, n := range map[string]int{"SIG_BLOCK": sigBlock, "SIG_UNBLOCK": sigUnblock, "SIG_SETMASK": sigSetMask,
		"ITIMER_REAL": timerReal, "ITIMER_VIRTUAL": timerVirtual, "ITIMER_PROF": timerProf} {
		m.Set(t, name, object.Int(int64(n)))
	}
}
