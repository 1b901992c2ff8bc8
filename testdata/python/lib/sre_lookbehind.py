"""A look-behind may be as wide as the text before it, at no cost where that is shorter."""
import re

wide = r"(?<=((.{%d}){%d}){%d})" % (64, 64, 64)
text = "x" * (64**3 + 10)
print(re.search(wide, text).span())
print(re.search(wide.replace("<=", "<!"), text).span())
print(re.search(r"(?<=.{3})é", "ééé" + "xé").span())
print(re.search(r"(?<!.{3})é", "xxxé"), re.search(rb"(?<=..)c", b"abc").span())
