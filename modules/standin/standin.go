// Package standin adapts modules of the library that are used in place of what CPython
// writes in C, or that choose what is not there. Programs see the same names, texts and
// tracebacks with them: see importer.StandIns for the tracebacks, and the files below
// for what is executed in such a module after its own code.
package standin

import (
	"embed"

	"github.com/weftpy/weft/importer"
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/syntax"
	"github.com/weftpy/weft/vm"
)

// sources are the amendments, each under the name of its module.
//
//go:embed *.py
var sources embed.FS

// module describes a module of the library that is adapted.
type module struct {
	name    string
	hidden  []string // classes and functions that tracebacks do not show; "*" for all
	classes []string // those whose messages name them with prefix
	prefix  string   // the module that messages name
}

var modules = []module{
	{name: "zoneinfo._zoneinfo", hidden: []string{"*"}, classes: []string{"ZoneInfo"}, prefix: "zoneinfo"},
	{name: "asyncio.futures", hidden: []string{"Future"}, classes: []string{"Future"}, prefix: "_asyncio"},
	{name: "asyncio.tasks", hidden: []string{"Task"}, classes: []string{"Task"}, prefix: "_asyncio"},
	{name: "xml.etree.ElementTree", hidden: []string{"Element", "SubElement", "TreeBuilder", "XMLParser"},
		classes: []string{"Element", "TreeBuilder", "XMLParser"}, prefix: "xml.etree.ElementTree"},
	{name: "multiprocessing.context"},
	{name: "platform"},
	{name: "random"},
}

func init() {
	for _, m := range modules {
		switch {
		case len(m.hidden) == 1 && m.hidden[0] == "*":
			importer.StandIns(m.name)
		case len(m.hidden) > 0:
			importer.StandIns(m.name, m.hidden...)
		}
		importer.Amend(m.name, m.amend)
	}
}

// amend executes the module's amendment in it.
func (m *module) amend(t *object.Thread, mod *object.Module) *object.Exception {
	src, oserr := sources.ReadFile(m.name + ".py")
	if oserr != nil {
		panic("BUG: " + oserr.Error())
	}
	code, err := vm.Compile(t, src, "<"+m.name+">", vm.CompileOptions{Mode: syntax.Exec})
	if err != nil {
		return err
	}
	hide(code)
	if _, err := vm.Exec(t, code, mod.Dict, object.Value{}); err != nil {
		return err
	}
	for _, name := range m.classes {
		if typ, ok := object.AsType(mod.Get(t, name)); ok {
			typ.Module = m.prefix
		}
	}
	return nil
}

// hide keeps an amendment's own functions out of tracebacks.
func hide(code *object.Code) {
	code.StandIn = true
	for _, v := range code.Consts {
		if c, ok := object.AsCode(v); ok {
			hide(c)
		}
	}
}
