"""pyexpat: events, errors with positions, documents in pieces, namespaces, document types; what is built on it."""
import io
import pyexpat
import xml.dom.minidom
import xml.etree.ElementTree as ET
import xml.sax
import xml.sax.handler
from xml.parsers import expat

from table import effects, values

QUIET = ("NotStandaloneHandler", "ExternalEntityRefHandler", "DefaultHandler", "DefaultHandlerExpand")


def events(doc, sep=None, step=0, default=False, skip=(), **attrs):
    """All events of a document, and its error; step is the size of the pieces in which the parser gets it."""
    p = pyexpat.ParserCreate(None, sep)
    out = []
    for name, value in attrs.items():
        setattr(p, name, value)
    for name in dir(p):
        if name.endswith("Handler") and name not in QUIET and name not in skip:
            setattr(p, name, lambda *args, name=name: out.append((name[:-7], *args)))
    if default:
        p.DefaultHandlerExpand = lambda text: out.append(text)
    try:
        if step:
            for i in range(0, len(doc), step):
                p.Parse(doc[i:i + step], False)
            p.Parse(b"", True)
        else:
            p.Parse(doc, True)
    except expat.ExpatError as e:
        out.append((str(e), e.code, e.lineno, e.offset, p.ErrorByteIndex))
    return out


def joined(out):
    """Joins neighbouring character data: where it is cut is nobody's business."""
    r = []
    for e in out:
        if e[0] == "CharacterData" and r and r[-1][0] == "CharacterData":
            r[-1] = ("CharacterData", r[-1][1] + e[1])
        else:
            r.append(e)
    return r


DTD = """<!DOCTYPE a [
<!ENTITY x "y<b/>z">
<!ELEMENT a (b|c*|d)+>
<!ELEMENT e (b,(c|d)?,e+)>
<!ELEMENT f EMPTY><!ELEMENT g ANY><!ELEMENT h (#PCDATA|a|b)*><!ELEMENT i (#PCDATA)>
<!ATTLIST a k CDATA "def" j (x|y) #IMPLIED id ID #REQUIRED n NMTOKENS #FIXED "q  r" o NOTATION (n1|n2) #IMPLIED>
<!NOTATION n SYSTEM "u"><!NOTATION m PUBLIC "pub"><!NOTATION l PUBLIC "p" "s">
<!ENTITY e SYSTEM "sys" NDATA n><!ENTITY s SYSTEM "sys2"><!ENTITY p PUBLIC "a  b" "c">
<!ENTITY % pe "pp"><!-- c --><?pi data?>
<!ENTITY c "&#65;&lt;">
]>
<a id=" 1 " n="  s  t " k="&c;&#66;&amp;">&x;&c;</a>"""

docs = [
    "<a></b>", "<a>&x;</a>", "<a", '<a b="1" b="2"/>', "<a/><b/>", "<a><", "<a>x]]>y</a>", '<a b="<"/>', "<a>&#0;</a>", '<?xml version="1.0"?><a/>',
    '  <?xml version="1.0"?><a/>', "<a>", "<a>text", "<a><!-- x -- y --></a>", "<a>\r\nx\ry&lt;z&#65;&#x42;</a>", "<a>\x01</a>", "<p:a/>",
    '<a xmlns:p="u" p:x="1" y="2"><p:b/></a>', "<a><![CDATA[x<y]] ]>\n]]></a>", "<a>&</a>", "<a>& </a>", "<1/>", "x", "<a/>x", "<a b/>", "<a b=1/>",
    '<a b="1"c="2"/>', '<!DOCTYPE a SYSTEM "s"><a>&u;</a>', '<a xmlns:xml="x"/>', '<a xmlns:p=""/>', "<a>&x", "<a></a",
    '<!DOCTYPE a [<!ENTITY x "&y;"><!ENTITY y "&x;">]><a>&x;</a>', '<?xml version="1.1" standalone="yes"?><a/>', "<?xml foo?><a/>", "<a>é</a>\n\n", '<a\n b = "x\ty\r\nz"\n/>',
    DTD, "<a><![CDATA[x", "<a><!-- x", "<a><?pi x", "<a><?xml version='1.0'?></a>", "<a><?pi?><?pi  x y ?></a>", "<a></a >", "<a></ a>", "<a b='\"'/>", "<a b='x>y'>z></a>",
    '<a xmlns="d" x="1"><b xmlns=""><c/></b></a>', "<a:b:c/>", "<:a/>", "<a:/>", "<!DOCTYPE a><a/>", "<!DOCTYPE a PUBLIC 'p' 's' []><a/>",
    "<!DOCTYPE a [%y;<!ENTITY x 'z'>]><a>&x;</a>", "<!DOCTYPE a [<!ENTITY x '<b>'>]><a>&x;</b></a>", "<!DOCTYPE a [<!ENTITY x SYSTEM 's'>]><a b='&x;'/>",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 's' NDATA n>]><a>&x;</a>", "<a><b><c/></b>text<b x='1'/></a>", "<a>\ud7ff\U0010ffff</a>", "<a>\ufffe</a>", "<é à='ü'/>", "<a>]]</a>", "<a>]</a>", "<!-- c --><a/><!-- d --><?e f?>",
]

