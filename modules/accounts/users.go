//go:build unix

package accounts

import "github.com/weftpy/weft/object"

var users = &database{file: "/etc/passwd", fields: 7, ids: []int{idField, 3},
	typ: object.NewStructSeqType("pwd", "struct_passwd", "A user, as /etc/passwd has it.", 7, false,
		object.StructField{Name: "pw_name"}, object.StructField{Name: "pw_passwd"}, object.StructField{Name: "pw_uid"}, object.StructField{Name: "pw_gid"},
		object.StructField{Name: "pw_gecos"}, object.StructField{Name: "pw_dir"}, object.StructField{Name: "pw_shell"})}

func init() {
	users.register("pwd", "The users of the system.", []object.Def{
		{Name: "getpwnam", Sig: "name, /", Fn: users.byName("getpwnam", "argument"), Doc: "The user of a name."},
		{Name: "getpwuid", Sig: "uid, /", Fn: users.byID("getpwuid", "uid"), Doc: "The user of a number."},
		{Name: "getpwall", Fn: users.all, Doc: "All users."},
	})
}
