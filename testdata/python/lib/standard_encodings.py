"""PYTHONIOENCODING names a codec of the library; the streams have the codec's own name."""
import os
import subprocess
import sys

show = "import sys; print([(s.encoding, s.errors) for s in (sys.stdin, sys.stdout, sys.stderr)], '\\u20ac')"
for name in ("UTF8", "latin1:replace", "cp424:ignore", ":backslashreplace", "ascii:backslashreplace", "iso8859_15"):
    out = subprocess.run([sys.executable, "-c", show], env={**os.environ, "PYTHONIOENCODING": name}, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    print(name, out.stdout)
