"""What surrogateescape cannot escape, and the warnings of the escape codecs."""
import warnings, codecs
for enc in 'utf-8','ascii','latin-1','utf-16','cp1252','utf-8-sig':
    for s in 'a\udc80\ud800\udfffb','\udc80\udc81x\udcff','\udc80\ud800','\ud800\udc80','\udc7f','\udd00':
        try: print(enc, ascii(s), s.encode(enc,'surrogateescape'))
        except UnicodeEncodeError as e: print(enc, ascii(s), e.start,e.end,e.reason)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    for b in rb'\8', rb'\z', rb'\501', rb'\7\q':
        for f in codecs.escape_decode, codecs.unicode_escape_decode, lambda b: b.decode('unicode_escape'):
            try: print(b, f(b))
            except Exception as e: print(e)
    for x in w: print(x.category.__name__, x.message)
