package object

import "strings"

// publicTypes are the types that the namespace of built-ins names; exceptions
// come on top.
const publicTypes = " object type int bool float complex str bytes bytearray memoryview list tuple dict set frozenset range slice " +
	"property classmethod staticmethod super enumerate zip map filter reversed "

// BuiltinTypes returns the classes that every program finds by name: the
// built-in types and exceptions.
func BuiltinTypes() []*Type {
	var types []*Type
	for _, typ := range declared {
		if typ.Flags&FlagException != 0 || strings.Contains(publicTypes, " "+typ.Name+" ") {
			types = append(types, typ)
		}
	}
	return types
}
