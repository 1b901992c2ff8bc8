//go:build unix

package posix

import (
	"crypto/rand"
	"os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
)

// envDefs are the functions about the environment, and random bytes.
var envDefs = []object.Def{
	{Name: "putenv", Sig: "name, value, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := pathArg(t, "putenv", "name", a[0], plainPath)
		if err != nil {
			return null, err
		}
		val, err := pathArg(t, "putenv", "value", a[1], plainPath)
		if err != nil {
			return null, err
		}
		if strings.Contains(name.name, "=") {
			return null, t.Errorf(object.ValueError, "illegal environment variable name")
		}
		t.Tx.BecomeInevitable("os.putenv()")
		if err := os.Setenv(name.name, val.name); err != nil {
			return null, fail(t, err)
		}
		return object.None, nil
	}},
	{Name: "unsetenv", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, err := pathArg(t, "unsetenv", "name", a[0], plainPath)
		if err != nil {
			return null, err
		}
		if name.name == "" || strings.Contains(name.name, "=") {
			return null, fail(t, unix.EINVAL)
		}
		t.Tx.BecomeInevitable("os.unsetenv()")
		if err := os.Unsetenv(name.name); err != nil {
			return null, fail(t, err)
		}
		return object.None, nil
	}},
	{Name: "urandom", Sig: "size, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cLong(t, a[0])
		if err != nil {
			return null, err
		}
		if n < 0 {
			return null, t.Errorf(object.ValueError, "negative argument not allowed")
		}
		b := make([]byte, n)
		rand.Read(b)
		return object.BytesOwned(b), nil
	}},
	{Name: "cpu_count", Fn: func(t *thread, a []value) (value, *excn) {
		return num(runtime.NumCPU()), nil
	}},
	{Name: "strerror", Sig: "code, /", Fn: func(t *thread, a []value) (value, *excn) {
		n, err := cInt(t, a[0])
		if err != nil {
			return null, err
		}
		return object.NewStr(object.Strerror(n)), nil
	}},
	{Name: "device_encoding", Sig: "fd", Fn: func(t *thread, a []value) (value, *excn) {
		fd, err := cInt(t, a[0])
		if err != nil || !isTerminal(fd) {
			return object.None, err
		}
		return object.NewStr("utf-8"), nil
	}},
}

// environDict is the environment as the process found it.
func environDict(t *thread) value {
	d := object.NewDict(t)
	for _, kv := range os.Environ() {
		k, v, ok := strings.Cut(kv, "=")
		if !ok || k == "" {
			continue
		}
		key := object.NewBytes(k)
		if had, err := d.Has(t, key); err == nil && !had {
			if err := d.Set(t, key, object.NewBytes(v)); err != nil {
				panic("BUG: bytes are hashable")
			}
		}
	}
	return d.Value()
}
