package builtins

import (
	"github.com/weftpy/weft/object"
)

// Input and output.

var outputFuncs = []object.Def{
	{Name: "print", Sig: "*args, sep=' ', end='\\n', file=None, flush=False", Doc: "Writes values to a stream, sys.stdout unless told otherwise.", Fn: print},
	{Name: "input", Sig: "prompt='', /", Doc: "A line from sys.stdin, without its end.", Fn: input},
	{Name: "breakpoint", Sig: "*args, **kws", Doc: "Enters the debugger, through sys.breakpointhook.", Fn: func(t *object.Thread, a args) (object.Value, *object.Exception) {
		hook := t.Interp.Sys.GetStr(t, object.Intern("breakpointhook"))
		if hook.O == nil {
			return hook, t.Errorf(object.RuntimeError, "lost sys.breakpointhook")
		}
		return object.CallTuple(t, hook, a[0], a[1])
	}},
}

var (
	strWrite = object.Intern("write")
	strFlush = object.Intern("flush")
)

// stream returns sys.name, or the error that it is lost; None is no stream.
func stream(t *object.Thread, name string) (object.Value, *object.Exception) {
	v := t.Interp.Sys.GetStr(t, object.Intern(name))
	if v.O == nil {
		return v, t.Errorf(object.RuntimeError, "lost sys.%s", name)
	}
	return v, nil
}

func print(t *object.Thread, a args) (object.Value, *object.Exception) {
	items, _ := object.AsTuple(a[0])
	text := func(v object.Value, name, def string) (string, *object.Exception) {
		if v.O == nil || v.IsNone() {
			return def, nil
		}
		s, ok := object.AsStr(v)
		if !ok {
			return "", t.Errorf(object.TypeError, "%s must be None or a string, not %s", name, v.TypeName())
		}
		return s.S, nil
	}
	sep, err := text(a[1], "sep", " ")
	if err != nil {
		return object.Value{}, err
	}
	end, err := text(a[2], "end", "\n")
	if err != nil {
		return object.Value{}, err
	}
	file := a[3]
	if file.O == nil || file.IsNone() {
		if file, err = stream(t, "stdout"); err != nil {
			return object.Value{}, err
		}
		if file.IsNone() {
			return object.None, nil
		}
	}
	// One write, unless the file is a program's own object, which sees the pieces
	// one by one.
	own := file.O.Typ.IsHeap()
	write, err := object.GetAttr(t, file, strWrite)
	if err != nil {
		return object.Value{}, err
	}
	var buf []byte
	put := func(s string) *object.Exception {
		if !own {
			buf = append(buf, s...)
			return nil
		}
		_, err := object.Call1(t, write, object.NewStr(s))
		return err
	}
	flushBuf := func() *object.Exception {
		if len(buf) == 0 {
			return nil
		}
		_, err := object.Call1(t, write, object.NewStr(string(buf)))
		buf = buf[:0]
		return err
	}
	for i, v := range items.Items {
		if i > 0 && (sep != "" || own) {
			if err := put(sep); err != nil {
				return object.Value{}, err
			}
		}
		if v.O.Typ.Flags&(object.FlagStr|object.FlagInt|object.FlagFloat) == 0 || v.O.Typ.IsHeap() {
			// Its text may fail, or print something: what precedes it comes first.
			if err := flushBuf(); err != nil {
				return object.Value{}, err
			}
		}
		s, err := object.ToStr(t, v)
		if err != nil {
			// What came before is written all the same.
			if len(buf) > 0 {
				if _, err := object.Call1(t, write, object.NewStr(string(buf))); err != nil {
					return object.Value{}, err
				}
			}
			return object.Value{}, err
		}
		if err := put(s.S); err != nil {
			return object.Value{}, err
		}
	}
	if err := put(end); err != nil {
		return object.Value{}, err
	}
	if err := flushBuf(); err != nil {
		return object.Value{}, err
	}
	if a[4].O != nil {
		flush, err := object.Truth(t, a[4])
		if err != nil {
			return object.Value{}, err
		}
		if flush {
			if _, err := object.CallMethod(t, file, strFlush); err != nil {
				return object.Value{}, err
			}
		}
	}
	return object.None, nil
}

func input(t *object.Thread, a args) (object.Value, *object.Exception) {
	if out, err := stream(t, "stderr"); err == nil && !out.IsNone() {
		if _, err := object.CallMethod(t, out, strFlush); err != nil {
			return object.Value{}, err
		}
	}
	in, err := stream(t, "stdin")
	if err != nil {
		return in, err
	}
	out, err := stream(t, "stdout")
	if err != nil {
		return out, err
	}
	if a[0].O != nil {
		s, err := object.ToStr(t, a[0])
		if err != nil {
			return object.Value{}, err
		}
		if _, err := object.CallMethod(t, out, strWrite, s.Value()); err != nil {
			return object.Value{}, err
		}
	}
	if _, err := object.CallMethod(t, out, strFlush); err != nil {
		return object.Value{}, err
	}
	line, err := object.CallMethod(t, in, object.Intern("readline"))
	if err != nil {
		return line, err
	}
	s, ok := object.AsStr(line)
	if !ok {
		return line, t.Errorf(object.TypeError, "object.readline() returned non-string")
	}
	if s.S == "" {
		return line, t.Errorf(object.EOFError, "EOF when reading a line")
	}
	if s.S[len(s.S)-1] == '\n' {
		return object.NewStr(s.S[:len(s.S)-1]), nil
	}
	return line, nil
}
