# exit: 130
"""KeyboardInterrupt has its own exit code."""
raise KeyboardInterrupt
