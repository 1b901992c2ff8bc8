"""subprocess: arguments, errors, pipes, signals, threads; signals end what waits."""
import subprocess, sys, os, signal, threading, time
def t(f,*a,**k):
    try: print(f(*a,**k), flush=True)
    except BaseException as e: print(type(e).__name__, e, flush=True)
R=subprocess.run
t(R,["pwd"],cwd="/usr",capture_output=True,text=True)
t(R,["pwd"],cwd="/nonexistent"); t(R,["pwd"],cwd="/etc/passwd"); t(R,["/etc/passwd"]); t(R,["/nonexistent/x"]); t(R, [""]); t(R,[]); t(R,[5]); t(R,["a\0b"]); t(R,["true"],env={"A":"b\0"}); t(R,["true"],env={"A=":"b"})
t(R,["env"],env={"A":"1","B":"x y"},capture_output=True,text=True)
t(R,"echo $0 $1; exit 7",shell=True,capture_output=True)
t(R,["sh","-c","echo out; echo err >&2"],stdout=subprocess.PIPE,stderr=subprocess.STDOUT)
t(R,["sh","-c","echo out; echo err >&2"],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE)
t(R,["cat"],input=b"x"*300000,capture_output=True) if 0 else print(len(R(["cat"],input=b"x"*300000,capture_output=True).stdout))
r,w=os.pipe(); os.set_inheritable(w,True)
P=subprocess.Popen(["cat"],stdin=subprocess.PIPE,stdout=subprocess.PIPE); print(P.poll()); P.stdin.write(b"abc\n"); P.stdin.flush(); print(P.stdout.readline()); P.stdin.close(); print(P.wait(), P.stdout.read()); P.stdout.close()
P=subprocess.Popen(["sleep","10"]); P.terminate(); print(P.wait()); P=subprocess.Popen(["sleep","10"]); P.kill(); print(P.wait(), P.returncode)
P=subprocess.Popen(["sleep","10"]); t(P.wait,0.02); P.send_signal(signal.SIGINT); print(P.wait())
t(R,["sh","-c","kill -9 $$"]); t(R,["sh","-c","kill -9 $$"],check=True)
t(subprocess.check_output,["sh","-c","echo out; exit 3"]); t(subprocess.getoutput,"echo a; echo b >&2"); t(subprocess.getstatusoutput,"exit 3")
t(lambda *a,**k: R(*a,**k).returncode,[sys.executable,"-c","import os,sys; sys.exit(os.getsid(0)==os.getpid())"],start_new_session=True); t(lambda *a,**k: R(*a,**k).returncode,[sys.executable,"-c","import os,sys; sys.exit(os.getpgrp()==os.getpid())"],process_group=0)
t(lambda *a,**k: R(*a,**k).returncode,[sys.executable,"-c","import os,sys; sys.exit(os.umask(0))"],umask=0o27)
with subprocess.Popen(["sh","-c","while read x; do echo [$x]; done"],stdin=subprocess.PIPE,stdout=subprocess.PIPE,text=True,bufsize=1) as p:
    for i in range(3): p.stdin.write("%d\n"%i); print(p.stdout.readline(),end="")
print(p.returncode)
out=[]
def work(i): out.append(subprocess.check_output(["sh","-c","sleep 0.1; echo %d"%i]))
t0=time.time(); ths=[threading.Thread(target=work,args=(i,)) for i in range(8)]; [x.start() for x in ths]; [x.join() for x in ths]; print(sorted(out), time.time()-t0<5)
got=[]
signal.signal(signal.SIGALRM,lambda *a: got.append(1)); signal.setitimer(signal.ITIMER_REAL,0.05); P=subprocess.Popen(["sleep","0.3"]); print(P.wait(), got)
class X(Exception): pass
def h(*a): raise X
signal.signal(signal.SIGALRM,h); signal.setitimer(signal.ITIMER_REAL,0.05); r,w=os.pipe(); t(os.read,r,1)
P=subprocess.Popen(["sleep","5"]); signal.setitimer(signal.ITIMER_REAL,0.05); t(P.wait); P.kill(); P.wait()
import socket; a,b=socket.socketpair(); signal.setitimer(signal.ITIMER_REAL,0.05); t(a.recv,1)
s=socket.create_server(("127.0.0.1",0)); signal.setitimer(signal.ITIMER_REAL,0.05); t(s.accept)
import select; signal.setitimer(signal.ITIMER_REAL,0.05); t(select.select,[a],[],[]); signal.setitimer(signal.ITIMER_REAL,0.05); t(select.select,[a],[],[],10)
t(os.posix_spawn,"/nonexistent",["x"],os.environ)
print(os.waitpid(os.posix_spawnp("sh",["sh","-c","exit 4"],os.environ),0)[1])
t(os.waitpid,99999999,0); t(os.waitpid,-1,os.WNOHANG)
