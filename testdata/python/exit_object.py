# exit: 1
"""SystemExit with something that is neither a number nor None."""
raise SystemExit([1, "two"])
