"""urllib.parse."""
import urllib.parse

from table import values

values(globals(), r"""
urllib.parse.urlparse("http://u:p@host:80/p/a;x?q=1&r=2#f"), urllib.parse.urlsplit("//h/p").netloc, urllib.parse.parse_qs("a=1&a=2&b="), urllib.parse.parse_qsl("a=1;b=2&c=%20+"), urllib.parse.quote("a b/é"), urllib.parse.unquote("a%20b%C3%A9"), urllib.parse.quote_plus("a b&"), urllib.parse.urlencode({"a": 1, "b": ["x", "y"]}, doseq=True), urllib.parse.urljoin("http://a/b/c", "../d"), urllib.parse.urlunparse(("http", "h", "/p", "", "q", "")), urllib.parse.urlparse("http://h:8080").port, urllib.parse.unquote_to_bytes("%ff"), urllib.parse.urldefrag("a#b")
urllib.parse.urlparse("http://h:99999").port
""")
