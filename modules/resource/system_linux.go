package resource

import (
	"math"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

const (
	unlimited = math.MaxUint64
	numLimits = 16
)

var moreConstants = map[string]int64{
	"RLIMIT_MSGQUEUE": unix.RLIMIT_MSGQUEUE, "RLIMIT_NICE": unix.RLIMIT_NICE,
	"RLIMIT_RTPRIO": unix.RLIMIT_RTPRIO, "RLIMIT_RTTIME": unix.RLIMIT_RTTIME, "RLIMIT_SIGPENDING": unix.RLIMIT_SIGPENDING, "RUSAGE_THREAD": unix.RUSAGE_THREAD,
	"RLIMIT_OFILE": unix.RLIMIT_NOFILE,
}

var moreDefs = []object.Def{
	{Name: "prlimit", Sig: "pid, resource, limits=None, /", Fn: func(t *thread, a []value) (value, *excn) {
		pid, err := sysfd.Int(t, a[0])
		if err != nil {
			return null, err
		}
		n, err := resourceArg(t, a[1])
		if err != nil {
			return null, err
		}
		// The call has 64 bits for a limit on all machines.
		var old syscall.Rlimit
		var next *syscall.Rlimit
		if a[2].O != nil && !a[2].IsNone() {
			r, err := limitsArg(t, a[2])
			if err != nil {
				return null, err
			}
			next = &r
		}
		t.Tx.BecomeInevitable("resource.prlimit()")
		if _, _, no := unix.RawSyscall6(unix.SYS_PRLIMIT64, uintptr(pid), uintptr(n), uintptr(unsafe.Pointer(next)), uintptr(unsafe.Pointer(&old)), 0, 0); no != 0 {
			return null, fail(t, no)
		}
		return limits(&old), nil
	}, Doc: "The limits of another process, which may be changed."},
}
