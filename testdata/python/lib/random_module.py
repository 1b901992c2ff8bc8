"""random."""
import random

from table import effects

effects(globals(), """
random.seed(42); print([random.random() for _ in range(3)], random.randint(1, 100), random.choice("abcdef"), random.sample(range(100), 5), random.uniform(1, 2), random.randrange(0, 100, 7), random.getrandbits(70), random.gauss(0, 1), random.shuffle(x := list(range(8))), x, random.choices("ab", [1, 5], k=6), random.betavariate(1, 2), random.expovariate(1), random.triangular(), random.randbytes(4), random.normalvariate(0, 1))

random.seed("text seed"); print(random.random(), random.randint(0, 10 ** 20)); r = random.Random(7); s = r.getstate(); a = r.random(); r.setstate(s); print(a == r.random(), random.Random(1.5).random(), random.Random(b"b").random(), random.Random(-5).random(), random.Random(2 ** 100).random())

random.choice([])

random.randint(5, 1)

random.sample([1], 5)

random.seed([1])
""")
