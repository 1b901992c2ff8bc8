//go:build unix && !linux

package posix

import (
	"time"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// What systems other than Linux do in another way.

const (
	seekHole = 3
	seekData = 4
)

var moreStatFields = []string{"st_flags"}

func moreStat(st *unix.Stat_t) []value { return []value{num(st.Flags)} }

func isTerminal(fd int) bool {
	_, err := unix.IoctlGetTermios(fd, unix.TIOCGETA)
	return err == nil
}

func dup2(fd, fd2 int) error { return unix.Dup2(fd, fd2) }

func pipe(p []int) error {
	if err := unix.Pipe(p); err != nil {
		return err
	}
	unix.CloseOnExec(p[0])
	unix.CloseOnExec(p[1])
	return nil
}

func sync() { unix.Sync() }

// orNow returns times, or for none the current time twice.
func orNow(ts []unix.Timespec) []unix.Timespec {
	if ts == nil {
		now := unix.NsecToTimespec(time.Now().UnixNano())
		return []unix.Timespec{now, now}
	}
	return ts
}

func futimes(fd int, ts []unix.Timespec) error {
	ts = orNow(ts)
	return unix.Futimes(fd, []unix.Timeval{unix.NsecToTimeval(ts[0].Nano()), unix.NsecToTimeval(ts[1].Nano())})
}

func priority(which, who int) (int, error) { return unix.Getpriority(which, who) }

func loadAverage() ([3]float64, error) { return [3]float64{}, unix.ENOSYS }

// memory returns the bytes of memory that there are, and that are free.
func memory() (total, free uint64, err error) { return 0, 0, unix.ENOSYS }

func addSystem(t *thread, m *object.Module) *excn { return nil }

func awaitExit(t *thread, pid int) *excn { return nil }
