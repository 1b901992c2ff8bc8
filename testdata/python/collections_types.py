"""The types behind module collections: deque, defaultdict, OrderedDict, helpers."""
from _collections import deque, defaultdict, OrderedDict, _count_elements, _tuplegetter
def v(text, ns=None):
    for line in text.strip().splitlines():
        try: r=repr(eval(line, ns or globals()))
        except BaseException as e: r='raises %s: %s'%(type(e).__name__,e)
        print(line,'->',r)
class D(deque): pass
class DM(deque):
    def __init__(self, it=(), m=None): super().__init__(it, 3)
v('''
deque(), deque('abc'), deque([1,2],5), deque(range(10),3), deque([1],maxlen=0), deque(iterable='ab',maxlen=None)
deque(5)
deque([],-1)
deque([],'a')
deque([],1.5)
deque(1,2,3)
deque(foo=1)
deque().pop()
deque().popleft()
deque([1])[1]
deque([1])[-2]
deque([1])['a']
deque([1])[0:1]
deque([1,2,3])[1], deque([1,2,3])[-1]
deque().maxlen, deque([],3).maxlen
deque([1,2])+deque([3]), deque([1,2],2)+deque([3])
deque([1])+[2]
deque([1])+1
[1]+deque([1])
deque([1,2])*3, 3*deque([1,2]), deque([1,2,3],4)*3, deque([1])*-1, deque([1,2],3)*2
deque([1])*1.5
deque([1])*'a'
deque([1,2])==deque([1,2]), deque([1])==[1], deque([1,2])<deque([1,3]), deque([1])!=deque([2]), deque([1])<deque([1,2]), deque()==deque()
deque([1])<[1]
hash(deque())
deque([1,2,3,2]).count(2), deque([1,2,3]).index(3), deque('abcb').index('b',2), deque('abcb').index('b',-1)
deque([1]).index(5)
deque([1,2]).index(1,'a')
deque([1]).remove(5)
deque([1]).append()
deque([1]).append(1,2)
deque([1]).rotate('a')
deque([1],1).insert(0,5)
deque([1]).insert('a',5)
2 in deque([1,2]), 3 in deque([1,2]), len(deque('abc')), bool(deque()), bool(deque([1]))
list(reversed(deque('abc'))), list(deque('abc')), deque('abc').copy(), deque('abc',5).copy()
D('ab'), D('ab',3), D('ab').copy(), type(D('ab').copy()).__name__, type(D('ab')+D('c')).__name__, type(D('a')*2).__name__, DM('abcd')
deque('ab').__reduce__()[:3], deque('ab',3).__reduce__()[:3], D('ab').__reduce__()[1:3]
deque.__name__, deque.__module__, deque.__qualname__, deque, type(iter(deque())), type(reversed(deque()))
deque[int], deque.__class_getitem__(str)
iter(deque('abc')).__length_hint__(), iter(deque('abc')).__reduce__()[1]
list(type(iter(deque()))(deque('abc'),1)), list(type(reversed(deque()))(deque('abc'),1))
type(iter(deque()))(5)
deque([deque([1])]), deque.mro()
next(iter(deque()))
''')
d=deque([1,2,3,4,5])
def run(text):
    for block in text.strip().split('\n'):
        print('|',block)
        try: exec(block,globals())
        except BaseException as e: print('raises %s: %s'%(type(e).__name__,e))
run('''
d.append(6); d.appendleft(0); print(d); d.extend('ab'); d.extendleft('xy'); print(d)
print(d.pop(), d.popleft(), d); d.rotate(2); print(d); d.rotate(-3); print(d); d.rotate(100); print(d); d.rotate(0); d.rotate(); print(d)
d.reverse(); print(d); d.insert(2,'i'); d.insert(-1,'j'); d.insert(100,'k'); d.insert(-100,'l'); print(d)
del d[0]; del d[-1]; d[0]=9; d[-1]=8; print(d); d.remove('i'); print(d); d.clear(); print(d, len(d))
d.extend(d); d=deque([1,2]); d.extend(d); d.extendleft(d); d+=d; print(d); d*=2; print(d); d+= 'ab'; print(d)
d=deque([1,2,3],3); d.append(4); print(d); d.appendleft(0); print(d); d.extend([7,8]); print(d); d+=[9]; print(d); d*=2; print(d); d.maxlen=3
d=deque([1,2,3]); it=iter(d); next(it); d.append(4); next(it)
next(it)
d=deque([1,2,3]); it=iter(d); next(it); d[0]=5; print(next(it)); d.rotate(1); print(next(it))
d=deque([1,2,3]); it=iter(d); next(it); d.reverse(); print(next(it))
d=deque([1,2,3]); it=iter(d); d.rotate(0); print(next(it)); d.rotate(3); print(next(it)); d.rotate(1); print(next(it))
d=deque([1,2,3]); it=iter(d); print(list(it)); d.append(1); print(next(it, 'end'))
d=deque([1]); it=iter(d); print(list(it)); d.pop(); print(list(it))
d=deque(); d.append(d); print(d); d2=deque([[d2] if 0 else 1]); print(d2)
d=deque([1,2,3]); it=reversed(d); print(next(it)); d.append(1); print(next(it))
for i in deque([1,2,3]): print(i, end=' ')
a,b,*c=deque([1,2,3,4]); print(a,b,c)
''')
class Evil:
    def __init__(s,f): s.f=f
    def __eq__(s,o): s.f(); return False
