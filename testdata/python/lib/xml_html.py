"""xml.etree, xml.dom, html.parser."""
import html.parser
import io
import xml.etree.ElementTree as ET

from table import effects, values

values(globals(), r"""
ET.fromstring("<a x='1'>t<b>u</b>v<b/></a>").find("b").text, ET.tostring(ET.fromstring("<a><b c='d'/>&lt;é</a>"), encoding="unicode"), [e.tag for e in ET.fromstring("<a><b><c/></b></a>").iter()], ET.fromstring("<a><b i='1'/><b i='2'/></a>").findall("b[@i='2']")[0].attrib, ET.fromstring("<a>é</a>").text
ET.fromstring("<a>")
ET.fromstring("<a></b>")
ET.fromstring("")
""")

effects(globals(), r"""
class P(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs): print("start", tag, attrs)
    def handle_endtag(self, tag): print("end", tag)
    def handle_data(self, data): print("data", repr(data))
    def handle_comment(self, data): print("comment", data)
P().feed("<p class=x>a &amp; b<br/><!-- c --></P>")

r = ET.Element("root"); s = ET.SubElement(r, "sub", k="v"); s.text = "t<"; ET.indent(r); print(ET.tostring(r).decode()); print([(e, x.tag) for e, x in ET.iterparse(io.BytesIO(b"<a><b/></a>"), ["start", "end"])]); print(ET.ElementTree(r).find("sub").get("k"))

import xml.dom.minidom; print(xml.dom.minidom.parseString("<a><b>x</b></a>").toprettyxml(indent=" "))

try: ET.fromstring("<a>\n<b></a>")
except ET.ParseError as e: print(e, e.position, e.code)
""")
