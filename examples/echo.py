"""An echo server whose events are transactions.

    weft examples/echo.py [CONNECTIONS [REQUESTS]]

The epoll object is registered with transaction.add_epoll(): whenever a socket has something to read, a transaction
serves it, on whichever worker is free. No lock is needed, although all of them count in the same objects. The clients
are another process. They send so many numbered requests over so many connections at once, and make sure that each is
answered once, with the right answer.
"""
import select
import socket
import subprocess
import sys
import time

import transaction

READ = select.EPOLLIN | select.EPOLLONESHOT


class Server:
    def __init__(self, expected):
        self.expected = expected  # connections to serve before it ends
        self.answered = 0
        self.ended = 0
        self.clients = {}         # file descriptor: Client
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=1000)
        self.listener.setblocking(False)
        self.epoll = select.epoll()
        self.epoll.register(self.listener, READ)

    def run(self):
        transaction.add_epoll(self.epoll, self.event)
        transaction.run()

    def event(self, fd, events):
        if fd == self.listener.fileno():
            self.accept()
        else:
            self.clients[fd].serve(self)

    def accept(self):
        try:
            while True:
                sock, _ = self.listener.accept()
                sock.setblocking(False)
                self.clients[sock.fileno()] = Client(sock)
                self.epoll.register(sock, READ)
        except BlockingIOError:
            self.epoll.modify(self.listener, READ)

    def end(self, fd):
        self.clients.pop(fd).sock.close()
        self.ended += 1
        if self.ended == self.expected:
            transaction.remove_epoll(self.epoll)
            self.epoll.close()
            self.listener.close()


class Client:
    """What the server knows of one connection."""

    def __init__(self, sock):
        self.sock = sock
        self.rest = b""  # of a request that has not come whole

    def serve(self, server):
        fd = self.sock.fileno()
        data = self.sock.recv(4096)
        if not data:
            server.end(fd)
            return
        *requests, self.rest = (self.rest + data).split(b"\n")
        for request in requests:
            self.sock.send(b"echo " + request + b"\n")
        server.answered += len(requests)
        server.epoll.modify(fd, READ)


def ask(port, connections, requests):
    """The clients: every connection asks when its last question is answered."""
    epoll = select.epoll()
    socks = {}
    left = requests - connections  # requests that are not sent yet

    def send(sock, number):
        socks[sock.fileno()] = sock, b"echo request %d\n" % number, b""
        sock.send(b"request %d\n" % number)

    for number in range(connections):
        sock = socket.create_connection(("127.0.0.1", port))
        epoll.register(sock, select.EPOLLIN)
        socks[sock.fileno()] = sock, None, b""
    for number, (sock, _, _) in enumerate(list(socks.values())):
        send(sock, number)
    number, right, wrong = connections, 0, 0
    while socks:
        for fd, _ in epoll.poll():
            sock, expected, have = socks[fd]
            have += sock.recv(4096)
            if len(have) < len(expected):
                socks[fd] = sock, expected, have
                continue
            right += have == expected
            wrong += have != expected
            if left > 0:
                left -= 1
                send(sock, number)
                number += 1
            else:
                # Nothing may come after the last answer.
                sock.shutdown(socket.SHUT_WR)
                sock.setblocking(True)
                wrong += sock.recv(1) != b""
                epoll.unregister(fd)
                del socks[fd]
                sock.close()
    print(right, wrong)


def allow_files(number):
    """Raises the limit of open files where that is needed and possible."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < number:
        resource.setrlimit(resource.RLIMIT_NOFILE, (number if hard == resource.RLIM_INFINITY else min(number, hard), hard))


def main():
    if sys.argv[1:2] == ["ask"]:
        allow_files(int(sys.argv[3]) + 100)
        ask(*map(int, sys.argv[2:]))
        return
    connections = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else 100000
    allow_files(connections + 100)
    server = Server(connections)
    port = server.listener.getsockname()[1]
    began = time.perf_counter()
    clients = subprocess.Popen([sys.executable, __file__, "ask", str(port), str(connections), str(requests)], stdout=subprocess.PIPE, text=True)
    server.run()
    right, wrong = map(int, clients.communicate()[0].split())
    seconds = time.perf_counter() - began
    print("%d connections, %d requests: %d answered, %d right, %d wrong, %d a second" % (
        connections, requests, server.answered, right, wrong, requests / seconds))
    if clients.returncode or (server.answered, right, wrong) != (requests, requests, 0):
        sys.exit("requests were lost, or answered twice")


if __name__ == "__main__":
    main()
