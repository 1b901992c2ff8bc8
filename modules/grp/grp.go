//go:build unix

package grp

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

var entryType = object.NewStructSeqType("grp", "struct_group", "A group, as /etc/group has it.", 4, false,
	object.StructField{Name: "gr_name"}, object.StructField{Name: "gr_passwd"}, object.StructField{Name: "gr_gid"}, object.StructField{Name: "gr_mem"})

// group is a line of /etc/group.
type group struct {
	name, password string
	gid            int64
	members        []string
}

// groups reads /etc/group. Groups that only a directory service knows are not
// found: to ask for those takes the C library.
func groups(t *thread) ([]group, *excn) {
	t.Tx.BecomeInevitable("reading /etc/group")
	text, err := os.ReadFile("/etc/group")
	if err != nil && !os.IsNotExist(err) {
		return nil, t.OSError(err)
	}
	var all []group
	for line := range strings.Lines(string(text)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), ":")
		if len(f) != 4 || strings.HasPrefix(f[0], "#") {
			continue
		}
		g := group{name: f[0], password: f[1]}
		var gerr error
		if g.gid, gerr = strconv.ParseInt(f[2], 10, 64); gerr != nil {
			continue
		}
		if f[3] != "" {
			g.members = strings.Split(f[3], ",")
		}
		all = append(all, g)
	}
	return all, nil
}

func (g *group) value(t *thread) value {
	members := make([]value, len(g.members))
	for i, s := range g.members {
		members[i] = object.NewStr(object.FSDecode(s))
	}
	return object.NewStructSeq(entryType, []value{object.NewStr(object.FSDecode(g.name)), object.NewStr(object.FSDecode(g.password)), object.Int(g.gid),
		object.NewList(t, members).Value()})
}

func keyError(t *thread, text string) *excn {
	return object.NewException(t, object.KeyError, object.NewStr(text))
}

var defs = []object.Def{
	{Name: "getgrnam", Sig: "name", Fn: func(t *thread, a []value) (value, *excn) {
		name, ok := object.AsStr(a[0])
		if !ok {
			return null, t.Errorf(object.TypeError, "getgrnam() argument 'name' must be str, not %s", object.ArgTypeName(a[0]))
		}
		all, err := groups(t)
		if err != nil {
			return null, err
		}
		encoded, err := object.FSEncode(t, name)
		if err != nil {
			return null, err
		}
		for i := range all {
			if all[i].name == encoded {
				return all[i].value(t), nil
			}
		}
		r, err := object.Repr(t, a[0])
		if err != nil {
			return null, err
		}
		return null, keyError(t, "getgrnam(): name not found: "+r.S)
	}, Doc: "The group of a name."},
	{Name: "getgrgid", Sig: "id", Fn: func(t *thread, a []value) (value, *excn) {
		if a[0].O.Typ.Slots.Index == nil {
			return null, t.Errorf(object.TypeError, "gid should be integer, not %s", a[0].TypeName())
		}
		i, err := object.Index(t, a[0])
		if err != nil {
			return null, err
		}
		gid, big := object.AsInt(i)
		if big != nil || gid < -1 || gid > 1<<32-1 {
			return null, keyError(t, "getgrgid(): gid not found")
		}
		all, err := groups(t)
		if err != nil {
			return null, err
		}
		for i := range all {
			if all[i].gid == gid {
				return all[i].value(t), nil
			}
		}
		return null, keyError(t, "getgrgid(): gid not found: "+strconv.FormatInt(gid, 10))
	}, Doc: "The group of a number."},
	{Name: "getgrall", Fn: func(t *thread, a []value) (value, *excn) {
		all, err := groups(t)
		if err != nil {
			return null, err
		}
		vs := make([]value, len(all))
		for i := range all {
			vs[i] = all[i].value(t)
		}
		return object.NewList(t, vs).Value(), nil
	}, Doc: "All groups."},
}

func init() {
	object.RegisterModule("grp", func(t *thread) (*object.Module, *excn) {
		m := object.NewModule(t, "grp", "The groups of users.")
		m.AddFuncs(t, defs)
		m.Set(t, "struct_group", entryType.Ready().Value())
		return m, nil
	})
}
