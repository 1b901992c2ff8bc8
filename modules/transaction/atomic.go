package transaction

import (
	"github.com/weftpy/weft/object"
	"github.com/weftpy/weft/parallel"
)

var (
	// atomicType is the type of transaction.atomic, a context manager whose block
	// runs as one transaction. Inside a transaction, and in a program that runs
	// alone, everything is atomic already, so it only counts; in a thread, the with
	// statement begins a transaction, and none ends before the block does.
	atomicType = &object.Type{Name: "atomic", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}
	// exclusiveType is that of exclusive_atomic, whose block must be outermost.
	exclusiveType = &object.Type{Name: "exclusive_atomic", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}
	// signalsType is that of signals_enabled. Signals arrive in the main thread
	// whatever runs, so there is nothing to enable.
	signalsType = &object.Type{Name: "signals_enabled", Module: "transaction", Flags: object.FlagNoBase | object.FlagNoNew}
)

func enterAtomic(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	parallel.EnterAtomic(t)
	return object.None, nil
}

func leaveAtomic(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	if !parallel.LeaveAtomic(t) {
		return object.Value{}, t.Errorf(object.RuntimeError, "atomic.__exit__(): more exits than enters")
	}
	return object.None, nil
}

func enterExclusive(t *object.Thread, a []object.Value) (object.Value, *object.Exception) {
	if parallel.InTransaction(t) {
		return object.Value{}, t.Errorf(object.RuntimeError, "exclusive_atomic block can't be entered inside another atomic block")
	}
	return enterAtomic(t, a)
}

func init() {
	nothing := func(t *object.Thread, a []object.Value) (object.Value, *object.Exception) { return object.None, nil }
	for _, x := range []struct {
		typ         *object.Type
		enter, exit func(t *object.Thread, a []object.Value) (object.Value, *object.Exception)
	}{{atomicType, enterAtomic, leaveAtomic}, {exclusiveType, enterExclusive, leaveAtomic}, {signalsType, nothing, nothing}} {
		x.typ.OwnTransaction = x.typ != signalsType
		x.typ.Methods = []object.Def{
			{Name: "__enter__", Fn: x.enter},
			{Name: "__exit__", Sig: "exc_type=None, exc=None, traceback=None, /", Fn: x.exit},
		}
		x.typ.Slots.Repr = func(t *object.Thread, v object.Value) (object.Value, *object.Exception) {
			return object.NewStr("<transaction." + x.typ.Name + ">"), nil
		}
	}
}
