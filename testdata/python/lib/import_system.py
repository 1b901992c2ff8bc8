"""importlib, archives and namespaces on sys.path, finders and hooks."""
import sys
import json
import importlib, importlib.util, importlib.machinery, importlib.metadata, pkgutil, zipimport, zipfile, os, tempfile, types, platform
print(type(json.__loader__) is importlib.machinery.SourceFileLoader, type(json.__spec__) is importlib.machinery.ModuleSpec, json.__spec__.name, json.__spec__.parent, json.__spec__.has_location)
print(sys.__loader__, sys.__spec__, [f.__name__ for f in sys.meta_path if f.__class__ is type])
print(importlib.util.find_spec('colorsys').loader.__class__, importlib.util.find_spec('nope'), __loader__.__class__)
d=tempfile.mkdtemp(); z=os.path.join(d,'a.zip')
with zipfile.ZipFile(z,'w') as f:
    f.writestr('zm.py','x=1\ndef f(): 1/0\n'); f.writestr('zp/__init__.py','y=2\nfrom . import sub\n'); f.writestr('zp/sub.py','z=3\n')
sys.path.insert(0,z)
import zm, zp
print(zm.x, zp.y, zp.sub.z, zm.__file__.replace(d,''), type(zm.__loader__))
import traceback
try: zm.f()
except ZeroDivisionError: print(traceback.format_exc().replace(d,''))
os.mkdir(d+'/n1'); os.mkdir(d+'/n1/ns'); open(d+'/n1/ns/a.py','w').write('v=1'); os.mkdir(d+'/n2'); os.mkdir(d+'/n2/ns'); open(d+'/n2/ns/b.py','w').write('v=2')
sys.path[:0]=[d+'/n1']
import ns, ns.a
try: import ns.b
except ImportError as e: print(e)
sys.path[:0]=[d+'/n2']; 
import ns.b; print(ns.b.v, type(ns.__path__), ns.__spec__.loader.__class__, [p.replace(d,'') for p in ns.__path__])
class F:
    @staticmethod
    def find_spec(n,p=None,t=None):
        if n=='magic': return importlib.machinery.ModuleSpec(n,L())
class L:
    def create_module(s,spec): return None
    def exec_module(s,m): m.q=5
sys.meta_path.insert(0,F)
import magic; print(magic.q)
spec=importlib.util.spec_from_file_location('q',d+'/n1/ns/a.py'); m=importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.v, m.__file__.replace(d,''))
print([m.name for m in pkgutil.iter_modules([d+'/n1/ns',z])], len(list(pkgutil.iter_modules()))>100)
open(d+'/bad.py','w').write('def (:\n'); sys.path.insert(0,d)
for n in ('bad','zmm','json.nope','os.path.x'):
    try: importlib.import_module(n)
    except Exception as e: print(type(e).__name__, str(e).replace(d,''))
open(d+'/err.py','w').write('1/0\n')
try: import err
except Exception: print(traceback.format_exc().replace(d,''))
try: importlib.import_module('err')
except Exception as e: print([(f.filename.replace(d, ''), f.name) for f in traceback.extract_tb(e.__traceback__)][2:])
importlib.reload(zm); importlib.invalidate_caches()
class S(importlib.machinery.SourceFileLoader):
    def get_data(self,p): return b'w=9' if p.endswith('.py') else super().get_data(p)
sp=importlib.util.spec_from_file_location('s',d+'/err.py',loader=S('s',d+'/err.py')); m=importlib.util.module_from_spec(sp); sp.loader.exec_module(m); print(m.w)
print(sorted(e.name for e in importlib.metadata.entry_points(group='nope')), importlib.resources.files('json').joinpath('tool.py').is_file() if hasattr(importlib,'resources') else '')
def hook(p):
    if p!='@': raise ImportError
    return F
sys.path_hooks.append(hook); sys.path.append('@'); 
import colorsys; print(colorsys.__name__, type(colorsys.__loader__))
import importlib._bootstrap as b; print(b.__name__, b is sys.modules['_frozen_importlib'], b.__spec__)
mod=types.ModuleType('x'); print(mod.__spec__, importlib.util.resolve_name('.a','b.c'), importlib.util.cache_from_source('/a/b.py')[:10])
print(repr(sys), repr(importlib._bootstrap_external))
