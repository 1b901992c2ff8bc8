// Package signal is module _signal: what module signal is made of.
//
// Go delivers signals to a channel. A goroutine makes each a pending call of the
// main thread, which calls the handler between two instructions; what a
// transaction under way does is not interrupted. Go's runtime owns the signal
// masks of its threads, so blocked signals are held back here, on their way from
// the channel.
package signal

import (
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// Dispositions, as numbers and as Python has them.
const (
	sigDfl = 0
	sigIgn = 1
)

// state is what an interpreter knows of signals.
type state struct {
	in       *object.Interp
	incoming chan os.Signal

	mu       sync.Mutex
	handlers map[int]value // callables, and the ints sigDfl and sigIgn
	blocked  map[int]bool
	held     map[int]bool  // arrived while blocked
	arrived  chan struct{} // closed when a signal arrives, then made anew
	wakeup   int           // file descriptor, -1: none
	timers   timers
	intr     value // default_int_handler
}

type stateKey struct{}

func stateOf(t *thread) *state {
	return t.Interp.Extra(stateKey{}, func() any {
		s := &state{in: t.Interp, incoming: make(chan os.Signal, 16), handlers: map[int]value{}, blocked: map[int]bool{}, held: map[int]bool{},
			arrived: make(chan struct{}), wakeup: -1}
		for _, n := range ignored {
			s.handlers[n] = object.Int(sigIgn)
		}
		s.intr = object.NewBuiltin(object.Def{Name: "default_int_handler", Sig: "signalnum, frame, /", Fn: func(t *thread, a []value) (value, *excn) {
			return null, object.NewException(t, object.KeyboardInterrupt)
		}}, object.Intern("_signal"))
		t.Interp.Interrupt.Store(&object.InterruptHandler{Call: s.interrupt})
		t.Interp.Simulate = s.simulate
		go s.deliver()
		return s
	}).(*state)
}

// deliver passes signals on as they come.
func (s *state) deliver() {
	for sig := range s.incoming {
		if n, ok := sig.(syscall.Signal); ok {
			s.arrive(int(n))
		}
	}
}

// arrive notes that signal n has come; unless it is blocked its handler will be
// called.
func (s *state) arrive(n int) {
	s.mu.Lock()
	close(s.arrived)
	s.arrived = make(chan struct{})
	if s.blocked[n] {
		s.held[n] = true
		s.mu.Unlock()
		return
	}
	fd := s.wakeup
	h, set := s.handlers[n]
	s.mu.Unlock()
	if !set || h == object.Int(sigIgn) {
		return
	}
	if h == object.Int(sigDfl) { // it was blocked until now
		resend(n)
		return
	}
	if fd >= 0 {
		writeWakeup(fd, byte(n))
	}
	s.in.AddPending(func(t *thread) *excn { return s.call(t, n) })
}

// call calls the handler of signal n, in the main thread.
func (s *state) call(t *thread, n int) *excn {
	h := s.get(n)
	if h.O.Typ.Slots.Call == nil {
		return nil
	}
	_, err := object.Call2(t, h, object.Int(int64(n)), t.ViewFrame(t.Frame).Value())
	return err
}

// set makes h the disposition of signal n.
func (s *state) set(n int, h value) {
	s.mu.Lock()
	s.handlers[n] = h
	s.mu.Unlock()
	if n == int(syscall.SIGINT) && s.in.Main != nil {
		// The host catches interrupts; it asks here what to do.
		call := s.interrupt
		if h == object.Int(sigDfl) {
			call = func(*thread) *excn {
				resend(n)
				return nil
			}
		}
		s.in.Interrupt.Store(&object.InterruptHandler{Call: call, Own: h.O != s.intr.O && h != object.Int(sigDfl)})
		return
	}
	sig := syscall.Signal(n)
	switch h {
	case object.Int(sigDfl):
		signal.Reset(sig)
	case object.Int(sigIgn):
		signal.Ignore(sig)
	default:
		signal.Notify(s.incoming, sig)
	}
}

// interrupt is arrive for SIGINT, in the main thread already.
func (s *state) interrupt(t *thread) *excn {
	n := int(syscall.SIGINT)
	s.mu.Lock()
	fd, blocked := s.wakeup, s.blocked[n]
	if blocked {
		s.held[n] = true
	}
	s.mu.Unlock()
	if blocked {
		return nil
	}
	if fd >= 0 {
		writeWakeup(fd, byte(n))
	}
	return s.call(t, n)
}

// simulate is Interp.Simulate.
func (s *state) simulate(t *thread, n int64) *excn {
	if n < 1 || n >= numSignals {
		return t.Errorf(object.ValueError, "signal number out of range")
	}
	if s.get(int(n)).O.Typ.Slots.Call == nil {
		return nil
	}
	isInterrupt := n == int64(syscall.SIGINT)
	if isInterrupt && t == s.in.Main {
		return s.interrupt(t)
	}
	if !isInterrupt && t == s.in.Main && !s.isBlocked(int(n)) {
		return s.call(t, int(n))
	}
	t.Tx.OnCommit(func() {
		if isInterrupt {
			s.in.AddInterrupt(s.interrupt)
		} else {
			s.arrive(int(n))
		}
	})
	return nil
}

func (s *state) isBlocked(n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.blocked[n]
}

// get returns the disposition of signal n.
func (s *state) get(n int) value {
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.handlers[n]; ok {
		return h
	}
	if n == int(syscall.SIGINT) {
		return s.intr
	}
	if signal.Ignored(syscall.Signal(n)) {
		return object.Int(sigIgn)
	}
	return object.Int(sigDfl)
}

// raise delivers signal n to this process as if it had been sent; false if
// Python has no handler for it, so that it must really be sent.
func raise(t *thread, n int) (bool, *excn) {
	s := stateOf(t)
	h := s.get(n)
	if n == int(syscall.SIGINT) && h.O.Typ.Slots.Call != nil {
		if t != t.Interp.Main {
			t.Interp.AddInterrupt(s.interrupt)
			return true, nil
		}
		return true, s.interrupt(t)
	}
	if h == object.Int(sigIgn) && !uncatchable(n) {
		return true, nil
	}
	if h.O.Typ.Slots.Call == nil {
		s.mu.Lock()
		blocked := s.blocked[n]
		s.mu.Unlock()
		switch {
		case n < 1 || n >= numSignals || !valid(n):
			return false, nil
		case blocked:
			s.arrive(n)
			return true, nil
		}
		resend(n)
		return true, nil
	}
	s.arrive(n)
	if t == t.Interp.Main {
		return true, t.RunPending()
	}
	return true, nil
}

func number(t *thread, v value) (int, *excn) {
	i, err := object.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, big := object.AsInt(i)
	if big != nil || n != int64(int32(n)) {
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

func signalNumber(t *thread, v value) (int, *excn) {
	n, err := number(t, v)
	if err == nil && (n < 1 || n >= numSignals) {
		err = t.Errorf(object.ValueError, "signal number out of range")
	}
	return n, err
}

func signalFn(t *thread, a []value) (value, *excn) {
	n, err := number(t, a[0])
	if err != nil {
		return null, err
	}
	if t != t.Interp.Main {
		return null, t.Errorf(object.ValueError, "signal only works in main thread of the main interpreter")
	}
	if n < 1 || n >= numSignals {
		return null, t.Errorf(object.ValueError, "signal number out of range")
	}
	h := a[1]
	if h.O.Typ.Flags&object.FlagInt != 0 {
		i, _ := object.AsInt(h)
		h = object.Int(i)
	}
	if h != object.Int(sigDfl) && h != object.Int(sigIgn) && h.O.Typ.Slots.Call == nil {
		return null, t.Errorf(object.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
	}
	if uncatchable(n) {
		return null, t.OSError(syscall.EINVAL)
	}
	t.Tx.BecomeInevitable("signal.signal()")
	s := stateOf(t)
	old := s.get(n)
	s.set(n, h)
	return old, t.Poll()
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "_signal", "Signals of the operating system.")
	s := stateOf(t)
	m.AddFuncs(t, []object.Def{
		{Name: "signal", Sig: "signalnum, handler, /", Fn: signalFn},
		{Name: "getsignal", Sig: "signalnum, /", Fn: func(t *thread, a []value) (value, *excn) {
			n, err := signalNumber(t, a[0])
			if err != nil {
				return null, err
			}
			return stateOf(t).get(n), nil
		}},
		{Name: "raise_signal", Sig: "signalnum, /", Fn: func(t *thread, a []value) (value, *excn) {
			n, err := number(t, a[0])
			if err != nil {
				return null, err
			}
			t.Tx.BecomeInevitable("signal.raise_signal()")
			if done, err := raise(t, n); done || err != nil {
				return object.None, err
			}
			if err := send(n); err != nil {
				return null, t.OSError(err)
			}
			return object.None, nil
		}},
		{Name: "strsignal", Sig: "signalnum, /", Fn: func(t *thread, a []value) (value, *excn) {
			n, err := signalNumber(t, a[0])
			if err != nil {
				return null, err
			}
			if text := describe(n); text != "" {
				return object.NewStr(text), nil
			}
			return object.None, nil
		}},
		{Name: "set_wakeup_fd", Sig: "fd, /, *, warn_on_full_buffer=True", Fn: func(t *thread, a []value) (value, *excn) {
			fd, err := number(t, a[0])
			if err != nil {
				return null, err
			}
			if t != t.Interp.Main {
				return null, t.Errorf(object.ValueError, "set_wakeup_fd only works in main thread of the main interpreter")
			}
			if fd >= 0 {
				if err := checkWakeup(t, fd); err != nil {
					return null, err
				}
			}
			t.Tx.BecomeInevitable("signal.set_wakeup_fd()")
			s := stateOf(t)
			s.mu.Lock()
			old := s.wakeup
			s.wakeup = max(fd, -1)
			s.mu.Unlock()
			return object.Int(int64(old)), nil
		}},
		{Name: "valid_signals", Fn: func(t *thread, a []value) (value, *excn) {
			set := object.NewSet(t)
			for n := 1; n < numSignals; n++ {
				if valid(n) {
					if err := set.Add(t, object.Int(int64(n))); err != nil {
						return null, err
					}
				}
			}
			return set.Value(), nil
		}},
	})
	m.Set(t, "default_int_handler", s.intr)
	m.Set(t, "SIG_DFL", object.Int(sigDfl))
	m.Set(t, "SIG_IGN", object.Int(sigIgn))
	m.Set(t, "NSIG", object.Int(numSignals))
	for name, n := range numbers {
		m.Set(t, name, object.Int(int64(n)))
	}
	addSystem(t, m)
	return m, nil
}

func init() {
	object.RegisterModule("_signal", create)
	object.Hooks.RaiseSignal = raise
}
