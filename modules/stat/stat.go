// Package stat is module _stat: the bits of file modes, for module stat.
package stat

import (
	"strings"

	"github.com/weftpy/weft/object"
)

type (
	thread = object.Thread
	value  = object.Value
	excn   = object.Exception
)

// The types of files, in the bits of the mode that typeMask covers.
const (
	typeMask = 0o170000
	socket   = 0o140000
	symlink  = 0o120000
	regular  = 0o100000
	block    = 0o060000
	dir      = 0o040000
	char     = 0o020000
	fifo     = 0o010000
)

// kinds are the types of files: their S_IF constant, their S_IS test and the
// letter that begins their mode as text. Kinds that no system of today has are
// never.
var kinds = []struct {
	name   string
	mode   int64
	letter byte
}{
	{"SOCK", socket, 's'}, {"LNK", symlink, 'l'}, {"REG", regular, '-'}, {"BLK", block, 'b'}, {"DIR", dir, 'd'}, {"CHR", char, 'c'}, {"FIFO", fifo, 'p'},
	{"DOOR", 0, 'D'}, {"PORT", 0, 'P'}, {"WHT", 0, 'w'},
}

var constants = map[string]int64{
	"S_ISUID": 0o4000, "S_ISGID": 0o2000, "S_ISVTX": 0o1000, "S_ENFMT": 0o2000,
	"S_IRWXU": 0o700, "S_IRUSR": 0o400, "S_IWUSR": 0o200, "S_IXUSR": 0o100, "S_IREAD": 0o400, "S_IWRITE": 0o200, "S_IEXEC": 0o100,
	"S_IRWXG": 0o070, "S_IRGRP": 0o040, "S_IWGRP": 0o020, "S_IXGRP": 0o010,
	"S_IRWXO": 0o007, "S_IROTH": 0o004, "S_IWOTH": 0o002, "S_IXOTH": 0o001,
	"ST_MODE": 0, "ST_INO": 1, "ST_DEV": 2, "ST_NLINK": 3, "ST_UID": 4, "ST_GID": 5, "ST_SIZE": 6, "ST_ATIME": 7, "ST_MTIME": 8, "ST_CTIME": 9,
	"UF_NODUMP": 1, "UF_IMMUTABLE": 2, "UF_APPEND": 4, "UF_OPAQUE": 8, "UF_NOUNLINK": 16, "UF_COMPRESSED": 32, "UF_HIDDEN": 0x8000,
	"SF_ARCHIVED": 0x10000, "SF_IMMUTABLE": 0x20000, "SF_APPEND": 0x40000, "SF_NOUNLINK": 0x100000, "SF_SNAPSHOT": 0x200000,
	"FILE_ATTRIBUTE_READONLY": 1, "FILE_ATTRIBUTE_HIDDEN": 2, "FILE_ATTRIBUTE_SYSTEM": 4, "FILE_ATTRIBUTE_DIRECTORY": 16, "FILE_ATTRIBUTE_ARCHIVE": 32,
	"FILE_ATTRIBUTE_DEVICE": 64, "FILE_ATTRIBUTE_NORMAL": 128, "FILE_ATTRIBUTE_TEMPORARY": 256, "FILE_ATTRIBUTE_SPARSE_FILE": 512,
	"FILE_ATTRIBUTE_REPARSE_POINT": 1024, "FILE_ATTRIBUTE_COMPRESSED": 2048, "FILE_ATTRIBUTE_OFFLINE": 4096, "FILE_ATTRIBUTE_NOT_CONTENT_INDEXED": 8192,
	"FILE_ATTRIBUTE_ENCRYPTED": 16384, "FILE_ATTRIBUTE_INTEGRITY_STREAM": 32768, "FILE_ATTRIBUTE_VIRTUAL": 65536, "FILE_ATTRIBUTE_NO_SCRUB_DATA": 131072,
}

func modeArg(t *thread, v value) (int64, *excn) {
	if v.O.Typ.Flags&object.FlagInt == 0 {
		return 0, t.Errorf(object.TypeError, "an integer is required")
	}
	n, big := object.AsInt(v)
	switch {
	case n < 0 || big != nil && big.Sign() < 0:
		return 0, t.Errorf(object.OverflowError, "can't convert negative value to unsigned int")
	case big != nil:
		return 0, t.Errorf(object.OverflowError, "Python int too large to convert to C unsigned long")
	case n > 1<<32-1:
		return 0, t.Errorf(object.OverflowError, "mode out of range")
	}
	return n, nil
}

// fileMode writes a mode as ls does.
func fileMode(mode int64) string {
	var b strings.Builder
	letter := byte('?')
	for _, k := range kinds {
		if k.mode != 0 && mode&typeMask == k.mode {
			letter = k.letter
		}
	}
	b.WriteByte(letter)
	for i, special := range []struct {
		bit    int64
		letter byte
	}{{0o4000, 's'}, {0o2000, 's'}, {0o1000, 't'}} {
		bits := mode >> (6 - 3*i)
		for j, c := range []byte("rw") {
			if bits&(4>>j) == 0 {
				c = '-'
			}
			b.WriteByte(c)
		}
		x := byte('-')
		if bits&1 != 0 {
			x = 'x'
		}
		if mode&special.bit != 0 {
			// A capital says that the special bit is set on what cannot be executed.
			x = special.letter
			if bits&1 == 0 {
				x -= 'a' - 'A'
			}
		}
		b.WriteByte(x)
	}
	return b.String()
}

func create(t *thread) (*object.Module, *excn) {
	m := object.NewModule(t, "_stat", "The bits of file modes.")
	def := func(name string, f func(mode int64) value) {
		m.AddFuncs(t, []object.Def{{Name: name, Sig: "mode, /", Fn: func(t *thread, a []value) (value, *excn) {
			mode, err := modeArg(t, a[0])
			if err != nil {
				return value{}, err
			}
			return f(mode), nil
		}}})
	}
	for name, n := range constants {
		m.Set(t, name, object.Int(n))
	}
	for _, k := range kinds {
		m.Set(t, "S_IF"+k.name, object.Int(k.mode))
		def("S_IS"+k.name, func(mode int64) value { return object.Bool(k.mode != 0 && mode&typeMask == k.mode) })
	}
	def("S_IFMT", func(mode int64) value { return object.Int(mode & typeMask) })
	def("S_IMODE", func(mode int64) value { return object.Int(mode & 0o7777) })
	def("filemode", func(mode int64) value { return object.NewStr(fileMode(mode)) })
	return m, nil
}

func init() { object.RegisterModule("_stat", create) }
