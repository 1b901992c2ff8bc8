package object

// What the built-in exceptions say of themselves.

var exceptionDocs = map[*Type]string{
	BaseException: "What every exception is.", SystemExit: "The program asks to end.", KeyboardInterrupt: "The user interrupts the program.",
	GeneratorExit: "A generator or coroutine is closed.", BaseExceptionGroup: "Several exceptions at once.", ExceptionGroup: "Several exceptions at once, none of which leaves the program.",
	ExceptionType: "What every exception is that need not end the program.", StopIteration: "An iterator has no more items.", StopAsyncIteration: "An asynchronous iterator has no more items.",
	ArithmeticError: "A calculation fails.", FloatingPointError: "Floats cannot be reckoned with so.", OverflowError: "A result is too large.", ZeroDivisionError: "A divisor is zero.",
	AssertionError: "An assert statement fails.", AttributeError: "There is no such attribute.", BufferError: "A buffer cannot be used so.", EOFError: "The input ends too early.",
	ImportError: "An import fails.", ModuleNotFoundError: "There is no such module.", LookupError: "What is looked for is not there.", IndexError: "An index is out of range.", KeyError: "There is no such key.",
	MemoryError: "Memory runs out.", NameError: "There is no such name.", UnboundLocalError: "A local variable has no value yet.",
	OSError: "The system reports an error.", BlockingIOError: "An operation would have to wait.", ChildProcessError: "A child process is not as expected.", ConnectionError: "A connection fails.",
	BrokenPipeError: "Nobody reads what is written.", ConnectionAbortedError: "The connection broke off.", ConnectionRefusedError: "Nobody takes the connection.", ConnectionResetError: "The other end broke the connection off.",
	FileExistsError: "There is such a file already.", FileNotFoundError: "There is no such file.", InterruptedError: "A signal interrupts a call.", IsADirectoryError: "A folder is no file.",
	NotADirectoryError: "A file is no folder.", PermissionError: "It is not allowed.", ProcessLookupError: "There is no such process.", TimeoutError: "It takes too long.",
	ReferenceError: "What a weak proxy stands for is gone.", RuntimeError: "An error of no other class.", NotImplementedError: "A method is left to subclasses.", RecursionError: "Calls nest too deeply.",
	SyntaxError: "The source text is wrong.", IndentationError: "The source text is indented wrongly.", TabError: "Tabs and blanks are mixed.",
	SystemError: "The interpreter itself fails.", TypeError: "A value is of the wrong type.", ValueError: "A value is wrong.", UnicodeError: "Text cannot be encoded or decoded.",
	UnicodeDecodeError: "Bytes cannot be decoded.", UnicodeEncodeError: "Text cannot be encoded.", UnicodeTranslateError: "Text cannot be translated.",
	Warning: "What every warning is.", BytesWarning: "Bytes and text are mixed.", DeprecationWarning: "A feature is to be avoided.", EncodingWarning: "An encoding is left to the locale.",
	FutureWarning: "A feature will change.", ImportWarning: "An import may be wrong.", PendingDeprecationWarning: "A feature will be deprecated.", ResourceWarning: "A resource is not released.",
	RuntimeWarning: "Something doubtful happens at run time.", SyntaxWarning: "Something doubtful is written.", UnicodeWarning: "Something doubtful is done to text.", UserWarning: "A program warns.",
}

func init() {
	for typ, doc := range exceptionDocs {
		if typ.Doc == "" {
			typ.Doc = doc
		}
	}
}
