//go:build linux || darwin

package resource

import "golang.org/x/sys/unix"

// constants are those that all systems have; moreConstants the others.
var constants = map[string]int64{
	"RLIMIT_AS": unix.RLIMIT_AS, "RLIMIT_CORE": unix.RLIMIT_CORE, "RLIMIT_CPU": unix.RLIMIT_CPU, "RLIMIT_DATA": unix.RLIMIT_DATA,
	"RLIMIT_FSIZE": unix.RLIMIT_FSIZE, "RLIMIT_MEMLOCK": unix.RLIMIT_MEMLOCK, "RLIMIT_NOFILE": unix.RLIMIT_NOFILE, "RLIMIT_NPROC": unix.RLIMIT_NPROC,
	"RLIMIT_RSS": unix.RLIMIT_RSS, "RLIMIT_STACK": unix.RLIMIT_STACK, "RUSAGE_CHILDREN": unix.RUSAGE_CHILDREN,
	"RUSAGE_SELF": unix.RUSAGE_SELF,
}
