"""os, os.path, pathlib, shutil, glob, tempfile, in a temporary folder."""
import glob
import os
import pathlib
import posixpath
import shutil
import stat
import tempfile
from pathlib import Path, PurePosixPath, PureWindowsPath

from table import effects, values

values(globals(), r"""
posixpath.join("a", "b", "/c", "d"), posixpath.split("/a/b.c"), posixpath.splitext("a.tar.gz"), posixpath.basename("/a/"), posixpath.dirname("/a/b"), posixpath.normpath("a//b/../c/./d/.."), posixpath.isabs("/a"), posixpath.commonpath(["/a/b", "/a/c"]), posixpath.commonprefix(["abc", "abd"]), posixpath.relpath("/a/b", "/a/c/d"), posixpath.splitext(".bashrc"), posixpath.join("a", ""), posixpath.splitdrive("/x"), posixpath.join(b"a", b"b"), posixpath.normpath(""), posixpath.expandvars("$NOPE_X/a")
posixpath.join("a", b"b")
posixpath.join("a", 5)
posixpath.relpath("")
posixpath.commonpath([])
PurePosixPath("a/b.tar.gz").suffixes, PurePosixPath("a/b.txt").stem, PurePosixPath("/a/b").parts, PurePosixPath("a") / "b" / "../c", PurePosixPath("a/b").parent, PurePosixPath("/a/b/c").parents[1], PurePosixPath("a/b.py").with_suffix(".txt"), PurePosixPath("a/b").with_name("c"), PurePosixPath("a/b/c").relative_to("a"), PurePosixPath("a/b.py").match("*.py"), PurePosixPath("/a").is_absolute(), str(PurePosixPath("a//b/.")), PurePosixPath("a") == PurePosixPath("a/"), PurePosixPath("a") < PurePosixPath("b"), hash(PurePosixPath("a")) == hash(PurePosixPath("a")), repr(PurePosixPath("x")), PurePosixPath("a", "b"), PurePosixPath("/a").as_uri(), PureWindowsPath("c:\\a\\b").parts, PureWindowsPath("C:/a").drive, PurePosixPath("a").joinpath("b", "c"), PurePosixPath("b.c").with_stem("d"), os.fspath(PurePosixPath("q"))
PurePosixPath("a/b").relative_to("x")
PurePosixPath("").with_name("a")
PurePosixPath("a") / 5
os.fspath(5)
os.sep, os.curdir, os.pardir, os.linesep, os.name, os.path.sep, os.devnull, os.extsep, os.altsep, os.pathsep
os.getpid() > 0, os.getcwd() == str(Path.cwd()), os.cpu_count() >= 1, isinstance(os.environ, dict), isinstance(os.urandom(3), bytes), len(os.urandom(5)), os.strerror(2), isinstance(os.getppid(), int), os.uname().sysname == os.uname()[0]
os.listdir("/no/such")
os.stat("/no/such")
os.rmdir("/no/such")
os.chdir("/no/such")
os.getenv("NOPE_X"), os.environ.get("NOPE_X", "d"), os.environb.get(b"NOPE_X") if hasattr(os, "environb") else None
os.environ[5]
os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), os.fsdecode(b"\xff") == "\udcff"
stat.filemode(0o100644), stat.S_ISDIR(0o040755), stat.S_IMODE(0o100644), oct(stat.S_IRWXU)
""")

with tempfile.TemporaryDirectory() as folder:
    here = os.getcwd()
    os.chdir(folder)
    effects(globals(), """
os.mkdir("d"); os.makedirs("e/f/g"); os.makedirs("e/f/g", exist_ok=True); Path("d/a.txt").write_text("hello"); Path("d/b.bin").write_bytes(b"12"); print(sorted(os.listdir(".")), os.path.isdir("d"), os.path.isfile("d/a.txt"), os.path.exists("zz"), os.path.getsize("d/a.txt"), os.stat("d/a.txt").st_size, stat.S_ISREG(os.stat("d/a.txt").st_mode))

os.mkdir("d")

os.makedirs("e/f")

print([(r, sorted(d), sorted(f)) for r, d, f in sorted(os.walk("."))], [(r, d, f) for r, d, f in os.walk("e", topdown=False)])

print(sorted((e.name, e.is_dir(), e.is_file()) for e in os.scandir("d")), sorted(glob.glob("d/*")), sorted(glob.glob("**/*.txt", recursive=True)), sorted(map(str, Path(".").glob("*/*"))), sorted(map(str, Path(".").rglob("*.bin"))), sorted(p.name for p in Path("d").iterdir()))

os.rename("d/a.txt", "d/c.txt"); os.replace("d/c.txt", "d/a.txt"); shutil.copy("d/a.txt", "copy.txt"); shutil.copytree("d", "dd"); shutil.move("copy.txt", "moved.txt"); print(sorted(os.listdir(".")), open("moved.txt").read()); os.remove("moved.txt"); shutil.rmtree("dd"); os.rmdir("d")

os.symlink("d/a.txt", "link"); print(os.path.islink("link"), os.readlink("link"), Path("link").read_text(), Path("link").is_symlink(), os.path.realpath("link") == os.path.realpath("d/a.txt"), os.lstat("link").st_mode != os.stat("link").st_mode); os.unlink("link")

os.chmod("d/a.txt", 0o600); print(oct(os.stat("d/a.txt").st_mode & 0o777)); os.utime("d/a.txt", (1, 2)); print(os.path.getmtime("d/a.txt"), os.stat("d/a.txt").st_mtime_ns, os.access("d/a.txt", os.R_OK))

p = Path("p.txt"); p.touch(); print(p.exists(), p.stat().st_size, p.resolve().name, p.suffix, p.write_text("a\\nb"), p.read_text().splitlines(), p.open().readline()); p.unlink(); p.unlink()

p.unlink(missing_ok=True); Path("q/r").mkdir(parents=True); Path("q").mkdir()

Path("q/r").rmdir(); print(list(Path("q").iterdir()), Path("q").is_dir(), Path("a").absolute() == Path.cwd() / "a", Path("x") == pathlib.Path("x"))

fd = os.open("fd.txt", os.O_CREAT | os.O_RDWR); print(os.write(fd, b"abc"), os.lseek(fd, 0, 0), os.read(fd, 10), os.fstat(fd).st_size, os.isatty(fd)); os.ftruncate(fd, 1); os.close(fd); os.read(fd, 1)

r, w = os.pipe(); os.write(w, b"through"); os.close(w); print(os.read(r, 100), os.read(r, 100)); os.close(r)

with tempfile.NamedTemporaryFile("w+", suffix=".x", delete=True) as t: t.write("temp"); t.seek(0); print(t.read(), t.name.endswith(".x"))
with tempfile.TemporaryFile() as t: t.write(b"b"); t.seek(0); print(t.read())
fd, name = tempfile.mkstemp(dir="."); os.close(fd); print(os.path.exists(name)); os.remove(name); d = tempfile.mkdtemp(prefix="pre", dir="."); print(os.path.basename(d)[:3]); os.rmdir(d); s = tempfile.SpooledTemporaryFile(10); s.write(b"x"); s.seek(0); print(s.read())

os.environ["MADE"] = "1"; print(os.environ["MADE"], os.getenv("MADE")); del os.environ["MADE"]; os.environ["MADE"]

os.putenv("A_B", "c"); os.environ["X"] = 5

print(shutil.disk_usage(".").total > 0, shutil.which("no-such-command-x"), os.path.samefile(".", os.getcwd())); shutil.copy("nope", "x")

os.listdir("nope")
""")
    os.chdir(here)
