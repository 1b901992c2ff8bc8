"""What can be run: modules and packages (-m), folders, archives, compiled scripts; and what is said when they cannot."""
import os
import py_compile
import re
import subprocess
import sys
import tempfile
import zipfile

folder = os.path.realpath(tempfile.mkdtemp())
env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
SHOW = """
import sys
spec = __spec__ and (__spec__.name, __spec__.parent)
kind = getattr(__loader__, "__name__", type(__loader__).__name__)
cached = __cached__ and ".pyc" in __cached__
print(__name__, repr(__package__), __file__, kind, spec, cached, sys.argv, sys.path[0])
"""


def write(name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)
    return path


def run(*args):
    r = subprocess.run([sys.executable, *args], cwd=folder, env=env, capture_output=True, text=True, errors="surrogateescape")
    out = re.sub(r'(<frozen [\w.]+>)(:|", line )\d+', r"\1\2N", r.stdout + r.stderr)
    print(r.returncode, ascii(out.replace(folder, "FOLDER").replace(sys.executable, "PYTHON")))


write("pkg/__init__.py", "")
write("pkg/script.py", SHOW)
write("pkg/__main__.py", SHOW)
write("plain/__init__.py", "")
write("early/__init__.py", "import early.part")
write("early/part.py", "print('part', __name__)")
write("broken/__init__.py", "import no_such_module")
write("dir/__main__.py", SHOW)
write("empty/nothing.py", "")
compiled = py_compile.compile(write("one.py", SHOW), os.path.join(folder, "one.pyc"))
py_compile.compile(write("comp/__main__.py", SHOW), os.path.join(folder, "comp", "__main__.pyc"))
os.remove(os.path.join(folder, "comp", "__main__.py"))
with zipfile.ZipFile(os.path.join(folder, "app.pyz"), "w") as z:
    z.writestr("__main__.py", SHOW)

run("-m", "pkg.script", "a", "b")
run("-m", "pkg", "c")
run("-m", "plain")
run("-m", ".plain")
run("-m", "plain.py")
run("-m", "no_such")
run("-m", "no_such.part")
run("-m", "sys.part")
run("-m", "early.part")
run("-m", "broken.part")
run("dir", "x")
run("-I", "dir")
run("comp")
run("empty")
run("app.pyz")
run("one.pyc", "y")
run("-c", "import sys; print(__loader__, sys.argv)", "\udcff\u00e9")
run("-c", "import sys; print(sys.flags.hash_randomization, sys.pycache_prefix, sys.stdout.write_through)")
run("-R", "-u", "-X", "pycache_prefix=cache", "-c", "import sys; print(sys.flags.hash_randomization, sys.pycache_prefix, sys.stdout.write_through)")
run("-u", "-c", "import os, sys; sys.stdout.buffer.write(b'written'); os._exit(0)")
run("-X", "dev", "-c", "import faulthandler, sys; print(faulthandler.is_enabled(), sys.flags.dev_mode)")
# The last output cannot be written.
run("-c", "import os; print(1); os.close(1)")
run("-c", "import os; print(1); os.close(1); raise SystemExit(3)")
run("-c", "import os; print(1); os.close(1); 1/0")
run("-c", "import sys; sys.stdout.close()")
