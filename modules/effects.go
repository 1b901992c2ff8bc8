package modules

import "strings"

// Effect is what calling a built-in function does to the world outside the memory.
type Effect string

// Effects. A function that is not in the table has none: it computes, reads clocks
// or draws random numbers, or works on objects, which the memory undoes.
const (
	// None is said of functions only where every one must be classed: in the modules
	// that speak to the operating system.
	None Effect = "none"
	// Held effects, that is output, are kept with the transaction and take place when it
	// commits, in the order of the commits.
	Held Effect = "held"
	// Inevitable functions make the transaction inevitable first: it can no longer be
	// undone, and there is one such at a time.
	Inevitable Effect = "inevitable"
	// Exclusive functions make it run alone first.
	Exclusive Effect = "exclusive"
)

// Effects is the table of what built-in functions do, by module. In docs/atomic.md
// it is told in words.
var Effects = map[string]map[string]Effect{
	"posix": classes{
		None: `WCOREDUMP WEXITSTATUS WIFCONTINUED WIFEXITED WIFSIGNALED WIFSTOPPED WSTOPSIG WTERMSIG _path_normpath cpu_count
			ctermid device_encoding fork fspath get_blocking get_inheritable get_terminal_size getcwd getcwdb getegid geteuid
			getgid getgroups getloadavg getlogin getpgid getpgrp getpid getppid getpriority getrandom getresgid
			getresuid getsid getuid isatty major makedev minor posix_fadvise register_at_fork sched_getaffinity sched_yield
			strerror sysconf tcgetpgrp times ttyname uname urandom waitstatus_to_exitcode`,
		Inevitable: `_exit abort access chdir chmod chown chroot close closerange copy_file_range dup dup2 eventfd execv
			execve fchdir fchmod fchown fdatasync fstat fstatvfs fsync ftruncate getxattr kill killpg lchown link listdir
			listxattr lockf lseek lstat memfd_create mkdir mkfifo nice open openpty pidfd_open pipe pipe2 posix_fallocate
			posix_spawn posix_spawnp pread putenv pwrite read readlink readv remove removexattr rename replace rmdir
			scandir sched_setaffinity sendfile set_blocking set_inheritable setegid seteuid setgid setpgid setpgrp
			setpriority setregid setreuid setsid setuid setxattr stat statvfs symlink sync system tcsetpgrp truncate
			umask unlink unsetenv utime wait wait3 wait4 waitpid write writev`,
	}.table(),
	"time": classes{
		None: `asctime clock_getres clock_gettime clock_gettime_ns ctime get_clock_info gmtime localtime mktime monotonic
			monotonic_ns perf_counter perf_counter_ns process_time process_time_ns sleep strftime strptime thread_time
			thread_time_ns time time_ns`,
		Inevitable: `clock_settime clock_settime_ns tzset`,
	}.table(),
	"select": classes{
		Inevitable: `epoll poll select`,
	}.table(),
	"_socket": classes{
		None: `CMSG_LEN CMSG_SPACE getdefaulttimeout gethostname getprotobyname getservbyname getservbyport htonl htons
			inet_aton inet_ntoa inet_ntop inet_pton ntohl ntohs`,
		Inevitable: `close dup getaddrinfo gethostbyaddr gethostbyname gethostbyname_ex getnameinfo if_indextoname
			if_nameindex if_nametoindex setdefaulttimeout sethostname socket socketpair`,
	}.table(),
	"_posixsubprocess": classes{
		Inevitable: `fork_exec`,
	}.table(),
	"_multiprocessing": classes{
		Inevitable: `SemLock sem_unlink`,
	}.table(),
	"_posixshmem": classes{
		Inevitable: `shm_open shm_unlink`,
	}.table(),
	"termios": classes{
		Inevitable: `tcdrain tcflow tcflush tcgetattr tcgetwinsize tcsendbreak tcsetattr tcsetwinsize`,
	}.table(),
	"fcntl": classes{
		Inevitable: `fcntl flock ioctl lockf`,
	}.table(),
	"resource": classes{
		None:       `getpagesize getrlimit getrusage`,
		Inevitable: `prlimit setrlimit`,
	}.table(),
	"pwd": classes{
		Inevitable: `getpwall getpwnam getpwuid`,
	}.table(),
	"grp": classes{
		Inevitable: `getgrall getgrgid getgrnam`,
	}.table(),
	"_signal": classes{
		None: `default_int_handler getitimer getsignal siginterrupt sigpending strsignal valid_signals`,
		Inevitable: `alarm pause pidfd_send_signal pthread_kill pthread_sigmask raise_signal set_wakeup_fd setitimer signal
			sigtimedwait sigwait sigwaitinfo`,
	}.table(),
	"builtins": classes{
		Held:       `print`,
		Inevitable: `__import__ breakpoint input open`,
	}.table(),
	"_io": classes{
		Inevitable: `open open_code`,
	}.table(),
	"sys": classes{
		Held:       `displayhook __displayhook__`,
		Inevitable: `breakpointhook __breakpointhook__ setrecursionlimit setswitchinterval set_int_max_str_digits set_coroutine_origin_tracking_depth`,
		Exclusive:  `addaudithook`,
	}.table(),
	"_tracemalloc": classes{
		Inevitable: `clear_traces reset_peak start stop`,
	}.table(),
	"_warnings": classes{
		Inevitable: `_filters_mutated warn warn_explicit`,
	}.table(),
	"_imp": classes{
		Inevitable: `acquire_lock release_lock`,
	}.table(),
}

// classes lists functions by what they do.
type classes map[Effect]string

func (c classes) table() map[string]Effect {
	t := map[string]Effect{}
	for effect, names := range c {
		for _, name := range strings.Fields(names) {
			t[name] = effect
		}
	}
	return t
}
