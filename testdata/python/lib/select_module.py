"""select: select(), poll() and epoll()."""
import os
import select


def t(f, *a, **k):
    try:
        return f(*a, **k)
    except Exception as e:
        return "%s: %s" % (type(e).__name__, e)


for args in [(1, 2, 3), ([1], [], [], -1), ([], [], [], "x"), ([-1], [], []), (["a"], [], []), ([5000], [], []), ([50], [], [], 0),
             ([], [], [], float("nan")), ([], [], [], 1e30)]:
    print(t(select.select, *args))

r, w = os.pipe()


class File:
    def fileno(self):
        return r


class Bad:
    def fileno(self):
        return "x"


f = File()
print(select.select([f], [w], [f], 0) == ([], [w], []), t(select.select, [Bad()], [], []))
os.write(w, b"abc")
print(select.select([f], [w], [f]) == ([f], [w], []), select.select((), range(0), {}, 0.01))

p = select.poll()
print(type(p), t(p.register, 1, -1), t(p.register, 1, 70000), t(p.register, "x"), t(p.modify, 77, 1), t(p.unregister, 77))
print(t(p.poll, "x"), t(p.poll, 1.5), t(p.poll, 1e30), t(p.poll, 1 << 70), t(select.poll, 1), t(type(p)))
p.register(r, select.POLLIN)
p.register(w)
print(p.poll() == [(r, select.POLLIN), (w, select.POLLOUT)])
p.modify(w, 0)
print(os.read(r, 3), p.poll(10), p.poll(0))
p.register(500)
print(p.poll() == [(500, select.POLLNVAL)], p.unregister(500))

for args in [(0,), (-2,), (-1, 5), ("x",), (3, 1, 4)]:
    print(t(select.epoll, *args))
e = select.epoll()
print(t(e.poll, "x"), t(e.poll, 0, 0), t(e.poll, 0, -5), t(e.register, "x"), t(e.register, 1000), t(e.unregister, 1000), t(e.register, -1),
      t(e.poll, 1e30), t(e.poll, float("nan")))
print(t(e.register, r, 1), t(e.register, r), t(e.poll, 0.01), os.write(w, b"x"))
print(e.poll() == [(r, 1)], e.poll(0) == [(r, 1)], e.poll(timeout=0, maxevents=1) == [(r, 1)], os.read(r, 1))
e.modify(r, select.EPOLLIN | select.EPOLLONESHOT)
print(os.write(w, b"abc"), len(e.poll(1)), len(e.poll(0.01)), e.unregister(r), t(e.modify, r, 1))
with select.epoll() as e:
    print(e.closed, e.fileno() > 2)
print(e.closed, t(e.__enter__), e.close(), t(e.poll), t(e.fileno), t(e.register, 0))
print(t(select.epoll.fromfd, "x"))
try:
    class X(select.epoll):
        pass
except TypeError as e:
    print(e)
print(sorted(k for k in dir(select) if k[0] != "_"), select.error, select.PIPE_BUF)
