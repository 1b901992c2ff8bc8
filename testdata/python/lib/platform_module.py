"""Module platform takes sys.version apart."""
import platform
import sys

print(platform.python_implementation() != "", platform.python_compiler() != "")
print(platform.python_version_tuple()[:2] == tuple(str(n) for n in sys.version_info[:2]))
print(len(platform.python_build()), platform.python_version() in sys.version)
print(platform.system() in platform.platform())
