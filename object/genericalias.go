package object

// GenericAlias is types.GenericAlias: a class subscripted by type arguments,
// as in list[int].
type GenericAlias struct {
	Object
	Origin, Args Value // Args is a tuple
}

// GenericAliasType is types.GenericAlias.
var GenericAliasType = declare("GenericAlias", ObjectType, 0)

// NewGenericAlias makes origin[args].
func newGenericAlias(t *Thread, origin, args Value) (Value, *Exception) {
	if _, ok := AsTuple(args); !ok {
		args = NewTuple([]Value{args})
	}
	return Value{O: &(&GenericAlias{Object{GenericAliasType}, origin, args}).Object}, nil
}
