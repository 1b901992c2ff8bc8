package transaction

import (
	"sync/atomic"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/modules/pyselect"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

// poller waits for the epolls of a queue, and for a descriptor of its own by
// which it is woken.
type poller struct {
	x       *epolls
	run     *parallel.Run
	event   int // an eventfd
	stopped atomic.Bool
	done    chan struct{}
}

// most is how many tasks may wait for a worker before the poller pauses. They are
// no more than there are descriptors if those are registered with EPOLLONESHOT;
// without it, an event comes again and again until its transaction has run.
const most = 1000

// startPoller starts the poller of x, whose run has begun; x.mu is held.
func startPoller(x *epolls) (*poller, error) {
	fd, err := unix.Eventfd(0, unix.EFD_CLOEXEC|unix.EFD_NONBLOCK)
	if err != nil {
		return nil, err
	}
	p := &poller{x: x, run: x.run, event: fd, done: make(chan struct{})}
	go p.work()
	return p, nil
}

// wake makes p look at its epolls again.
func (p *poller) wake() {
	_, _ = unix.Write(p.event, []byte{1, 0, 0, 0, 0, 0, 0, 0}) // fails when so much was written before that p is awake
}

func (p *poller) stop() {
	p.stopped.Store(true)
	p.wake()
	<-p.done
	_ = unix.Close(p.event)
}

func (p *poller) work() {
	defer close(p.done)
	var (
		fds    []unix.PollFd
		events [128]unix.EpollEvent
		tasks  []parallel.Task
		known  = map[*pyselect.Epoll]bool{}   // those that wake p when they are closed
		asked  = map[*pyselect.Epoll]uint64{} // those found closed, and the version of the list then
	)
	defer func() {
		for ep := range known {
			ep.OnClose(p, nil)
		}
	}()
	for !p.stopped.Load() {
		fds = append(fds[:0], unix.PollFd{Fd: int32(p.event), Events: unix.POLLIN})
		p.x.mu.Lock()
		current := p.x.current
		p.x.mu.Unlock()
		entries := current.entries
		for _, e := range entries {
			if !known[e.ep] {
				known[e.ep] = true
				e.ep.OnClose(p, p.closed)
			}
			fd := e.ep.FD()
			if fd < 0 && asked[e.ep] != current.version {
				asked[e.ep] = current.version
				p.ask(e.ep)
			}
			fds = append(fds, unix.PollFd{Fd: int32(fd), Events: unix.POLLIN}) // nothing if it is negative
		}
		timeout := -1
		if p.run.Waiting() >= most {
			fds, timeout = fds[:1], 1
		}
		if _, err := unix.Poll(fds, timeout); err != nil && err != unix.EINTR {
			p.run.Break(func(t *object.Thread) *object.Exception { return t.OSError(err) })
			return
		}
		if fds[0].Revents != 0 {
			var b [8]byte
			_, _ = unix.Read(p.event, b[:])
		}
		p.x.mu.Lock()
		for i, f := range fds[1:] {
			if f.Revents == 0 || p.x.current.find(entries[i].ep) < 0 {
				continue
			}
			n, err := unix.EpollWait(int(f.Fd), events[:], 0)
			if err != nil {
				continue // it was closed: seen next time
			}
			for _, ev := range events[:n] {
				tasks = append(tasks, parallel.Task{F: entries[i].callback,
					Args: []object.Value{object.Int(int64(ev.Fd)), object.Int(int64(ev.Events))}})
			}
		}
		if len(tasks) > 0 {
			p.run.Feed(tasks)
			clear(tasks)
			tasks = tasks[:0]
		}
		p.x.mu.Unlock()
	}
}

// ask has a transaction look why ep is closed. It is an error, unless the transaction that
// has closed it has also taken it out of the list and has not committed yet. Closing made
// that one inevitable, so another that becomes inevitable comes after it.
func (p *poller) ask(ep *pyselect.Epoll) {
	x := p.x
	check := object.NewBuiltin(object.Def{Name: "epoll", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
		t.Tx.BecomeInevitable("a closed epoll object")
		if x.registered.Get(t.Tx).find(ep) >= 0 {
			return object.Value{}, pyselect.Closed(t)
		}
		return object.None, nil
	}}, object.Intern("transaction"))
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.current.find(ep) >= 0 { // else the run may have ended
		p.run.Feed([]parallel.Task{{F: check}})
	}
}

// closed is called when an epoll object is closed.
func (p *poller) closed() {
	p.x.mu.Lock()
	defer p.x.mu.Unlock()
	if p.x.poller == p {
		p.wake()
	}
}
