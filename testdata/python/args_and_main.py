# args: one --two 3 é
# env: SOME_VARIABLE=its value
"""sys.argv, the environment, __main__."""
import os
import sys

import __main__

print(sys.argv, len(sys.argv))
print(os.environ["SOME_VARIABLE"], os.environ.get("NOT_SET_AT_ALL"), os.getenv("SOME_VARIABLE"), "SOME_VARIABLE" in os.environ)
print(__main__.sys is sys, __name__, sys.modules["__main__"] is __main__, __doc__, __file__ == os.path.abspath(__file__), os.path.basename(__file__))
print(sys.path[0] == os.path.dirname(__file__), os.getcwd() == os.path.dirname(__file__))
try:
    os.environ["NOT_SET_AT_ALL"]
except KeyError as exc:
    print(repr(exc))
