"""traceback, graphlib, sched."""
import graphlib
import sched
import time
import traceback

from table import effects, values

values(globals(), r"""
list(graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}).static_order())[0], list(graphlib.TopologicalSorter({1: [2], 2: [3]}).static_order())
list(graphlib.TopologicalSorter({1: [2], 2: [1]}).static_order())
""")

effects(globals(), r"""
try: {}["k"]
except KeyError as e: print(traceback.format_exception_only(e), traceback.format_exc().splitlines()[-1], len(traceback.extract_tb(e.__traceback__)), traceback.extract_tb(e.__traceback__)[0].name, "".join(traceback.format_exception(e)).count("File"))
def f(): return traceback.extract_stack()[-1].name, traceback.format_list([("f.py", 3, "g", "code")])
print(f()); te = traceback.TracebackException.from_exception(ValueError("x")); print(list(te.format()))

s = sched.scheduler(time.monotonic, time.sleep); order = []; s.enter(0.02, 1, order.append, ("later",)); s.enter(0.01, 1, order.append, ("sooner",)); s.run(); print(order, s.empty())
""")
