"""subprocess."""
import subprocess
import sys

from table import effects

effects(globals(), r"""
p = subprocess.run(["echo", "hello"], capture_output=True, text=True); print(p.stdout, p.returncode, p.args); print(subprocess.check_output(["cat"], input=b"in"), subprocess.call(["false"]), subprocess.run("exit 3", shell=True).returncode)

subprocess.run(["false"], check=True)

subprocess.run(["no-such-command-x"])

try: subprocess.run(["sleep", "10"], timeout=0.05)
except subprocess.TimeoutExpired as e: print("timed out", e.cmd)

p = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True); print(p.communicate("text"), p.returncode, p.poll()); print(subprocess.run([sys.executable, "-c", "import sys; print(sys.argv[1:]); sys.exit(4)", "a"], capture_output=True, text=True).stdout)
""")
