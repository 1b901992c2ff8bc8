package importer

import (
	"path/filepath"
	"strconv"
	"strings"
	"unsafe"

	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/stm"
)

// loader is the layout of this package's objects, which are nothing but
// attributes: a module's __spec__, its __loader__, and the finder.
type loader struct {
	object.Object
	Attrs stm.Box
}

var (
	specType     = &object.Type{Name: "ModuleSpec", Module: "_frozen_importlib", Flags: object.FlagDictMode}
	sourceLoader = &object.Type{Name: "SourceFileLoader", Module: "_frozen_importlib_external", Flags: object.FlagDictMode}
	builtinTyp   = &object.Type{Name: "BuiltinImporter", Module: "_frozen_importlib", Flags: object.FlagDictMode}
	finderType   = &object.Type{Name: "PathFinder", Module: "_frozen_importlib_external", Flags: object.FlagDictMode}
	nsLoader     = &object.Type{Name: "NamespaceLoader", Module: "_frozen_importlib_external", Flags: object.FlagDictMode}
)

var (
	strName      = object.Intern("name")
	strLoader    = object.Intern("loader")
	strOrigin    = object.Intern("origin")
	strLocs      = object.Intern("submodule_search_locations")
	strCached    = object.Intern("cached")
	strHasLoc    = object.Intern("has_location")
	strSetFile   = object.Intern("_set_fileattr")
	strPathHooks = object.Intern("path_hooks")
	strState     = object.Intern("loader_state")
	strPath      = object.Intern("path")
	strInit      = object.Intern("_initializing")
	strUninit    = object.Intern("_uninitialized_submodules")
	strAppend    = object.Intern("append")
	strRemove    = object.Intern("remove")
	strDunName   = object.Intern("__name__")
	strDunPath   = object.Intern("__path__")
	strDunFile   = object.Intern("__file__")
	strDunSpec   = object.Intern("__spec__")
	strDunLoad   = object.Intern("__loader__")
	strDunPkg    = object.Intern("__package__")
	strDunCache  = object.Intern("__cached__")
	strBuiltins  = object.Intern("__builtins__")
	strAll       = object.Intern("__all__")
)

// newObject allocates an object of one of this package's attribute-only types.
func newObject(typ *object.Type) object.Value {
	return object.Value{O: &object.Allocate[loader](typ).Object}
}

func set(t *object.Thread, o object.Value, name *object.Str, v object.Value) {
	object.SetOwnAttr(t, o.O, name, v)
}

func get(t *object.Thread, o object.Value, name *object.Str) object.Value {
	return object.GetOwnAttr(t, o.O, name)
}

// newSpec makes a module's spec. locations is null for what is not a package.
func newSpec(t *object.Thread, name string, ld object.Value, origin string, hasLocation bool, locations object.Value) (object.Value, *object.Exception) {
	if lib := stateOf(t).lib.spec; lib.O != nil {
		return librarySpec(t, lib, name, ld, origin, hasLocation, locations)
	}
	s := newObject(specType)
	set(t, s, strName, object.NewStr(name))
	set(t, s, strLoader, ld)
	o := object.None
	if origin != "" {
		o = object.NewStr(origin)
	}
	set(t, s, strOrigin, o)
	set(t, s, strState, object.None)
	if locations.O == nil {
		locations = object.None
	}
	set(t, s, strLocs, locations)
	set(t, s, strHasLoc, object.Bool(hasLocation))
	cached := object.None
	if hasLocation {
		cached = object.NewStr(cacheOf(t, origin))
	}
	set(t, s, strCached, cached)
	set(t, s, strUninit, object.NewList(t, nil).Value())
	return s, nil
}

