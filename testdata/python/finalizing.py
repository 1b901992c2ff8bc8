"""What lives until the end of the program is finalized when sys.is_finalizing()."""
import atexit
import io
import sys
import threading


class Last:
    is_finalizing = sys.is_finalizing
    print = print

    def __del__(self):
        self.print("finalizing:", self.is_finalizing())


kept = Last()
atexit.register(lambda: print("exit function:", sys.is_finalizing()))
print(sys.is_finalizing())
frames = sys._current_frames()
print(frames[threading.get_ident()] is sys._getframe(), sys._current_exceptions()[threading.get_ident()])
print(io.text_encoding(None) == ("utf-8" if sys.flags.utf8_mode else "locale"), io.text_encoding("latin-1"))
