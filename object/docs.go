package object

import (
	_ "embed"
	"strings"
	"sync"
)

// The sentences that functions, methods and attributes of built-in types and
// modules have as __doc__ are in docs.txt, which is read when the first is asked
// for: a start that nobody asks in does not pay for them. A Doc beside the
// function comes first; it is for what takes more than a sentence.

//go:embed docs.txt
var docText string

// docs maps "type.name", "module..name" and "*.name" to a sentence.
var docs = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, 1500)
	var owners []string
	for line := range strings.Lines(docText) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			owners = strings.Fields(strings.Trim(line, "[]"))
		default:
			name, text, _ := strings.Cut(line, " ")
			for _, o := range owners {
				m[o+"."+name] = text
			}
		}
	}
	return m
})

// docOf returns the __doc__ of an attribute of typ, or of a function of module if
// typ is nil. doc is what its definition says.
func docOf(doc, module string, typ *Type, name string) Value {
	if doc == "" {
		if typ == nil {
			if module == "" {
				module = "builtins"
			}
			doc = docs()[module+".."+name]
		} else if doc = docs()[typ.ShortName()+"."+name]; doc == "" && strings.HasPrefix(name, "__") {
			doc = docs()["*."+name]
		}
	}
	if doc == "" {
		return None
	}
	return NewStr(doc)
}

func init() {
	for typ, doc := range map[*Type]string{
		BoolType:         "The class of True and False; bool(x) tells whether x counts as true.",
		BytesType:        "A sequence of bytes that never changes: made of a length, of numbers below 256, of a buffer, or of text and an encoding.",
		ClassMethodType:  "A method that gets the class it is called on as its first argument.",
		ComplexType:      "A number with a real and an imaginary part, or what a text says of one.",
		FloatType:        "A number with a fraction: what a text or another number says.",
		MemoryViewType:   "A view of another object's memory, without a copy.",
		PropertyType:     "An attribute that is computed: by functions that read, set and delete it.",
		StaticMethodType: "A function that lives in a class and gets no first argument of its own accord.",
		StrType:          "Text. Without an encoding it is what the object shows of itself; with one the object is bytes to be decoded.",
		CellType:         "The place of a variable that inner functions share.",
		MethodType:       "A function bound to an object.",
	} {
		typ.Doc = doc
	}
}
