package weft

import (
	"os"
	"strings"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// Interactive sessions: statements are read, run and their values shown, one
// after the other.
//
// A statement is complete when it parses without what comes next mattering. A
// compound statement could always go on, so it ends at an empty line: the text
// is parsed both as it is and with another line end behind it, and dedents are
// not implied by the end of the text.

// Banner returns what an interactive session begins with.
func (in *Interp) Banner() string {
	t := in.t
	text := "Python " + in.sysText("version") + " on " + in.sysText("platform") + "\n"
	if t.Interp.Builtins.GetStr(t, object.Intern("help")).O != nil {
		text += "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n"
	}
	return text
}

// sysText returns an attribute of module sys as text, "" if there is none.
func (in *Interp) sysText(name string) string {
	v := in.t.Interp.Sys.GetStr(in.t, object.Intern(name))
	if v.O == nil {
		return ""
	}
	s, err := object.ToStr(in.t, v)
	if err != nil {
		return ""
	}
	return s.S
}

// Interact reads statements from standard input and runs them in __main__ until
// the input ends, when it returns nil, or one of them raises SystemExit. Other
// exceptions are printed. Prompts go to standard error, as python's do.
func (in *Interp) Interact() error {
	t := in.t
	for name, prompt := range map[string]string{"ps1": ">>> ", "ps2": "... "} {
		if t.Interp.Sys.GetStr(t, object.Intern(name)).O == nil {
			t.Interp.Sys.SetStr(t, object.Intern(name), object.NewStr(prompt))
		}
	}
	lines := newLineReader(os.Stdin)
	flags := vm.DontImplyDedent
	for {
		src, more, err := in.statement(lines)
		if err != nil {
			if err.Matches(object.KeyboardInterrupt) {
				object.WriteStderr(t, "\nKeyboardInterrupt\n")
			} else {
				object.Excepthook(t, err)
			}
			continue
		}
		if !blank(src) {
			var code *object.Code
			code, err = vm.Compile(t, []byte(src), "<stdin>", vm.CompileOptions{Mode: syntax.Single, Optimize: in.config.Optimize, Flags: flags, FromStr: true})
			if err == nil {
				flags |= code.Flags & vm.FutureFlags
				_, err = vm.Exec(t, code, in.main.Dict, object.Value{})
			}
			if err != nil {
				if err.Matches(object.SystemExit) {
					return &Exception{err, t}
				}
				in.Flush()
				object.Excepthook(t, err)
			}
		}
		in.Flush()
		if !more {
			object.WriteStderr(t, "\n")
			in.Flush()
			return nil
		}
	}
}

// statement reads the lines of a statement; more is false if the input ended.
func (in *Interp) statement(lines *lineReader) (src string, more bool, err *object.Exception) {
	prompt := "ps1"
	for {
		object.WriteStderr(in.t, in.sysText(prompt))
		in.Flush()
		line, err := lines.next(in.t)
		if err != nil {
			return "", true, err
		}
		if line == "" {
			if src == "" {
				return "", false, nil
			}
			return src + "\n", true, nil // the end ends a compound statement too
		}
		src += line
		if complete(strings.TrimSuffix(src, "\n")) {
			return src, true, nil
		}
		prompt = "ps2"
	}
}

// complete reports whether nothing that follows could make src, which is without
// its last line end, a longer statement, or mend what is wrong with it.
func complete(src string) bool {
	if blank(src) {
		return true
	}
	opts := &syntax.Options{IgnoreCookie: true, DontImplyDedent: true, AllowIncomplete: true}
	if _, err := syntax.Parse([]byte(src), "<stdin>", syntax.Single, opts); err == nil {
		return true
	}
	_, err := syntax.Parse([]byte(src+"\n"), "<stdin>", syntax.Single, opts)
	return err != nil && !strings.Contains(err.Error(), "incomplete input")
}

// blank reports whether src has nothing but white space and comments.
func blank(src string) bool {
	for _, line := range strings.Split(src, "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// lineReader reads lines in a goroutine of its own, so that the main thread can
// answer signals while it waits for one. Nothing is read ahead: what is behind
// the line is the program's.
type lineReader struct {
	file  *os.File
	lines chan string
	busy  bool // a line has been asked for
}

func newLineReader(f *os.File) *lineReader { return &lineReader{file: f, lines: make(chan string)} }

// next returns the next line with its line end, "" at the end of the input.
func (r *lineReader) next(t *object.Thread) (string, *object.Exception) {
	if !r.busy {
		r.busy = true
		go func() {
			var line []byte
			b := make([]byte, 1)
			for {
				n, err := r.file.Read(b)
				if n > 0 {
					line = append(line, b[0])
				}
				if err != nil || n > 0 && b[0] == '\n' {
					break
				}
			}
			r.lines <- string(line)
		}()
	}
	for {
		line, got := "", false
		t.Block(func() {
			select {
			case line = <-r.lines:
				got = true
			case <-t.Interp.MainWake:
			}
		})
		if got {
			r.busy = false
			return line, nil
		}
		if err := t.RunPending(); err != nil {
			return "", err
		}
	}
}

// RunStartup runs the file that PYTHONSTARTUP names in __main__, and prints the
// exception that it may raise; a SystemExit is returned.
func (in *Interp) RunStartup(path string) error {
	src, oserr := os.ReadFile(path)
	if oserr != nil {
		object.WriteStderr(in.t, "Could not open PYTHONSTARTUP\n"+oserr.Error()+"\n")
		return nil
	}
	err := in.exec(src, path, false)
	if e, ok := err.(*Exception); ok && e.err.Matches(object.SystemExit) {
		return err
	}
	in.Report(err)
	return nil
}

// ReportAll is Report that prints SystemExit too, as python -i does.
func (in *Interp) ReportAll(err error) {
	if e, ok := err.(*Exception); ok {
		in.Flush()
		object.Excepthook(in.t, e.err)
		return
	}
	in.Report(err)
}
