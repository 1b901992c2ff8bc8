package parallel

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/weftpy/weft/object"
)

// Turns.
//
// A thread that runs Python code has a turn. There are as many turns as cores; a
// thread that wants one when there is none left queues. It gives its turn back when
// it blocks, when it ends, and, if others queue, between two of its transactions
// once it has had it for the switch interval. An attempt that cannot end soon, and
// begin again so that it can be undone (threads.go), lends a turn that does not exist.
//
// With one core this is a global lock, and threads run as under one: a thread that
// is the only one with a turn, and nobody queues, is solo, without transactions. So
// is the only thread of several that is not blocked. When a second one wants to
// run, the solo one is asked to go over to transactions (PollSwitch), and the second
// one waits for that in stm, where no attempt begins while one is solo. When a turn is given
// back and one remains, that one is asked in the same way to go solo. But not just after a new thread
// has been given a turn: who has started it waits until it runs, and goes on at once. A thread that has to leave solo
// mode in an evaluation that built-in code has called cannot be undone from there on until that code returns.
//
// No thread may go solo while a run of transactions is under way, whose workers need
// no turns, or while a transaction sleeps in Retry: what is changed by a solo thread
// wakes nobody.
//
// When threads conflict so much that they would be as fast one after the other, there is
// one turn for a while, and solo mode with it: then it is tried again. The measure
// is how much of the time in which threads had a turn went into attempts that have committed; the
// rest is lost attempts and waiting for others.
//
// Rejected: as many turns as threads. An attempt whose goroutine is not being run
// keeps what it has written from others, and a thousand attempts in flight conflict
// much more than two.

// turns is who may run.
type turns struct {
	mu      sync.Mutex
	most    int     // how many turns there are
	limit   int     // how many there are now: most, or 1
	running []*seat // have one
	queue   []*seat // want one
	solo    *seat   // is in solo mode, or going to be
	runs    int     // runs of transactions under way
	asleep  int     // threads whose transaction sleeps in Retry
	armed   bool    // tick will be called
	shared  int64   // when a new thread was given a turn last

	// Of the time that threads had a turn and were not solo, since it was looked at
	// last: how much there was, and how much went into attempts that have committed.
	gross, good int64
	serialUntil int64 // when there will be more than one turn again, or 0
	penalty     int64 // for how long there will be one turn next time

	expected map[*object.Code]bool // see vm.ExpectAssignments; used solo

	interval atomic.Int64
	threads  atomic.Int64 // threads that have not ended, the main one not counted
	last     atomic.Int64 // ident given last
}

// seat is a thread that may have a turn.
type seat struct {
	t       *object.Thread
	granted chan struct{}
	since   int64        // when it was given its turn
	due     atomic.Int64 // when its attempt should end
	length  int64        // of attempts, as it has turned out to be good
	calm    int          // how many attempts have committed since one was lost
	stale   atomic.Int64 // when the attempt has lasted for staleLength
	watched atomic.Bool  // and another thread may look at what it has done
	asked   int          // Native of the evaluation in which the thread was asked to end its attempt, see inCallback
	began   int64        // when the attempt began
	fresh   bool         // the thread has had no turn yet
	room    int          // CopyRoom at its beginning
	hurry   bool         // others wait for the attempt to commit
	awaited bool         // one who has lost a conflict waits for the end of the attempt
	lent    bool         // another has been given a turn, as the attempt goes on
	polls   int          // how often it has been asked to end
	look    int          // which of these is to look at the clock
	looked  int64        // when the clock was looked at, after began
	stride  int          // how many have not looked, the last time
	mark    int64        // since when the time of the thread has not been accounted for, or 0
	doom    doomed       // of the attempt; only looked at in atomic blocks

	// Of a transaction that sleeps in Retry.
	until    time.Time         // when it is to be woken at the latest, if not zero
	timedOut bool              // that has happened
	raise    *object.Exception // what a pending call raised meanwhile
}

