package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/weftpy/weft"
	"github.com/weftpy/weft/importer"
)

// codeUnwritten is the exit code of a program whose last output could not be written.
const codeUnwritten = 120

// run runs the command and returns its exit code.
func run(args []string) int {
	o, err := parseArgs(args)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		fmt.Fprintln(os.Stderr, "usage: "+os.Args[0]+" [option] ... [-c cmd | -m mod | file | -] [arg] ...")
		fmt.Fprintln(os.Stderr, "Try `python -h' for more information.")
		return 2
	}
	switch {
	case o.help != "":
		fmt.Print(o.help)
		return 0
	case o.version > 0:
		fmt.Printf("Python %s.0 (weft %s)\n", importer.Version, weft.Version)
		return 0
	}
	if err := o.environment(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	tuneGC()
	c := weft.Config{XOptions: o.x, Warnings: o.warn, Optimize: o.optimize, Flags: o.flags(), PycCache: o.pycCache}
	if n, ok := o.x["workers"]; ok {
		if c.Workers, err = strconv.Atoi(n); err != nil || c.Workers < 1 {
			fmt.Fprintf(os.Stderr, "weft: -X workers=%s: want a number of workers, at least 1\n", n)
			return 2
		}
	}
	var reason string
	if c.Stdlib, reason = importer.FindStdlib(o.x["stdlib"]); c.Stdlib == "" && o.x["stdlib"] != "" {
		fmt.Fprintln(os.Stderr, "weft: "+reason)
		return 2
	}
	if file := o.x["cpuprofile"]; file != "" {
		f, err := os.Create(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, "weft: -X cpuprofile:", err)
			return 2
		}
		defer f.Close()
		if err := pprof.StartCPUProfile(f); err != nil {
			fmt.Fprintln(os.Stderr, "weft: -X cpuprofile:", err)
			return 2
		}
		defer pprof.StopCPUProfile()
	}
	var first string // of sys.path
	var src []byte
	inside := false // the script is the __main__ module of a folder or an archive
	switch {
	case o.command != nil:
		if err := decodable(*o.command); err != nil {
			fmt.Fprintln(os.Stderr, "Unable to decode the command from the command line:")
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		c.Args = append([]string{"-c"}, o.args...)
	case o.module != "":
		c.Args = append([]string{"-m"}, o.args...)
		first, _ = os.Getwd()
	case o.session():
		c.Args = append([]string{o.script}, o.args...)
	case o.script == "" || o.script == "-":
		c.Args = append([]string{o.script}, o.args...)
		if src, err = io.ReadAll(os.Stdin); err != nil {
			fmt.Fprintln(os.Stderr, "weft: reading standard input:", err)
			return 1
		}
	default:
		c.Args = append([]string{o.script}, o.args...)
		file := o.script
		if info, serr := os.Stat(file); serr == nil && info.IsDir() {
			inside = true
		} else if src, err = os.ReadFile(file); err != nil {
			fmt.Fprintf(os.Stderr, "weft: can't open file '%s': %s\n", absolute(file), reasonOf(err))
			return 2
		} else if isArchive(src) {
			inside = true
		}
		if inside {
			first = absolute(file)
			break
		}
		if o.skipLine { // but for its end: the others keep their numbers
			src = src[max(bytes.IndexByte(src, '\n'), 0):]
		}
		if real, err := filepath.EvalSymlinks(file); err == nil {
			file = real
		}
		first = absolute(filepath.Dir(file))
	}
	if !o.safePath || inside {
		c.Path = append(c.Path, first)
	}
	if p := o.env("PYTHONPATH"); p != "" {
		c.Path = append(c.Path, filepath.SplitList(p)...)
	}
	in, err := weft.New(c)
	if err != nil {
		fmt.Fprintln(os.Stderr, "weft: cannot start:", err)
		return 1
	}
	stop := in.CatchInterrupts()
	switch {
	case o.command != nil:
		err = in.RunString(*o.command, "<string>")
	case o.module != "":
		err = in.RunModule(o.module)
	case o.session():
		if !o.quiet {
			fmt.Fprint(os.Stderr, in.Banner())
		}
		if startup := o.env("PYTHONSTARTUP"); startup != "" {
			err = in.RunStartup(startup)
		}
		if err == nil {
			err = in.Interact()
		}
	case o.script == "" || o.script == "-":
		err = in.RunSource(src, "<stdin>")
	case inside:
		err = in.RunArchive()
	case filepath.Ext(o.script) == ".pyc":
		err = in.RunCompiled(scriptName(o.script))
	default:
		err = in.RunScript(src, scriptName(o.script))
	}
	if o.inspect && !o.session() {
		if err != nil {
			in.ReportAll(err)
		}
		err = in.Interact()
	}
	code := in.Report(err)
	if !in.Close() {
		code = codeUnwritten
	}
	stop()
	if weft.Interrupted(err) {
		dieOfInterrupt()
		return 130
	}
	return code
}

// decodable returns what is wrong with the text of a program if it is no UTF-8.
func decodable(program string) error {
	for i, at := 0, 0; i < len(program); at++ {
		r, n := utf8.DecodeRuneInString(program[i:])
		if r == utf8.RuneError && n <= 1 {
			return fmt.Errorf("UnicodeEncodeError: 'utf-8' codec can't encode character '\\udc%02x' in position %d: surrogates not allowed", program[i], at)
		}
		i += n
	}
	return nil
}

// isArchive reports whether a file's content is a ZIP archive: it ends with the directory
// of one, behind which there may be a comment of up to 64 KiB.
func isArchive(content []byte) bool {
	tail := content[max(0, len(content)-22-1<<16):]
	return bytes.Contains(tail, []byte("PK\x05\x06"))
}

// session reports whether the command is an interactive session: it is given no
// program, and people are at the terminal or -i says so.
func (o *options) session() bool {
	return o.command == nil && o.module == "" && (o.script == "" || o.script == "-") && (o.inspect || isTerminal(os.Stdin))
}

// isTerminal reports whether f is a device that people type at.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && !isNull(info)
}

// isNull reports whether info describes the device that swallows everything.
func isNull(info os.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}

// flags returns what the options say of sys.flags.
func (o *options) flags() map[string]int {
	b := func(x bool) int {
		if x {
			return 1
		}
		return 0
	}
	return map[string]int{"debug": o.debug, "inspect": b(o.inspect), "interactive": b(o.inspect), "optimize": o.optimize,
		"dont_write_bytecode": b(o.noBytes), "no_user_site": b(o.noUser), "no_site": b(o.noSite), "ignore_environment": b(o.noEnv),
		"verbose": o.verbose, "bytes_warning": o.bytesW, "quiet": b(o.quiet), "isolated": b(o.isolated), "safe_path": b(o.safePath),
		"unbuffered": b(o.unbuf), "hash_randomization": b(!o.fixedHash), "dev_mode": b(o.devMode), "utf8_mode": b(o.utf8), "int_max_str_digits": o.intDigits,
		"faulthandler": b(o.faults)}
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// scriptName returns the name that a script has in tracebacks and __file__: an
// absolute one, otherwise as it was given.
func scriptName(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	dir, err := os.Getwd()
	if err != nil {
		return path
	}
	return dir + string(filepath.Separator) + path
}

// reasonOf says why a file could not be read, as python does.
func reasonOf(err error) string {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		text := errno.Error()
		return fmt.Sprintf("[Errno %d] %s", int(errno), strings.ToUpper(text[:1])+text[1:])
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
