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

    # A module is executed once, also where pickle, or importlib's functions in another thread, import it.
    import pickle

    count = sys.import_threads_count = []
    for k in range(20):
        with open(os.path.join(folder, f"once{k}.py"), "w") as f:
            f.write(f"import sys, time\nsys.import_threads_count.append({k})\ntime.sleep(0.002)\nclass C: pass\n")

    def statement(name):
        exec(f"from {name} import C")
        return sys.modules[name].C

    ways = [
        statement,
        lambda name: pickle.loads(b"\x80\x03c%s\nC\nq\x00." % name.encode()),
        lambda name: pickle._loads(b"\x80\x03c%s\nC\nq\x00." % name.encode()),
    ]

    def run(way, name, barrier):
        barrier.wait()
        results.append(way(name))

    def all_at_once(numbers):
        results.clear()
        count.clear()
        for k in numbers:
            barrier = threading.Barrier(len(ways) * 2)
            threads = [threading.Thread(target=run, args=(way, f"once{k}", barrier)) for way in ways * 2]
            for t in threads:
                t.start()
            for t in threads:
                t.join()
        print(len(count), len(results), len(set(results)))

    all_at_once(range(10))
    import importlib

    def function(name):
        return importlib.import_module(name) and sys.modules[name]

    # What the function returns may still be incomplete, but there is one of it.
    ways = [statement, ways[1], ways[2]]
    all_at_once(range(10, 15))
    ways = [function]
    all_at_once(range(15, 20))
