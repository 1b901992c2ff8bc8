"""Of -b: bytes taken for text or for a number are warned about, and of -bb an error."""
import copy
import datetime
import pickle
import subprocess
import sys

program = r"""
import warnings
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)
warnings.simplefilter("always")
data, array = b"a", bytearray(b"a")
print(str(data), f"{data}", "%s" % (data,), str(array))
print(data == "a", "a" != data, data == 97, 97 == data, array == "a", array == 1, data == None, data < b"b")
print(data in ["a"], str(data, "ascii"), repr(data), data == array)
"""
for option in ("-b", "-W"):
    arguments = [sys.executable, option] + (["ignore"] if option == "-W" else [])
    print(subprocess.run([*arguments, "-c", program], capture_output=True, text=True, check=True).stdout)
strict = subprocess.run([sys.executable, "-bb", "-c", "str(b'a')"], capture_output=True, text=True)
print(strict.returncode, strict.stderr.splitlines()[-1])

week = datetime.date(2019, 1, 1).isocalendar()
print(pickle.loads(pickle.dumps(week)), type(copy.copy(week)).__name__)
