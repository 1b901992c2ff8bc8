from . import circle_1 as one

name = "two of " + one.name
