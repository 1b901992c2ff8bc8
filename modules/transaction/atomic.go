package transaction

import "github.com/weftpy/weft/object"

// atomicType is the type of transaction.atomic, a context manager whose block
// runs as one transaction. Inside a transaction, and in a program that runs
// alone, everything is atomic already, so it only counts.
var atomicType = &object.Type{Name: "atomic", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}

func init() {
	atomicType.Methods = []object.Def{
		{Name: "__enter__", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			t.Atomic++
			return object.None, nil
		}},
		{Name: "__exit__", Sig: "*args", Fn: func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
			if t.Atomic == 0 {
				return object.Value{}, t.Errorf(object.RuntimeError, "atomic.__exit__(): more exits than enters")
			}
			t.Atomic--
			return object.None, nil
		}},
	}
}