values(globals(), r"""
[x for x in dir(pyexpat.ParserCreate()) if not x.startswith("_")]
pyexpat.EXPAT_VERSION, pyexpat.version_info, pyexpat.native_encoding, pyexpat.ErrorString(4), pyexpat.errors.codes["syntax error"], pyexpat.errors.messages[3], pyexpat.model.XML_CTYPE_SEQ, pyexpat.ErrorString(99), len(pyexpat.errors.codes)
pyexpat.ParserCreate(5)
pyexpat.ParserCreate(None, "ab")
pyexpat.ParserCreate(None, None, 5)
pyexpat.ParserCreate().Parse(5)
pyexpat.ParserCreate().ParseFile(5)
pyexpat.ParserCreate().ParseFile(io.BytesIO(b"<a/>")), pyexpat.ParserCreate().Parse("<a>"), pyexpat.ParserCreate().Parse(b"<a/>", True), pyexpat.ParserCreate().GetBase(), pyexpat.ParserCreate().GetInputContext()
events(b"<a>\xff</a>"), events(b"<?xml version='1.0' encoding='iso-8859-1'?><a>\xe9</a>"), events("<a>é</a>".encode("utf-16")), events(b"\xef\xbb\xbf<a/>"), events(b"<?xml version='1.0' encoding='windows-1252'?><a>\x80</a>"), events(b"<?xml version='1.0' encoding='ascii'?><a>x</a>")
events(b"<?xml version='1.0' encoding='nope'?><a/>")
events('<a b="1" c="2"><d e="f"/></a>', ordered_attributes=True), events(DTD, specified_attributes=True)[-12:], events("<a>x\ny&amp;z</a>", buffer_text=True), events("<a>x\ny&amp;z</a>", buffer_text=True, buffer_size=2), events('<p:a xmlns:p="u" p:b="1"/>', "}", namespace_prefixes=True)
events("<!DOCTYPE a SYSTEM 's' [<!-- x -->]><a b='1'>t<?p q?>&amp;</a>", default=True, skip=("StartDoctypeDeclHandler", "EndDoctypeDeclHandler", "StartElementHandler", "CharacterDataHandler"))
ET.tostring(ET.fromstring('<a xmlns:p="u" p:x="1">t<p:b>é</p:b>tail<!-- c --></a>')), ET.fromstring("<a><b/><b k='v'>x</b></a>").findall("b")[1].attrib, [e.tag for e in ET.fromstring("<a><b><c/></b><d/></a>").iter()]
ET.fromstring("<a>&nope;</a>")
ET.fromstring("<a><b></a>")
[(event, e.tag, e.text) for event, e in ET.iterparse(io.BytesIO(b"<a>1<b>2</b></a>"), ("start", "end"))]
ET.canonicalize("<a z='1' b='2'><c/></a>"), ET.tostring(ET.XML("<a><b/></a>"), short_empty_elements=False)
xml.dom.minidom.parseString('<!DOCTYPE a [<!ATTLIST a k CDATA "v">]><a x="1"><b>t</b><!-- c --><![CDATA[<]]><?p q?></a>').toxml()
xml.dom.minidom.parseString("<a>").toxml()
""")

for doc in docs:
    for sep in (None, " "):
        out = events(doc, sep)
        print(repr(doc), sep, out)
        data = doc.encode("utf-8", "surrogatepass")
        for step in (1, 3):
            if joined(events(data, sep, step)) != joined(events(data, sep)):
                print("  differs in pieces of", step, events(data, sep, step))

effects(globals(), r"""
class H(xml.sax.handler.ContentHandler):
    def startElement(self, name, attrs): print("start", name, dict(attrs))
    def endElement(self, name): print("end", name)
    def characters(self, s): print("chars", repr(s))
xml.sax.parseString(b"<a x='1'>t<b/></a>", H()); xml.sax.parseString(b"<a>", H())

p = pyexpat.ParserCreate()
def start(name, attrs): print(p.CurrentLineNumber, p.CurrentColumnNumber, p.CurrentByteIndex, p.GetInputContext()[:3]); 1 / 0
p.StartElementHandler = start; p.Parse("<a>\n<b/>")

p = pyexpat.ParserCreate(); p.Parse("<a/>", True); p.Parse("x")

def external(context, base, system, public):
    print(context is None, base, system, public); sub = p.ExternalEntityParserCreate(context); sub.Parse({"s": "<!ENTITY e 'E'><!ENTITY % q 'INCLUDE'><![%q;[<!ENTITY f 'F'>]]><![IGNORE[<!ENTITY e 'no'>]]>", "x": "text<b/>&e;"}[system], True); return 1
p = pyexpat.ParserCreate(); p.SetBase("base"); p.SetParamEntityParsing(pyexpat.XML_PARAM_ENTITY_PARSING_ALWAYS); p.ExternalEntityRefHandler = external; p.CharacterDataHandler = print; p.StartElementHandler = print; print(p.Parse("<!DOCTYPE a SYSTEM 's' [<!ENTITY x SYSTEM 'x'>]><a>&x;&e;&f;</a>", True))

p = pyexpat.ParserCreate(); p.ExternalEntityRefHandler = lambda *a: 0; p.Parse("<!DOCTYPE a [<!ENTITY x SYSTEM 'x'>]><a>&x;</a>", True)

p.buffer_size = -1

p.nope

del p.StartElementHandler

lol = "<!DOCTYPE a [<!ENTITY l0 'lol'>" + "".join("<!ENTITY l%d '%s'>" % (i, "&l%d;" % (i - 1) * 10) for i in range(1, 10)) + "]><a>&l9;</a>"; pyexpat.ParserCreate().Parse(lol, True)

import plistlib; d = {"a": 1, "b": [1.5, True, "x", b"bytes"]}; print(plistlib.loads(plistlib.dumps(d)) == d)
""")
