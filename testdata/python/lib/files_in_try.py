"""What a file holds that nobody has any more is there when it is read, also inside try, with and for."""
import contextlib
import importlib
import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    open(folder + "/first.py", "w").write("name = 'first'\n")
    try:
        import first
        print(first.name)
    except AttributeError as e:
        print(e)
    for number in range(3):
        open(f"{folder}/n{number}.py", "w").write(f"name = {number}\n")
        with contextlib.nullcontext():
            try:
                print(importlib.import_module(f"n{number}").name)
            finally:
                print(os.path.getsize(f"{folder}/n{number}.py"))
