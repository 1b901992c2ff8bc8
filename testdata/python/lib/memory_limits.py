"""mmap, multiprocessing.shared_memory, pwd, grp, resource and fcntl."""
import mmap, os, tempfile
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
m=mmap.mmap(-1,16); print(len(m),m[:],m[0]); m[0]=65; m[1:4]=b'bcd'; print(m[:5],m[-1],m[::4]); print(m.write(b'xyz'),m.tell(),m.read(3)); m.seek(0); print(m.read(), m.read(), m.seek(-4,2), m.tell()); m.seek(0); m.write_byte(10); print(m.readline(), m.readline()); m.seek(0); print(m.read_byte(), m.find(b'd'), m.rfind(b'\0'), m.find(b'q'), m.find(b'b',5), m.find(b'y',-15))
t(m.__getitem__,16);t(m.__getitem__,'x');t(m.__setitem__,0,'x');t(m.__setitem__,0,256);t(m.__setitem__,slice(0,2),b'x');t(m.seek,17);t(m.seek,0,9);t(m.write,b'x'*17);t(m.write_byte,256)
t(m.move,0,2,4); print(m[:8]); t(m.move,0,2,40); v=memoryview(m); v[0]=90; print(m[0], bytes(v[:3]), v.readonly, v.format); v.release()
t(m.size); print(m.closed, m.flush()); t(m.resize,32); print(len(m)); m.close(); print(m.closed); t(m.read); t(len,m); m.close()
f=tempfile.TemporaryFile(); t(mmap.mmap,f.fileno(),0); f.write(b'hello world\n'*3); f.flush()
with mmap.mmap(f.fileno(),0) as m: print(len(m), m[:11]); m[:5]=b'HELLO'; m.flush(); f.seek(0); print(f.readline()); print(m.resize(5000) , len(m), m.size(), os.fstat(f.fileno()).st_size)
m=mmap.mmap(f.fileno(),10,access=mmap.ACCESS_READ); t(m.__setitem__,0,1); t(m.write,b'x'); t(m.resize,5); print(memoryview(m).readonly); m.close()
m=mmap.mmap(f.fileno(),10,access=mmap.ACCESS_COPY); m[:2]=b'zz'; print(m[:4]); f.seek(0); print(f.read(4)); m.close()
t(mmap.mmap,f.fileno(),100000); t(mmap.mmap,-1,-1); t(mmap.mmap,-1,0); t(mmap.mmap,-1,10,offset=-1); t(mmap.mmap,-1,10,access=9); t(mmap.mmap,-1,10,prot=1,access=1); t(mmap.mmap,500,10); t(mmap.mmap,f.fileno(),0,offset=1<<20); t(mmap.mmap,'x',1)
import re; m=mmap.mmap(-1,20); m[:]=b'ab12cd34'+b'.'*12; print(re.findall(rb'\d+',m))
from multiprocessing import shared_memory
s=shared_memory.SharedMemory(create=True,size=100); s.buf[:3]=b'abc'; u=shared_memory.SharedMemory(s.name); print(bytes(u.buf[:3])); u.close(); s.close(); s.unlink()
t(shared_memory.SharedMemory,"nosuchshm")
l=shared_memory.ShareableList([1,'a',2.5,None,b'x']); print(list(l), l[1]); l[0]=7; print(l[0]); l.shm.close(); l.shm.unlink()
import pwd,grp,resource,fcntl
t(lambda: pwd.getpwnam('root')[2]);t(pwd.getpwnam,'nosuch');t(lambda: pwd.getpwuid(0).pw_name);t(pwd.getpwuid,99999);t(pwd.getpwuid,'x');t(pwd.getpwnam,5);t(pwd.getpwuid,-1);t(pwd.getpwuid,1<<40); t(lambda: pwd.getpwall()[0][0])
t(lambda: grp.getgrnam('root').gr_gid);t(grp.getgrnam,'nosuch');t(lambda: type(grp.getgrgid(0)));t(grp.getgrgid,99999);t(grp.getgrgid,'x');t(grp.getgrnam,5);t(lambda: type(grp.getgrall()[0]))
t(resource.getrlimit,99);t(resource.setrlimit,7,(1,));t(resource.setrlimit,7,5);t(resource.setrlimit,7,(10,5));t(resource.setrlimit,7,(-5,5));t(resource.setrlimit,99,(1,1));t(resource.getrusage,5);t(resource.getpagesize);t(resource.setrlimit,7,('x',1)); t(lambda: resource.getrusage(0).ru_utime>0); t(lambda: resource.prlimit(0,7)==resource.getrlimit(7)); resource.setrlimit(7,(100,200)); print(resource.getrlimit(7)); 
r,w=os.pipe(); termFION=0x541B
t(fcntl.fcntl,r,fcntl.F_GETFD);t(fcntl.fcntl,r,fcntl.F_SETFD,0);t(fcntl.fcntl,r,1,'x');t(fcntl.fcntl,99,1);t(fcntl.fcntl,'x',1);t(fcntl.fcntl,r,fcntl.F_GETFL,b'abcd');t(fcntl.fcntl,r,1,1.5);t(fcntl.fcntl,r,1,b'x'*2000);t(fcntl.ioctl,r,termFION,b'\0\0\0\0');b=bytearray(4);os.write(w,b'abc');t(fcntl.ioctl,r,termFION,b);print(b);t(fcntl.ioctl,r,0x5413,b'\0'*8);t(fcntl.ioctl,r,1,1.5);t(fcntl.ioctl,r,0x541B,bytearray(4),False)
f=tempfile.TemporaryFile();t(fcntl.flock,f,fcntl.LOCK_EX);t(fcntl.lockf,f,fcntl.LOCK_EX|fcntl.LOCK_NB);t(fcntl.lockf,f,fcntl.LOCK_UN);t(fcntl.lockf,f,2,1,2,0);t(fcntl.flock,-1,2)
