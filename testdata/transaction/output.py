# sort: lines
"""What a transaction prints appears as a whole, and only once."""
import sys

import transaction


def speak(n):
    print("transaction", n, end=" ")
    shared[n % 3] += 1
    print("says", end=" ")
    for i in range(5):
        sys.stdout.write("%d " % i)
        shared[i % 3] += 1
    print("and ends")


shared = [0, 0, 0]
for n in range(30):
    transaction.add(speak, n)
transaction.run()
print(sum(shared))
