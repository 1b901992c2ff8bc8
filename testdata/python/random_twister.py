"""Module _random: the Mersenne Twister, bit for bit."""
import _random
from table import values

values(globals(), r"""
(_random.Random(5).random())
_random.Random(5,6)
_random.Random(x=5)
_random.Random(seed=5)
_random.Random().seed(1,2)
[globals().__setitem__("R",_random.Random(5)),R.random(),R.getrandbits(10),R.getrandbits(32),R.getrandbits(33),R.getrandbits(1000)]
R.getrandbits(0)
R.getrandbits(-1)
R.getrandbits(1<<40)
R.getrandbits(1.5)
R.getrandbits()
R.seed(0),R.random()
R.seed(-5),R.random()
R.seed(10**50),R.random()
R.seed(2**32),R.random()
R.seed(2**64-1),R.random()
R.seed(1.5),R.random()
R.seed(True),R.random()
R.seed(-10**50),R.getrandbits(64)
R.seed([]),R.random()
len(R.getstate())
R.getstate()[:5],R.getstate()[-1]
R.setstate([])
R.setstate((1,))
R.setstate(tuple(range(625)))
R.random()
R.setstate(tuple(range(624))+(625,))
R.setstate(tuple(range(624))+(-1,))
R.setstate(('a',)*625)
R.setstate((2**70,)*625)
R.setstate((-1,)*625)
R.setstate((2**40,)*624+(0,))
R.random()
type(R)
type('X',(_random.Random,),{'__init__':lambda self,a,b:None})(1,2).getrandbits(0)
type('X',(_random.Random,),{'__init__':lambda self,a=0:None})(a=2).getrandbits(0)
[type('X',(_random.Random,),{})(7).random()]
""")
