"""Module array."""
import array as m
from array import array
from table import values

a = array("i", [1, 2, 3, 4, 5])

values(globals(), r"""
m.typecodes
a
array('u','abc')
array('u')
array('d',[1.5,2])
array('B',b'abc')
array('x')
array('ii')
array(1)
array('i','abc')
array('i',[1.5])
array('i',['a'])
array('b',[200])
array('B',[-1])
array('B',[256])
array('h',[40000])
array('H',[-1])
array('H',[70000])
array('i',[2**40])
array('I',[-1])
array('I',[2**40])
array('l',[2**70])
array('L',[-1])
array('L',[2**70])
array('q',[2**70])
array('Q',[-1])
array('Q',[2**70])
array('f',['a'])
array('u',['ab'])
array('u',[1])
array('i',5)
array('i',b'abcd')
array('i',b'abc')
array('i',array('d',[1.0]))
array('d',array('i',[1]))
array('u',array('i',[1]))
a[0],a[-1],a[1:3],a[::-1],a[::2]
a[10]
a['a']
a+a
a+[1]
a+array('d')
a*2
2*a
a*-1
3 in a, 9 in a, 'a' in a
a.index(3)
a.index(9)
a.index(3,1,2)
a.count(3)
a.tolist(), a.tobytes(), a.itemsize, a.typecode, a.buffer_info()[1]
a==array('i',[1,2,3,4,5]), a==array('d',[1,2,3,4,5]), a<array('i',[2]), a==[1]
a<[1]
array('u','é').tounicode()
a.tounicode()
a.byteswap()
a
a.byteswap()
a.pop(), a
a.pop(10)
array('i').pop()
a.append(7), a
a.append('x')
a.insert(0,9), a
a.insert(-1,8), a
a.remove(9), a
a.remove(99)
a.reverse(), a
a.extend([1,2]), a
a.extend(array('d'))
a.extend(5)
a.fromlist([5]), a
a.fromlist((5,))
a.fromlist([5,'a'])
a.frombytes(b'\1\0\0\0'), a
a.frombytes(b'abc')
a.frombytes('abc')
a.fromunicode('a')
a.__reduce_ex__(2)
a.__reduce_ex__(3)
a.__copy__(), a.__deepcopy__({})
memoryview(a).format, memoryview(a).tolist()
bytes(a)
a.__setitem__(0,100), a
a.__setitem__(0,'a')
a.__setitem__(slice(0,2),array('i',[7,8,9])), a
a.__setitem__(slice(0,2),[1])
a.__setitem__(slice(0,4,2),array('i',[0])), a
a.__setitem__(slice(0,4,2),array('i',[0,0])), a
a.__setitem__(slice(0,2),array('d',[0,0])), a
a.__delitem__(0), a
a.__delitem__(slice(0,2)), a
a.__delitem__(slice(None,None,2)), a
a.__iadd__(array('i',[3])), a
a.__iadd__([3])
a.__imul__(2), a
hash(a)
m.ArrayType is array
array('u','a') + array('u','b')
array('f',[1.1]), array('f',[1e300])
array('i',(x for x in [1,2]))
array('i',range(3))
str(array('d',[]))
array('d',[float('nan')])==array('d',[float('nan')])
m._array_reconstructor(array,'i',8,b'\1\0\0\0')
array('i',initializer=[1])
array('i',[1],[2])
array()
type(a).__mro__
""")


class A(array):
    pass


print(A("i", [1]), A("i", [1]).__reduce_ex__(3))
