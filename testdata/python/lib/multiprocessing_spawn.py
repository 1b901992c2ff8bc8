"""multiprocessing and concurrent.futures with processes that are started by spawn."""
import multiprocessing as mp, os, sys, time
from concurrent.futures import ProcessPoolExecutor
def sq(x): return x*x
def add(v, l, n):
    for _ in range(n):
        with l: v.put(1)
def child(c):
    while True:
        x=c.recv()
        if x is None: break
        c.send(x*2)
def fail(): raise ValueError("bad")
if __name__=="__main__":
    mp.set_start_method("spawn")
    p=mp.Process(target=print,args=("in child",)); p.start(); p.join(); print(p.exitcode, flush=True)
    a,b=mp.Pipe(); p=mp.Process(target=child,args=(b,)); p.start(); a.send([1,2]); print(a.recv()); a.send(None); p.join(); print(p.exitcode)
    q=mp.Queue(); l=mp.Lock(); ps=[mp.Process(target=add,args=(q,l,5)) for _ in range(2)]; [p.start() for p in ps]; print(sum(q.get() for _ in range(10))); [p.join() for p in ps]
    with mp.Pool(2) as pool: print(pool.map(sq,range(10)), pool.apply(sq,(5,)))
    with ProcessPoolExecutor(2,mp_context=mp.get_context("spawn")) as ex: print(list(ex.map(sq,range(5))), ex.submit(sq,7).result())
    with ProcessPoolExecutor(1,mp_context=mp.get_context("spawn")) as ex:
        try: ex.submit(fail).result()
        except ValueError as e: print(e)
    p=mp.Process(target=time.sleep,args=(30,)); p.start(); p.terminate(); p.join(); print(p.exitcode)
    p=mp.Process(target=sys.exit,args=(3,)); p.start(); p.join(); print(p.exitcode)
    s=mp.Semaphore(2); print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(timeout=0.02)); s.release(); print(s.get_value())
    r=mp.RLock(); print(r.acquire(), r.acquire(), r); r.release(); r.release()
    try: r.release()
    except AssertionError as e: print(e)
    try: l.release()
    except ValueError as e: print(e)
    e=mp.Event(); print(e.wait(0.01)); e.set(); print(e.wait(1))