d=deque(); d.extend([Evil(d.clear),1,2])
run('''
print(1 in d)
d=deque(); d.extend([Evil(d.clear),1,2]); d.remove(1)
d=deque(); d.extend([Evil(d.clear),1,2]); d.index(1)
d=deque(); d.extend([Evil(d.clear),1,2]); d.count(1)
d=deque(); d.extend([Evil(d.clear),1,2]); print(d==deque([1,2,3]))
''')
# pseudo random model test
x=12345
def r(n):
    global x
    x=(x*1103515245+12345)&0x7fffffff
    return (x>>8)%n
for maxlen in (None,0,1,7,100):
    d=deque(maxlen=maxlen); l=[]
    for step in range(3000):
        op=r(9)
        if op<2: d.append(step); l.append(step); l=l[-maxlen:] if maxlen else ([] if maxlen==0 else l)
        elif op<4: d.appendleft(step); l.insert(0,step); l=l[:maxlen] if maxlen is not None else l
        elif op==4 and l: assert d.pop()==l.pop()
        elif op==5 and l: assert d.popleft()==l.pop(0)
        elif op==6 and l:
            k=r(50)-25; d.rotate(k)
            kk=k%len(l); l=l[len(l)-kk:]+l[:len(l)-kk]
        elif op==7 and l: i=r(len(l)); del d[i]; del l[i]
        elif op==8 and (maxlen is None or len(l)<maxlen): i=r(len(l)+1); d.insert(i,step); l.insert(i,step)
        assert list(d)==l and len(d)==len(l), (maxlen,step,op)
    print(maxlen,len(l))
class DD(defaultdict): pass
def f(): return 5
v('''
defaultdict(), defaultdict(int), defaultdict(None), defaultdict(list,{'a':1}), defaultdict(list,[(1,2)],b=3), defaultdict(a=1)
defaultdict(5)
defaultdict(int,1)
defaultdict(int,{},{})
defaultdict()['a']
defaultdict(int)['a'], defaultdict(list)[1]
defaultdict(int).get('a'), 'a' in defaultdict(int)
defaultdict(int,a=1).copy(), DD(int,a=1).copy(), type(DD(int).copy()).__name__
defaultdict(int,a=1)=={'a':1}, defaultdict(int)|{'a':1}, {'a':1}|defaultdict(int,b=2), type({}|defaultdict(int)).__name__, defaultdict(int)|defaultdict(str,x=1)
defaultdict(int)|[1]
defaultdict(int,a=1).__reduce__()[:4], defaultdict(a=1).__reduce__()[:4]
defaultdict(int).default_factory, defaultdict().default_factory, DD(int), defaultdict.__missing__, defaultdict(int).__missing__(3)
defaultdict().__missing__(3)
defaultdict[int,str], isinstance(defaultdict(),dict), defaultdict.__mro__
defaultdict(lambda: 1/0)[1]
defaultdict(int).fromkeys([1]), defaultdict.fromkeys('ab',0)
''')
run('''
d=defaultdict(list); d['a'].append(1); d['b']; print(d); d.default_factory=int; print(d['c']); d.default_factory=None; d['z']
d=defaultdict(int); d['x']+=1; d['x']+=1; print(d, d.pop('x'), d); del d.default_factory; print(d)
d=defaultdict(int); d |= {'a':1}; print(d)
d=defaultdict(); d['self']=d; print(d)
d=defaultdict(bool); d.default_factory=d.copy; print(repr(d)[:40].split(' at ')[0])
class M(defaultdict): __missing__=lambda s,k:k*2
print(M(int)['ab'], M(int))
class S(defaultdict): __setitem__=lambda s,k,v: dict.__setitem__(s,k,(v,))
s=S(int); print(s[1], s)
''')
class OD(OrderedDict): pass
class Up(OrderedDict):
    def __setitem__(s,k,v): OrderedDict.__setitem__(s,k.upper(),v)
