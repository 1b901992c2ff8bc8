"""An archive is a program, and a folder of modules; the platform is named after the implementation."""
import os
import platform
import subprocess
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    archive = os.path.join(folder, "app.pyz")
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("__main__.py", "import sys, part\nprint(sys.argv[1:], __package__ == '', sys.path[0] == sys.argv[0])\npart.fail()\n")
        z.writestr("part.py", "def fail():\n    raise KeyError(3)\n")
    for command in [archive, "a", "b"], ["-c", "import sys; sys.path.insert(0, sys.argv[1]); import part; part.fail()", archive]:
        done = subprocess.run([sys.executable, *command], capture_output=True, text=True)
        print(done.returncode, done.stdout, done.stderr.replace(folder, ""))
    with open(archive, "wb") as f:
        zipfile.ZipFile(f, "w").close()
    done = subprocess.run([sys.executable, archive], capture_output=True, text=True)
    print(done.returncode, done.stderr.replace(folder, "").split(": ", 1)[1])
import importlib
del sys.modules["platform"]
again = importlib.import_module("platform")  # not by an import statement
print(again is not platform, again.python_implementation() == platform.python_implementation())
print(platform.python_version_tuple()[:2], platform.python_implementation().lower() == sys.implementation.name, "étude.example".encode("idna"))
