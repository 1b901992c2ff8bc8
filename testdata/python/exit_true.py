# exit: 1
"""A bool is a number."""
import sys

sys.exit(True)
