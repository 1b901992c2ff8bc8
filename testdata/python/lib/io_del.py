"""A stream of a class of the program closes itself when it dies."""
import gc
import io


class Raw(io.RawIOBase):
    def __init__(self, name):
        self.name = name

    def close(self):
        if not self.closed:
            print("closing", self.name)
        super().close()


def drop(name):
    Raw(name)


def drop_closed(name):
    with Raw(name):
        pass
    print("left", name)


drop("a")
gc.collect()
drop_closed("b")
gc.collect()


class Text(io.TextIOBase):
    def close(self):
        print("closing a text")
        raise ValueError("nobody hears of it")


def drop_text():
    Text()


drop_text()
gc.collect()
print("end")
