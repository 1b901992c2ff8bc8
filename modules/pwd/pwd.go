//go:build unix

package pwd

import (
	"os"
	"strconv"
	"strings"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

var null value

var entryType = object.NewStructSeqType("pwd", "struct_passwd", "A user, as /etc/passwd has it.", 7, false,
	object.StructField{Name: "pw_name"}, object.StructField{Name: "pw_passwd"}, object.StructField{Name: "pw_uid"}, object.StructField{Name: "pw_gid"},
	object.StructField{Name: "pw_gecos"}, object.StructField{Name: "pw_dir"}, object.StructField{Name: "pw_shell"})

// user is a line of /etc/passwd.
type user struct {
	fields   [7]string
	uid, gid int64
}

// users reads /etc/passwd. Users that only a directory service knows are not found:
// to ask for those takes the C library.
func users(t *thread) ([]user, *excn) {
	t.Tx.BecomeInevitable("reading /etc/passwd")
	text, err := os.ReadFile("/etc/passwd")
	if err != nil && !os.IsNotExist(err) {
		return nil, t.OSError(err)
	}
	var all []user
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(f) != 7 || strings.HasPrefix(f[0], "#") {
			continue
		}
		u := user{fields: [7]string(f)}
		var uerr, gerr error
		u.uid, uerr = strconv.ParseInt(f[2], 10, 64)
		u.gid, gerr = strconv.ParseInt(f[3], 10, 64)
		if uerr == nil && gerr == nil {
			all = append(all, u)
		}
	}
	return all, nil
}

func (u *user) value() value {
	vs := make([]value, 7)
	for i, s := range u.fields {
		vs[i] = object.NewStr(object.FSDecode(s))
	}
	vs[2], vs[3] = object.Int(u.uid), object.Int(u.gid)
	return object.NewStructSeq(entryType, vs)
}

func keyError(t *thread, text string) *excn {
	return object.NewException(t, object.KeyError, object.NewStr(text))
}

var defs = []object.Def{
	{Name: "getpwnam", Sig: "name, /", Fn: func(t *thread, a []value) (value, *excn) {
		name, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "getpwnam() argument must be str, not %s", object.ArgTypeName(a[0]))
		}
		all, err := users(t)
		if err != nil {
			return null, err
		}
		encoded, err := object.FSEncode(t, name)
		if err != nil {
			return null, err
		}
		for i := range all {
			if all[i].fields[0] == encoded {
				return all[i].value(), nil
			}
		}
		r, err := object.Repr(t, a[0])
		if err != nil {
			return null, err
		}
		return null, keyError(t, "getpwnam(): name not found: "+r.S)
	}, Doc: "The user of a name."},
	{Name: "getpwuid", Sig: "uid, /", Fn: func(t *thread, a []value) (value, *excn) {
		if a[0].O.Typ.Slots.Index == nil {
			return null, t.Errorf(object.TypeError, "uid should be integer, not %s", a[0].TypeName())
		}
		i, err := object.Index(t, a[0])
		if err != nil {
			return null, err
		}
		uid, big := object.AsInt(i)
		if big != nil || uid < -1 || uid > 1<<32-1 {
			return null, keyError(t, "getpwuid(): uid not found")
		}
		all, err := users(t)
		if err != nil {
			return null, err
		}
		for i := range all {
			if all[i].uid == uid {
				return all[i].value(), nil
			}
		}
		return null, keyError(t, "getpwuid(): uid not found: "+strconv.FormatInt(uid, 10))
	}, Doc: "The user of a number."},
	{Name: "getpwall", Fn: func(t *thread, a []value) (value, *excn) {
		all, err := users(t)
		if err != nil {
			return null, err
		}
		vs := make([]value, len(all))
		for i := range all {
			vs[i] = all[i].value()
		}
		return object.NewList(t, vs).Value(), nil
	}, Doc: "All users."},
}

func init() {
	object.RegisterModule("pwd", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "pwd", "The users of the system.")
		m.AddFuncs(t, defs)
		m.Set(t, "struct_passwd", entryType.Ready().Value())
		return m, nil
	})
}
