"""What the command line and the variables of the environment set."""
import os
import subprocess
import sys
import tempfile


def run(*args, text="", **variables):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k not in ("LC_ALL", "LC_CTYPE", "LANG")}
    r = subprocess.run([sys.executable, *args], input=text.encode(), capture_output=True, env=env | variables)
    print(str(args).replace(folder, "FOLDER"), str(variables).replace(folder, "FOLDER"), r.returncode)
    for stream in (r.stdout, r.stderr):
        print(stream.decode("ascii", "backslashreplace").replace(sys.executable, "PYTHON").replace(folder, "FOLDER"))


flags = "import sys; f = sys.flags; print(f.optimize, f.verbose, f.no_user_site, f.safe_path, f.dev_mode, f.utf8_mode, f.int_max_str_digits, f.hash_randomization)"
with tempfile.TemporaryDirectory() as folder:
    run("-c", flags)
    run("-c", flags, LC_ALL="C.UTF-8")
    for name, value in [
        ("PYTHONOPTIMIZE", "2"), ("PYTHONOPTIMIZE", "x"), ("PYTHONNOUSERSITE", "1"), ("PYTHONSAFEPATH", "1"), ("PYTHONDEVMODE", "1"),
        ("PYTHONUTF8", "1"), ("PYTHONUTF8", "0"), ("PYTHONINTMAXSTRDIGITS", "700"), ("PYTHONHASHSEED", "0"), ("PYTHONHASHSEED", "7"),
    ]:
        run("-c", flags, LC_ALL="C.UTF-8", **{name: value})
    run("-E", "-c", flags, PYTHONOPTIMIZE="2", PYTHONSAFEPATH="1", LC_ALL="C.UTF-8")
    run("-X", "dev", "-c", "import sys; print(sys.warnoptions, sys.flags.dev_mode)")
    run("-X", "utf8", "-c", "import sys; print(sys.flags.utf8_mode)", LC_ALL="C.UTF-8")
    run("-X", "int_max_str_digits=800", "-c", "import sys; print(sys.get_int_max_str_digits()); str(10 ** 1000)")
    run("-c", "1", PYTHONHASHSEED="many")
    run("-c", "1", PYTHONINTMAXSTRDIGITS="5")
    run("-X", "int_max_str_digits=x", "-c", "1")
    run("-c", "1", PYTHONUTF8="maybe")
    run("-bb", "-c", "import sys; print(sys.warnoptions)")
    run("-u", "-c", "import sys; print(sys.stdout.write_through)")
    run("-c", "import sys; print(sys.stdout.write_through)", PYTHONUNBUFFERED="1")
    for variables in ({}, {"LC_ALL": "POSIX"}, {"LC_ALL": "C.UTF-8"}, {"PYTHONIOENCODING": ":replace"}, {"PYTHONIOENCODING": "utf-8"}):
        run("-c", "import sys; print([(f.encoding, f.errors) for f in (sys.stdin, sys.stdout, sys.stderr)])", **variables)
    run("-c", "import sys; sys.stdout.write('\\udc80\\n')")
    run("-z")
    run("-c")
    # A program that is a module or a folder is run by functions of runpy.
    package = os.path.join(folder, "package")
    os.mkdir(package)
    with open(os.path.join(package, "__main__.py"), "w") as f:
        f.write("def f():\n    1 / 0\n\n\nf()\n")
    run("-m", "package", PYTHONPATH=folder)
    run(package)
    run("-c", "raise")
