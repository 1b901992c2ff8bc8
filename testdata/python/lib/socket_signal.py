"""socket and signal."""
import signal
import socket

from table import effects, values

values(globals(), r"""
signal.SIGINT, signal.Signals(15), signal.SIGTERM.name, signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.strsignal(2)
socket.inet_aton("127.0.0.1"), socket.inet_ntoa(b"\x7f\0\0\1"), socket.htons(1) in (1, 256), socket.AF_INET.name, socket.inet_pton(socket.AF_INET6, "::1")[-1], socket.gethostname() != ""
socket.inet_aton("x")
socket.create_connection(("127.0.0.1", 1))
""")

effects(globals(), r"""
a, b = socket.socketpair(); a.sendall(b"hello"); print(b.recv(3), b.recv(10)); a.close(); print(b.recv(1)); b.close(); b.recv(1)

s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); c = socket.create_connection(s.getsockname()); x, addr = s.accept(); c.sendall(b"line\n"); print(x.makefile("rb").readline(), addr[0], c.getpeername() == s.getsockname(), x.family.name); [q.close() for q in (s, c, x)]

got = []
old = signal.signal(signal.SIGUSR1, lambda n, f: got.append(n)); signal.raise_signal(signal.SIGUSR1); print(got == [signal.SIGUSR1]); signal.signal(signal.SIGUSR1, old); signal.signal(9999, print)
""")
