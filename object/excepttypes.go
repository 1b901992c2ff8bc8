package object

// The hierarchy of the built-in exceptions. What all of them have is in
// baseexception.go, what single ones add in exceptattrs.go, oserror.go,
// unicodeerror.go, syntaxerror.go and exceptgroup.go.

// exceptionType declares an exception that adds nothing to its base's layout.
func exceptionType(name string, base *Type) *Type {
	return declare(name, base, FlagException|FlagSameLayout)
}

// Exception types.
var (
	BaseException = declare("BaseException", ObjectType, FlagException|FlagDictMode)

	SystemExit         = declare("SystemExit", BaseException, FlagException)
	KeyboardInterrupt  = exceptionType("KeyboardInterrupt", BaseException)
	GeneratorExit      = exceptionType("GeneratorExit", BaseException)
	BaseExceptionGroup = declare("BaseExceptionGroup", BaseException, FlagException)

	ExceptionType      = exceptionType("Exception", BaseException)
	ExceptionGroup     = declareExceptionGroup()
	StopIteration      = declare("StopIteration", ExceptionType, FlagException)
	StopAsyncIteration = exceptionType("StopAsyncIteration", ExceptionType)

	ArithmeticError    = exceptionType("ArithmeticError", ExceptionType)
	FloatingPointError = exceptionType("FloatingPointError", ArithmeticError)
	OverflowError      = exceptionType("OverflowError", ArithmeticError)
	ZeroDivisionError  = exceptionType("ZeroDivisionError", ArithmeticError)

	AssertionError      = exceptionType("AssertionError", ExceptionType)
	AttributeError      = declare("AttributeError", ExceptionType, FlagException)
	BufferError         = exceptionType("BufferError", ExceptionType)
	EOFError            = exceptionType("EOFError", ExceptionType)
	ImportError         = declare("ImportError", ExceptionType, FlagException)
	ModuleNotFoundError = exceptionType("ModuleNotFoundError", ImportError)

	LookupError = exceptionType("LookupError", ExceptionType)
	IndexError  = exceptionType("IndexError", LookupError)
	KeyError    = exceptionType("KeyError", LookupError)

	MemoryError       = exceptionType("MemoryError", ExceptionType)
	NameError         = declare("NameError", ExceptionType, FlagException)
	UnboundLocalError = exceptionType("UnboundLocalError", NameError)

	OSError                = declare("OSError", ExceptionType, FlagException)
	BlockingIOError        = exceptionType("BlockingIOError", OSError)
	ChildProcessError      = exceptionType("ChildProcessError", OSError)
	ConnectionError        = exceptionType("ConnectionError", OSError)
	BrokenPipeError        = exceptionType("BrokenPipeError", ConnectionError)
	ConnectionAbortedError = exceptionType("ConnectionAbortedError", ConnectionError)
	ConnectionRefusedError = exceptionType("ConnectionRefusedError", ConnectionError)
	ConnectionResetError   = exceptionType("ConnectionResetError", ConnectionError)
	FileExistsError        = exceptionType("FileExistsError", OSError)
	FileNotFoundError      = exceptionType("FileNotFoundError", OSError)
	InterruptedError       = exceptionType("InterruptedError", OSError)
	IsADirectoryError      = exceptionType("IsADirectoryError", OSError)
	NotADirectoryError     = exceptionType("NotADirectoryError", OSError)
	PermissionError        = exceptionType("PermissionError", OSError)
	ProcessLookupError     = exceptionType("ProcessLookupError", OSError)
	TimeoutError           = exceptionType("TimeoutError", OSError)

	ReferenceError      = exceptionType("ReferenceError", ExceptionType)
	RuntimeError        = exceptionType("RuntimeError", ExceptionType)
	NotImplementedError = exceptionType("NotImplementedError", RuntimeError)
	RecursionError      = exceptionType("RecursionError", RuntimeError)

	SyntaxError      = declare("SyntaxError", ExceptionType, FlagException)
	IndentationError = exceptionType("IndentationError", SyntaxError)
	TabError         = exceptionType("TabError", IndentationError)

	SystemError = exceptionType("SystemError", ExceptionType)
	TypeError   = exceptionType("TypeError", ExceptionType)

	ValueError            = exceptionType("ValueError", ExceptionType)
	UnicodeError          = exceptionType("UnicodeError", ValueError)
	UnicodeDecodeError    = declare("UnicodeDecodeError", UnicodeError, FlagException)
	UnicodeEncodeError    = declare("UnicodeEncodeError", UnicodeError, FlagException)
	UnicodeTranslateError = declare("UnicodeTranslateError", UnicodeError, FlagException)

	Warning                   = exceptionType("Warning", ExceptionType)
	BytesWarning              = exceptionType("BytesWarning", Warning)
	DeprecationWarning        = exceptionType("DeprecationWarning", Warning)
	EncodingWarning           = exceptionType("EncodingWarning", Warning)
	FutureWarning             = exceptionType("FutureWarning", Warning)
	ImportWarning             = exceptionType("ImportWarning", Warning)
	PendingDeprecationWarning = exceptionType("PendingDeprecationWarning", Warning)
	ResourceWarning           = exceptionType("ResourceWarning", Warning)
	RuntimeWarning            = exceptionType("RuntimeWarning", Warning)
	SyntaxWarning             = exceptionType("SyntaxWarning", Warning)
	UnicodeWarning            = exceptionType("UnicodeWarning", Warning)
	UserWarning               = exceptionType("UserWarning", Warning)
)

// ExceptionGroup is the one built-in exception with two bases.
func declareExceptionGroup() *Type {
	typ := exceptionType("ExceptionGroup", BaseExceptionGroup)
	typ.Bases = []*Type{BaseExceptionGroup, ExceptionType}
	return typ
}

// ExceptionTypes returns all built-in exception types, bases first.
func ExceptionTypes() []*Type {
	var types []*Type
	for _, typ := range declared {
		if typ.Flags&FlagException != 0 {
			types = append(types, typ)
		}
	}
	return types
}