// cacheOf returns where the library would keep the byte code of a source file
// (importlib.util.cache_from_source), although weft writes none.
func cacheOf(t *object.Thread, source string) string {
	dir, file := filepath.Split(source)
	file = strings.TrimSuffix(file, filepath.Ext(file)) + "." + CacheTag
	if n := stateOf(t).Optimize; n > 0 {
		file += ".opt-" + strconv.Itoa(n)
	}
	if prefix := text(t.Interp.Sys.GetStr(t, object.Intern("pycache_prefix"))); prefix != "" {
		return filepath.Join(prefix, dir, file+".pyc")
	}
	return dir + filepath.Join("__pycache__", file+".pyc")
}

// librarySpec makes a spec of the library's class.
func librarySpec(t *object.Thread, class object.Value, name string, ld object.Value, origin string, hasLocation bool, locations object.Value) (object.Value, *object.Exception) {
	s, err := object.Call2(t, class, object.NewStr(name), ld)
	if err != nil {
		return s, err
	}
	attrs := []struct {
		name *object.Str
		v    object.Value
	}{{strSetFile, object.Bool(hasLocation)}, {strOrigin, object.NewStr(origin)}, {strLocs, locations}}
	for _, a := range attrs {
		if a.v.O == nil {
			continue
		}
		if err := object.SetAttr(t, s, a.name, a.v); err != nil {
			return s, err
		}
	}
	return s, nil
}

func text(v object.Value) string {
	if v.O == nil {
		return ""
	}
	if s, ok := object.AsStr(v); ok {
		return s.S
	}
	return ""
}

func init() {
	for _, typ := range []*object.Type{specType, sourceLoader, builtinTyp, finderType, nsLoader} {
		typ.AttrsOff = unsafe.Offsetof(loader{}.Attrs)
		object.SetLayout[loader](typ)
	}
	specType.Getsets = []object.GetSet{{Name: "parent", Get: func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		name := text(get(t, v, strName))
		if locs := get(t, v, strLocs); locs.O != nil && !locs.IsNone() {
			return object.NewStr(name), nil
		}
		return object.NewStr(parentOf(name)), nil
	}}}
	// In the library, the class itself is the loader.
	builtinTyp.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		return object.NewStr("<class '_frozen_importlib.BuiltinImporter'>"), nil
	}
	specType.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
		s := "ModuleSpec("
		for i, n := range []*object.Str{strName, strLoader, strOrigin, strLocs} {
			x := get(t, v, n)
			if x.O == nil || i >= 2 && x.IsNone() {
				continue
			}
			r, err := object.Repr(t, x)
			if err != nil {
				return object.Value{}, err
			}
			if i > 0 {
				s += ", "
			}
			s += n.S + "=" + r.S
		}
		return object.NewStr(s + ")"), nil
	}
	specType.Slots.Init = func(t *object.Thread, v object.Value, args, kwnames []object.Value) *object.Exception {
		_, err := specInit.CallWith(t, append([]object.Value{v}, args...), kwnames)
		return err
	}
	specType.Slots.New = func(t *object.Thread, typ *object.Type, args, kwnames []object.Value) (object.Value, *object.Exception) {
		return object.Value{O: typ.Alloc(t, typ)}, nil
	}
}

var specInit = &object.Func{Name: "ModuleSpec", Sig: "self, name, loader, *, origin=None, loader_state=None, is_package=None", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	or := func(v object.Value) object.Value {
		if v.O == nil {
			return object.None
		}
		return v
	}
	set(t, a[0], strName, a[1])
	set(t, a[0], strLoader, a[2])
	set(t, a[0], strOrigin, or(a[3]))
	set(t, a[0], strState, or(a[4]))
	locs := object.None
	if a[5].O != nil {
		yes, err := object.Truth(t, a[5])
		if err != nil {
			return object.Value{}, err
		}
		if yes {
			locs = object.NewList(t, nil).Value()
		}
	}
	set(t, a[0], strLocs, locs)
	set(t, a[0], strUninit, object.NewList(t, nil).Value())
	set(t, a[0], strHasLoc, object.False)
	set(t, a[0], strCached, object.None)
	return object.None, nil
}}
