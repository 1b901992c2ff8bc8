# exit: 1
"""A program that does not compile prints nothing."""
print("never")
x = (1 + 2
print("never either")
