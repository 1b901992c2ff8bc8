//go:build unix

package accounts

import "github.com/weftpy/weft/object"

var groups = &database{file: "/etc/group", fields: 4, ids: []int{idField}, list: 3,
	typ: object.NewStructSeqType("grp", "struct_group", "A group, as /etc/group has it.", 4, false,
		object.StructField{Name: "gr_name"}, object.StructField{Name: "gr_passwd"}, object.StructField{Name: "gr_gid"}, object.StructField{Name: "gr_mem"})}

func init() {
	groups.register("grp", "The groups of users.", []object.Def{
		{Name: "getgrnam", Sig: "name", Fn: groups.byName("getgrnam", "argument 'name'"), Doc: "The group of a name."},
		{Name: "getgrgid", Sig: "id", Fn: groups.byID("getgrgid", "gid"), Doc: "The group of a number."},
		{Name: "getgrall", Fn: groups.all, Doc: "All groups."},
	})
}
