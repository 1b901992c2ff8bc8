"""Additions to shared containers commute, however they are written: none aborts another."""
from collections import Counter, defaultdict, deque

import transaction


class Results:
    def __init__(self):
        self.items = []
        self.table = {}
        self.seen = set()
        self.queue = deque()


results, table, seen, queue = [], {}, set(), deque()
shared = Results()
groups = defaultdict(list)
for k in "abc":
    groups[k]


class MyList(list):
    pass


class MyDict(dict):
    pass


mine, mine_too = MyList(), MyDict()


def add(i):
    global results
    results.append(i)
    results.extend([i, i])
    results += [i]
    table[i] = i
    table["s%d" % i] = i
    table[i, "t"] = [i]
    seen.add(i)
    seen.add((i, None))
    queue.append(i)
    queue.appendleft(i)
    shared.items.append(i)
    shared.items += (i,)
    shared.table[i] = results
    shared.seen.add(str(i))
    shared.queue.append(i)
    groups["abc"[i % 3]].append(i)
    mine.append(i)
    mine_too[i] = i


n = 2000
for i in range(n):
    transaction.add(add, i)
transaction.run()
s = transaction.stats()
print(s.transactions, s.aborts, s.inevitable)
print(Counter(results) == {i: 4 for i in range(n)}, len(table), sorted(x for x in table if type(x) is int) == list(range(n)))
print(len(seen), sorted(queue) == sorted(list(range(n)) * 2), Counter(shared.items) == {i: 2 for i in range(n)}, len(shared.table), len(shared.seen))
print(sorted(shared.queue) == list(range(n)), [len(groups[k]) for k in "abc"], sorted(mine) == list(range(n)), sorted(mine_too) == list(range(n)))


def look(i):
    """What a transaction has added it sees itself."""
    results.append(i)
    assert results[-1] == i and results.count(i) == 1
    table[-i] = i
    assert table[-i] == i and -i in table and list(table)[-1] == -i
    seen.add(-i)
    assert -i in seen
    queue.append(i)
    assert queue[-1] == i
    results.append(-i)
    del results[-1]
    before = len(table)
    table[-i] = 2
    assert len(table) == before and table.pop(-i) == 2


results.clear(), table.clear(), seen.clear(), queue.clear()
for i in range(1, 200):
    transaction.add(look, i)
transaction.run()
print(sorted(results) == list(range(1, 200)), table, len(seen), len(queue))
