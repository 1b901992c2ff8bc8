"""http.server, urllib.request, socketserver, selectors and asyncio on the loopback interface."""
import http.server, threading, urllib.request, urllib.error, socketserver, selectors, socket, asyncio, sys
class H(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path=='/no': self.send_error(404); return
        body=("path "+self.path).encode(); self.send_response(200); self.send_header("Content-Length",str(len(body))); self.end_headers(); self.wfile.write(body)
    def do_POST(self):
        n=int(self.headers["Content-Length"]); d=self.rfile.read(n); self.send_response(200); self.end_headers(); self.wfile.write(d[::-1])
    def log_message(self,*a): pass
s=http.server.ThreadingHTTPServer(("127.0.0.1",0),H); th=threading.Thread(target=s.serve_forever); th.start()
u="http://127.0.0.1:%d"%s.server_address[1]
print(urllib.request.urlopen(u+"/x").read()); print(urllib.request.urlopen(u+"/y",data=b"abc"*10000).read()[:6])
try: urllib.request.urlopen(u+"/no")
except urllib.error.HTTPError as e: print(e)
res=[]
def get(i): res.append(urllib.request.urlopen(u+"/%d"%i).read())
ths=[threading.Thread(target=get,args=(i,)) for i in range(20)]; [t.start() for t in ths]; [t.join() for t in ths]; print(len(res), sorted(res)[:3])
s.shutdown(); th.join(); s.server_close()
class E(socketserver.StreamRequestHandler):
    def handle(self):
        for l in self.rfile: self.wfile.write(l.upper())
for cls in (socketserver.TCPServer, socketserver.ThreadingTCPServer):
    with cls(("127.0.0.1",0),E) as s:
        s.daemon_threads=True
        th=threading.Thread(target=s.serve_forever,args=(0.05,)); th.start()
        with socket.create_connection(s.server_address) as c: c.sendall(b"hello\nyou\n"); c.shutdown(1); print(c.makefile().read())
        s.shutdown(); th.join()
sel=selectors.DefaultSelector(); a,b=socket.socketpair(); k=sel.register(a,selectors.EVENT_READ,"data"); print(type(sel).__name__, sel.select(0)); b.send(b"x"); print([(k.data,e) for k,e in sel.select(1)]); sel.modify(a,3); print([(k.data,e) for k,e in sel.select(1)]); sel.unregister(a); sel.close()
async def main():
    p=await asyncio.create_subprocess_exec("cat",stdin=-1,stdout=-1); print(await p.communicate(b"in"), p.returncode)
    p=await asyncio.create_subprocess_shell("echo a; exit 3",stdout=-1); print(await p.communicate(), p.returncode)
    p=await asyncio.create_subprocess_exec("sleep","10"); p.kill(); print(await p.wait())
    async def handle(r,w):
        while (l:=await r.readline()): w.write(l.upper()); await w.drain()
        w.close()
    srv=await asyncio.start_server(handle,"127.0.0.1",0); port=srv.sockets[0].getsockname()[1]
    async def client(i):
        r,w=await asyncio.open_connection("127.0.0.1",port); out=[]
        for j in range(5): w.write(b"m%d-%d\n"%(i,j)); out.append(await r.readline())
        w.close(); await w.wait_closed(); return out
    rs=await asyncio.gather(*[client(i) for i in range(50)]); print(len(rs), rs[49]); srv.close(); await srv.wait_closed()
    srv=await asyncio.start_unix_server(handle,"u.tmp"); r,w=await asyncio.open_unix_connection("u.tmp"); w.write(b"unix\n"); print(await r.readline()); w.close(); srv.close()
    loop=asyncio.get_running_loop()
    class D(asyncio.DatagramProtocol):
        def connection_made(self,t): self.t=t
        def datagram_received(self,d,a): self.t.sendto(d.upper(),a)
    t,_=await loop.create_datagram_endpoint(D,("127.0.0.1",0)); c=socket.socket(type=socket.SOCK_DGRAM); c.setblocking(False); await loop.sock_sendto(c,b"dg",t.get_extra_info("sockname")); print(await loop.sock_recv(c,10)); t.close(); c.close()
    print(await loop.getaddrinfo("127.0.0.1",80,type=socket.SOCK_STREAM))
    import signal,os
    ev=asyncio.Event(); loop.add_signal_handler(signal.SIGUSR1,ev.set); os.kill(os.getpid(),signal.SIGUSR1); await asyncio.wait_for(ev.wait(),5); print("signal"); loop.remove_signal_handler(signal.SIGUSR1)
    print(await asyncio.to_thread(lambda: 5))
asyncio.run(main())
import os; os.unlink("u.tmp")
