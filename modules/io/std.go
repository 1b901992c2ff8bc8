package io

import (
	"os"
	"runtime"
	"strings"

	"github.com/weftpy/weft/object"
)

// lineSeparator is os.linesep.
var lineSeparator = func() string {
	if runtime.GOOS == "windows" {
		return "\r\n"
	}
	return "\n"
}()

// StdOptions say how the standard streams are made.
type StdOptions struct {
	Unbuffered bool // output is written at once (-u)
	UTF8       bool // UTF-8 mode (PEP 540)
	IgnoreEnv  bool // PYTHONIOENCODING is not looked at (-E)
}

// Locale returns the name of the locale that rules how text is encoded, "C" if none is
// chosen.
func Locale() string {
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if s := os.Getenv(name); s != "" {
			return s
		}
	}
	return "C"
}

// lenientLocale reports whether the locale is the one of programs that know none, or
// what PEP 538 puts in its place: there, bytes that are no UTF-8 go through stdin and
// stdout unchanged.
func lenientLocale() bool {
	switch Locale() {
	case "C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8":
		return true
	}
	return false
}

// NewStdStreams makes sys.stdin, sys.stdout and sys.stderr; a stream whose
// descriptor is closed is None. Of PYTHONIOENCODING (encoding:errors) the errors
// apply, and the encoding once SetStdEncoding has found it.
func NewStdStreams(t *thread, o StdOptions) (stdin, stdout, stderr value, err *exception) {
	prepare()
	unbuffered := o.Unbuffered
	encoding, errors := "", ""
	if !o.IgnoreEnv {
		encoding, errors, _ = strings.Cut(os.Getenv("PYTHONIOENCODING"), ":")
	}
	if errors == "" && encoding == "" && (o.UTF8 || lenientLocale()) {
		errors = "surrogateescape"
	}
	encoding = "utf-8"
	streams := []value{none, none, none}
	for fd, name := range []string{"<stdin>", "<stdout>", "<stderr>"} {
		if _, _, _, e := sysStat(fd); e != nil && runtime.GOOS != "windows" {
			continue
		}
		mode, fileMode, typ := "w", "wb", bufferedWriterType
		if fd == 0 {
			mode, fileMode, typ = "r", "rb", bufferedReaderType
		}
		raw, err := object.Call(t, fileIOType.Value(), object.Int(int64(fd)), object.NewStr(fileMode), object.False)
		if err != nil {
			return none, none, none, err
		}
		object.SetOwnAttr(t, raw.O, str("name"), object.NewStr(name))
		buffer := raw // an unbuffered stream has none
		if !unbuffered || fd == 0 {
			if buffer, err = object.Call(t, typ.Value(), raw); err != nil {
				return none, none, none, err
			}
		}
		errs := errors
		if fd == 2 {
			errs = "backslashreplace"
		} else if errs == "" {
			errs = "strict"
		}
		nl := object.NewStr("\n")
		if lineSeparator != "\n" {
			nl = none
		}
		terminal := cast[fileIO](raw).isTerminal()
		line := terminal || fd == 2
		w, err := object.Call(t, textIOWrapperType.Value(), buffer, object.NewStr(encoding), object.NewStr(errs), nl,
			object.Bool(line && !unbuffered), object.Bool(unbuffered && fd != 0))
		if err != nil {
			return none, none, none, err
		}
		object.SetOwnAttr(t, w.O, str("mode"), object.NewStr(mode))
		streams[fd] = w
	}
	return streams[0], streams[1], streams[2], nil
}

// SetStdEncoding gives the standard streams the encoding that PYTHONIOENCODING names. Codecs are
// modules of the library, which can be imported by now.
func SetStdEncoding(t *thread) *exception {
	encoding, errors, _ := strings.Cut(os.Getenv("PYTHONIOENCODING"), ":")
	if encoding == "" || encoding == "utf-8" {
		return nil
	}
	codec, err := object.LookupCodec(t, encoding)
	if err != nil {
		return err
	}
	name, err := object.GetAttr(t, codec.Value(), str("name"))
	if err != nil {
		return err
	}
	if errors == "" {
		errors = "strict"
	}
	for fd, stream := range []string{"stdin", "stdout", "stderr"} {
		s := t.Interp.Sys.GetStr(t, object.Intern(stream))
		if s.O == nil || s.O.Typ != textIOWrapperType {
			continue // its descriptor is closed
		}
		errs := object.NewStr(errors)
		if fd == 2 {
			errs = object.NewStr("backslashreplace")
		}
		if err := cast[textIO](s).reconfigure(t, s, args{s, name, errs, null, null, null}); err != nil {
			return err
		}
	}
	return nil
}
