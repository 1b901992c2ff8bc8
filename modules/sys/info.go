package sys

import (
	"encoding/binary"
	"math"
	"runtime"
	"strings"

	"github.com/weftpy/weft/object"
)

// What sys says about the language, the numbers and the machine.

func fields(names string) []object.StructField {
	var fs []object.StructField
	for _, n := range strings.Fields(names) {
		fs = append(fs, object.StructField{Name: n})
	}
	return fs
}

func infoType(name, doc, names string) *object.Type {
	fs := fields(names)
	return object.NewStructSeqType("sys", name, doc, len(fs), true, fs...)
}

var (
	versionType = infoType("version_info", "A version of the language.", "major minor micro releaselevel serial")
	flagsType   = infoType("flags", "What the command line said.", flagNames)
	floatType   = infoType("float_info", "Range and precision of floats.", "max max_exp max_10_exp min min_exp min_10_exp dig mant_dig epsilon radix rounds")
	intType     = infoType("int_info", "Limits of ints.", "bits_per_digit sizeof_digit default_max_str_digits str_digits_check_threshold")
	hashType    = infoType("hash_info", "How hashes are computed.", "width modulus inf nan imag algorithm hash_bits seed_bits cutoff")
	threadType  = infoType("thread_info", "How threads are implemented.", "name lock version")
)

func ints(xs ...int64) []value {
	vs := make([]value, len(xs))
	for i, x := range xs {
		vs[i] = object.Int(x)
	}
	return vs
}

func versionInfo(v [3]int) value {
	return object.NewStructSeq(versionType, append(ints(int64(v[0]), int64(v[1]), int64(v[2])), object.NewStr("final"), object.Int(0)))
}

const flagNames = "debug inspect interactive optimize dont_write_bytecode no_user_site no_site ignore_environment verbose bytes_warning quiet " +
	"hash_randomization isolated dev_mode utf8_mode warn_default_encoding safe_path int_max_str_digits"

func flagsValue(flags map[string]int) value {
	var vs []value
	for _, name := range strings.Fields(flagNames) {
		n, given := flags[name]
		switch name {
		case "dev_mode", "safe_path":
			vs = append(vs, object.Bool(n != 0))
			continue
		case "hash_randomization":
			if !given {
				n = 1
			}
		case "int_max_str_digits":
			if !given {
				n = -1
			}
		}
		vs = append(vs, object.Int(int64(n)))
	}
	return object.NewStructSeq(flagsType, vs)
}

func floatInfo() value {
	const (
		smallest = 0x1p-1022 // the smallest normal number
		epsilon  = 0x1p-52
	)
	return object.NewStructSeq(floatType, []value{object.Float(math.MaxFloat64), object.Int(1024), object.Int(308), object.Float(smallest),
		object.Int(-1021), object.Int(-307), object.Int(15), object.Int(53), object.Float(epsilon), object.Int(2), object.Int(1)})
}

// intInfo describes ints as CPython's are: programs that look ask how long
// decimal texts may be.
func intInfo() value {
	return object.NewStructSeq(intType, ints(30, 4, object.DefaultIntMaxStrDigits, object.IntMaxStrDigitsThreshold))
}

func hashInfo() value {
	return object.NewStructSeq(hashType, append(append(ints(64, 1<<61-1, 314159, 0, 1000003), object.NewStr("maphash")), ints(64, 64, 0)...))
}

func threadInfo() value {
	name := "pthread"
	lock := object.NewStr("semaphore")
	if runtime.GOOS == "windows" {
		name, lock = "nt", object.None
	} else if runtime.GOOS == "darwin" {
		lock = object.NewStr("mutex+cond")
	}
	return object.NewStructSeq(threadType, []value{object.NewStr(name), lock, object.None})
}

func platform() string {
	switch runtime.GOOS {
	case "windows":
		return "win32"
	case "js", "wasip1":
		return "wasi"
	}
	return runtime.GOOS
}

func byteOrder() string {
	var b [2]byte
	binary.NativeEndian.PutUint16(b[:], 1)
	if b[0] == 1 {
		return "little"
	}
	return "big"
}

func multiarch() string {
	arch := runtime.GOARCH
	switch arch {
	case "amd64":
		arch = "x86_64"
	case "386":
		arch = "i386"
	case "arm64":
		arch = "aarch64"
	}
	return arch + "-linux-gnu"
}

func xoptions(t *thread, opts map[string]string) value {
	d := object.NewDict(t)
	for name, val := range opts {
		v := object.True
		if val != "" {
			v = object.NewStr(val)
		}
		d.SetStr(t, object.Intern(name), v)
	}
	return d.Value()
}

// stdlibModules names the modules of the standard library, those that a platform
// lacks included.
const stdlibModules = `
__future__ _abc _aix_support _ast _asyncio _bisect _blake2 _bootsubprocess _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022
_codecs_jp _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _compression _contextvars _crypt _csv _ctypes
_curses _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools _gdbm _hashlib
_heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _msi _multibytecodec _multiprocessing _opcode _operator _osx_support
_overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio _queue _random _scproxy _sha1 _sha256 _sha3 _sha512
_signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics _string _strptime _struct _symtable _thread _threading_local
_tkinter _tokenize _tracemalloc _typing _uuid _warnings _weakref _weakrefset _winapi _zoneinfo abc aifc antigravity argparse array
ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd
code codecs codeop collections colorsys compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes
curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl
filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq
hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache locale logging
lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path
numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib posix
posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib
resource rlcompleter runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver
spwd sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys
sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib
trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref
webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo
`

func stdlibNames(t *thread) value {
	names := strings.Fields(stdlibModules)
	v, err := object.Call1(t, object.FrozenSetType.Value(), object.TupleOf(strs(names)))
	if err != nil {
		panic("BUG: names of modules are not hashable")
	}
	return v
}
