"""Output that is flushed, unfinished lines and writes to buffers stay with their transaction."""
import os
import sys
import tempfile

import transaction

name = os.path.join(tempfile.mkdtemp(), "log")
log = open(name, "w")
order = []


def work(n):
    sys.stdout.flush()
    order.append(n)  # what order it commits in
    print("<%d" % n, end="")
    print("|", end="", flush=True)
    sys.stdout.write("a")
    sys.stdout.flush()
    sys.stdout.buffer.write(b"b")
    sys.stdout.buffer.flush()
    print(n, ">", sep="")
    log.write("%d " % n)
    log.flush()
    log.writelines(["%d" % n, "\n"])
    print("err", n, file=sys.stderr, end="\n", flush=True)


for n in range(40):
    transaction.add(work, n)
sys.stdout.flush()
saved = os.dup(1)
target = os.open(name + ".out", os.O_RDWR | os.O_CREAT)
os.dup2(target, 1)
saved2 = os.dup(2)
target2 = os.open(name + ".err", os.O_RDWR | os.O_CREAT)
os.dup2(target2, 2)
transaction.run()
sys.stdout.flush()
sys.stderr.flush()
os.dup2(saved, 1)
os.dup2(saved2, 2)
log.close()
s = transaction.stats()
print(s.inevitable, s.transactions, sorted(order) == list(range(40)))
with open(name + ".out") as f:
    print(f.read() == "".join("<%d|ab%d>\n" % (n, n) for n in order))
with open(name + ".err") as f:
    print(f.read() == "".join("err %d\n" % n for n in order))
with open(name) as f:
    print(f.read() == "".join("%d %d\n" % (n, n) for n in order))
