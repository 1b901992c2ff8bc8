package main

import (
	"fmt"
	"os"
	"strings"
)

// options is a parsed command line.
type options struct {
	command  *string // -c
	module   string  // -m
	script   string  // file or "-"
	args     []string
	optimize int
	unbuf    bool // -u
	isolated bool // -I
	noEnv    bool // -E
	noSite   bool // -S
	noBytes  bool // -B
	safePath bool // -P
	noUser   bool // -s
	inspect  bool // -i
	skipLine bool // -x
	quiet    bool // -q
	verbose  int  // -v
	bytesW   int  // -b
	debug    int  // -d
	version  int  // -V
	help     string

	// What variables of the environment and -X options say: see environment.
	devMode, utf8 bool
	random        bool // -R
	fixedHash     bool // PYTHONHASHSEED=0, and no -R
	faults        bool // faulthandler is enabled
	pycCache      string
	intDigits     int // -1: the usual limit

	warn   []string          // -W
	x      map[string]string // -X
	xnames []string
}

type usageError struct{ msg string }

func (e usageError) Error() string { return e.msg }

// parseArgs parses a command line as python does: options end at the program.
func parseArgs(args []string) (*options, error) {
	o := &options{x: map[string]string{}}
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			if i+1 < len(args) {
				o.script = args[i+1]
				o.args = args[i+2:]
			}
			return o, nil
		case a == "-" || !strings.HasPrefix(a, "-"):
			o.script = a
			o.args = args[i+1:]
			return o, nil
		case a == "--help":
			o.help = usage
			continue
		case a == "--help-env":
			o.help = usageEnv
			continue
		case a == "--help-xoptions":
			o.help = usageX
			continue
		case a == "--help-all":
			o.help = usage + usageEnv + usageX
			continue
		case a == "--version":
			o.version++
			continue
		case a == "--check-hash-based-pycs":
			// There are no bytecode files to check.
			if i++; i == len(args) {
				return nil, usageError{"Argument expected for the " + a + " option"}
			}
			switch args[i] {
			case "default", "always", "never":
			default:
				return nil, usageError{a + " must be one of 'default', 'always', or 'never'"}
			}
			continue
		case strings.HasPrefix(a, "--"):
			return nil, usageError{"unknown option " + a}
		}
		for j := 1; j < len(a); j++ {
			value := func() (string, error) {
				if j+1 < len(a) {
					return a[j+1:], nil
				}
				i++
				if i >= len(args) {
					return "", usageError{fmt.Sprintf("Argument expected for the -%c option", a[j])}
				}
				return args[i], nil
			}
			switch c := a[j]; c {
			case 'c', 'm', 'W', 'X':
				v, err := value()
				if err != nil {
					return nil, err
				}
				switch c {
				case 'c':
					v += "\n"
					o.command = &v
					o.args = args[i+1:]
					return o, nil
				case 'm':
					o.module = v
					o.args = args[i+1:]
					return o, nil
				case 'W':
					o.warn = append(o.warn, v)
				case 'X':
					name, val, _ := strings.Cut(v, "=")
					o.x[name] = val
					o.xnames = append(o.xnames, v)
				}
				j = len(a)
			case 'O':
				o.optimize++
			case 'u':
				o.unbuf = true
			case 'I':
				o.isolated, o.noEnv, o.noUser, o.safePath = true, true, true, true
			case 'E':
				o.noEnv = true
			case 'S':
				o.noSite = true
			case 's':
				o.noUser = true
			case 'B':
				o.noBytes = true
			case 'P':
				o.safePath = true
			case 'i':
				o.inspect = true
			case 'q':
				o.quiet = true
			case 'v':
				o.verbose++
			case 'b':
				o.bytesW++
			case 'd':
				o.debug++
			case 'x':
				o.skipLine = true
			case 'R':
				o.random = true
			case 't': // without effect since Python 3.3
			case 'J':
				return nil, usageError{"-J is reserved for Jython"}
			case 'V':
				o.version++
			case 'h', '?':
				o.help = usage
			default:
				return nil, usageError{fmt.Sprintf("Unknown option: -%c", c)}
			}
		}
	}
	return o, nil
}

const usage = `usage: weft [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (those of python):
-b     : issue warnings about converting bytes/bytearray to str and comparing
         bytes/bytearray with str (-bb: issue errors)
-B     : don't write .pyc files (weft writes none)
-c cmd : program passed in as string (terminates option list)
-E     : ignore PYTHON* environment variables
-h     : print this help message and exit (also -? or --help)
-i     : inspect interactively after running the program
-I     : isolate from the user's environment (implies -E, -P and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path
-q     : don't print version and copyright messages on interactive startup
-s     : don't add the user's site directory to sys.path
-S     : don't imply 'import site' on initialization
-u     : force the stdout and stderr streams to be unbuffered
-v     : verbose (trace import statements)
-V     : print the version and exit (also --version)
-W arg : warning control; arg is action:message:category:module:lineno
-X opt : set an implementation option (--help-xoptions)
file   : program read from script file
-      : program read from standard input
arg ...: arguments passed to program in sys.argv[1:]
--help-env: the variables of the environment; --help-xoptions: the options of -X; --help-all: everything
`

const usageX = `
Options of -X:
-X workers=N          workers of transaction.run() (WEFT_WORKERS)
-X cpuprofile=FILE    profile of weft itself, for go tool pprof
-X stdlib=DIR         folder of Python's standard library (WEFT_STDLIB)
-X dev                development mode: more warnings, faulthandler enabled
-X faulthandler       enable faulthandler
-X int_max_str_digits=N  limit of the digits of an int's text, 0 for none
-X pycache_prefix=DIR sys.pycache_prefix
-X utf8[=0|1]         UTF-8 mode
`

const usageEnv = `
Variables of the environment:
WEFT_STDLIB           folder of Python's standard library (-X stdlib)
WEFT_WORKERS          workers of transaction.run() (-X workers)
PYTHONPATH            folders that come first on sys.path, apart by ` + string(os.PathListSeparator) + `
PYTHONSTARTUP         file that runs before an interactive session
PYTHONHASHSEED        0: strings hash the same in each process; else a number or "random"
PYTHONIOENCODING      encoding[:errors] of the standard streams
PYTHONUTF8            1: UTF-8 mode (-X utf8)
PYTHONWARNINGS        filters of warnings, apart by commas (-W)
PYTHONOPTIMIZE, PYTHONDEBUG, PYTHONVERBOSE, PYTHONINSPECT, PYTHONUNBUFFERED, PYTHONDONTWRITEBYTECODE,
PYTHONNOUSERSITE, PYTHONSAFEPATH, PYTHONDEVMODE, PYTHONFAULTHANDLER, PYTHONPYCACHEPREFIX, PYTHONINTMAXSTRDIGITS:
                      as the options -O -d -v -i -u -B -s -P, and as -X dev, faulthandler, pycache_prefix, int_max_str_digits
PYTHONHOME            without effect: see WEFT_STDLIB
`
