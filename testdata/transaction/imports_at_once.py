"""Transactions that all import the same module: it is executed once, and nobody waits for ever."""
import os
import sys
import tempfile

import transaction

executed = []


def use(name):
    module = __import__(name)
    results.append(module.value)


with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    for n in range(60):
        with open(os.path.join(folder, "module_%d.py" % n), "w") as f:
            f.write("import __main__\n__main__.executed.append(%d)\nvalue = %d\n" % (n, n))
    for n in range(60):
        results = []
        for _ in range(10):
            transaction.add(use, "module_%d" % n)
        transaction.run()
        if results != [n] * 10:
            print(n, results)
    sys.path.remove(folder)
print(executed == list(range(60)))
