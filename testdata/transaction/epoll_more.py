"""add_epoll and remove_epoll: exceptions, closed objects, threads, queues, events without EPOLLONESHOT."""
import os, select, transaction, threading, time as tm
from transaction import *
def t(f,*a):
    try: print(f(*a))
    except Exception as e: print(type(e).__name__, e)
t(add_epoll, 5, print); t(remove_epoll, 5)
# exception in a callback drops epoll
r,w=os.pipe(); ep=select.epoll(); ep.register(r, select.EPOLLIN|select.EPOLLONESHOT)
def bad(fd, ev): raise ValueError("bad", ev)
add_epoll(ep,bad); os.write(w,b'x'); t(run); t(remove_epoll, ep)
os.read(r,1)
# closed
ep.modify(r, select.EPOLLIN|select.EPOLLONESHOT); add_epoll(ep,bad); ep.close(); t(run); t(remove_epoll, ep)
# closed while running
ep=select.epoll(); ep.register(r, select.EPOLLIN|select.EPOLLONESHOT)
add_epoll(ep, bad); transaction.add(ep.close); t(run); t(remove_epoll, ep)
# aborted registers nothing: raised
ep=select.epoll(); ep.register(r, select.EPOLLIN|select.EPOLLONESHOT)
def f(): add_epoll(ep, print); remove_epoll(ep)
transaction.add(f); t(run)
# a thread produces
got=[]
def cb(fd, ev):
    got.append(os.read(fd,1))
    if len(got)==10: remove_epoll(ep)
    else: ep.modify(fd, select.EPOLLIN|select.EPOLLONESHOT)
def producer():
    for i in range(10):
        tm.sleep(0.005); os.write(w,b'%d'%i)
th=threading.Thread(target=producer); th.start()
add_epoll(ep,cb); run(); th.join(); print(got)
# queue
q=TransactionQueue()
got.clear()
def reg(): add_epoll(ep, cb2)
def cb2(fd,ev): got.append(os.read(fd,1)); remove_epoll(ep)
ep.modify(r, select.EPOLLIN|select.EPOLLONESHOT)
os.write(w,b'q'); q.add(reg); q.run(); print(got); t(remove_epoll,ep)
# not oneshot
got.clear(); ep.modify(r, select.EPOLLIN); os.write(w,b'q'*50)
def cb3(fd,ev):
    if len(got)<50:
        got.append(os.read(fd,1))
        if len(got)==50: remove_epoll(ep)
add_epoll(ep,cb3); run(); print(len(got))
