"""add_epoll and remove_epoll: events become transactions."""
import os
import select

import transaction
from transaction import TransactionError, add_epoll, remove_epoll


class Done(Exception):
    pass


steps = []


def new_pipe():
    r, w = os.pipe()
    ep = select.epoll()
    ep.register(r, select.EPOLLIN | select.EPOLLONESHOT)
    return r, w, ep


def attempt(f, *args):
    try:
        return f(*args)
    except TransactionError as exc:
        return str(exc)


def write_stuff(w):
    os.write(w, b"x")
    steps.append("write_stuff")


def callback(fd, events):
    steps.append("callback")
    steps.append((fd == r, events == select.EPOLLIN, os.read(fd, 10)))
    raise Done


r, w, ep = new_pipe()
print(callable(add_epoll(ep, callback)))
print(attempt(add_epoll, ep, callback))
transaction.add(write_stuff, w)
try:
    transaction.run()
except Done:
    print("Done")
print(steps)
print(attempt(remove_epoll, ep))  # the exception has removed it already

# Several events; the callback registers the descriptor again.
received = []


def more(fd, events):
    received.append(os.read(fd, 1))
    if len(received) == 5:
        remove_epoll(ep)
    else:
        ep.modify(fd, select.EPOLLIN | select.EPOLLONESHOT)


r, w, ep = new_pipe()
add_epoll(ep, more)
transaction.add(os.write, w, b"abcde")
transaction.run()
print(received)

# The function that add_epoll returns, from a transaction and from outside.
stop = add_epoll(ep, more)
transaction.add(stop)
transaction.run()
print(attempt(stop), attempt(remove_epoll, ep))
stop = add_epoll(ep, more)
print(attempt(stop), attempt(stop))


# Adding and removing from transactions.
def add_it():
    steps.append(callable(add_epoll(ep, more)))
    steps.append(attempt(add_epoll, ep, more))
    transaction.add(remove_it)


def remove_it():
    remove_epoll(ep)
    steps.append(attempt(remove_epoll, ep))


for _ in range(5):
    steps.clear()
    transaction.add(add_it)
    transaction.run()
print(steps)

# Two pipes at once.
received.clear()
open_now = {}


def either(fd, events):
    data = os.read(fd, 10)
    received.append((open_now[fd][0], data))
    remove_epoll(open_now[fd][1])


for name in "AB":
    r, w, ep = new_pipe()
    open_now[r] = name, ep
    add_epoll(ep, either)
    transaction.add(os.write, w, name.lower().encode())
transaction.run()
print(sorted(received))
