# Whatever is built in says what it does, and how it is called.
import inspect
import io
import itertools
import math
import operator
import os
import sys
import time
from collections import defaultdict, deque
from functools import partial

missing = []
for m in (math, time, itertools, sys.modules['_operator'], sys.modules['builtins'], sys.modules['posix']):
    if not m.__doc__:
        missing.append(m.__name__)
    for name, f in vars(m).items():
        if callable(f) and not name.startswith('_') and not f.__doc__ and name not in ('quit', 'exit', 'ExceptionGroup', 'DirEntry', 'memfd_create'):
            missing.append(f'{m.__name__}.{name}')
for cls in (str, bytes, bytearray, int, float, complex, list, tuple, dict, set, frozenset, range, memoryview, slice, type, object, property,
            io.StringIO, io.BytesIO, io.FileIO, defaultdict, deque, partial, os.stat_result, time.struct_time):
    for name, f in vars(cls).items():
        if callable(f) and name not in ('__hash__', '__doc__', '__name__', '__class__') and not name.startswith('_') and not f.__doc__:
            missing.append(f'{cls.__name__}.{name}')
print(missing)
for f in (len, str.upper, int.__add__, math.sin, str.removeprefix, os.lseek, itertools.combinations, itertools.accumulate,
          itertools.groupby, io.BytesIO, io.TextIOWrapper, math.fsum):
    print(f.__name__, inspect.signature(f))
print(type(len.__doc__), type((3).__doc__), type(''.__doc__), type(True.__doc__))
