# Exceptions of built-in modules are shown without the name of the module.
import binascii
import io
import struct
import zlib

for f in (lambda: io.BytesIO().fileno(), lambda: zlib.decompress(b"x"), lambda: binascii.unhexlify("x"), lambda: struct.pack("i", "x")):
    try:
        f()
    except Exception as e:
        print(repr(e), [e], type(e))
