"""Files that nobody closes: what was written is there when somebody looks."""
import csv, json, os, pathlib, pickle, shutil, subprocess, sys, tempfile, zipfile, gzip
d = tempfile.mkdtemp()
p = os.path.join(d, "f")
open(p, "w").write("hello")
print(open(p).read())
json.dump({"a": [1, 2]}, open(p, "w"))
print(json.load(open(p)))
for i in range(3): open(p, "w").write(str(i))
print(open(p).read(), os.path.getsize(p))
for i in range(3): open(p, "a").write(str(i))
print(os.stat(p).st_size, open(p, "rb").read())
def save(name, text):
    f = open(name, "w")
    f.write(text)
def load(name):
    return open(name).readlines()
save(p, "a\nb\n")
print(load(p))
open(p, "w").writelines(["print('child')\n"])
print(subprocess.run([sys.executable, p], capture_output=True).stdout)
f = open(p, "w"); f.write("kept"); print(repr(open(p).read())); f.flush(); print(open(p).read())
f = open(p, "w"); f.write("other"); f = None; print(open(p).read())
sys.path.insert(0, d); open(os.path.join(d, "modx.py"), "w").write("x = 5\n"); import modx; print(modx.x)
print("x", file=open(p, "w")); print(pathlib.Path(p).read_text())
class W:
    def __init__(self): self.f = open(p, "w")
    def w(self, s): self.f.write(s)
W().w("in object"); print(open(p).read())
[open(os.path.join(d, str(i)), "w").write("x" * i) for i in range(5)]
print([os.path.getsize(os.path.join(d, str(i))) for i in range(5)])
csv.writer(open(p, "w", newline="")).writerows([[1, 2], [3, 4]]); print(list(csv.reader(open(p))))
pickle.dump([1], open(p, "wb")); print(pickle.load(open(p, "rb")))
open(p, "w").write("cp"); shutil.copy(p, p + "2"); print(open(p + "2").read())
