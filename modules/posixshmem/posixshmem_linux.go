package posixshmem

import (
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/internal/sysfd"
	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

// folder is where the system keeps what shm_open() names.
const folder = "/dev/shm/"

// nameArg converts the name of shared memory to that of a file.
func nameArg(t *thread, f string, v value) (string, *excn) {
	s, ok := object.AsStr(v)
	if !ok {
		return "", t.Errorf(object.TypeError, "%s() argument 'path' must be str, not %s", f, object.ArgTypeName(v))
	}
	name := strings.TrimLeft(s.S, "/")
	if name == "" || len(name) > 255 || strings.ContainsAny(name, "/\x00") {
		return "", t.OSError(unix.EINVAL, v)
	}
	return folder + name, nil
}

func init() {
	object.RegisterModule("_posixshmem", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "_posixshmem", "Names of shared memory.")
		m.AddFuncs(t, []object.Def{
			{Name: "shm_open", Sig: "path, flags, mode=511", Fn: func(t *thread, a []value) (value, *excn) {
				name, err := nameArg(t, "shm_open", a[0])
				if err != nil {
					return null, err
				}
				flags, err := sysfd.Int(t, a[1])
				if err != nil {
					return null, err
				}
				mode, err := sysfd.IntOr(t, a[2], 0o777)
				if err != nil {
					return null, err
				}
				t.Tx.BecomeInevitable("shm_open()")
				fd := -1
				err = sysfd.Do(t, func() (err error) {
					fd, err = unix.Open(name, flags|unix.O_CLOEXEC|unix.O_NOFOLLOW, uint32(mode))
					return
				}, a[0])
				return object.Int(int64(fd)), err
			}, Doc: "Open shared memory as a file; returns its descriptor."},
			{Name: "shm_unlink", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) {
				name, err := nameArg(t, "shm_unlink", a[0])
				if err != nil {
					return null, err
				}
				t.Tx.BecomeInevitable("shm_unlink()")
				return object.None, sysfd.Do(t, func() error { return unix.Unlink(name) }, a[0])
			}, Doc: "Remove the name of shared memory."},
		})
		return m, nil
	})
}
