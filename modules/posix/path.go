//go:build unix

package posix

import (
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// path is a path argument: a name, or a file descriptor where one is allowed.
type path struct {
	name    string // as the operating system has it
	fd      int
	isFD    bool
	isBytes bool  // results are bytes too
	v       value // what error messages show
}

// pathKind says what a path argument may be besides str, bytes and os.PathLike.
type pathKind uint8

const (
	plainPath pathKind = 0
	allowFD   pathKind = 1 << iota
	allowNone
)

var pathKinds = map[pathKind]string{
	plainPath: "string, bytes or os.PathLike", allowFD: "string, bytes, os.PathLike or integer",
	allowNone: "string, bytes, os.PathLike or None", allowFD | allowNone: "string, bytes, os.PathLike, integer or None",
}

// pathArg converts argument arg of function f.
func pathArg(t *thread, f, arg string, v value, kind pathKind) (path, *excn) {
	if v.O == nil || v.IsNone() && kind&allowNone != 0 {
		return path{name: ".", v: object.Value{}}, nil
	}
	p := path{v: v}
	if v.O.Typ.Flags&object.FlagInt != 0 && kind&allowFD != 0 {
		fd, err := cInt(t, v)
		p.fd, p.isFD = fd, true
		return p, err
	}
	if _, ok := object.AsStr(v); !ok && v.O.Typ.Flags&object.FlagBytes == 0 {
		r, ok, err := object.CallSpecial(t, v, object.Intern("__fspath__"))
		if err != nil {
			return p, err
		}
		if !ok {
			if kind&allowFD != 0 && v.O.Typ.Slots.Index != nil {
				fd, err := cInt(t, v)
				p.fd, p.isFD = fd, true
				return p, err
			}
			return p, t.Errorf(object.TypeError, "%s: %s should be %s, not %s", f, arg, pathKinds[kind], v.TypeName())
		}
		if r.O.Typ.Flags&(object.FlagStr|object.FlagBytes) == 0 {
			return p, t.Errorf(object.TypeError, "expected %s.__fspath__() to return str or bytes, not %s", v.TypeName(), r.TypeName())
		}
		v = r
		p.v = r
	}
	if b, ok := object.AsBytes(v); ok {
		p.name, p.isBytes = b.S, true
	} else {
		s, _ := object.AsStr(v)
		name, err := object.FSEncode(t, s)
		if err != nil {
			return p, err
		}
		p.name = name
	}
	if strings.IndexByte(p.name, 0) >= 0 {
		return p, t.Errorf(object.ValueError, "embedded null byte")
	}
	return p, nil
}

// result makes the str or bytes of a name that belongs to p.
func (p path) result(name string) value {
	if p.isBytes {
		return object.NewBytes(name)
	}
	return object.NewStr(object.FSDecode(name))
}

// dirFD converts a dir_fd argument.
func dirFD(t *thread, v value) (int, *excn) {
	if !given(v) {
		return unix.AT_FDCWD, nil
	}
	if v.O.Typ.Slots.Index == nil {
		return 0, t.Errorf(object.TypeError, "argument should be integer or None, not %s", v.TypeName())
	}
	return cInt(t, v)
}

// checkFD raises for combinations of arguments that make no sense.
func checkFD(t *thread, f string, p path, dir int, follow bool) *excn {
	if p.isFD && dir != unix.AT_FDCWD {
		return t.Errorf(object.ValueError, "%s: can't specify dir_fd without matching path", f)
	}
	if p.isFD && !follow && f != "stat" {
		return t.Errorf(object.ValueError, "%s: cannot use fd and follow_symlinks together", f)
	}
	return nil
}

// noFollow is the flag for calls that shall not follow a symbolic link.
func noFollow(follow bool) int {
	if follow {
		return 0
	}
	return unix.AT_SYMLINK_NOFOLLOW
}
