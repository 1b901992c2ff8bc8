package multiprocessing

import (
	"fmt"
	"math"
	"os"
	"strings"
	"sync/atomic"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// semaphore is a named POSIX semaphore, such as other programs can open: a file in
// the folder of shared memory, mapped into the processes that use it. The first
// eight bytes are, in one word, the value and, in its upper half, how many wait.
// Waiting is waiting for the lower half to be other than zero, by the system call
// futex.
type semaphore struct {
	mem []byte
}

const (
	semFolder  = "/dev/shm/sem."
	semSize    = 32
	semShared  = 128 // at offset 8: processes share it
	oneWaiter  = 1 << 32
	semMax     = math.MaxInt32
	futexWait  = 0
	futexWake  = 1
	valueOfSem = math.MaxUint32 // mask
)

func semPath(name string) (string, error) {
	name = strings.TrimLeft(name, "/")
	if name == "" || strings.ContainsAny(name, "/\x00") {
		return "", unix.EINVAL
	}
	return semFolder + name, nil
}

// createSemaphore makes a semaphore whose name must be new. It appears under the
// name when it is complete.
func createSemaphore(name string, value int) (*semaphore, error) {
	path, err := semPath(name)
	if err != nil {
		return nil, err
	}
	draft := fmt.Sprintf("%s.%d.draft", path, os.Getpid())
	fd, err := unix.Open(draft, unix.O_RDWR|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	defer unix.Unlink(draft)
	if err := unix.Ftruncate(fd, semSize); err != nil {
		return nil, err
	}
	s, err := mapSemaphore(fd)
	if err != nil {
		return nil, err
	}
	s.word().Store(uint64(value))
	s.mem[8] = semShared
	if err := unix.Link(draft, path); err != nil {
		_ = unix.Munmap(s.mem)
		return nil, err
	}
	return s, nil
}

func openSemaphore(name string) (*semaphore, error) {
	path, err := semPath(name)
	if err != nil {
		return nil, err
	}
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	defer unix.Close(fd)
	return mapSemaphore(fd)
}

func unlinkSemaphore(name string) error {
	path, err := semPath(name)
	if err != nil {
		return err
	}
	return unix.Unlink(path)
}

func mapSemaphore(fd int) (*semaphore, error) {
	mem, err := unix.Mmap(fd, 0, semSize, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
	if err != nil {
		return nil, err
	}
	return &semaphore{mem}, nil
}

// word is the value and the number of those who wait. The memory is never unmapped
// while s exists.
func (s *semaphore) word() *atomic.Uint64 { return (*atomic.Uint64)(unsafe.Pointer(&s.mem[0])) }

func (s *semaphore) value() int { return int(s.word().Load() & valueOfSem) }

// try takes one if the value is not zero; less is what else to subtract then.
func (s *semaphore) try(less uint64) bool {
	for {
		d := s.word().Load()
		if d&valueOfSem == 0 {
			return false
		}
		if s.word().CompareAndSwap(d, d-1-less) {
			return true
		}
	}
}

// wait takes one, waiting for it until the deadline, if that is not zero, but
// no longer than slice, if that is not zero. It reports whether it has taken one.
func (s *semaphore) wait(deadline time.Time, slice time.Duration) bool {
	if s.try(0) {
		return true
	}
	if slice > 0 {
		if end := time.Now().Add(slice); deadline.IsZero() || end.Before(deadline) {
			deadline = end
		}
	}
	s.word().Add(oneWaiter)
	for !s.try(oneWaiter) {
		var limit *unix.Timespec
		if !deadline.IsZero() {
			left := time.Until(deadline)
			if left <= 0 {
				s.word().Add(^uint64(oneWaiter - 1)) // subtract it
				return false
			}
			ts := unix.NsecToTimespec(int64(left))
			limit = &ts
		}
		// Whatever ends the wait, what counts is the word.
		unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&s.mem[0])), futexWait, 0, uintptr(unsafe.Pointer(limit)), 0, 0)
	}
	return true
}

// post gives one back.
func (s *semaphore) post() error {
	for {
		d := s.word().Load()
		if d&valueOfSem >= semMax {
			return unix.EOVERFLOW
		}
		if s.word().CompareAndSwap(d, d+1) {
			if d>>32 > 0 {
				unix.Syscall6(unix.SYS_FUTEX, uintptr(unsafe.Pointer(&s.mem[0])), futexWake, 1, 0, 0, 0)
			}
			return nil
		}
	}
}
