package object

// SettleFiles calls the hook of that name.
func (t *Thread) SettleFiles(path string) {
	if settle := Hooks.SettleFiles; settle != nil {
		settle(t, path)
	}
}

// Hooks are the operations of higher packages that built-in types and modules
// need: the packages that know how set them in their init functions.
var Hooks struct {
	// GeneratorAwaiting returns what a generator that sleeps delegates to (yield
	// from, await), or null.
	GeneratorAwaiting func(t *Thread, g *Generator) Value

	// Anchors finds the operator in the source text of an expression that is a
	// binary operation or a subscript: bytes [left, right) of it.
	Anchors func(expr string) (left, right int, ok bool)

	// Warn issues a warning; module _warnings sets it.
	Warn func(t *Thread, category *Type, message Value, level int) *Exception
	// WarnExplicit is Warn about a line of a file.
	WarnExplicit func(t *Thread, category *Type, message Value, filename string, line int) *Exception

	// RaiseSignal delivers a signal to this process; false if the program has no
	// handler for it. Module _signal sets it.
	RaiseSignal func(t *Thread, signal int) (bool, *Exception)

	// ForgetTemporaries clears the registers of the innermost frame that hold what
	// its code does not need any more, while a call is under way.
	ForgetTemporaries func(t *Thread)

	// SettleFiles writes what the buffers of file objects that are garbage hold for
	// the file at path, for any file if path is empty. Module io sets it.
	SettleFiles func(t *Thread, path string)

	// CodeBytes returns the binary form of a code object, nil if it has none, and CodeOfBytes makes
	// the code object again.
	CodeBytes   func(c *Code) []byte
	CodeOfBytes func(t *Thread, b []byte) (*Code, error)

	// TraceFrame makes an activation that t runs a traced one.
	TraceFrame func(t *Thread, fr *Frame)

	// StartThread starts a thread that calls f; it returns the thread's ident.
	StartThread func(t *Thread, f Value, args []Value, kwnames []Value) (int64, *Exception)
}
