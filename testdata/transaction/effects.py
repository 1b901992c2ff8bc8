"""Effects in transactions: files, time, the environment, modules that are imported first in a transaction."""
import os
import sys
import time

import transaction

folder = os.path.join(os.environ.get("TMPDIR", "/tmp"), "weft-transaction-test-%d" % os.getpid())
os.mkdir(folder)
results = []


def write_file(n):
    with open(os.path.join(folder, "file%d" % n), "w") as f:
        f.write("contents %d\n" % n)
        results.append(n)


for n in range(20):
    transaction.add(write_file, n)
transaction.run()
print(sorted(results) == list(range(20)), len(os.listdir(folder)))


def read_file(n):
    with open(os.path.join(folder, "file%d" % n)) as f:
        text = f.read()
    results.append(text.split()[1])


results.clear()
for n in range(20):
    transaction.add(read_file, n)
transaction.run()
print(sorted(map(int, results)) == list(range(20)))


def write_and_read():
    name = os.path.join(folder, "both")
    with open(name, "w") as f:
        f.write("written")
        f.flush()
        with open(name) as g:
            results.append(g.read())
    os.remove(name)


results.clear()
transaction.add(write_and_read)
transaction.run()
print(results)
log = open(os.path.join(folder, "log"), "w")


def append_line(n):
    print("line", n, file=log)
    shared.append(n)


shared = []
for n in range(50):
    transaction.add(append_line, n)
transaction.run()
log.close()
with open(os.path.join(folder, "log")) as f:
    lines = f.read().splitlines()
print(sorted(lines) == sorted("line %d" % n for n in range(50)), lines == ["line %d" % n for n in shared])


def use_time():
    t = time.time(), time.perf_counter(), time.monotonic()
    results.append(all(isinstance(x, float) for x in t))
    time.sleep(0.001)


results.clear()
for _ in range(5):
    transaction.add(use_time)
transaction.run()
print(results)


def import_something():
    import imported_in_transaction
    results.append(imported_in_transaction.value)


results.clear()
for _ in range(10):
    transaction.add(import_something)
transaction.run()
print(results == ["imported"] * 10, "imported_in_transaction" in sys.modules)


def define(n):
    class Local:
        value = n

        def method(self):
            return self.value

    exec("made = %d" % n, globals())
    results.append(Local().method())


results.clear()
for n in range(10):
    transaction.add(define, n)
transaction.run()
print(sorted(results), made in results)


def hold_state(n):
    ids.add(id(objects[n]))
    hashes[n] = hash(objects[n])


objects = [object() for _ in range(50)]
ids = transaction.stmset()
hashes = transaction.stmdict()
for n in range(50):
    transaction.add(hold_state, n)
transaction.run()
print(len(ids), sorted(hashes) == list(range(50)), all(hash(objects[n]) == hashes[n] for n in range(50)))
for name in os.listdir(folder):
    os.remove(os.path.join(folder, name))
os.rmdir(folder)
