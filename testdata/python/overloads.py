"""Operators, calls, items, truth and iteration that classes define in Python."""
class A:
    def __init__(s,v): s.v=v
    def __add__(s,o):
        if isinstance(o,A): return A(s.v+o.v)
        if isinstance(o,int): return A(s.v+o)
        return NotImplemented
    def __radd__(s,o): return ('radd',o)
    def __iadd__(s,o):
        if o == 5: return NotImplemented
        s.v += o; return s
    def __lt__(s,o):
        if not isinstance(o,A): return NotImplemented
        return s.v<o.v
    def __gt__(s,o): return ('gt',s.v)
    def __eq__(s,o): return [] if o is None else [1]
    def __contains__(s,x): return x and [x] or 0
    def __bool__(s):
        if s.v==99: return 3
        return s.v>0
    def __getitem__(s,k): return (s.v,k)
    def __setitem__(s,k,v): s.last=(k,v); return 'ignored'
    def __delitem__(s,k): s.last=('del',k)
    def __call__(s,*a,**k): return (s.v,a,k)
    def __neg__(s): return A(-s.v)
    def __invert__(s): return NotImplemented
    def __mul__(s,o): return NotImplemented
class B:
    def __rmul__(s,o): return 'rmul'
    def __rsub__(s,o): return NotImplemented
class C(A):
    def __radd__(s,o): return 'Cradd'
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a=A(3); b=A(4)
tr(lambda:(a+b).v); tr(lambda:(a+1).v); tr(lambda:a+'x'); tr(lambda:2+a); tr(lambda:2.5+a); tr(lambda:a+C(1)); tr(lambda:(C(1)+a).v)
def f():
    x=A(1); x+=2; y=x.v; x+=5; return y,x.v
tr(f)
tr(lambda:a*B()); tr(lambda:a*3); tr(lambda: 3-B()); tr(lambda:B()-3); tr(lambda: 'x'-B())
tr(lambda:a<b); tr(lambda:a<5); tr(lambda:5<a); tr(lambda:a>5); tr(lambda: a==None); tr(lambda: a!=1)
def g():
    r=[]
    if a<b: r.append(1)
    if a==None: r.append(2)
    if a==3: r.append(3)
    if not a: r.append(4)
    if 0 in a: r.append(5)
    if 1 in a: r.append(6)
    if 1 not in a: r.append(7)
    while a==None: break
    else: r.append(8)
    return r, 2 in a, 0 not in a, not a, a[1], a['k'], (-a).v
tr(g)
tr(lambda: bool(A(99))); 
def h():
    if A(99): pass
tr(h)
tr(lambda: not A(99)); tr(lambda: (~a) is NotImplemented)
a[3]=4; print(a.last); del a[5]; print(a.last)
print(a(1,2,z=3), a())
class It:
    def __init__(s,n): s.n=n
    def __iter__(s): return s
    def __next__(s):
        if s.n==0: raise StopIteration
        s.n-=1
        if s.n==7: raise ValueError('seven')
        return s.n
print([x for x in It(5)], list(It(3)), sum(It(4)))
tr(lambda: [x for x in It(9)])
for i,j in zip(It(3),It(4)): print(i,j)
class S(str):
    def __add__(s,o): return 'S+'
    def __getitem__(s,i): return 'item'
print(S('a')+'b', S('a')[0], 'a'+S('b'))
class D(dict):
    def __missing__(s,k): return k*2
print(D()[4])
class L(list):
    def __getitem__(s,i): return i
    def __contains__(s,x): return True
print(L()[4], 5 in L([1]))
class R:
    def __add__(s,o): return s+o
tr(lambda: R()+1)
class M(type):
    def __add__(c,o): return 'meta+'
    def __call__(c,*a): return ('made',a)
class X(metaclass=M): pass
print(X+1, X(1,2))
class E:
    def __getitem__(s,i):
        yield i
    def __eq__(s,o): raise KeyError('eq')
print(next(E()[3]))
import sys, traceback
def deep():
    return E()==1
try: deep()
except KeyError: traceback.print_exc(file=sys.stdout)
class P:
    @property
    def x(self): return self
    def __call__(self, a): return a
print(P().x(4), P().x.x(5))
print([p(1) for p in [P()]*2])
