# exit: 1
"""sys.exit with a message: it goes to stderr, and the code is 1."""
import sys

print("before")
sys.exit("the message")
