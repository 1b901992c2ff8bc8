"""The sys module, as far as it does not depend on the machine."""
import sys

from table import effects, values

values(globals(), """
sys.maxsize > 2 ** 30, sys.maxunicode, sys.byteorder in ("little", "big"), type(sys.version).__name__, len(sys.version_info), sys.version_info[:2] >= (3, 11), sys.version_info.major, sys.version_info.releaselevel in ("final", "candidate", "beta", "alpha"), type(sys.hexversion).__name__, isinstance(sys.platform, str), isinstance(sys.executable, str), sys.api_version > 1000, isinstance(sys.copyright, str)
sys.float_info.max, sys.float_info.min, sys.float_info.epsilon, sys.float_info.dig, sys.float_info.mant_dig, sys.float_info.max_exp, sys.float_info.radix, sys.int_info.bits_per_digit > 0, sys.hash_info.modulus, sys.hash_info.width, sys.hash_info.inf, sys.hash_info.imag, sys.float_repr_style
sys.flags.optimize, sys.flags.debug, sys.flags.interactive, sys.flags.verbose, sys.flags.no_user_site, sys.flags.isolated, sys.dont_write_bytecode, type(sys.flags).__name__
sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.getfilesystemencodeerrors() in ("surrogateescape", "surrogatepass"), sys.intern("abc") is sys.intern("ab" + "c"), sys.getrecursionlimit(), sys.is_finalizing(), callable(sys.displayhook), callable(sys.excepthook), sys.gettrace(), sys.getprofile()
sys.intern(5)
sys.exit.__name__, sys.modules["sys"] is sys, "builtins" in sys.modules, "sys" in sys.builtin_module_names, isinstance(sys.path, list), isinstance(sys.meta_path, list), isinstance(sys.path_hooks, list), isinstance(sys.warnoptions, list), isinstance(sys._xoptions, dict), isinstance(sys.orig_argv, list), sys.prefix == sys.exec_prefix, isinstance(sys.stdlib_module_names, frozenset), "json" in sys.stdlib_module_names, sys.implementation.name.isidentifier(), len(sys.implementation.version), len(sys.implementation.cache_tag) > 0
sys.getsizeof([]) > 0, sys.getsizeof(5) > 0, sys.getrefcount(5) > 0, sys.getswitchinterval() > 0, sys.thread_info.name in ("pthread", "nt", "pthread-stubs", "solaris"), isinstance(sys.getallocatedblocks(), int)
sys.setswitchinterval(0.01), round(sys.getswitchinterval(), 6), sys.setswitchinterval(0.005)
sys.setswitchinterval(-1)
sys.setswitchinterval("a")
sys.nope
sys.exc_info(), sys.exception()
sys.exit(1, 2)
sys.version_info > (3, 0), sys.version_info >= (3, 11), sys.version_info[:1] == (3,), tuple(sys.version_info)[0], sys.version_info._asdict if hasattr(sys.version_info, "_asdict") else "no _asdict"
sys.audit("custom.event", 1), sys.call_tracing(lambda: 5, ()), sys.unraisablehook is sys.__unraisablehook__, sys.excepthook is sys.__excepthook__, sys.displayhook is sys.__displayhook__
""")

effects(globals(), """
sys.displayhook(5); sys.displayhook(None); sys.displayhook("text"); import builtins; print(builtins._)

sys.exit()

sys.exit(5)

sys.exit("message")

try: sys.exit(7)
except SystemExit as e: print(e.code, e)

sys.path.append("/nowhere"); print(sys.path[-1]); sys.path.pop()

def f():
    a = 1
    frame = sys._getframe()
    return frame.f_locals["a"], frame.f_code.co_name, frame.f_lineno, frame.f_back.f_code.co_name, frame.f_globals is globals(), frame.f_builtins["len"] is len
print(f())

sys.setrecursionlimit(1500); print(sys.getrecursionlimit()); sys.setrecursionlimit(1000)

sys.modules["made_up"] = sys; import made_up; print(made_up is sys); del sys.modules["made_up"]; import made_up
""")
