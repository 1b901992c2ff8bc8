"""A signal handler runs while the main thread waits for room in a pipe or a socket."""
import io
import os
import signal
import socket
import threading


class Alarm(Exception):
    pass


def ring(number, frame):
    raise Alarm


old = signal.signal(signal.SIGALRM, ring)


def interrupted(write):
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        write()
    except Alarm:
        return "interrupted"
    return "done"


big = b"x" * 8_000_000
r, w = os.pipe()
print("os.write", interrupted(lambda: os.write(w, big)))
os.close(r)
os.close(w)

a, b = socket.socketpair()
print("sendall", interrupted(lambda: a.sendall(big)))
a.close()
b.close()
a, b = socket.socketpair()
print("send", interrupted(lambda: a.send(big)) != "never")
a.close()
b.close()

# Nothing is lost and nothing waits for ever when somebody reads.
signal.signal(signal.SIGALRM, old)


def reader(read, out):
    n = 0
    while data := read(1 << 16):
        n += len(data)
    out.append(n)


def drained(read, write, close):
    out = []
    t = threading.Thread(target=reader, args=(read, out))
    t.start()
    n = write()
    close()
    t.join()
    return n, out[0]


r, w = os.pipe()
print(drained(lambda n: os.read(r, n), lambda: os.write(w, big), lambda: os.close(w)))
os.close(r)
a, b = socket.socketpair()
print(drained(b.recv, lambda: a.sendall(big), a.close))
b.close()
a, b = socket.socketpair()
print(drained(b.recv, lambda: a.send(big), a.close))
b.close()
r, w = os.pipe()
f = open(w, "wb")
print(drained(lambda n: os.read(r, n), lambda: f.write(big), f.close))
os.close(r)

# The size of a text stream's reads cannot be deleted.
t = io.TextIOWrapper(io.BytesIO())
try:
    del t._CHUNK_SIZE
except AttributeError as e:
    print(e)