v('''
OrderedDict(), OrderedDict(a=1), OrderedDict([('a',1),('b',2)]), OrderedDict({'a':1},b=2), OD(a=1)
OrderedDict(5)
OrderedDict([1])
OrderedDict([(1,)])
OrderedDict([(1,2,3)])
OrderedDict({},{})
OrderedDict(a=1)==OrderedDict(a=1), OrderedDict([(1,2),(3,4)])==OrderedDict([(3,4),(1,2)]), OrderedDict([(1,2),(3,4)])=={3:4,1:2}, {3:4,1:2}==OrderedDict([(1,2),(3,4)]), OrderedDict()!=OrderedDict(a=1)
OrderedDict()<OrderedDict()
OrderedDict().popitem()
OrderedDict(a=1,b=2).popitem(), OrderedDict(a=1,b=2).popitem(False), OrderedDict(a=1,b=2).popitem(last=False), OrderedDict(a=1).pop('a'), OrderedDict().pop('x',5), OrderedDict().pop('x',default=7)
OrderedDict().pop('x')
OrderedDict().move_to_end('x')
OrderedDict(a=1).move_to_end([])
OrderedDict(a=1).keys(), OrderedDict(a=1).values(), OrderedDict(a=1).items(), type(iter(OrderedDict())), iter(OrderedDict(a=1).items()).__reduce__()[1]
OrderedDict(a=1,b=2).keys()&{'a'}, OrderedDict(a=1).keys()=={'a'}, sorted({'a'}|OrderedDict(b=1).keys()), OrderedDict(a=1).items()-{('a',1)}, isinstance(OrderedDict().keys(), type({}.keys()))
list(reversed(OrderedDict(a=1,b=2))), list(reversed(OrderedDict(a=1,b=2).items())), list(reversed(OrderedDict(a=1,b=2).values())), list(reversed(OrderedDict(a=1,b=2).keys()))
OrderedDict(a=1)|{'b':2}, {'b':2}|OrderedDict(a=1), OD(a=1)|{}, type({}|OD()).__name__
OrderedDict()|[1]
OrderedDict(a=1).copy(), OD(a=1).copy(), OrderedDict.fromkeys('ab',1), OD.fromkeys('a'), Up(a=1), Up(a=1).copy()
OrderedDict(a=1).__reduce__()[:4], OD(a=1).__reduce__()[1:4]
OrderedDict(a=1).setdefault('a',5), OrderedDict().setdefault('z'), OrderedDict().setdefault('k',default=3)
OrderedDict.__name__, OrderedDict.__module__, OrderedDict[int,str], OrderedDict().__dict__
''')
run('''
d=OrderedDict.fromkeys('abcde'); d.move_to_end('b'); print(list(d)); d.move_to_end('b',last=False); print(list(d)); d.move_to_end('e',False); d.move_to_end('c',False); print(list(d)); d['z']=1; del d['a']; d['a']=2; print(list(d), d)
d=OrderedDict(a=1); d.x=5; print(d.x, d.__dict__, d, d.__reduce__()[:3])
d=OrderedDict.fromkeys(range(5)); it=iter(d); next(it); d[0]=7; print(next(it)); d[9]=1; next(it)
d=OrderedDict.fromkeys(range(5)); it=iter(d); next(it); d.move_to_end(0); next(it)
d=OrderedDict.fromkeys(range(5)); it=iter(d.items()); next(it); del d[3]; next(it)
d=OrderedDict(a=1); d['d']=d; print(d)
d=OrderedDict(); d|={'a':1}; d.update([('b',2)],c=3); d.update(); print(d); d.update(1,2)
d=Up(); d.update(a=1); d.update({'b':2}); d['c']=3; print(d, d.setdefault('q',1)); d|={'z':0}; print(d)
d=OrderedDict.fromkeys(range(100)); [d.move_to_end(i,last=i%2) for i in range(100)]; print(list(d)); [d.popitem(last=i%3==0) for i in range(90)]; print(list(d)); d.clear(); print(d)
d=OrderedDict.fromkeys(range(10)); [d.move_to_end((i*7)%10,last=False) for i in range(1000)]; print(list(d))
d=OrderedDict.fromkeys(range(3)); [d.move_to_end(i%3) for i in range(1000)]; print(list(d), d.__sizeof__()<5000)
''')
run('''
m={}; _count_elements(m,'abracadabra'); print(m)
class M(dict):\n def get(s,k,d=None): print('get',k); return dict.get(s,k,d)
m=M(); _count_elements(m,'aab'); print(m)
_count_elements({}, 5)
_count_elements({'a':'x'}, 'a')
class P(tuple): x=_tuplegetter(0,'doc of x'); y=_tuplegetter(5,None)
p=P((1,2)); print(p.x, P.x, P.x.__doc__, P.x.__reduce__()); P.x.__doc__='new'; print(P.x.__doc__); p.y
p.x=3
del p.x
class Q: x=_tuplegetter(0,'')
Q().x
_tuplegetter('a','')
_tuplegetter(1)
''')