const (
	tick      = int64(time.Millisecond)
	minLength = int64(100 * time.Microsecond)
	maxLength = int64(64 * time.Millisecond)
	// longLength is how long an attempt is at most that has made or copied large containers.
	longLength = int64(256 * time.Millisecond)
	// staleLength is how long an attempt is at most when a thread goes on that has waited for something outside:
	// it may look at what the others have done.
	staleLength = int64(10 * time.Millisecond)

	// The gross time after which it is looked at: so long, and so many attempts, of which one may
	// be lost before containers are spread over more boxes. Long ones count as shorter, or it would take too long until
	// what is of no use is given up.
	accountTime     = int64(10 * time.Millisecond)
	accountAttempts = 8

	minPenalty  = int64(4 * time.Millisecond)
	soloPenalty = int64(30 * time.Millisecond) // if there is to be one turn for longer than that, threads go solo in theirs
	maxPenalty  = int64(time.Second)
	// DefaultSwitchInterval is how long a thread runs while another waits.
	DefaultSwitchInterval = 5 * time.Millisecond
)

var epoch = time.Now()

func nanos() int64 { return int64(time.Since(epoch)) }

type turnsKey struct{}

func turnsOf(in *object.Interp) *turns {
	return in.Extra(turnsKey{}, func() any {
		n := runtime.GOMAXPROCS(0)
		g := &turns{most: n, limit: n, penalty: minPenalty, expected: map[*object.Code]bool{}}
		g.interval.Store(int64(DefaultSwitchInterval))
		return g
	}).(*turns)
}

func newSeat(t *object.Thread) *seat {
	s := &seat{t: t, granted: make(chan struct{}, 1), length: minLength, calm: soonCalm, asked: math.MaxInt}
	t.Run = s
	t.Tx.InevitableBits = object.PollSwitch
	t.Tx.AwaitedBits = object.PollSwitch | object.PollAwait
	t.Tx.SeenBits = object.PollSwitch
	t.Tx.LargeBits = object.PollSwitch
	t.Tx.Long = true
	if !t.Tx.InTransaction() {
		t.Tx.KeepOwn(true)
	}
	return s
}

// seatOf returns the seat of a thread, nil if it is a worker's or has never had to
// do with another.
func seatOf(t *object.Thread) *seat {
	s, _ := t.Run.(*seat)
	return s
}

// enter waits for a turn.
func (g *turns) enter(s *seat) {
	g.mu.Lock()
	if len(g.running) < g.limit && len(g.queue) == 0 {
		g.admit(s)
		g.mu.Unlock()
		return
	}
	g.queue = append(g.queue, s)
	g.arm()
	g.mu.Unlock()
	<-s.granted
}

// admit gives s a turn; g.mu is held.
func (g *turns) admit(s *seat) {
	g.running = append(g.running, s)
	g.crowd(s)
	s.since = nanos()
	s.due.Store(s.since + staleLength)
	if s.fresh {
		s.fresh = false
		g.shared = s.since
	}
	if g.solo != nil {
		g.solo.t.Tx.Notify(object.PollSwitch)
	}
	for _, o := range g.running {
		if o != s && o != g.solo && o.stale.Load() <= s.since {
			o.watched.Store(true)
			o.t.Tx.Poll.Or(object.PollSwitch)
		}
	}
	g.arm()
}

// exit gives the turn of s back.
func (g *turns) exit(s *seat) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i := slices.Index(g.running, s); i >= 0 {
		g.running = slices.Delete(g.running, i, i+1)
		g.crowd(s)
	}
	if g.solo == s {
		g.solo = nil
	}
	s.mark = 0
	g.grant()
	g.suggestSolo()
}

// lend gives a turn to the one who has waited longest, though all are out: s is in an attempt that had
// better not end now.
func (g *turns) lend(s *seat) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !s.lent && len(g.queue) > 0 {
		s.lent = true
		g.admitNext()
	}
}

// admitNext gives a turn to the one who has waited longest; g.mu is held.
func (g *turns) admitNext() {
	next := g.queue[0]
	g.queue = slices.Delete(g.queue, 0, 1)
	g.admit(next)
	next.granted <- struct{}{}
}

// crowd is called when s has been given a turn, or has given it back; g.mu is held.
func (g *turns) crowd(s *seat) {
	crowded := len(g.running) >= g.most
	s.t.Crowded.Store(crowded)
	for _, o := range g.running {
		o.t.Crowded.Store(crowded)
	}
}

// grant gives turns to those who have waited longest; g.mu is held.
func (g *turns) grant() {
	for len(g.running) < g.limit && len(g.queue) > 0 {
		g.admitNext()
	}
}

