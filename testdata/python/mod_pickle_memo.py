# What pickles refer to twice in pickles of all sizes one after the other
import io
import pickle


class P:
    def __init__(self, n):
        self.n, self.again = n, self


def sample(n):
    names = ["name%d" % (i % 7) for i in range(n)]
    rows = [{"id": i, "name": names[i], "value": i * 0.5, "tags": (names[i], i % 3)} for i in range(n)]
    return [rows, rows[: n // 2], names, {"rows": rows}]


for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    for n in 0, 1, 3, 10, 50, 400, 3000, 5, 2:
        data = pickle.dumps(sample(n), protocol)
        back = pickle.loads(data)
        print(protocol, n, len(data), back == sample(n), n < 2 or back[0][0] is back[1][0], back[3]["rows"] is back[0])
    p = P(protocol)
    q = pickle.loads(pickle.dumps(p, protocol))
    print(q.again is q, q.n)


class Nested:
    def __reduce__(self):
        return pickle.loads, (pickle.dumps([1, "inner", ["inner"]]),)


print(pickle.loads(pickle.dumps([Nested(), "inner", "outer", Nested(), "outer"])))


class Failing:
    def __reduce__(self):
        raise ValueError("not this one")


for _ in range(3):
    try:
        pickle.dumps(["a", "b", Failing()])
    except ValueError as e:
        print(e)
    print(pickle.loads(pickle.dumps(["a", "b", "a"])))

f = io.BytesIO()
pickler = pickle.Pickler(f)
shared = ["shared"]
for i in range(3):
    pickler.dump([shared, i])
print(len(pickler.memo.copy()), sorted(n for n, _ in pickler.memo.copy().values()))
other = pickle.Pickler(io.BytesIO())
other.memo = pickler.memo
other.dump([shared])
pickler.clear_memo()
print(len(pickler.memo.copy()), len(other.memo.copy()))
f.seek(0)
u = pickle.Unpickler(f)
rows = [u.load() for _ in range(3)]
print(rows, rows[0][0] is rows[2][0])
