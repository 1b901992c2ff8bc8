"""KeyboardInterrupt ends a run; the next one is not affected."""
import os
import signal

import transaction

ran = []


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(1000):
        pass


def forever(n):
    transaction.add(forever, n + 1)


transaction.add(interrupt)
for _ in range(4):
    transaction.add(forever, 0)
try:
    transaction.run()
except KeyboardInterrupt:
    print("interrupted")
transaction.run()
print("nothing left")
transaction.add(ran.append, 1)
transaction.run()
print(ran)