// suggestSolo asks the only thread that runs to go solo, now or soon; g.mu is held.
func (g *turns) suggestSolo() {
	if g.solo != nil || !g.alone() {
		return
	}
	if g.longAlone() {
		g.running[0].t.Tx.Notify(object.PollSwitch)
	}
	g.arm()
}

// alone reports whether nothing else runs than one thread; g.mu is held.
func (g *turns) alone() bool {
	return len(g.running) == 1 && (len(g.queue) == 0 || g.oneByOne()) && g.runs == 0 && g.asleep == 0
}

// longAlone reports whether that will stay so for some time, it seems; g.mu is held.
func (g *turns) longAlone() bool {
	return g.alone() && (g.oneByOne() || nanos()-g.shared >= tick)
}

// oneByOne reports whether threads that want to run wait for one that is solo; g.mu is held. That
// is not worth it for a short while: what runs alone undoes what has been done to containers
// so that transactions need not conflict.
func (g *turns) oneByOne() bool {
	return g.limit == 1 && (g.most == 1 || g.penalty > soloPenalty)
}

// wanted reports whether another thread should have the turn of s; g.mu is held.
func (g *turns) wanted(s *seat, now int64) bool {
	if len(g.running) > g.limit {
		return true
	}
	if len(g.queue) == 0 || now-s.since < g.interval.Load() {
		return false
	}
	earlier := 0 // those who have had theirs for longer
	for _, o := range g.running {
		if o.since < s.since {
			earlier++
		}
	}
	return earlier < len(g.queue)
}

// account is called when an attempt of s has committed.
func (g *turns) account(s *seat) {
	if s.mark == 0 {
		return
	}
	now := nanos()
	g.mu.Lock()
	defer g.mu.Unlock()
	g.gross += now - s.mark
	g.good += now - s.began
	s.mark = now
	if g.gross < max(accountTime, accountAttempts*min(s.length, staleLength)) {
		return
	}
	if g.limit > 1 && chaos == nil && len(g.running) > 1 {
		// What all turns together get done, in fifths of what one would.
		if work := g.good * 5 * int64(g.limit) / g.gross; work < 6 {
			g.limit = 1
			g.serialUntil = now + g.penalty
			g.penalty = min(2*g.penalty, maxPenalty)
		} else {
			g.penalty = max(g.penalty/2, minPenalty)
		}
	}
	g.gross, g.good = 0, 0
}

// goSolo makes s solo if nothing else runs. s is in no transaction and has a turn.
func (g *turns) goSolo(s *seat) bool {
	g.mu.Lock()
	ok := g.longAlone() && g.running[0] == s && chaos == nil
	if ok {
		g.solo = s
	}
	g.mu.Unlock()
	if ok {
		// Others may want to begin meanwhile. They wait, and s has been told.
		s.t.Tx.ExitParallel()
	}
	return ok
}

// leaveSolo ends the solo mode of s.
func (g *turns) leaveSolo(s *seat) {
	g.mu.Lock()
	if g.solo == s {
		g.solo = nil
	}
	g.mu.Unlock()
	s.t.Tx.EnterParallel()
}

// arm has tick called soon if there is anybody to share with; g.mu is held.
func (g *turns) arm() {
	if !g.armed && (len(g.running)+len(g.queue) > 1 || g.solo == nil && g.alone()) {
		g.armed = true
		time.AfterFunc(time.Duration(tick), g.tick)
	}
}

// tick asks the threads to end their attempts that have lasted long enough.
func (g *turns) tick() {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := nanos()
	if g.serialUntil != 0 && now >= g.serialUntil {
		g.limit, g.serialUntil = g.most, 0
		g.gross, g.good = 0, 0
		g.grant()
	}
	for _, s := range g.running {
		if s.due.Load() <= now || g.wanted(s, now) {
			s.t.Tx.Poll.Or(object.PollSwitch)
		}
	}
	g.armed = false
	g.suggestSolo()
	g.arm()
}

// SwitchInterval returns how long a thread runs while another waits.
func SwitchInterval(in *object.Interp) time.Duration {
	return time.Duration(turnsOf(in).interval.Load())
}

// SetSwitchInterval sets it.
func SetSwitchInterval(in *object.Interp, d time.Duration) { turnsOf(in).interval.Store(int64(d)) }

// ThreadCount returns the number of threads that have not ended, without the
// main one.
func ThreadCount(in *object.Interp) int { return int(turnsOf(in).threads.Load()) }
