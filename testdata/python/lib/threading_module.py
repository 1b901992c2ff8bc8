"""threading, queue, _thread, concurrent.futures: results that do not depend on timing."""
import _thread
import concurrent.futures
import queue
import threading
import time

from table import effects

effects(globals(), """
results = []
ts = [threading.Thread(target=results.append, args=(i,)) for i in range(10)]
for t in ts: t.start()
for t in ts: t.join()
print(sorted(results), [t.is_alive() for t in ts][:2], ts[0].name.startswith("Thread-"), threading.active_count(), threading.main_thread() is threading.current_thread(), ts[0].daemon, ts[0].ident is not None)

class T(threading.Thread):
    def run(self): self.result = sum(range(1000))
t = T(name="named"); print(t.name, t.is_alive(), t.ident, repr(t)[:19]); t.start(); t.join(); print(t.result); t.start()

threading.Thread().join()

t = threading.Thread(target=lambda: None, daemon=True, kwargs={}); t.start(); t.join(); print(t.daemon); t.daemon = False

threading.current_thread().join()

lock = threading.Lock(); print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01)); lock.release(); print(lock.locked()); lock.release()

with lock: print(lock.locked())
print(lock.locked()); lock.acquire(False, 5)

lock.acquire(timeout=-5)

r = threading.RLock()
with r:
    with r: print("twice")
r.release()

n = 0
def count():
    global n
    for _ in range(2000):
        with lock: n += 1
ts = [threading.Thread(target=count) for _ in range(5)]; [t.start() for t in ts]; [t.join() for t in ts]; print(n)

l = []
def append():
    for i in range(1000): l.append(i)
ts = [threading.Thread(target=append) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(len(l), sorted(l) == sorted(list(range(1000)) * 4))

d = {}
def setdefaults():
    for i in range(500): d.setdefault(i, []).append(1)
ts = [threading.Thread(target=setdefaults) for _ in range(4)]; [t.start() for t in ts]; [t.join() for t in ts]; print(len(d), {len(v) for v in d.values()})

e = threading.Event(); log = []
def waiter(): e.wait(); log.append("woken")
t = threading.Thread(target=waiter); t.start(); log.append("setting"); e.set(); t.join(); print(log, e.is_set(), e.wait(0)); e.clear(); print(e.wait(0.01))

c = threading.Condition(); items = []
def consumer():
    with c:
        while len(items) < 3: c.wait()
        log.append(sorted(items))
log.clear(); t = threading.Thread(target=consumer); t.start()
for i in range(3):
    with c: items.append(i); c.notify_all()
t.join(); print(log); c.notify()

with c: print(c.wait(0.01), c.wait_for(lambda: True), c.wait_for(lambda: False, 0.01))

s = threading.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(blocking=False)); s.release(); print(s.acquire(timeout=0.01)); b = threading.BoundedSemaphore(1); b.acquire(); b.release(); b.release()

barrier = threading.Barrier(3); order = []
def meet(): order.append("before"); barrier.wait(); order.append("after")
ts = [threading.Thread(target=meet) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(order)

local = threading.local(); local.x = "main"
def use(): log.append(hasattr(local, "x")); local.x = "thread"; log.append(local.x)
log.clear(); t = threading.Thread(target=use); t.start(); t.join(); print(log, local.x)

class L(threading.local):
    def __init__(self, v): self.v = v
x = L(5); x.v = 6; t = threading.Thread(target=lambda: log.append(x.v)); t.start(); t.join(); print(log[-1], x.v)

caught = []
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
t = threading.Thread(target=lambda: 1 / 0, name="bad"); t.start(); t.join(); print(caught); threading.excepthook = threading.__excepthook__

timer = threading.Timer(0.01, log.append, ["timer"]); timer.start(); timer.join(); print(log[-1]); t = threading.Timer(60, print); t.start(); t.cancel(); t.join()

q = queue.Queue(); out = []
def work():
    while True:
        i = q.get()
        if i is None: break
        out.append(i * i); q.task_done()
ts = [threading.Thread(target=work) for _ in range(3)]; [t.start() for t in ts]
for i in range(20): q.put(i)
q.join(); [q.put(None) for _ in ts]; [t.join() for t in ts]; print(sorted(out), q.empty())

q = queue.Queue(maxsize=1); q.put(1); print(q.full(), q.qsize()); q.put(2, block=False)

q.get(); q.get_nowait()

q.get(timeout=0.01)

p = queue.PriorityQueue(); [p.put(x) for x in (3, 1, 2)]; l = queue.LifoQueue(); [l.put(x) for x in "abc"]; s = queue.SimpleQueue(); s.put(5); print([p.get() for _ in range(3)], l.get(), s.get(), s.empty()); q.task_done(); q.task_done(); q.task_done()

with concurrent.futures.ThreadPoolExecutor(3) as ex:
    print(list(ex.map(pow, [2, 3, 4], [5, 2, 1])), ex.submit(sum, [1, 2]).result(), [f.result() for f in [ex.submit(lambda x: x * 2, i) for i in range(3)]])
    f = ex.submit(lambda: 1 / 0); print(type(f.exception()).__name__, f.done(), f.cancelled()); f.result()

f = concurrent.futures.Future(); f.add_done_callback(lambda f: print("done", f.result())); f.set_result(9); print(f.result(), concurrent.futures.wait([f]).done == {f}, list(concurrent.futures.as_completed([f]))[0] is f)

print(_thread.get_ident() == threading.get_ident(), type(_thread.allocate_lock()).__name__, isinstance(threading.get_native_id(), int), threading.stack_size(), threading.TIMEOUT_MAX > 1000); done = _thread.allocate_lock(); done.acquire(); _thread.start_new_thread(lambda: done.release(), ()); print(done.acquire(timeout=5)); _thread.start_new_thread(5, ())

def gen():
    for i in range(1000): yield i
g = gen(); seen = []
glock = threading.Lock()
def pull():
    while True:
        with glock:
            x = next(g, None)
        if x is None: return
        seen.append(x)
ts = [threading.Thread(target=pull) for _ in range(3)]; [t.start() for t in ts]; [t.join() for t in ts]; print(sorted(seen) == list(range(1000)))
""")
