"""_socket and socket: arguments, errors, addresses, timeouts, messages."""
import socket, _socket, os
def t(f,*a,**k):
    try: print(getattr(f,'__name__','?'),a,f(*a,**k))
    except BaseException as e: print(a,type(e).__name__,e, getattr(e,'errno',None))
s=socket.socket()
t(s.bind,5);t(s.bind,('a',));t(s.bind,('127.0.0.1','x'));t(s.bind,('127.0.0.1',70000));t(s.bind,('127.0.0.1',-1));t(s.bind,(5,5));t(s.bind,('127.0.0.1',1,2)); t(s.connect,'x'); t(s.connect_ex,('127.0.0.1',1)); t(s.connect,('127.0.0.1',1))
t(s.recv,-1);t(s.recv,5);t(s.recv);t(s.recv,'x');t(s.send,'x');t(s.send,b'x');t(s.sendall,5);t(s.sendto,b'x');t(s.sendto,b'x',1,2,3);t(s.sendto,b'x',5);t(s.sendto, b'x','x',('',1));t(s.listen,'x');t(s.getpeername);t(s.settimeout,-1);t(s.settimeout,'x');t(s.settimeout,float('nan'));t(s.settimeout,1e30)
s.settimeout(1.5);print(s.gettimeout(),s.timeout,s.getblocking()); s.settimeout(0);print(s.gettimeout(),s.getblocking());s.settimeout(None);print(s.gettimeout()); s.setblocking(False);print(s.gettimeout()); s.setblocking(True)
t(s.getsockopt,1);t(s.getsockopt,socket.SOL_SOCKET,socket.SO_REUSEADDR);t(s.getsockopt,socket.SOL_SOCKET,socket.SO_REUSEADDR,4);t(s.getsockopt,1,2,5000);t(s.setsockopt,1,2,'x');t(s.setsockopt,socket.SOL_SOCKET,socket.SO_REUSEADDR,1);t(s.setsockopt,socket.SOL_SOCKET,socket.SO_REUSEADDR,b'\1\0\0\0');t(s.getsockopt,socket.SOL_SOCKET,socket.SO_REUSEADDR);t(s.setsockopt,1,2,None);t(s.setsockopt,1,2,None,4);t(s.setsockopt,99,99,1)
t(s.shutdown,0);t(s.shutdown,7);t(s.recv_into,b'abc');t(s.recv_into,bytearray(3),5);t(s.recv_into,bytearray(3),-1);t(s.recvfrom,-1);t(s.recvfrom_into,bytearray(2),7); t(s.recvmsg,-1); t(s.recvmsg,1,-1); t(s.sendmsg,5); t(s.sendmsg,[5]);t(s.sendmsg,['x']); t(s.sendmsg,[b'x'],[5])
r=repr(_socket.socket(fileno=s.detach())); import re; print(re.sub(r'fd=\d+','fd=N',r))
t(s.recv,1);t(s.fileno);t(s.send,b'');t(s.connect,('127.0.0.1',1)); t(s.accept); t(s.getsockname); t(s.close); t(s.close)
print(repr(s))
t(socket.socket,99); t(socket.socket,2,99); t(socket.socket,2,1,99); t(socket.socket,'x'); t(socket.socket, fileno=-5); t(socket.socket,fileno='x');t(socket.socket,fileno=5000); 
r,w=os.pipe(); t(socket.socket,fileno=r)
t(socket.inet_aton,'x');t(socket.inet_aton,'1.2.3');t(socket.inet_aton,'0x7f.1');t(socket.inet_aton,'1.2.3.4 x');t(socket.inet_aton,'1.2.3.4x');t(socket.inet_aton,'256.1.1.1');t(socket.inet_aton,'');t(socket.inet_aton,5);t(socket.inet_aton,'017.1')
t(socket.inet_ntoa,b'abc');t(socket.inet_ntoa,'x');t(socket.inet_ntoa,b'\1\2\3\4');t(socket.inet_pton,2,'1.2.3');t(socket.inet_pton,10,'::1');t(socket.inet_pton,10,':::');t(socket.inet_pton,99,'x');t(socket.inet_pton,10,'::ffff:1.2.3.4');t(socket.inet_ntop,2,b'abc');t(socket.inet_ntop,10,b'\0'*16);t(socket.inet_ntop,99,b'');t(socket.inet_ntop,10,b'\0'*12+b'\1\2\3\4');t(socket.inet_ntop,10,b'\0'*10+b'\xff\xff\1\2\3\4');t(socket.inet_ntop,10,bytes(range(16)))
t(socket.htons,70000);t(socket.htons,-1);t(socket.htons,'x');t(socket.htons,258);t(socket.ntohs,258);t(socket.htonl,1);t(socket.htonl,-1);t(socket.htonl,1<<32);t(socket.ntohl,1<<40);t(socket.ntohl,'x');t(socket.htonl,1.5)
for a in [('127.0.0.1',80),('127.0.0.1',80,0,1),('127.0.0.1',None,2,0,17),('::1',1,0,1),('::1',1,2),(None,80,0,1),(None,80,0,1,0,1),(None,None),('x y',1,0,0,0,4),('127.0.0.1',80,99),('127.0.0.1',80,0,99),('127.0.0.1',80,0,1,17),('127.0.0.1',1.5),(5,1),('',1,0,1),(b'127.0.0.1',b'80',0,1),('127.0.0.1','80',0,1),('127.0.0.1',-1,0,1),('127.0.0.1',1<<40,0,1),('127.1',1,0,1),('127.0.0.1',80,0,1,0,2),('::1%1',1,0,1),('127.0.0.1',80,0,3)]: t(_socket.getaddrinfo,*a)
for a in [(('127.0.0.1',80),3),(('::1',80,0,0),3),(5,0),(('x',80),3),(('127.0.0.1',),0),]: t(socket.getnameinfo,*a)
t(socket.setdefaulttimeout,-1);t(socket.setdefaulttimeout,'x');t(socket.getdefaulttimeout);socket.setdefaulttimeout(2.5);print(socket.getdefaulttimeout(),socket.socket().gettimeout());socket.setdefaulttimeout(None)
t(socket.socketpair,2);t(socket.CMSG_LEN,4);t(socket.CMSG_SPACE,4);t(socket.CMSG_LEN,-1);t(socket.if_nametoindex,'lo');t(socket.if_nametoindex,'nosuch');t(socket.if_indextoname,1);t(socket.if_indextoname,9999);t(socket.sethostname,5);t(socket.close,-1) if hasattr(socket,'close') else 0
u=socket.socket(socket.AF_UNIX); t(u.bind,5); t(u.bind,'x'*200); t(u.connect,'/nonexistent'); print(repr(u.getsockname()))
p='sock%d.tmp'%os.getpid()+''
try: os.unlink(p)
except OSError: pass
u.bind(p); u.listen(); print(u.getsockname()==p); c=socket.socket(socket.AF_UNIX); c.connect(p); x,a=u.accept(); print(repr(a), c.getpeername()==p); c.sendall(b'hi'); print(x.recv(10)); os.unlink(p)
u=socket.socket(socket.AF_UNIX); u.bind('\0weftabs%d'%os.getpid()); print(u.getsockname()[:8]); u.close()
a,b=socket.socketpair(); a.settimeout(0.05); t(a.recv,1); a.settimeout(0); t(a.recv,1); a.settimeout(None)
print(a.send(b'abc'),b.recv(2),b.recv(2,socket.MSG_DONTWAIT)); t(b.recv,1,socket.MSG_DONTWAIT); buf=bytearray(10); a.sendall(b'hello'); print(b.recv_into(buf),buf); a.sendall(b'hello'); print(b.recvfrom_into(memoryview(buf)[5:]),buf); a.sendall(b'z'); print(b.recvfrom(5))
import array
def send_fds(sock,msg,fds): return sock.sendmsg([msg],[(socket.SOL_SOCKET,socket.SCM_RIGHTS,array.array('i',fds))])
print(send_fds(a,b'msg',[r]), [len(b.recvmsg(10,socket.CMSG_LEN(4))[1])]); print(a.sendmsg([b'a',bytearray(b'bc')]), b.recvmsg(10)); a.sendall(b'xyz123'); b1=bytearray(2);b2=bytearray(10); print(b.recvmsg_into([b1,b2]),b1,b2)
print(socket.send_fds(a,[b'q'],[r]), socket.recv_fds(b,10,2)[0])
a.close(); print(b.recv(5)); t(b.send,b'x'); t(b.sendall,b'x')
d=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); d.bind(('',0)); port=d.getsockname()[1]; e=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); print(e.sendto(b'dgram',('127.0.0.1',port))); m,ad=d.recvfrom(100); print(m,ad[0]); print(e.sendto(b'x',0,('127.0.0.1',port)),d.recvmsg(5)[3][0]); print(d.getsockname()[0]); t(e.sendto,b'x',0,('127.0.0.1',0)); print(e.sendto(b'',('127.0.0.1',port)), d.recv(5))
s6=socket.socket(socket.AF_INET6); t(s6.bind,('::1',0,1<<21)); s6.bind(('::1',0)); print(s6.getsockname()[0],s6.getsockname()[2:],s6.family,s6.type,s6.proto)
s=socket.create_server(('127.0.0.1',0)); c=socket.create_connection(s.getsockname(),timeout=5); x,addr=s.accept(); print(c.gettimeout(),x.gettimeout(),addr==c.getsockname()); f=x.makefile('rw'); c.sendall(b'line1\nline2\n'); print(f.readline(),f.readline()); f.write('out\n'); f.flush(); print(c.recv(10)); print(re.sub(r'\d{4,}|fd=\d+','N',repr(c)))
s.settimeout(0.02); t(s.accept); s.settimeout(0); t(s.accept); print(x.dup().fileno()>0, x.get_inheritable()); x.shutdown(socket.SHUT_WR); print(c.recv(5)); big=b'x'*5000000
import threading
x2=x
got=[]
def rd():
    n=0
    while n<len(big): n+=len(x.recv(65536))
    got.append(n)
th=threading.Thread(target=rd); th.start(); c.settimeout(10); c.sendall(big); th.join(); print(got)
c.settimeout(0); n=0
try:
    while 1: n+=c.send(big)
except BlockingIOError as ex: print(ex, n>0)
c.settimeout(0.05)
n=socket.socket(); n.setblocking(False); print(n.connect_ex(s.getsockname()) in (0,115)); 
lo=socket.socket(); lo.settimeout(0.01); 
