name = "one"
from . import circle_2 as two
