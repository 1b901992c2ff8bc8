"""A thread that imports what another one is importing gets the module when it is complete."""
import os
import sys
import tempfile
import threading

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    for k in range(20):
        with open(os.path.join(folder, f"slow{k}.py"), "w") as f:
            f.write("import time\nbegun = 1\ntime.sleep(0.01)\nfor i in range(1000): pass\ndone = 2\n")
        with open(os.path.join(folder, f"a{k}.py"), "w") as f:
            f.write(f"import time\ntime.sleep(0.01)\nimport b{k}\nname = 'a'\n")
        with open(os.path.join(folder, f"b{k}.py"), "w") as f:
            f.write(f"import time\ntime.sleep(0.01)\nimport a{k}\nname = 'b'\n")
    with open(os.path.join(folder, "broken.py"), "w") as f:
        f.write("import time\ntime.sleep(0.05)\nraise ValueError('broken')\n")

    results = []

    def use(k, barrier):
        barrier.wait()
        module = __import__(f"slow{k}")
        results.append((module.begun, module.done))

    for k in range(20):
        barrier = threading.Barrier(4)
        threads = [threading.Thread(target=use, args=(k, barrier)) for _ in range(4)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    print(len(results), set(results))

    def cycle(name):
        __import__(name)
        results.append(sys.modules[name].__name__[0])

    results.clear()
    for k in range(20):
        threads = [threading.Thread(target=cycle, args=(n + str(k),)) for n in "ab" * 2]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    print(sorted(set(results)), len(results), all(sys.modules[f"{n}{k}"].name == n for k in range(20) for n in "ab"))

    def fail():
        try:
            import broken
        except ValueError as e:
            results.append(str(e))

    results.clear()
    threads = [threading.Thread(target=fail) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(set(results), "broken" in sys.modules)
