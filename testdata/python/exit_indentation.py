# exit: 1
"""An indentation error."""
def f():
print("x")
