# Calls of functions and methods of struct, right and wrong.
import struct
for f in (lambda: struct.Struct.pack(), lambda: struct.Struct.pack(1,2), lambda: struct.Struct("I").pack(), lambda: struct.pack(), lambda: struct.pack("I",1,2), lambda: struct.pack("I",a=1), lambda: struct.Struct("I").pack(x=1), lambda: struct.pack(""), lambda: struct.pack("B",7), lambda:struct.pack(">HIQ",1,2,3), lambda:struct.pack("<HIQ",1,2,3), lambda: struct.pack("3s5p",b"abcd",b"xy"), lambda: struct.unpack("3s5p",b"abcdefgh"), lambda:struct.Struct("").pack(1),lambda:struct.Struct.pack(struct.Struct("H"),258), lambda: struct.pack("100s",b"x"), lambda: struct.pack("é",1)):
    try: print(f())
    except Exception as e: print(type(e).__name__,e)
print(struct.pack("B",7)==b"\x07", struct.pack_into("<H",(b:=bytearray(4)),1,258), b, struct.Struct("B").pack_into(b,0,9), b)
