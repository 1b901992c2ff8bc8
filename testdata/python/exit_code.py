# exit: 3
"""sys.exit with a number, after finally blocks and atexit-free output."""
import sys

try:
    print("before")
    sys.exit(3)
finally:
    print("finally")
print("never")
