# exit: 44
"""Codes are cut to eight bits."""
import sys

sys.exit(300)
