"""Pipes between threads and processes."""
import subprocess, threading, sys, os
big=b"x"*1000000+b"\n"
p=subprocess.Popen(["cat"],stdin=subprocess.PIPE,stdout=subprocess.PIPE)
def w():
    for i in range(3): p.stdin.write(big)
    p.stdin.close()
t=threading.Thread(target=w); t.start(); n=0
while (d:=p.stdout.read(70000)): n+=len(d)
t.join(); print(n, p.wait())
p=subprocess.Popen(["cat"],stdin=subprocess.PIPE,stdout=subprocess.PIPE,text=True)
def w():
    for i in range(100000): p.stdin.write("line %d\n"%i)
    p.stdin.close()
t=threading.Thread(target=w); t.start()
print(sum(1 for l in p.stdout)); t.join(); p.wait()
p=subprocess.Popen(["cat"],stdin=subprocess.PIPE,stdout=subprocess.PIPE,bufsize=0)
def w():
    print(p.stdin.write(big)); p.stdin.close()
t=threading.Thread(target=w); t.start(); n=0
while (d:=p.stdout.read(70000)): n+=len(d)
t.join(); print(n, p.wait())
r,w=os.pipe(); 
fr=open(r,'r'); fw=open(w,'w'); fw.write("abc"); fw.flush(); fw.write("def\n"); fw.flush(); print(fr.readline(),end='')
def rd(): print(fr.readline(),end='')
t=threading.Thread(target=rd); t.start(); fw.write("late\n"); fw.close(); t.join(); print(repr(fr.read()))
p=subprocess.Popen(["true"],stdin=subprocess.PIPE); p.wait()
try: p.stdin.write(b"x"*100000); p.stdin.flush()
except BrokenPipeError as e: print(e)
try: p.stdin.close()
except BrokenPipeError as e: print(e)
import os, threading, time
r,w=os.pipe()
f=os.fdopen(r,'rb')
got=[]
def rd():
    got.append(f.readline())
t=threading.Thread(target=rd); t.start()
time.sleep(0.1)
print("main runs", flush=True)
n=0
for i in range(100000): n+=i
os.write(w,b"hello\n"); t.join(); print(got)
import signal
def h(*a): raise KeyError("sig")
signal.signal(signal.SIGALRM,h); signal.setitimer(signal.ITIMER_REAL,0.1)
try: f.readline()
except KeyError as e: print(e)
