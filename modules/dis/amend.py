# Run in module dis, after the library's: weft's instructions in place of CPython's.

opmap = {name: number for number, name in enumerate(opname)}


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False):
    """Disassemble a code object."""
    print(_text(co, lasti), end="", file=file)


disco = disassemble


def get_instructions(x, *, first_line=None, show_caches=False, adaptive=False):
    """Iterate over the instructions of a function, method, string or code object."""
    co = _get_code_object(x)
    shift = 0 if first_line is None else first_line - co.co_firstlineno
    for number, (found, position) in enumerate(zip(_instructions(co), co.co_positions())):
        name, op, arg, text, line, target = found
        if line is not None:
            line += shift
        yield Instruction(name, op, arg, text, text, 2 * number, line, target, Positions(*position))


def _parse_exception_table(code):
    return []  # the disassembly shows it


def findlabels(code):
    """The offsets of the instructions that the bytes of some code jump to are not known."""
    raise NotImplementedError("dis.findlabels(): ask the instructions for is_jump_target")


def _bytecode_iter(self):
    return get_instructions(self.codeobj, first_line=self.first_line)


def _bytecode_dis(self):
    """Return the disassembly as text."""
    return _text(self.codeobj, self.current_offset if self.current_offset is not None else -1)


Bytecode.__iter__ = _bytecode_iter
Bytecode.dis = _bytecode_dis
