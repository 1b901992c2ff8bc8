"""Weak references, what gc.collect() does to them, SimpleQueue, settings of gc."""
import gc, weakref, _queue
class A:
    def __init__(s,n): s.n=n
    def m(s): return s.n
def cb(r): print('dead', r() is None)
a=A(1); r=weakref.ref(a, cb); print(r() is a)
del a; gc.collect(); print(r())
d=weakref.WeakValueDictionary(); x=A(5); d['x']=x; print(len(d), d['x'].n); del x; gc.collect(); print(len(d), list(d))
k=weakref.WeakKeyDictionary(); x=A(6); k[x]=1; print(len(k)); x=None; gc.collect(); print(len(k))
s=weakref.WeakSet(); x=A(7); s.add(x); print(len(s), x in s); del x; gc.collect(); print(len(s))
f=weakref.finalize(a:=A(9), print, 'finalized', 1); print(f.alive); del a; gc.collect(); print(f.alive)
a=A(3); p=weakref.proxy(a, lambda p: print('proxy dead')); print(p.n, p.m(), isinstance(p,A), p==a)
del a; gc.collect()
try: p.n
except ReferenceError as e: print(e)
a=A(4); wm=weakref.WeakMethod(a.m); print(wm()()); del a; gc.collect(); print(wm())
def fun():
    l=[A(i) for i in range(3)]
    rs=[weakref.ref(x) for x in l]
    print([r() is not None for r in rs])
    del l[0]
    gc.collect(); print([r() is not None for r in rs])
    return rs
rs=fun(); gc.collect(); print([r() is not None for r in rs])
# cycle
a=A(1); a.self=a; r=weakref.ref(a); del a; gc.collect(); print(r())
def bad(r): 1/0
a=A(1); r=weakref.ref(a,bad); del a; gc.collect()
q=_queue.SimpleQueue()
def v(text):
    for line in text.strip().splitlines():
        try: r=repr(eval(line, globals()))
        except BaseException as e: r='raises %s: %s'%(type(e).__name__,e)
        print(line,'->',r)
v('''
q.get_nowait()
q.put(1), q.get()
q.get(False)
q.get(True,0.01)
q.get(timeout=-1)
q.get(True,'a')
q.put(1,True,None), q.put(item=2,block=False,timeout=5)
q.put()
q.qsize(), q.empty(), q.put_nowait(3), q.get(block=False), q.get(), q.get(), q.empty()
_queue.SimpleQueue(1)
q.get(timeout=1e20)
_queue.SimpleQueue[int], _queue.Empty, _queue.Empty.__mro__
gc.collect(5)
gc.collect('a')
gc.get_threshold(), gc.set_threshold(1,2,3), gc.get_threshold(), gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.get_debug()
gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked({}), gc.is_tracked(()), gc.is_tracked(object()), gc.is_tracked(A(1)), gc.is_tracked('')
gc.get_referents((1,),[2]), gc.get_referents({'a':1}), gc.get_referents(1)
gc.freeze(), gc.unfreeze(), gc.get_freeze_count(), gc.callbacks, gc.garbage, gc.DEBUG_LEAK
gc.get_objects(5)
''')
gc.callbacks.append(lambda phase, info: print(phase, info['generation'])); gc.collect(1)
gc.callbacks.clear()
gc.callbacks.append(1); gc.collect(); gc.callbacks.clear()
