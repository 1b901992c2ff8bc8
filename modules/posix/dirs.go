//go:build unix

package posix

import (
	"io/fs"
	"os"
	"strings"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// dirDefs are the functions about directories.
var dirDefs = []object.Def{
	{Name: "listdir", Sig: "path=None", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "listdir", "path", a[0], allowFD|allowNone)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.listdir()")
		entries, err := readDir(t, p)
		if err != nil {
			return null, err
		}
		names := make([]value, len(entries))
		for i, e := range entries {
			names[i] = p.result(e.Name())
		}
		return object.NewList(t, names).Value(), nil
	}},
	{Name: "scandir", Sig: "path=None", Fn: scandir},
	{Name: "mkdir", Sig: "path, mode=511, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "mkdir", "path", a[0], plainPath)
		if err != nil {
			return null, err
		}
		mode, err := cIntOr(t, a[1], 0o777)
		if err != nil {
			return null, err
		}
		d, err := dirFD(t, a[2])
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.mkdir()")
		return none(do(t, func() error { return unix.Mkdirat(d, p.name, uint32(mode)) }, p))
	}},
	{Name: "rmdir", Sig: "path, *, dir_fd=None", Fn: func(t *thread, a []value) (value, *excn) {
		return unlink(t, "rmdir", a[0], a[1], unix.AT_REMOVEDIR)
	}},
	{Name: "chdir", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "chdir", "path", a[0], allowFD)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.chdir()")
		return none(do(t, func() error {
			if p.isFD {
				return unix.Fchdir(p.fd)
			}
			return unix.Chdir(p.name)
		}, p))
	}},
	{Name: "fchdir", Sig: "fd", Fn: fdCall("os.fchdir()", unix.Fchdir)},
	{Name: "chroot", Sig: "path", Fn: func(t *thread, a []value) (value, *excn) {
		p, err := pathArg(t, "chroot", "path", a[0], plainPath)
		if err != nil {
			return null, err
		}
		t.Tx.BecomeInevitable("os.chroot()")
		return none(do(t, func() error { return unix.Chroot(p.name) }, p))
	}},
	{Name: "getcwd", Fn: func(t *thread, a []value) (value, *excn) {
		dir, err := getcwd(t)
		return object.NewStr(object.FSDecode(dir)), err
	}},
	{Name: "getcwdb", Fn: func(t *thread, a []value) (value, *excn) {
		dir, err := getcwd(t)
		return object.NewBytes(dir), err
	}},
}

func getcwd(t *thread) (string, *excn) {
	dir, err := unix.Getwd()
	if err != nil {
		return "", fail(t, err)
	}
	return dir, nil
}

