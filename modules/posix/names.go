//go:build unix

package posix

import (
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// nameDefs are the functions that change names in directories, and those about
// paths as text.
var nameDefs = []object.Def{
	{Name: "unlink", Sig: "path, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) { return unlink(t, "unlink", a[0], a[1], 0) }},
	{Name: "remove", Sig: "path, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) { return unlink(t, "remove", a[0], a[1], 0) }},
	{Name: "rename", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None", Fn: rename("rename")},
	{Name: "replace", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None", Fn: rename("replace")},
	{Name: "link", Sig: "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
		follow, err := isTrue(t, a[4], true)
		if err != nil {
			return null, err
		}
		flags := 0
		if follow {
			flags = unix.AT_SYMLINK_FOLLOW
		}
		return twoPaths(t, "link", a, func(sd int, src string, dd int, dst string) error { return unix.Linkat(sd, src, dd, dst, flags) })
	}},
	{Name: "symlink", Sig: "src, dst, target_is_directory=False, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		src, err := pathArg(t, "symlink", "src", a[0], plainPath)
		if err != nil {
			return null, err
		}
		dst, err := pathArg(t, "symlink", "dst", a[1], plainPath)
		if err != nil {
			return null, err
		}
		d, err := dirFD(t, a[3])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.symlink()")
		return none(do(t, func() error { return unix.Symlinkat(src.name, d, dst.name) }, src, dst))
	}},
	{Name: "readlink", Sig: "path, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "readlink", "path", a[0], plainPath)
		if err != nil {
			return null, err
		}
		d, err := dirFD(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.readlink()")
		buf, n := make([]byte, 4096), 0
		for {
			if err := do(t, func() (err error) { n, err = unix.Readlinkat(d, p.name, buf); return }, p); err != nil {
				return null, err
			}
			if n < len(buf) {
				return p.result(string(buf[:n])), nil
			}
			buf = make([]byte, 2*len(buf))
		}
	}},
	{Name: "mkfifo", Sig: "path, mode=438, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "mkfifo", "path", a[0], plainPath)
		if err != nil {
			return null, err
		}
		mode, err := cIntOr(t, a[1], 0o666)
		if err != nil {
			return null, err
		}
		if given(a[2]) {
			return null, t.Errorf(object.NotImplementedError, "mkfifo: dir_fd unavailable on this platform")
		}
		t.Tx.BecomeInevitable("os.mkfifo()")
		return none(do(t, func() error { return unix.Mkfifo(p.name, uint32(mode)) }, p))
	}},
	{Name: "truncate", Sig: "path, length", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "truncate", "path", a[0], allowFD)
		if err != nil {
			return null, err
		}
		n, err := cLong(t, a[1])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.truncate()")
		return none(do(t, func() error {
			if p.isFD {
				return unix.Ftruncate(p.fd, n)
			}
			return unix.Truncate(p.name, n)
		}, p))
	}},
	{Name: "fspath", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) { return object.FSPathValue(t, a[0]) }},
	{Name: "_path_normpath", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) {
		s, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "_path_normpath() argument 'path' must be str, not %s", object.ArgTypeName(a[0]))
		}
		return object.NewStr(normPath(s.S)), nil
	}},
}

// normPath removes empty, "." and ".." components. Two leading slashes, but not
// three, are kept: POSIX gives them a meaning of their own.
func normPath(s string) string {
	if s == "" {
		return "."
	}
	lead := len(s) - len(strings.TrimLeft(s, "/"))
	if lead > 2 {
		lead = 1
	}
	var parts []string
	for _, p := range strings.Split(s, "/") {
		switch {
		case p == "" || p == ".":
		case p == ".." && len(parts) > 0 && parts[len(parts)-1] != "..":
			parts = parts[:len(parts)-1]
		case p == ".." && lead > 0:
		default:
			parts = append(parts, p)
		}
	}
	if r := strings.Repeat("/", lead) + strings.Join(parts, "/"); r != "" {
		return r
	}
	return "."
}

func unlink(t *thread, f string, pv, dir value, flags int) (value, *excn) {
	p, err := pathArg(t, f, "path", pv, plainPath)
	if err != nil {
		return null, err
	}
	d, err := dirFD(t, dir)
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	return none(do(t, func() error { return unix.Unlinkat(d, p.name, flags) }, p))
}

func twoPaths(t *thread, f string, a []value, call func(sd int, src string, dd int, dst string) error) (value, *excn) {
	src, err := pathArg(t, f, "src", a[0], plainPath)
	if err != nil {
		return null, err
	}
	dst, err := pathArg(t, f, "dst", a[1], plainPath)
	if err != nil {
		return null, err
	}
	sd, err := dirFD(t, a[2])
	if err != nil {
		return null, err
	}
	dd, err := dirFD(t, a[3])
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os." + f + "()")
	return none(do(t, func() error { return call(sd, src.name, dd, dst.name) }, src, dst))
}

func rename(f string) fn {
	return func(t *thread, a []value) (value, *excn) { return twoPaths(t, f, a, unix.Renameat) }
}
