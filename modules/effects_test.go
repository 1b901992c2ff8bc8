package modules_test

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"github.com/weftpy/weft"
	"github.com/weftpy/weft/modules"
)

// effectsProgram calls built-in functions inside transactions, and compares what
// the transaction became with the table, which it finds in `table`.
const effectsProgram = `
import os, posix, sys, tempfile, transaction

# Functions that speak to nobody, but must not be called at random.
never = {
    "sys": {"exit", "settrace", "setprofile", "call_tracing", "excepthook", "__excepthook__", "unraisablehook", "__unraisablehook__",
            "_clear_type_cache", "_debugmallocstats"},
    "gc": {"collect", "get_objects", "get_referrers"},
    "_thread": {"exit", "exit_thread", "interrupt_main", "start_new", "start_new_thread"},
    "atexit": {"_run_exitfuncs", "_clear", "register"},
    "builtins": {"exec", "eval"},
    "_imp": {"_override_frozen_modules_for_tests"},
    "_signal": {"default_int_handler", "siginterrupt"},
    "posix": {"register_at_fork"},
}
# What starts runs, waits, ends the process or speaks to the network.
apart = {"transaction", "pypystm", "__pypy__", "__pypy__.thread", "_socket", "_posixsubprocess", "_queue", "faulthandler"}
# Modules in which every function must be classed.
complete = ["posix", "time", "select", "_signal"]

folder = tempfile.mkdtemp()
name = os.path.join(folder, "file")
open(name, "w").close()
fd = os.open(name, os.O_RDWR)
written = open(os.path.join(folder, "written"), "w")

# Calls of functions with effects, that succeed.
samples = {
    "posix": ["stat('.')", "lstat('.')", "fstat(fd)", "listdir('.')", "scandir('.').close()", "access('.', 0)", "chmod(name, 0o600)",
              "mkdir(name + '1')", "rename(name + '1', name + '2')", "rmdir(name + '2')", "symlink('x', name + '3')",
              "readlink(name + '3')", "unlink(name + '3')", "link(name, name + '4')", "remove(name + '4')", "utime(name)",
              "truncate(name, 0)", "ftruncate(fd, 0)", "write(fd, b'x')", "lseek(fd, 0, 0)", "read(fd, 1)", "pread(fd, 1, 0)",
              "pwrite(fd, b'x', 0)", "fsync(fd)", "close(posix.dup(fd))", "close(posix.open(name, 0))", "umask(posix.umask(0o22))",
              "system('true')", "chdir('.')", "putenv('WEFT_EFFECT', '1')", "unsetenv('WEFT_EFFECT')"],
    "time": ["tzset()"],
    "select": ["select([], [], [], 0)", "poll().poll(0)"],
    "_signal": ["setitimer(0, 0)", "alarm(0)", "pthread_sigmask(0, [])"],
    "builtins": ["print('', end='')", "print('', end='', flush=True)", "print('x', file=written)", "open(name).close()"],
    "_io": ["open(name).close()", "open_code(name).close()"],
    "sys": ["setrecursionlimit(1000)", "setswitchinterval(0.005)", "stdout.write('')", "stdout.flush()", "stderr.write('')"],
}
arguments = [(), (0,), (1,), ("x",), (b"x",), (None,), ([1, 2],), ((),), (int,), (len,), (2.5,), (0, 0), (1, "x"), ("x", "x"), ([2, 1], 1),
             (len, [[1]]), (b"x", 1), ("x", 1, 2), ({}, "x", 1), (int, int), (b"abc", b"b", b"c")]
problems = []


def became(f, *args):
    """Calls f in a transaction; says whether that became inevitable, and whether it went without an exception."""
    went = []

    def call():
        del went[:]
        try:
            f(*args)
        except BaseException:
            pass
        else:
            went.append(True)
    transaction.add(call)
    transaction.run()
    return transaction.stats().inevitable != 0, bool(went)


for module, calls in samples.items():
    for text in calls:
        function = text[:text.index("(")]
        effect = table.get(module, {}).get(function, "held")
        code = compile("module." + text, text, "eval")
        inevitable, went = became(eval, code, {"module": __import__(module), "posix": posix, "name": name, "fd": fd, "written": written})
        if not went:
            problems.append("%s.%s failed" % (module, text))
        elif inevitable != (effect in ("inevitable", "exclusive")):
            problems.append("%s.%s: the table says %s, the transaction was%s inevitable" % (module, text, effect, "" if inevitable else " not"))

for module in sys.builtin_module_names:
    m = __import__(module, fromlist=["*"])
    known = table.get(module, {})
    for n in known:
        if not hasattr(m, n) and module not in complete:
            problems.append("%s.%s is in the table only" % (module, n))
    for n in sorted(dir(m)):
        f = getattr(m, n)
        if type(f) is not type(len):
            continue
        if module in complete and n not in known:
            problems.append("%s.%s is not in the table" % (module, n))
        if module in apart or n in never.get(module, ()) or known.get(n, "none") != "none":
            continue
        became(f)  # may import something, once
        for args in arguments:
            inevitable, went = became(f, *args)
            if inevitable:
                again, went = became(f, *args)
                if again:
                    problems.append("%s.%s%r is inevitable, and not in the table" % (module, n, args))
                    break
written.close()
`

// TestEffects makes sure that the table of effects and the functions agree.
func TestEffects(t *testing.T) {
	in, err := weft.New(weft.Config{Workers: 1, Stdlib: weft.FindStdlib})
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("table = {")
	for module, functions := range modules.Effects {
		fmt.Fprintf(&table, "%q: {", module)
		for name, effect := range functions {
			fmt.Fprintf(&table, "%q: %q, ", name, effect)
		}
		table.WriteString("}, ")
	}
	table.WriteString("}\n")
	if err := in.RunString(table.String()+effectsProgram+"\nif problems:\n    raise AssertionError('\\n'.join(problems))\n", "effects"); err != nil {
		t.Fatal(err)
	}
}

// TestEffectsAreTold makes sure that the page on atomicity names every module that
// has effects.
func TestEffectsAreTold(t *testing.T) {
	page, err := os.ReadFile("../docs/atomic.md")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for module := range modules.Effects {
		names = append(names, module)
	}
	sort.Strings(names)
	for _, module := range names {
		if !strings.Contains(string(page), "`"+module+"`") {
			t.Errorf("docs/atomic.md does not mention the effects of %s", module)
		}
	}
}