// readDir returns a directory's entries in the order in which the system has
// them.
func readDir(t *thread, p path) ([]fs.DirEntry, *excn) {
	var entries []fs.DirEntry
	err := do(t, func() error {
		var f *os.File
		if p.isFD {
			fd, err := unix.FcntlInt(uintptr(p.fd), unix.F_DUPFD_CLOEXEC, 0)
			if err != nil {
				return err
			}
			if _, err := unix.Seek(fd, 0, 0); err != nil {
				unix.Close(fd)
				return err
			}
			f = os.NewFile(uintptr(fd), "")
		} else {
			fd, err := unix.Open(p.name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
			if err != nil {
				return err
			}
			f = os.NewFile(uintptr(fd), p.name)
		}
		defer f.Close()
		var err error
		entries, err = f.ReadDir(-1)
		return err
	}, p)
	return entries, err
}

// dirEntry is an entry that scandir() found.
type dirEntry struct {
	object.Object
	name, path value
	dir        int    // directory that file is relative to
	file       string // as the system has it
	mode       fs.FileMode
	stats      [2]atomic.Pointer[unix.Stat_t] // of the entry, and of what it links to, once asked for
}

var dirEntryType = &object.Type{Name: "DirEntry", Module: "posix", Doc: "What is in a folder, as scandir() finds it.", Flags: object.FlagNoBase | object.FlagNoNew}

func entryOf(v value) *dirEntry { return (*dirEntry)(unsafe.Pointer(v.O)) }

// stat returns the entry's stat, which is asked for once.
func (e *dirEntry) stat(t *thread, follow bool) (*unix.Stat_t, *excn) {
	i := 0
	if follow && e.mode&fs.ModeSymlink != 0 {
		i = 1
	}
	if st := e.stats[i].Load(); st != nil {
		return st, nil
	}
	t.Tx.BecomeInevitable("DirEntry.stat()")
	st := new(unix.Stat_t)
	if err := do(t, func() error { return unix.Fstatat(e.dir, e.file, st, noFollow(i == 1)) }, path{v: e.path}); err != nil {
		return nil, err
	}
	e.stats[i].Store(st)
	return st, nil
}

// is reports whether the entry is of a type; a link that leads nowhere is of none.
func (e *dirEntry) is(t *thread, follow bool, want uint32) (bool, *excn) {
	if e.mode&fs.ModeIrregular == 0 && (!follow || e.mode&fs.ModeSymlink == 0) {
		switch want {
		case unix.S_IFDIR:
			return e.mode.IsDir(), nil
		case unix.S_IFREG:
			return e.mode.IsRegular(), nil
		}
		return e.mode&fs.ModeSymlink != 0, nil
	}
	st, err := e.stat(t, follow)
	if err != nil {
		if err.Matches(object.FileNotFoundError) {
			return false, nil
		}
		return false, err
	}
	return uint32(st.Mode)&unix.S_IFMT == want, nil
}

func scandir(t *thread, a []value) (value, *excn) {
	p, err := pathArg(t, "scandir", "path", a[0], allowFD|allowNone)
	if err != nil {
		return null, err
	}
	t.Tx.BecomeInevitable("os.scandir()")
	entries, err := readDir(t, p)
	if err != nil {
		return null, err
	}
	it := &scandirIter{Object: object.Object{Typ: scandirType}}
	prefix, dir := "", unix.AT_FDCWD
	switch {
	case p.isFD:
		dir = p.fd
	case p.name == "":
	case strings.HasSuffix(p.name, "/"):
		prefix = p.name
	default:
		prefix = p.name + "/"
	}
	for _, e := range entries {
		de := &dirEntry{Object: object.Object{Typ: dirEntryType}, dir: dir, file: prefix + e.Name(), mode: e.Type()}
		if p.isFD {
			de.file = e.Name()
		}
		de.name, de.path = p.result(e.Name()), p.result(de.file)
		it.entries = append(it.entries, de.Object.Value())
	}
	it.first.Init(t.Stamp())
	it.box.Init(&it.first.Body)
	return it.Object.Value(), nil
}

// scandirIter iterates over entries that have been read already.
type scandirIter struct {
	object.Object
	entries []value
	box     stm.Box
	first   scandirBody
}

type scandirBody struct {
	stm.Body
	next int
}

var scandirType = &object.Type{Name: "ScandirIterator", Module: "posix", Flags: object.FlagNoBase | object.FlagNoNew}

var scandirKind = &stm.Kind{Name: "scandir iterator", Clone: func(b *stm.Body) *stm.Body {
	return &(&scandirBody{next: (*scandirBody)(unsafe.Pointer(b)).next}).Body
}}

func (it *scandirIter) write(t *thread) *scandirBody {
	b := it.box.Load()
	if b.Stamp() != t.Tx.ID {
		b = t.Tx.OpenWrite(&it.box, b, scandirKind)
	}
	return (*scandirBody)(unsafe.Pointer(b))
}

func init() {
	flag := func(want uint32) fn {
		return func(t *thread, a []value) (value, *excn) {
			follow, err := isTrue(t, a[1], true)
			if err != nil {
				return null, err
			}
			ok, err := entryOf(a[0]).is(t, follow, want)
			return object.Bool(ok), err
		}
	}
	typ := dirEntryType
	typ.Slots.Repr = func(t *thread, v value) (value, *excn) {
		r, err := object.Repr(t, entryOf(v).name)
		if err != nil {
			return null, err
		}
		return object.NewStr("<DirEntry " + r.S + ">"), nil
	}
	typ.Getsets = []object.GetSet{
		{Name: "name", Get: func(t *thread, v value) (value, *excn) { return entryOf(v).name, nil }},
		{Name: "path", Get: func(t *thread, v value) (value, *excn) { return entryOf(v).path, nil }},
	}
	typ.Methods = []object.Def{
		{Name: "is_dir", Sig: "*, follow_symlinks=True", Fn: flag(unix.S_IFDIR)},
		{Name: "is_file", Sig: "*, follow_symlinks=True", Fn: flag(unix.S_IFREG)},
		{Name: "is_symlink", Fn: func(t *thread, a []value) (value, *excn) {
			ok, err := entryOf(a[0]).is(t, false, unix.S_IFLNK)
			return object.Bool(ok), err
		}},
		{Name: "stat", Sig: "*, follow_symlinks=True", Fn: func(t *thread, a []value) (value, *excn) {
			follow, err := isTrue(t, a[1], true)
			if err != nil {
				return null, err
			}
			st, err := entryOf(a[0]).stat(t, follow)
			if err != nil {
				return null, err
			}
			return statResult(st), nil
		}},
		{Name: "inode", Fn: func(t *thread, a []value) (value, *excn) {
			st, err := entryOf(a[0]).stat(t, false)
			if err != nil {
				return null, err
			}
			return unsigned(uint64(st.Ino)), nil
		}},
		{Name: "__fspath__", Fn: func(t *thread, a []value) (value, *excn) { return entryOf(a[0]).path, nil }},
		object.ClassGetItem(),
	}
	iter := scandirType
	iter.Slots.Iter = func(t *thread, v value) (value, *excn) { return v, nil }
	iter.Slots.Next = func(t *thread, v value) (value, *excn) {
		it := (*scandirIter)(unsafe.Pointer(v.O))
		b := it.write(t)
		if b.next >= len(it.entries) {
			return null, nil
		}
		b.next++
		return it.entries[b.next-1], nil
	}
	end := func(t *thread, a []value) (value, *excn) {
		it := (*scandirIter)(unsafe.Pointer(a[0].O))
		it.write(t).next = len(it.entries)
		return object.None, nil
	}
	iter.Methods = []object.Def{
		{Name: "close", Fn: end},
		{Name: "__enter__", Fn: func(t *thread, a []value) (value, *excn) { return a[0], nil }},
		{Name: "__exit__", Sig: "*args", Fn: end},
	}
}
