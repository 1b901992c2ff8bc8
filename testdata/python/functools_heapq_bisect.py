"""Modules behind functools, heapq and bisect."""
from _functools import partial, cmp_to_key, reduce, _lru_cache_wrapper
from _heapq import *
from _heapq import _heappop_max,_heapreplace_max,_heapify_max
from _bisect import *
bisect=bisect_right; insort=insort_right
def v(text):
    for line in text.strip().splitlines():
        try: r=repr(eval(line, globals()))
        except BaseException as e: r='raises %s: %s'%(type(e).__name__,e)
        print(line,'->',r)
def run(text):
    for block in text.strip().split('\n'):
        print('|',block)
        try: exec(block,globals())
        except BaseException as e: print('raises %s: %s'%(type(e).__name__,e))
def f(*a,**k): return a,k
class P(partial): pass
class P2(partial):
    def __call__(self): return 1
class Info(tuple):
    def __new__(c,*a): return tuple.__new__(c,a)
def lru_cache(maxsize=128,typed=False):
    if callable(maxsize): return _lru_cache_wrapper(maxsize,128,typed,Info)
    return lambda f: _lru_cache_wrapper(f,maxsize,typed,Info)
p=partial(print,1,sep='x')
v('''
p
partial()
partial(5)
partial(a=1)
p.func,p.args,p.keywords
partial(partial(int,'1'),base=2), partial(partial(int,'1'),base=2).func, partial(partial(int,'1'),base=2)()
partial(f,1,a=2)(3,b=4), partial(f,1,a=2)(a=3), partial(f,1,a=2,b=3)(c=1,b=9), partial(f)(), partial(f,k=1)(**{'z':2})
p.__reduce__()
p.__setstate__(1)
p.__setstate__((1,2,3,4))
p.__setstate__((print,(),{},None)), p.args, p
p.__dict__
repr(P(f,1)).split(' at ')[0], P(P(f,1),2).func is f, P(P(f,1),2)(3), type(P(f)).__name__
partial(P(f,1),2).func is f, partial(P2(f,1),2).func is f
partial[int], partial.__name__, partial.__module__
partial(f).foo
cmp_to_key(lambda a,b:a-b)(3)<cmp_to_key(lambda a,b:a-b)(4), cmp_to_key(lambda a,b:a-b)(3)==cmp_to_key(lambda a,b:a-b)(3), cmp_to_key(lambda a,b:a-b)(3)>=cmp_to_key(lambda a,b:a-b)(4)
cmp_to_key()
cmp_to_key(1)(2)<1
cmp_to_key(1)(2)<cmp_to_key(1)(2)
cmp_to_key(lambda a,b:0)(3)<5
hash(cmp_to_key(len)(3))
cmp_to_key(len)(3).obj, cmp_to_key(mycmp=len)(obj=4).obj
cmp_to_key(len)()
sorted([3,1,2],key=cmp_to_key(lambda a,b:b-a)), sorted('bca',key=cmp_to_key(lambda a,b:(a>b)-(a<b)))
reduce()
reduce(1)
reduce(lambda a,b:a+b,[])
reduce(lambda a,b:a+b,[1,2,3]), reduce(lambda a,b:a+b,[1],5), reduce(lambda a,b:a+b,[],None), reduce(lambda a,b:a+b,'abc','')
reduce(max,5)
reduce(lambda a,b:1/0,[1,2])
lru_cache(len).cache_info()
lru_cache(None)(len).cache_info()
_lru_cache_wrapper()
_lru_cache_wrapper(1,1,False,tuple)
_lru_cache_wrapper(len,'a',False,tuple)
lru_cache(len)(1)
lru_cache(len)([])
lru_cache(len)('abc'), lru_cache(f)(1,2,a=3)
heappop([])
heappush(1,2)
heapreplace([],1)
heappushpop([],1), heappushpop([2],1), heappushpop([1],2)
heapify(1)
heappop()
heappop((1,))
heapify([1,'a'])
_heappop_max([3,2,1])
_heapreplace_max([],1)
bisect([1,2,3],2), bisect_left([1,2,3],2), bisect([],1), bisect([1,1,1],1), bisect_left([1,1,1],1), bisect([1,2,3,4,5],3,1,2), bisect((1,2,3),9), bisect('abd','c'), bisect_left(range(100),50)
bisect_left([1],1,-1)
bisect([1,2],1,0,5)
bisect([1],'a')
bisect(5,1)
bisect([1],1,key=5)
insort(5,1)
bisect()
bisect(a=[1],x=2), bisect([1,3],2,key=lambda x:x*2), bisect([1,2],1,hi=None), bisect([1.5,2],1.7)
insort((1,),2)
bisect([1,2],1,lo=None)
bisect([3],1,lo=2**70)
''')
run('''
calls=[]
c=lru_cache(2)(lambda x: calls.append(x) or x*2); print([c(i) for i in (1,2,1,3,2,1,1,3)], calls, c.cache_info())
c.cache_clear(); print(c.cache_info(), c(1), c.cache_info())
c=lru_cache(None)(lambda *a,**k: (a,k)); print(c(1),c(1),c(1.0),c(1,a=2),c(a=2),c(1,2),c((1,2)), c.cache_info())
c=lru_cache(None,True)(lambda *a,**k: (a,k)); print(c(1),c(1.0),c(True),c(a=1),c(a=1.0), c.cache_info())
c=lru_cache(0)(lambda x: x); print(c(1),c(1),c.cache_info())
c=lru_cache(-5)(lambda x: x); print(c(1),c(1),c.cache_info())
fib=lru_cache(None)(lambda n: n if n<2 else fib(n-1)+fib(n-2)); print(fib(100), fib.cache_info())
fib=lru_cache(5)(lambda n: n if n<2 else fib(n-1)+fib(n-2)); print(fib(50), fib.cache_info())
class A: m=_lru_cache_wrapper(lambda self,x: x*2, None, False, Info)
a=A(); print(a.m(3), a.m(3), A.m.cache_info(), A().m(3), A.m(a,4), a.m.__func__ is A.m)
c.x=5; print(c.x, c.__dict__); 
k=cmp_to_key(len)(3); k.obj=7; print(k.obj)
h=[]; [heappush(h,(i*7)%11) for i in range(20)]; print(h, [heappop(h) for _ in range(20)])
h=[(i*7)%11 for i in range(20)]; heapify(h); print(h, heapreplace(h,100), heapreplace(h,-1), heappushpop(h,5), heappushpop(h,-5), h)
h=[(i*7)%11 for i in range(20)]; _heapify_max(h); print(h, _heapreplace_max(h,100), _heappop_max(h), h)
l=[1,3,5]; insort(l,4); insort_left(l,3.0); insort(l,3.5,key=int); print(l)
class L(list):\n def insert(s,i,x): print('insert',i,x); list.insert(s,i,x)
l=L([1,2]); insort(l,1.5); print(l)
''')
class E:
    def __lt__(s,o): h.clear(); return True
h=[E() for _ in range(5)]
try: heappop(h)
except RuntimeError as e: print(e)
h=[E() for _ in range(5)]
try: heapify(h)
except RuntimeError as e: print(e)
h=[E() for _ in range(5)]
try: heappush(h,E())
except RuntimeError as e: print(e)
