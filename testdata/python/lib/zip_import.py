"""Modules in archives, the hooks of sys.path, and what pkgutil and runpy find by them."""
import importlib
import importlib.util
import os
import pkgutil
import runpy
import subprocess
import sys
import tempfile
import zipapp
import zipfile

folder = tempfile.mkdtemp()
archive = os.path.join(folder, "modules.zip")
with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("zipped.py", "value = 1\n\ndef fail():\n    1 / 0\n")
    z.writestr("zippack/__init__.py", "import pkgutil\ndata = pkgutil.get_data(__name__, 'data.txt')\n")
    z.writestr("zippack/inner.py", "from . import data\n")
    z.writestr("zippack/data.txt", "hello")
    z.writestr("__main__.py", "import sys, zipped\nprint('main', __name__, zipped.value, sys.argv[1:])\n")
sys.path.insert(0, archive)

import zipped
import zippack.inner

print(zipped.value, zippack.inner.data, zipped.__file__ == os.path.join(archive, "zipped.py"))
print(type(zipped.__loader__).__name__, zipped.__spec__.origin == zipped.__file__)
try:
    zipped.fail()
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_frame.f_code.co_name)
try:
    import zippack.missing
except ModuleNotFoundError as e:
    print(e)
print([m.name for m in pkgutil.iter_modules([archive])])
sys.argv[1:] = ["argument"]
runpy.run_path(archive)
print(subprocess.run([sys.executable, archive, "a"], capture_output=True, text=True, check=True).stdout)

tree = os.path.join(folder, "tree")
os.makedirs(os.path.join(tree, "sub"))
for name, text in (("__init__.py", ""), ("first.py", "n = 1"), ("__main__.py", "print('folder', __name__)"), ("sub/__init__.py", ""), ("sub/second.py", "")):
    with open(os.path.join(tree, name), "w") as f:
        f.write(text)
sys.path.insert(0, folder)
print([(m.name, m.ispkg) for m in pkgutil.walk_packages([tree], "tree.")])
print([m.name for m in pkgutil.iter_modules([tree])])
runpy.run_path(tree)
print(importlib.machinery.PathFinder.find_spec("tree").submodule_search_locations == [tree])
finder = pkgutil.get_importer(tree)
print(type(finder).__name__, finder.find_spec("first").name, finder.find_spec("third"))
print(pkgutil.get_importer(os.path.join(folder, "none")))

app = os.path.join(folder, "app.pyz")
os.remove(os.path.join(tree, "__init__.py"))
zipapp.create_archive(tree, app, interpreter="/usr/bin/env python3")
print(subprocess.run([sys.executable, app], capture_output=True, text=True, check=True).stdout)


class Hook:
    """A finder for entries that begin with a mark of their own."""

    def __init__(self, entry):
        if not entry.startswith("hook:"):
            raise ImportError

    def find_spec(self, name, target=None):
        if name == "hooked":
            return importlib.util.spec_from_loader(name, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.value = "made up"


sys.path_hooks.append(Hook)
sys.path.append("hook:here")
import hooked

print(hooked.value, "hook:here" in sys.path_importer_cache)
