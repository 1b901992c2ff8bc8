# flags: -O
"""-O leaves assertions out."""
assert False, "not checked"
print(__debug__, __doc__)
if __debug__:
    print("never")
