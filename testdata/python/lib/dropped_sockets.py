"""A socket that the program has dropped comes to its end although nothing else goes on: the other side waits for it."""
import http.client
import http.server
import socket
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # the handler waits for the next request on the same connection

    def do_GET(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


def request(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/")
    print(connection.getresponse().status)


server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
thread = threading.Thread(target=server.serve_forever, args=(0.05,))
thread.start()
request(server.server_port)
server.shutdown()
thread.join()
server.server_close()


def pair():
    a, b = socket.socketpair()
    a.sendall(b"the end")
    return b


print(pair().makefile("rb").read())
