"""argparse."""
import argparse
import contextlib
import io

from table import effects, values

parser = argparse.ArgumentParser(prog="prog", description="Describes.", exit_on_error=False)
parser.add_argument("file", help="the file")
parser.add_argument("-n", "--number", type=int, default=5, metavar="N", help="a number (default %(default)s)")
parser.add_argument("-v", action="count", default=0)
parser.add_argument("--flag", action="store_true")
parser.add_argument("--choice", choices=["a", "b"])
parser.add_argument("rest", nargs="*")

values(globals(), r"""
parser.parse_args(["f"]), parser.parse_args(["f", "x", "y", "-n", "7", "-vv", "--flag"]), parser.parse_args(["--number=3", "f", "--choice", "a"]), parser.parse_known_args(["f", "--unknown"])[1], vars(parser.parse_args(["-n9", "f"]))["number"]
parser.parse_args(["f", "-n", "x"])
parser.parse_args(["f", "--choice", "z"])
print(parser.format_help()), print(parser.format_usage())
""")

effects(globals(), r"""
sub = parser.add_subparsers if False else argparse.ArgumentParser().add_subparsers; err = io.StringIO()
with contextlib.redirect_stderr(err):
    try: argparse.ArgumentParser(prog="p").parse_args(["--nope"])
    except SystemExit as e: print(e.code, err.getvalue())
""")
