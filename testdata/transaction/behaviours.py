"""What the module transaction promises, a function for each behaviour; all of them, over and over.

    behaviours.py [ROUNDS [WORKERS [NAME...]]]

Every function runs once a round, on as many workers as asked for, and may only fail if a promise is broken: the
first that does is named, with its round. They run unchanged on weft and, with the emulator, on other Pythons.
"""
import _thread
import contextlib
import os
import queue
import random
import select
import signal
import sys
import tempfile
import threading
import time
import traceback

import transaction
from transaction import TransactionError, TransactionQueue, add, atomic, is_atomic, retry, run

WEFT = sys.implementation.name == "weft"
behaviours = []


def behaviour(f):
    behaviours.append(f)
    return f


def same(got, want):
    assert got == want, "%r, not %r" % (got, want)


@contextlib.contextmanager
def raises(kind, message=None):
    """The block must raise exactly this."""
    try:
        yield
    except kind as exc:
        assert type(exc) is kind, repr(exc)
        if message is not None:
            same(str(exc), message)
    else:
        raise AssertionError("no %s" % kind.__name__)


def run_raises(kind, message=None):
    with raises(kind, message):
        run()


def in_threads(*targets):
    """Calls all at once, in a thread each; what one raises is raised here."""
    failed = []

    def call(f):
        try:
            f()
        except BaseException as exc:
            failed.append(exc)

    threads = [threading.Thread(target=call, args=(f,)) for f in targets]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for exc in failed:
        raise exc


class Box:
    """Something to share."""

    def __init__(self, **values):
        self.__dict__.update(values)


# add() and run()

@behaviour
def add_runs_each_call_once_with_its_arguments():
    calls = []

    def record(*args, **kwds):
        calls.append((args, sorted(kwds.items())))

    add(record)
    add(record, 1, "two", a=3, f=4, self=5)
    for i in range(20):
        add(record, i)
    same(calls, [])
    same(run(), None)
    same(sorted(calls, key=repr), sorted([((), []), ((1, "two"), [("a", 3), ("f", 4), ("self", 5)])] + [((i,), []) for i in range(20)], key=repr))
    run()
    same(len(calls), 22)


@behaviour
def add_takes_anything_that_can_be_called():
    class Called:
        def __call__(self, x):
            results.append(x)

        def method(self):
            results.append("method")

    results = []
    add(Called(), "instance")
    add(Called().method)
    add(results.extend, "xy")
    add(lambda x=5: results.append(x))
    run()
    same(sorted(map(str, results)), ["5", "instance", "method", "x", "y"])
    with raises(TypeError):
        add()
    add(5)
    run_raises(TypeError, "'int' object is not callable")


@behaviour
def add_in_a_transaction_registers_when_it_commits():
    log = []

    def outer():
        log.append("begins")
        add(log.append, "inner")
        log.append("ends")

    add(outer)
    run()
    same(log, ["begins", "ends", "inner"])


@behaviour
def add_in_an_abandoned_attempt_registers_nothing():
    log, gate = [], []

    def through():
        add(log.append, "added")
        if not gate:
            retry()

    for _ in range(5):
        add(through)
    add(gate.append, True)
    run()
    same(log, ["added"] * 5)


@behaviour
def add_in_an_atomic_block_registers_when_it_ends():
    log = []
    with atomic:
        add(log.append, "added")
        same(log, [])
    run()
    same(log, ["added"])


@behaviour
def add_from_other_threads_is_not_lost():
    log = []
    q = TransactionQueue()

    def adds(k):
        for i in range(20):
            add(log.append, (k, i))
            q.add(log.append, (k, -1 - i))

    add(time.sleep, .0005)
    in_threads(lambda: adds(0), lambda: adds(1), run, q.run)
    run()
    q.run()
    same(sorted(log), [(k, i) for k in (0, 1) for i in range(-20, 20)])


@behaviour
def run_runs_what_transactions_add_until_none_is_left():
    count = []

    def tree(depth):
        count.append(depth)
        if depth:
            add(tree, depth - 1)
            add(tree, depth - 1)

    add(tree, 6)
    run()
    same(len(count), 2 ** 7 - 1)
    run()
    same(len(count), 2 ** 7 - 1)


@behaviour
def run_is_as_if_serial():
    # All see one order, and a state in which everything agrees.
    total = Box(n=0)
    table, log, seen = {"n": 0}, [], []

    def change(i):
        n = total.n
        log.append(i)
        seen.append((n, table["n"], len(log) - 1))
        total.n = n + 1
        table["n"] += 1
        table[i] = n

    for i in range(40):
        add(change, i)
    run()
    same(seen, [(n, n, n) for n in range(40)])
    same([table[i] for i in log], list(range(40)))


@behaviour
def run_never_shows_a_torn_state():
    accounts = [Box(balance=100) for _ in range(8)]
    sums = set()

    def move(i):
        a, b = accounts[i * 3 % 8], accounts[i * 5 % 8]
        a.balance -= i
        b.balance += i

    def look():
        sums.add(sum(a.balance for a in accounts))

    for i in range(60):
        add(move, i)
        if i % 5 == 0:
            add(look)
    run()
    same(sums, {800})
    same(sum(a.balance for a in accounts), 800)


@behaviour
def run_has_no_write_skew():
    # Each may leave as long as the other is there.
    here, left = [True, True], []

    def leave(i):
        if all(here):
            here[i] = False
            left.append(i)

    for i in range(20):
        add(leave, i % 2)
    run()
    same(len(left), 1)
    same(here[left[0]], False)


@behaviour
def run_of_nothing_does_nothing():
    same([run(), run()], [None, None])
    with raises(TypeError):
        run(1)


@behaviour
def run_cannot_be_nested():
    message = "recursive invocation of transaction.run()"

    def nested():
        with raises(TransactionError, message):
            run()
        done.append(True)

    done = []
    add(nested)
    run()
    same(done, [True])
    add(run)
    run_raises(TransactionError, message)
    with atomic:
        run_raises(TransactionError, message)
    assert issubclass(TransactionError, Exception)


# set_num_threads(), getsegmentlimit(), stats()

@behaviour
def set_num_threads_tells_the_workers_of_the_next_run():
    done = []
    for n, limit in (3, 3), (1, 1), (0, 1), (-5, 1), (True, 1), (16, 16):
        same(transaction.set_num_threads(n), None)
        same(transaction.getsegmentlimit(), limit)
        for i in range(20):
            add(done.append, i)
        run()
        same(sorted(done), list(range(20)))
        assert 1 <= transaction.stats().workers <= limit, (transaction.stats(), limit)
        done.clear()
    for bad in "2", None, 1.5:
        with raises(TypeError):
            transaction.set_num_threads(bad)
    same(transaction.getsegmentlimit(), 16)


@behaviour
def set_num_threads_is_refused_during_a_run():
    def change():
        with raises(TransactionError, "cannot change the number of threads when transaction.run() is active"):
            transaction.set_num_threads(2)
        done.append(transaction.getsegmentlimit())

    done = []
    q = TransactionQueue()
    add(change)
    run()
    q.add(change)
    q.run()
    same(list(transaction.map(lambda x: change(), [1])), [None])
    same(done, [transaction.getsegmentlimit()] * 3)


@behaviour
def getsegmentlimit_has_no_cap():
    transaction.set_num_threads(1000)
    same(transaction.getsegmentlimit(), 1000)


@behaviour
def stats_are_the_counters_of_the_last_run():
    inside = []

    def look():
        inside.append(transaction.stats().transactions)

    for i in range(30):
        add(inside.append, i)
    run()
    s = transaction.stats()
    same(s._fields, ("transactions", "aborts", "waits", "inevitable", "retries", "workers", "seconds", "seconds_lost"))
    same(s.transactions, 30)
    assert s.workers >= 1 and s.seconds > 0 and s.seconds_lost >= 0 and min(s) >= 0, s
    add(look)
    run()
    same(transaction.stats().transactions, 1)
    assert 0 <= inside[-1] <= 1, inside
    run()
    same(transaction.stats().transactions, 0)
    q = TransactionQueue()
    for i in range(7):
        q.add(inside.append, i)
    q.run()
    same(transaction.stats().transactions, 7)
    list(transaction.map(abs, range(50), window=8))
    same(transaction.stats().transactions, 50)


@behaviour
def stats_count_each_retry():
    gate = []

    def wait():
        if not gate:
            retry()

    def open_gate():
        if transaction.stats().retries < 3:
            add(open_gate)
        else:
            gate.append(True)

    for _ in range(3):
        add(wait)
    add(open_gate)
    run()
    assert transaction.stats().retries >= 3, transaction.stats()


# Exceptions

@behaviour
def an_exception_is_raised_by_run_with_its_traceback():
    def deep(n):
        if n == 0:
            raise ValueError("deep down")
        deep(n - 1)

    add(deep, 2)
    try:
        run()
    except ValueError as exc:
        same(str(exc), "deep down")
        names = [frame.name for frame in traceback.extract_tb(exc.__traceback__)]
        same(names[-3:], ["deep"] * 3)
        same(names[0], "an_exception_is_raised_by_run_with_its_traceback")
    else:
        assert False, "nothing raised"


@behaviour
def an_exception_keeps_what_was_written():
    values = {"a": 1}
    box = Box(n=0)

    def fail():
        values["a"] = 2
        values["b"] = 3
        box.n += 1
        add(values.clear)
        raise KeyError("after writing")

    add(fail)
    run_raises(KeyError)
    same((values, box.n), ({"a": 2, "b": 3}, 1))
    run()
    same(values, {"a": 2, "b": 3})


@behaviour
def an_exception_is_the_last_to_commit_and_drops_the_rest():
    log = []

    def work(i):
        log.append(i)
        if i % 4 == 0:
            raise ValueError(i)

    for i in range(40):
        add(work, i)
    try:
        run()
    except ValueError as exc:
        raised = exc.args[0]
    same(log[-1], raised)
    same([i for i in log if i % 4 == 0], [raised])
    same(len(set(log)), len(log))
    before = list(log)
    run()
    same(log, before)
    add(log.append, "next")
    run()
    same(log, before + ["next"])


@behaviour
def an_exception_leaves_the_others_whole():
    pairs = [Box(a=0, b=0) for _ in range(40)]

    def both(pair, bad):
        pair.a = 1
        if bad:
            raise ValueError("bad")
        pair.b = 1

    for i, pair in enumerate(pairs):
        add(both, pair, i == 20)
    run_raises(ValueError, "bad")
    same((pairs[20].a, pairs[20].b), (1, 0))
    same([p.a for p in pairs if p is not pairs[20]], [p.b for p in pairs if p is not pairs[20]])


@behaviour
def an_exception_of_any_kind_ends_a_run():
    class Own(BaseException):
        pass

    def fail(kind):
        raise kind("told")

    for kind in SystemExit, Own, KeyboardInterrupt, StopIteration, GeneratorExit, MemoryError, TransactionError:
        add(fail, kind)
        run_raises(kind, "told")
    add(sys.exit, 5)
    try:
        run()
    except SystemExit as exc:
        same(exc.code, 5)


@behaviour
def an_exception_that_is_handled_is_nobody_elses_business():
    log = []

    def careful(i):
        try:
            {}[i]
        except KeyError as exc:
            log.append(exc.args[0])

    for i in range(10):
        add(careful, i)
    run()
    same(sorted(log), list(range(10)))


@behaviour
def an_exception_keeps_its_cause():
    def fail():
        try:
            {}["missing"]
        except KeyError as exc:
            raise RuntimeError("because") from exc

    add(fail)
    try:
        run()
    except RuntimeError as exc:
        same(repr(exc.__cause__), "KeyError('missing')")
        same(exc.__suppress_context__, True)


# Chains

@behaviour
def a_chain_runs_in_its_order():
    log = []

    def link(n):
        log.append(n)
        if n < 300:
            add(link, n + 1)

    add(link, 0)
    run()
    same(log, list(range(301)))


@behaviour
def a_chain_starves_nobody():
    # It goes on until others have run that were added before and after it.
    done, links = [], [0]

    def poll():
        links[0] += 1
        if len(done) < 20:
            add(poll)

    for i in range(10):
        add(done.append, i)
    add(poll)
    for i in range(10, 20):
        add(done.append, i)
    run()
    same(sorted(done), list(range(20)))
    assert links[0] >= 1


@behaviour
def two_chains_go_on_side_by_side():
    # Neither ends before the other has come to its tenth link.
    steps = [0, 0]

    def link(me):
        steps[me] += 1
        if min(steps) < 10:
            add(link, me)

    add(link, 0)
    add(link, 1)
    run()
    assert min(steps) >= 10, steps


@behaviour
def a_chain_wakes_a_sleeper():
    steps, woken = [0], []

    def sleeper():
        if steps[0] < 50:
            retry()
        woken.append(steps[0] >= 50)

    def link():
        steps[0] += 1
        if not woken:
            add(link)

    add(link)
    add(sleeper)
    run()
    same(woken, [True])


@behaviour
def a_chain_that_branches_loses_nothing():
    count = [0]

    def leaf():
        count[0] += 1

    def link(n):
        count[0] += 1
        if n % 10 == 0:
            for _ in range(3):
                add(leaf)
        if n:
            add(link, n - 1)

    add(link, 100)
    run()
    same(count[0], 101 + 3 * 11)


@behaviour
def a_chain_may_raise():
    def link(n):
        if n == 0:
            raise ValueError("the last link")
        add(link, n - 1)

    add(link, 100)
    run_raises(ValueError, "the last link")


# Epolls

class Pipe:
    """A pipe whose end to read from is registered with an epoll of its own."""

    def __init__(self):
        self.r, self.w = os.pipe()
        self.ep = select.epoll()
        self.ep.register(self.r, select.EPOLLIN | select.EPOLLONESHOT)

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self.ep.close()
        os.close(self.r)
        os.close(self.w)

    def rearm(self):
        self.ep.modify(self.r, select.EPOLLIN | select.EPOLLONESHOT)


def epoll_behaviour(f):
    return behaviour(f) if hasattr(select, "epoll") else f


@epoll_behaviour
def add_epoll_makes_transactions_of_events():
    events = []
    with Pipe() as p:
        def callback(fd, event):
            events.append((fd, event, os.read(fd, 1), is_atomic()))
            if len(events) == 5:
                transaction.remove_epoll(p.ep)
            else:
                p.rearm()

        transaction.add_epoll(p.ep, callback)
        add(os.write, p.w, b"abcde")
        run()
        same(events, [(p.r, select.EPOLLIN, x, True) for x in (b"a", b"b", b"c", b"d", b"e")])


@epoll_behaviour
def add_epoll_keeps_a_run_going():
    # Nothing is to do until a thread writes.
    got = []
    with Pipe() as p:
        def callback(fd, event):
            got.append(os.read(fd, 10))
            transaction.remove_epoll(p.ep)

        def write():
            time.sleep(.001)
            os.write(p.w, b"late")

        transaction.add_epoll(p.ep, callback)
        in_threads(run, write)
    same(got, [b"late"])


@epoll_behaviour
def add_epoll_twice_is_an_error():
    with Pipe() as p:
        transaction.add_epoll(p.ep, print)
        with raises(TransactionError, "add_epoll(ep): ep is already registered"):
            transaction.add_epoll(p.ep, print)
        transaction.remove_epoll(p.ep)
        transaction.add_epoll(p.ep, print)
        transaction.remove_epoll(p.ep)
    for bad in 5, None, "ep":
        with raises(TypeError):
            transaction.add_epoll(bad, print)


@epoll_behaviour
def add_epoll_returns_what_unregisters():
    with Pipe() as p:
        stop = transaction.add_epoll(p.ep, print)
        add(stop)
        run()
        for again in stop, stop, lambda: transaction.remove_epoll(p.ep):
            with raises(TransactionError, "remove_epoll(ep): ep is not registered"):
                again()


@epoll_behaviour
def remove_epoll_of_what_is_not_registered_is_an_error():
    def inside():
        with raises(TransactionError, "remove_epoll(ep): ep is not registered"):
            transaction.remove_epoll(p.ep)

    with Pipe() as p:
        inside()
        add(inside)
        run()
    with raises(TransactionError, "remove_epoll(ep): ep is not registered"):
        transaction.remove_epoll(5)


@epoll_behaviour
def add_epoll_in_a_transaction_takes_effect_when_it_commits():
    got, gate = [], []

    def callback(fd, event):
        got.append(os.read(fd, 1))
        transaction.remove_epoll(p.ep)
        with raises(TransactionError, "remove_epoll(ep): ep is not registered"):
            transaction.remove_epoll(p.ep)

    def register():
        if not gate:
            retry()
        transaction.add_epoll(p.ep, callback)
        with raises(TransactionError, "add_epoll(ep): ep is already registered"):
            transaction.add_epoll(p.ep, callback)

    def give_up():
        transaction.add_epoll(never.ep, callback)
        transaction.remove_epoll(never.ep)

    with Pipe() as p, Pipe() as never:
        os.write(p.w, b"x")
        os.write(never.w, b"x")
        add(register)
        add(give_up)
        add(gate.append, True)
        run()
    same(got, [b"x"])


@epoll_behaviour
def an_exception_in_a_callback_drops_the_epolls():
    def callback(fd, event):
        raise ValueError("callback")

    with Pipe() as p, Pipe() as other:
        transaction.add_epoll(p.ep, callback)
        transaction.add_epoll(other.ep, callback)
        os.write(p.w, b"x")
        run_raises(ValueError, "callback")
        for pipe in p, other:
            with raises(TransactionError):
                transaction.remove_epoll(pipe.ep)
        run()
        transaction.add_epoll(p.ep, callback)
        p.rearm()
        run_raises(ValueError, "callback")


@epoll_behaviour
def an_exception_elsewhere_drops_the_epolls():
    with Pipe() as p:
        transaction.add_epoll(p.ep, print)
        add(int, "x")
        run_raises(ValueError)
        with raises(TransactionError):
            transaction.remove_epoll(p.ep)
        run()


@epoll_behaviour
def a_closed_epoll_ends_the_run():
    with Pipe() as p:
        p.ep.close()
        transaction.add_epoll(p.ep, print)
        run_raises(ValueError, "I/O operation on closed epoll object")
        run()


@epoll_behaviour
def a_descriptor_may_be_closed_while_it_is_registered():
    got = []
    first, second = Pipe(), Pipe()

    def close_first():
        os.close(first.r)
        os.close(first.w)
        os.write(second.w, b"y")

    def callback(fd, event):
        got.append((fd, os.read(fd, 1)))
        transaction.remove_epoll(first.ep)
        transaction.remove_epoll(second.ep)

    with second:
        transaction.add_epoll(first.ep, callback)
        transaction.add_epoll(second.ep, callback)
        add(close_first)
        run()
        same(got, [(second.r, b"y")])
    first.ep.close()


@epoll_behaviour
def many_epolls_at_once():
    got = []
    with contextlib.ExitStack() as stack:
        pipes = [stack.enter_context(Pipe()) for _ in range(8)]
        by_fd = {p.r: (k, p) for k, p in enumerate(pipes)}

        def callback(fd, event):
            k, p = by_fd[fd]
            data = os.read(fd, 1)
            got.append((k, data))
            if data == b"2":
                transaction.remove_epoll(p.ep)
            else:
                p.rearm()

        for p in pipes:
            transaction.add_epoll(p.ep, callback)
            add(os.write, p.w, b"012")
        run()
        same(sorted(got), [(k, b"%d" % n) for k in range(8) for n in range(3)])


@epoll_behaviour
def a_queue_has_epolls_of_its_own():
    q = TransactionQueue()
    got = []

    def register():
        transaction.add_epoll(p.ep, callback)

    def callback(fd, event):
        got.append(os.read(fd, 1))
        transaction.remove_epoll(p.ep)

    with Pipe() as p:
        os.write(p.w, b"q")
        q.add(register)
        q.run()
        same(got, [b"q"])
        with raises(TransactionError):
            transaction.remove_epoll(p.ep)


# local, threadlocalproperty, time, clock, count

@behaviour
def local_belongs_to_each_worker():
    x = transaction.local()
    x.main = "main"
    seen = []

    def work():
        seen.append(hasattr(x, "main"))
        x.made = "in a worker"
        seen.append(x.made)

    add(work)
    run()
    same(seen, [False, "in a worker"])
    same(vars(x), {"main": "main"})
    with raises(AttributeError):
        x.made
    in_threads(lambda: seen.append(hasattr(x, "main")))
    same(seen[-1], False)
    del x.main
    same(hasattr(x, "main"), False)


@behaviour
def local_lives_as_long_as_its_worker():
    x = transaction.local()
    numbers = []

    def use():
        x.n = getattr(x, "n", 0) + 1
        numbers.append(x.n)

    for _ in range(3):
        q = TransactionQueue()
        for _ in range(5):
            q.add(use)
        q.run(nb_segments=1)
    same(numbers, list(range(1, 16)))


@behaviour
def local_counts_every_use_once():
    # The counts of the workers are 1, 2, 3, ... each: no attempt that was undone has counted.
    x = transaction.local()
    shared, uses = Box(n=0), []

    def use():
        if not hasattr(x, "name"):
            x.name, x.n = transaction.count(), 0
        x.n += 1
        shared.n += 1
        uses.append((x.name, x.n))

    for _ in range(40):
        add(use)
    run()
    workers = {name for name, n in uses}
    for worker in workers:
        counts = [n for name, n in uses if name == worker]
        same(counts, list(range(1, len(counts) + 1)))
    assert len(workers) <= transaction.getsegmentlimit()


@behaviour
def local_calls_init_in_each_worker():
    class Numbers(transaction.local):
        kind = "class attribute"

        def __init__(self, start, step=1):
            self.value, self.step = start, step

        def next(self):
            self.value += self.step
            return self.value

    x = Numbers(10, step=5)
    same([x.next(), x.next(), x.kind], [15, 20, "class attribute"])
    values = []

    def use():
        values.append(x.next())
        values.append(x.kind)

    add(use)
    run()
    same(values, [15, "class attribute"])
    same(x.next(), 25)
    with raises(TypeError):
        transaction.local(1)


@behaviour
def threadlocalproperty_belongs_to_each_worker():
    class Thing:
        cache = transaction.threadlocalproperty(list)
        plain = transaction.threadlocalproperty()

        def use(self):
            self.cache.append(1)
            self.plain = len(self.cache)
            seen.append((len(self.cache), self.plain))

    seen = []
    a, b = Thing(), Thing()
    a.cache.append("a")
    a.plain = "set"
    same((a.cache, b.cache, a.plain, hasattr(b, "plain")), (["a"], [], "set", False))
    for thing in a, b:
        add(thing.use)
    run()
    same(seen, [(1, 1), (1, 1)])
    same((a.cache, b.cache, a.plain), (["a"], [], "set"))
    del a.plain
    same(hasattr(a, "plain"), False)
    with raises(AttributeError):
        del a.plain
    assert isinstance(Thing.cache, transaction.threadlocalproperty)


@behaviour
def time_and_clock_tell_the_time():
    seen = []

    def look():
        seen.append((transaction.time(), transaction.clock()))

    before = time.time(), time.process_time()
    for _ in range(10):
        add(look)
    run()
    after = time.time(), time.process_time()
    for k in 0, 1:
        for t in seen:
            assert isinstance(t[k], float) and before[k] <= t[k] <= after[k], (before, t, after)


@behaviour
def count_never_repeats_a_number():
    numbers = []

    def draw():
        numbers.append(transaction.count())

    for _ in range(40):
        add(draw)
    run()
    draw()
    same(len(set(numbers)), 41)
    assert all(type(n) is int and n > 0 for n in numbers), numbers


# TransactionQueue

@behaviour
def a_queue_runs_what_it_was_given():
    q = TransactionQueue()
    log = []
    same(q.number_of_transactions_executed(), 0)

    def more(n):
        log.append(n)
        if n:
            q.add(more, n - 1)

    q.add(more, 10)
    q.add(log.append, -1)
    same(q.run(), None)
    same(sorted(log, reverse=True), list(range(10, -2, -1)))
    same(q.number_of_transactions_executed(), 12)
    for run_it in q.run, lambda: q.run(2), lambda: q.run(nb_segments=4), lambda: q.run(0):
        run_it()
    same(q.number_of_transactions_executed(), 12)
    with raises(TypeError):
        q.run("a")
    with raises(TypeError):
        q.add()


@behaviour
def queues_are_independent():
    a, b = TransactionQueue(), TransactionQueue()
    log = []
    a.add(log.append, "a")
    b.add(log.append, "b")
    add(log.append, "module")
    b.run()
    same(log, ["b"])
    run()
    same(log, ["b", "module"])
    a.add(b.add, log.append, "b, added by a")
    a.run()
    same(sorted(log), ["a", "b", "module"])
    b.run()
    same(log[-1], "b, added by a")
    same((a.number_of_transactions_executed(), b.number_of_transactions_executed()), (2, 2))


@behaviour
def add_in_a_transaction_of_a_queue_adds_to_that():
    q = TransactionQueue()
    log = []
    q.add(add, log.append, "second")
    q.run()
    same(log, ["second"])
    same(q.number_of_transactions_executed(), 2)
    run()
    same(log, ["second"])


@behaviour
def a_queue_keeps_what_did_not_run_after_an_exception():
    q = TransactionQueue()
    log = []

    def work(i):
        log.append(i)
        if len(log) == 7:
            q.add(log.append, "added by the one that raised")
            raise ValueError("seventh")

    for i in range(20):
        q.add(work, i)
    with raises(ValueError, "seventh"):
        q.run()
    same(len(log), 7)
    same(q.number_of_transactions_executed(), 7)
    q.run()
    same(sorted(map(str, log)), sorted(list(map(str, range(20))) + ["added by the one that raised"]))
    same(q.number_of_transactions_executed(), 21)


@behaviour
def a_queue_refuses_what_it_cannot_do_in_a_run():
    q, other = TransactionQueue(), TransactionQueue()
    done = []

    def inside():
        atomic_context = "TransactionQueue.run() cannot be called in an atomic context"
        for f, message in (
            (q.run, atomic_context), (other.run, atomic_context), (run, "recursive invocation of transaction.run()"),
            (q.number_of_transactions_executed, "TransactionQueue.run() is currently running"),
        ):
            with raises(TransactionError, message):
                f()
        done.append(other.number_of_transactions_executed())

    q.add(inside)
    q.run()
    same(done, [0])
    with atomic, raises(TransactionError, "TransactionQueue.run() cannot be called in an atomic context"):
        q.run()


@behaviour
def a_queue_is_run_by_one_thread_at_a_time():
    q = TransactionQueue()
    begun, go, seen = threading.Event(), [], []

    def wait():
        if not go:
            retry()

    def intrude():
        begun.wait()
        for f in q.run, q.number_of_transactions_executed:
            try:
                f()
            except TransactionError as exc:
                seen.append(str(exc))
        go.append(True)

    q.add(wait)
    q.add(begun.set)
    in_threads(q.run, intrude)
    same(seen, ["TransactionQueue.run() is currently running"] * 2)


@behaviour
def two_queues_run_at_once():
    # Each waits for the other.
    a, b = TransactionQueue(), TransactionQueue()
    step = [0]

    def play(me):
        if step[0] % 2 != me:
            retry()
        step[0] += 1
        if step[0] < 10:
            add(play, me)

    a.add(play, 0)
    b.add(play, 1)
    in_threads(a.run, b.run)
    same(step, [11])


@behaviour
def queues_that_run_at_once_lose_nothing():
    queues = [TransactionQueue() for _ in range(3)]
    total = Box(n=0)

    def count(left):
        total.n += 1
        if left > 1:
            add(count, left - 1)

    for q in queues:
        q.add(count, 20)
        q.add(count, 5)
    in_threads(*[q.run for q in queues])
    same(total.n, 75)
    same([q.number_of_transactions_executed() for q in queues], [25] * 3)


@behaviour
def a_queue_that_raises_leaves_another_alone():
    a, b = TransactionQueue(), TransactionQueue()
    log = []

    def fail():
        raise ValueError("a")

    def run_a():
        with raises(ValueError, "a"):
            a.run()

    for i in range(10):
        a.add(time.sleep, 0)
        b.add(log.append, i)
    a.add(fail)
    in_threads(run_a, b.run)
    same(sorted(log), list(range(10)))


# atomic and its like

@behaviour
def atomic_is_one_transaction():
    box = Box(a=0, b=0)
    torn = []

    def work():
        for _ in range(20):
            with atomic as value:
                if box.a != box.b or value is not None:
                    torn.append((box.a, box.b, value))
                box.a += 1
                time.sleep(0)
                box.b += 1

    in_threads(work, work, work)
    same((box.a, box.b, torn), (60, 60, []))


@behaviour
def atomic_blocks_and_runs_exclude_each_other():
    box = Box(a=0, b=0)
    torn = []

    def both():
        if box.a != box.b:
            torn.append((box.a, box.b))
        box.a += 1
        box.b += 1

    def blocks():
        for _ in range(15):
            with atomic:
                both()

    for _ in range(15):
        add(both)
    in_threads(blocks, blocks, run)
    same((box.a, box.b, torn), (45, 45, []))


@behaviour
def atomic_is_flat_when_nested():
    seen = [is_atomic()]
    with atomic:
        seen.append(is_atomic())
        with atomic:
            seen.append(is_atomic())
        seen.append(is_atomic())
    seen.append(is_atomic())
    same(seen, [False, True, True, True, False])

    def inside():
        seen.append(is_atomic())
        with atomic:
            seen.append(is_atomic())
        seen.append(is_atomic())

    seen.clear()
    add(inside)
    run()
    same(seen + [is_atomic()], [True, True, True, False])


@behaviour
def an_exception_leaves_an_atomic_block_with_its_writes_kept():
    log = []

    def fails():
        with raises(ValueError, "leaves"):
            with atomic:
                log.append("written")
                with atomic:
                    log.append("inside")
                    raise ValueError("leaves")
        log.append(is_atomic())

    fails()
    same(log, ["written", "inside", False])
    log.clear()
    in_threads(fails)
    same(log, ["written", "inside", False])
    log.clear()
    add(fails)
    run()
    same(log, ["written", "inside", True])


@behaviour
def atomic_blocks_may_be_left_in_any_way():
    log = []

    def loop():
        for i in range(4):
            with atomic:
                if i == 1:
                    continue
                log.append(i)
                if i == 2:
                    break
        with atomic:
            return is_atomic()

    def generate():
        with atomic:
            log.append("in a generator")
        yield is_atomic()

    for call in (lambda: same(loop(), True)), (lambda: same(list(generate()), [False])):
        log.clear()
        call()
        in_threads(call)
        same(is_atomic(), False)
    same(log, ["in a generator"] * 2)


@behaviour
def more_exits_than_enters_is_an_error():
    def bad():
        with raises(RuntimeError, "atomic.__exit__(): more exits than enters"):
            atomic.__exit__(None, None, None)
        done.append(is_atomic())

    done = []
    bad()
    in_threads(bad)
    add(bad)
    run()
    same(done, [False, False, True])


@behaviour
def is_atomic_tells_of_its_own_thread():
    seen = []
    with atomic:
        t = threading.Thread(target=lambda: seen.append(is_atomic()))
    t.start()
    t.join()
    add(lambda: seen.append(is_atomic()))
    run()
    same(seen, [False, True])


@behaviour
def hint_commit_soon_splits_nothing():
    box = Box(a=0, b=0)
    torn = []

    def work():
        for _ in range(10):
            same(transaction.hint_commit_soon(), None)
            with atomic:
                if box.a != box.b:
                    torn.append((box.a, box.b))
                box.a += 1
                transaction.hint_commit_soon()
                box.b += 1

    def task():
        box.a += 1
        transaction.hint_commit_soon()
        box.b += 1

    for _ in range(10):
        add(task)
    in_threads(work, work, run)
    same((box.a, box.b, torn), (30, 30, []))


@behaviour
def exclusive_atomic_must_be_outermost():
    message = "exclusive_atomic block can't be entered inside another atomic block"

    def refused():
        with raises(RuntimeError, message):
            with transaction.exclusive_atomic:
                done.append("entered")
        done.append(is_atomic())

    done = []
    with atomic:
        refused()
    with transaction.exclusive_atomic:
        refused()
        with atomic:
            refused()
    add(refused)
    run()
    same(done, [True] * 4)
    same(is_atomic(), False)


@behaviour
def exclusive_atomic_is_one_transaction():
    box = Box(a=0, b=0)
    torn = []

    def work():
        for _ in range(10):
            with transaction.exclusive_atomic:
                if box.a != box.b:
                    torn.append((box.a, box.b))
                box.a += 1
                box.b += 1

    in_threads(work, work)
    same((box.a, box.b, torn), (20, 20, []))


@behaviour
def signals_enabled_is_a_context_manager_anywhere():
    seen = []

    def use():
        with transaction.signals_enabled:
            seen.append(is_atomic())

    use()
    with atomic:
        use()
    add(use)
    run()
    same(seen, [False, True, True])


# Containers

@behaviour
def stmdict_is_a_dict_without_an_order():
    d = transaction.stmdict({"a": 1}, b=2)
    d["a"] = 3
    same((len(d), d["a"], d.get("x"), d.get("x", 5), "a" in d, "x" in d, bool(d)), (2, 3, None, 5, True, False, True))
    same((sorted(d), sorted(d.keys()), sorted(d.values()), sorted(d.items())), (["a", "b"], ["a", "b"], [2, 3], [("a", 3), ("b", 2)]))
    same((d.setdefault("c", 9), d.setdefault("c", 10), d.pop("c"), d.pop("c", "gone")), (9, 9, 9, "gone"))
    for bad in lambda: d["zz"], lambda: d.pop("zz"), lambda: d.__delitem__("zz"):
        with raises(KeyError, "'zz'"):
            bad()
    for bad in lambda: d[[]], lambda: d.get({}), lambda: d.__setitem__([], 1), lambda: hash(d):
        with raises(TypeError):
            bad()
    del d["b"]
    d.update([("z", 3)], y=2)
    d.update(transaction.stmdict(w=4))
    e = d.copy()
    e["only"] = 1
    same((d == {"a": 3, "z": 3, "y": 2, "w": 4}, d == transaction.stmdict(d), d != e, d == 5), (True, True, True, False))
    d |= {"v": 5}
    same(sorted((d | {"q": 1}).items()), [("a", 3), ("q", 1), ("v", 5), ("w", 4), ("y", 2), ("z", 3)])
    same(hasattr(d, "popitem"), False)
    d.clear()
    same((len(d), list(d)), (0, []))


@behaviour
def stmdict_is_shared_without_losses():
    d = transaction.stmdict()

    def count(key):
        d[key] = d.get(key, 0) + 1

    for i in range(60):
        add(count, i % 6)
    run()
    same(sorted(d.items()), [(k, 10) for k in range(6)])
    for k in range(6):
        add(d.__delitem__, k)
    run()
    same(list(d), [])


@behaviour
def iteration_sees_one_state():
    d, s = transaction.stmdict(), transaction.stmset()
    wrong = []

    def grow(n):
        d[n], d[-n] = n, -n
        s.add(n)
        s.add(-n)

    def look():
        if sum(v for k, v in d.items()) or len(list(d)) != len(d) or sum(s) or len(s) != len(d):
            wrong.append(sorted(d.items()))

    for n in range(1, 31):
        add(grow, n)
        if n % 5 == 0:
            add(look)
    run()
    same((wrong, len(d), len(s)), ([], 60, 60))


@behaviour
def stmset_is_a_set_without_an_order():
    s = transaction.stmset("abc")
    s.add("d")
    s.add("a")
    s.discard("zz")
    s.remove("b")
    same((sorted(s), len(s), "a" in s, "b" in s, bool(transaction.stmset())), (["a", "c", "d"], 3, True, False, False))
    with raises(KeyError, "'b'"):
        s.remove("b")
    for bad in lambda: s.add([]), lambda: hash(s):
        with raises(TypeError):
            bad()
    same((sorted(s | {"x"}), sorted(s & {"a", "c"}), sorted(s - {"a"}), sorted(s ^ {"a", "q"})), (["a", "c", "d", "x"], ["a", "c"], ["c", "d"], ["c", "d", "q"]))
    same((s == {"a", "c", "d"}, s <= {"a", "c", "d", "e"}, s.isdisjoint("xyz"), s.issubset("acd"), sorted(s.union("z"))), (True, True, True, True, ["a", "c", "d", "z"]))
    s |= {"m"}
    s -= {"a"}
    s.update("no")
    same(sorted(s), ["c", "d", "m", "n", "o"])
    same(s.pop() in "cdmno", True)
    s.clear()
    with raises(KeyError):
        s.pop()


@behaviour
def stmset_is_shared_without_losses():
    s = transaction.stmset()

    def change(i):
        s.add(i)
        s.discard(i - 3)

    for i in range(40):
        add(change, i)
    run()
    # i is there unless i + 3 has come after it.
    assert {37, 38, 39} <= set(s) <= set(range(40)), sorted(s)
    taken = []
    for _ in range(len(s)):
        add(lambda: taken.append(s.pop()))
    run()
    same((len(s), len(set(taken))), (0, len(taken)))


@behaviour
def hashtable_has_integers_for_keys():
    h = transaction.hashtable()
    h[5] = "five"
    h[-2 ** 40] = "minus"
    same((h[5], len(h), sorted(h.keys()), 5 in h, 6 in h, h.get(6), h.setdefault(7, "x"), h.pop(7)), ("five", 2, [-2 ** 40, 5], True, False, None, "x", "x"))
    with raises(KeyError, "99"):
        h[99]
    with raises(TypeError):
        h["a"] = 1

    def count(key):
        h[key] = h.get(key, 0) + 1

    h.clear()
    for i in range(40):
        add(count, i % 4)
    run()
    same(sorted(h.items()), [(k, 10) for k in range(4)])


class Same:
    """All are equal."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1


@behaviour
def stmiddict_goes_by_identity():
    x, y = Same(), Same()
    d = transaction.stmiddict()
    d[x] = "x"
    d[y] = "y"
    d[[]] = "unhashable is fine"
    same((d[x], d[y], x in d, Same() in d, d.get(Same()), d.get(x), d.setdefault(x, 5), d.setdefault(y)), ("x", "y", True, False, None, "x", "x", "y"))
    with raises(KeyError):
        d[Same()]
    del d[x]
    with raises(KeyError):
        del d[x]
    same((x in d, y in d), (False, True))
    keys = [Same() for _ in range(5)]

    def count(key):
        d[key] = d.get(key, 0) + 1

    for i in range(40):
        add(count, keys[i % 5])
    run()
    same([d[key] for key in keys], [8] * 5)


@behaviour
def stmidset_goes_by_identity():
    x, y = Same(), Same()
    s = transaction.stmidset()
    s.add(x)
    s.add(x)
    same((x in s, y in s), (True, False))
    s.discard(y)
    s.remove(x)
    with raises(KeyError):
        s.remove(x)
    things = [Same() for _ in range(20)]
    for thing in things:
        add(s.add, thing)
    run()
    same([thing in s for thing in things], [True] * 20)


# queue

@behaviour
def queue_is_first_in_first_out():
    q = transaction.queue()
    same((q.qsize(), q.empty()), (0, True))
    q.put(1)
    q.put("two")
    same((q.qsize(), q.empty(), q.get(), q.get(block=False), q.empty()), (2, False, 1, "two", True))
    for arguments in (False,), (True, 0.0001), (True, 0):
        with raises(queue.Empty):
            q.get(*arguments)
    with raises(ValueError, "'timeout' must be a non-negative number"):
        q.get(True, -1)
    assert transaction.Empty is queue.Empty


@behaviour
def queue_counts_the_tasks():
    q = transaction.queue()
    q.join()
    q.put("a")
    q.put("b")
    done = []

    def work():
        for _ in range(2):
            q.get()
            done.append(1)
            q.task_done()

    def wait():
        q.join()
        done.append("joined")

    in_threads(work, wait)
    same(done, [1, 1, "joined"])
    with raises(ValueError, "task_done() called too many times"):
        q.task_done()


@behaviour
def queue_keeps_the_order_of_each_producer():
    q = transaction.queue()
    got = []

    def produce(name, n):
        q.put((name, n))
        if n < 9:
            add(produce, name, n + 1)

    def consume():
        got.append(q.get())

    for name in "abc":
        add(produce, name, 0)
    for _ in range(30):
        add(consume)
    run()
    same(q.qsize(), 0)
    for wanted in "abc":
        same([n for name, n in got if name == wanted], list(range(10)))


@behaviour
def queue_get_in_a_transaction_waits():
    first, second = transaction.queue(), transaction.queue()
    results = []

    def stage(source, sink, f):
        x = source.get()
        if x is not None:
            add(stage, source, sink, f)
            x = f(x)
        sink(x)

    add(stage, first, second.put, lambda x: x + 1)
    add(stage, second, results.append, lambda x: x * 10)
    for x in range(5):
        first.put(x)
    first.put(None)
    run()
    same(results, [10, 20, 30, 40, 50, None])
    add(first.get)
    run_raises(TransactionError, "every remaining transaction waits in retry()")
    run()


@behaviour
def queue_get_in_a_transaction_can_time_out():
    q = transaction.queue()
    got = []

    def impatient(**how):
        try:
            got.append(q.get(**how))
        except transaction.Empty:
            got.append("empty")

    add(impatient, timeout=.0005)
    add(impatient, block=False)
    add(impatient, timeout=0)
    run()
    same(got, ["empty"] * 3)


@behaviour
def queue_is_shared_by_threads_and_transactions():
    q = transaction.queue()
    got = []

    def produce():
        for i in range(20):
            q.put(i)

    def consume():
        got.append(q.get())

    for _ in range(20):
        add(consume)
    in_threads(run, produce)
    same(got, list(range(20)))


@behaviour
def a_queue_of_the_library_works_in_transactions():
    q, stack = queue.Queue(), queue.LifoQueue()
    got = []

    def put(i):
        q.put(i)
        stack.put(i)

    def get():
        try:
            got.append((q.get_nowait(), stack.get_nowait()))
        except queue.Empty:
            add(get)

    for i in range(20):
        add(put, i)
        add(get)
    run()
    same((sorted(a for a, b in got), sorted(b for a, b in got)), (list(range(20)), list(range(20))))
    same((q.qsize(), stack.qsize()), (0, 0))


# retry()

@behaviour
def retry_waits_for_a_change():
    items, got = [], []

    def consume():
        if not items:
            retry()
        got.append(items.pop())

    for _ in range(10):
        add(consume)
    for i in range(10):
        add(items.append, i)
    run()
    same((items, sorted(got)), ([], list(range(10))))


@behaviour
def retry_orders_a_chain_of_waits():
    step, order = [0], []

    def wait_for(n):
        if step[0] != n:
            retry()
        order.append(n)
        step[0] += 1

    for n in reversed(range(10)):
        add(wait_for, n)
    run()
    same(order, list(range(10)))


@behaviour
def retry_that_nothing_can_wake_is_an_error():
    def wait():
        if not gate:
            retry()
        log.append("through")

    gate, log = [], []
    message = "every remaining transaction waits in retry()"
    add(wait)
    add(wait)
    run_raises(TransactionError, message)
    gate.append(True)
    run()
    same(log, [])
    gate.clear()
    q = TransactionQueue()
    q.add(wait)
    with raises(TransactionError, message):
        q.run()
    gate.append(True)
    q.run()
    same(log, ["through"])


@behaviour
def retry_outside_a_transaction_is_an_error():
    with raises(TransactionError, "retry() is called outside a transaction"):
        retry()

    def thread():
        with raises(TransactionError, "retry() is called outside a transaction"):
            retry()

    in_threads(thread)


@behaviour
def retry_is_woken_by_a_thread():
    gate, log = [], []
    begun = threading.Event()

    def wait():
        if not gate:
            retry()
        log.append("woken")

    def opener():
        begun.wait()
        with atomic:
            gate.append(1)

    add(wait)
    add(begun.set)
    in_threads(run, opener)
    same(log, ["woken"])


@behaviour
def retry_in_an_atomic_block_waits_for_a_thread():
    gate, log = [], []

    def wait():
        with atomic:
            if not gate:
                retry()
            log.append("through")

    def opener():
        time.sleep(.0005)
        with atomic:
            gate.append(1)

    if WEFT:
        in_threads(wait, opener)
        same(log, ["through"])
    else:
        with raises(TransactionError, "retry(): the emulator cannot run an atomic block again"):
            wait()


@behaviour
def retry_lets_philosophers_dine():
    forks, meals = [True] * 5, [0] * 5

    def eat(i, left):
        if not (forks[i] and forks[(i + 1) % 5]):
            retry()
        forks[i] = forks[(i + 1) % 5] = False
        add(stop, i, left)

    def stop(i, left):
        forks[i] = forks[(i + 1) % 5] = True
        meals[i] += 1
        if left > 1:
            add(eat, i, left - 1)

    for i in range(5):
        add(eat, i, 4)
    run()
    same((meals, forks), ([4] * 5, [True] * 5))


# map() and parallel()

def square(x):
    return x * x


@behaviour
def map_returns_results_in_the_order_of_the_items():
    same(list(transaction.map(square, range(30))), [x * x for x in range(30)])
    same(list(transaction.map(square, [])), [])
    same(list(transaction.map(square, range(10), window=1)), [x * x for x in range(10)])
    same(list(transaction.map(str, iter("abc"), 2)), ["a", "b", "c"])
    for arguments, kind in (((square, 5), TypeError), ((5, [1]), TypeError), ((square, [1], 0), ValueError), ((square, [1], -1), ValueError), ((square, [1], "x"), TypeError), ((square,), TypeError)):
        with raises(kind, "window must be at least 1" if kind is ValueError else None):
            list(transaction.map(*arguments))


@behaviour
def map_is_lazy_with_a_bounded_window():
    pulled = []

    def source():
        for i in range(10 ** 9):
            pulled.append(i)
            yield i

    results = transaction.map(square, source(), window=5)
    same(pulled, [])
    same([next(results) for _ in range(3)], [0, 1, 4])
    assert len(pulled) <= 8, pulled
    same([next(results) for _ in range(7)], [x * x for x in range(3, 10)])
    assert len(pulled) <= 15, pulled
    results.close()
    n = len(pulled)
    same((list(results), len(pulled)), ([], n))
    transaction.set_num_threads(2)
    pulled.clear()
    next(transaction.map(square, source()))
    assert len(pulled) <= 1 + 4 * 2, pulled
    results = transaction.map(square, [3])
    same((iter(results) is results, next(results), next(results, "end"), next(results, "end")), (True, 9, "end", "end"))


@behaviour
def map_raises_after_a_prefix_of_the_results():
    def bad(x):
        if x >= 17:
            raise ValueError(x)
        return x

    got = []
    try:
        for x in transaction.map(bad, range(30), window=8):
            got.append(x)
    except ValueError as exc:
        same((exc.args, exc.__notes__), ((17,), ["in item 17"]))
    else:
        assert False, got
    same(got, list(range(17)))

    def broken():
        yield 1
        yield 2
        raise KeyError("source")

    got.clear()
    with raises(KeyError, "'source'"):
        for x in transaction.map(square, broken()):
            got.append(x)
    same(got, [1, 4])


@behaviour
def map_runs_what_its_items_add():
    log = []

    def adds(x):
        add(log.append, x)
        return x

    same(list(transaction.map(adds, range(6))), list(range(6)))
    same(sorted(log), list(range(6)))

    def adds_bad(x):
        if x == 3:
            add(int, "x")
        return x

    with raises(ValueError):
        list(transaction.map(adds_bad, range(6)))
    run()

    def both(x):
        add(log.append, -1)
        if x == 3:
            raise KeyError(x)
        return x

    log.clear()
    with raises(KeyError, "3"):
        list(transaction.map(both, range(4), window=4))
    same(log, [-1] * 4)


@behaviour
def map_may_be_used_by_two_loops_and_around_runs():
    log = []
    for x in transaction.map(square, range(6), window=2):
        add(log.append, x)
        run()
    same(log, [0, 1, 4, 9, 16, 25])
    same(list(zip(transaction.map(square, range(5)), transaction.map(str, range(5)))), [(x * x, str(x)) for x in range(5)])
    same(list(transaction.map(abs, transaction.map(square, range(5)))), [0, 1, 4, 9, 16])


@behaviour
def map_and_parallel_are_refused_in_transactions():
    done = []

    def inside():
        with raises(TransactionError, "map() cannot be called inside a transaction"):
            transaction.map(square, [1])
        with raises(TransactionError, "parallel() cannot be called inside a transaction"):
            transaction.parallel([1])(square)
        with raises(TransactionError):
            next(outside)
        done.append(True)

    outside = transaction.map(square, [1])
    with atomic:
        inside()
    outside = transaction.map(square, [1])
    add(inside)
    run()
    same(done, [True] * 2)


@behaviour
def map_items_share_as_transactions_do():
    total = Box(n=0)

    def count(x):
        total.n += 1
        return total.n

    same(sorted(transaction.map(count, range(30))), list(range(1, 31)))
    same(total.n, 30)


@behaviour
def parallel_returns_a_list():
    @transaction.parallel([1, 2, 3])
    def doubled(x):
        return x * 2

    same((doubled, transaction.parallel("ab")(str.upper), transaction.parallel([])(square)), ([2, 4, 6], ["A", "B"], []))
    same(transaction.parallel(x for x in range(5))(square), [0, 1, 4, 9, 16])

    def bad(x):
        raise ValueError(x)

    try:
        transaction.parallel([7])(bad)
    except ValueError as exc:
        same((exc.args, exc.__notes__), ((7,), ["in item 0"]))


# Effects: output, files, random numbers

@behaviour
def output_comes_whole_and_in_the_order_of_the_commits():
    r, w = os.pipe()
    order = []

    def speak(n, how):
        order.append(n)
        print("<%d" % n, end="", **how)
        sys.stdout.write(" says")
        sys.stdout.flush()
        print(" %d>" % n)

    with open(w, "w") as out, contextlib.redirect_stdout(out):
        for n in range(20):
            add(speak, n, {"flush": True} if n % 3 == 0 else {})
        run()
    with open(r) as f:
        same(f.read(), "".join("<%d says %d>\n" % (n, n) for n in order))
    same(sorted(order), list(range(20)))


@behaviour
def output_of_an_abandoned_attempt_is_not_seen():
    r, w = os.pipe()
    gate = []

    def speak():
        if WEFT:
            print("said", flush=True)
        if not gate:
            retry()
        if not WEFT:
            print("said")

    with open(w, "w") as out, contextlib.redirect_stdout(out):
        for _ in range(3):
            add(speak)
        add(gate.append, True)
        run()
    with open(r) as f:
        same(f.read(), "said\n" * 3)


@behaviour
def output_before_an_exception_is_seen():
    r, w = os.pipe()

    def fail():
        print("before")
        raise ValueError

    with open(w, "w") as out, contextlib.redirect_stdout(out):
        add(fail)
        with raises(ValueError):
            run()
        print("after")
    with open(r) as f:
        same(f.read(), "before\nafter\n")


@behaviour
def what_was_written_can_be_read_back():
    folder = tempfile.mkdtemp()
    seen = []

    def write_and_read(n):
        name = os.path.join(folder, str(n))
        with open(name, "w") as f:
            f.write("written by %d" % n)
            f.flush()
            with open(name) as g:
                seen.append(g.read() == "written by %d" % n)
        os.remove(name)

    for n in range(3):
        add(write_and_read, n)
    run()
    os.rmdir(folder)
    same(seen, [True] * 3)


@behaviour
def a_log_has_the_order_of_the_commits():
    order = []

    def work(n):
        order.append(n)
        print("line", n, file=log)

    with tempfile.TemporaryFile("w+") as log:
        for n in range(20):
            add(work, n)
        run()
        log.seek(0)
        same(log.read(), "".join("line %d\n" % n for n in order))
    same(sorted(order), list(range(20)))


@behaviour
def random_numbers_after_a_seed_are_one_sequence():
    own = random.Random(5)
    drawn = []

    def draw():
        drawn.append((random.random(), own.randrange(10 ** 6)))

    random.seed(7)
    for _ in range(20):
        add(draw)
    run()
    random.seed(7)
    own = random.Random(5)
    same(drawn, [(random.random(), own.randrange(10 ** 6)) for _ in range(20)])
    random.seed()
    drawn.clear()
    for _ in range(20):
        add(lambda: drawn.append(random.random()))
    run()
    same(len(set(drawn)), 20)


# Ctrl-C

@behaviour
def an_interrupt_ends_a_run():
    pairs = [Box(a=0, b=0) for _ in range(30)]
    log = []

    def work(i):
        pairs[i].a = 1
        log.append(i)
        pairs[i].b = 1

    def interrupt(how):
        how()
        for _ in range(1000):
            pass

    def forever():
        add(forever)

    for how in _thread.interrupt_main, lambda: signal.raise_signal(signal.SIGINT):
        log.clear()
        for i in range(30):
            add(work, i)
            if i == 15:
                add(interrupt, how)
        add(forever)
        run_raises(KeyboardInterrupt)
        same([p.a for p in pairs], [p.b for p in pairs])
        ran = list(log)
        same(len(set(ran)), len(ran))
        run()
        same(log, ran)
        add(log.append, "next")
        run()
        same(log, ran + ["next"])


@behaviour
def an_interrupt_leaves_the_rest_in_a_queue():
    q = TransactionQueue()
    log, caught = [], []

    def interrupt():
        log.append(-1)
        _thread.interrupt_main()

    def forever():
        if not caught:
            q.add(forever)

    for i in range(20):
        q.add(log.append, i)
    q.add(interrupt)
    for _ in range(3):
        q.add(forever)
    with raises(KeyboardInterrupt):
        q.run()
    assert -1 in log and q.number_of_transactions_executed() >= len(log), log
    caught.append(True)
    q.run()
    same(sorted(log), list(range(-1, 20)))


@behaviour
def an_interrupt_waits_for_what_cannot_be_undone():
    r, w = os.pipe()
    log = []

    def cannot_be_undone():
        log.append(os.read(r, 1))
        if WEFT:
            _thread.interrupt_main()
        for _ in range(200):
            log.append(1)

    def forever():
        add(forever)

    os.write(w, b"x")
    add(cannot_be_undone)
    if WEFT:
        add(forever)
        run_raises(KeyboardInterrupt)
    else:
        run()
    same(log, [b"x"] + [1] * 200)
    os.close(r)
    os.close(w)


@behaviour
def a_handler_of_a_signal_runs_in_the_main_thread_beside_a_run():
    if threading.current_thread() is not threading.main_thread():
        return
    calls = []

    def handler(number, frame):
        calls.append((number, is_atomic()))

    def poll():
        if not calls:
            add(poll)

    old = signal.signal(signal.SIGUSR1, handler)
    try:
        add(os.kill, os.getpid(), signal.SIGUSR1)
        add(poll)
        run()
    finally:
        signal.signal(signal.SIGUSR1, old)
    same([number for number, inside in calls], [signal.SIGUSR1])


# Threads

@behaviour
def locks_hold_in_transactions_and_threads():
    lock = threading.Lock()
    box = Box(n=0)

    def locked():
        with lock:
            box.n += 1

    def thread():
        for _ in range(20):
            locked()

    for _ in range(20):
        add(locked)
    in_threads(thread, thread, run)
    same((box.n, lock.locked()), (60, False))


@behaviour
def threads_keep_the_promises_of_the_global_lock():
    items, table, counts = [], {}, []

    def work(k):
        for i in range(30):
            items.append((k, i))
            table.setdefault(i, k)
            counts.append(len(items))

    in_threads(*[lambda k=k: work(k) for k in range(3)])
    for k in range(3):
        same([i for j, i in items if j == k], list(range(30)))
    same((len(items), sorted(table)), (90, list(range(30))))


@behaviour
def a_transaction_that_sleeps_holds_nobody_up():
    # It would sleep for an hour, if the thread did not come to interrupt it.
    done = []
    begun = threading.Event()

    def thread():
        begun.wait()
        for _ in range(3):
            time.sleep(.0001)
            done.append(1)
        os.kill(os.getpid(), signal.SIGINT)

    def first():
        begun.set()
        add(time.sleep, 3600)

    add(first)
    t = threading.Thread(target=thread)
    t.start()
    run_raises(KeyboardInterrupt)
    t.join()
    same(done, [1] * 3)


# Names

@behaviour
def every_name_is_there():
    for name in """Conflict Empty Stats TransactionError TransactionQueue add add_epoll atomic clock conflicts count exclusive_atomic
            getsegmentlimit hashtable hint_commit_soon is_atomic local map parallel queue remove_epoll retry run set_num_threads
            signals_enabled stats stmdict stmiddict stmidset stmset threadlocalproperty time""".split():
        assert hasattr(transaction, name), name
    with raises(AttributeError):
        transaction.no_such_name
    same(isinstance(transaction.conflicts(), list), True)


@behaviour
def the_old_places_have_the_low_level_names():
    if not WEFT:
        return
    import __pypy__.thread
    import pypystm
    for module in pypystm, __pypy__.thread:
        for name in """atomic exclusive_atomic getsegmentlimit hashtable hint_commit_soon is_atomic local queue signals_enabled
                stmdict stmiddict stmidset stmset count time clock""".split():
            here, there = getattr(transaction, name), getattr(module, name)
            assert here is there or type(here) is type(there) is not type, (module, name)
    seen = []

    def inside():
        with pypystm.atomic, __pypy__.thread.signals_enabled:
            seen.append((pypystm.is_atomic(), __pypy__.thread.is_atomic()))

    add(inside)
    run()
    same(seen, [(True, True)])
    same(pypystm.is_atomic(), False)


def main(rounds, workers, names):
    limit = workers or transaction.getsegmentlimit()
    chosen = [f for f in behaviours if not names or f.__name__ in names]
    for number in range(1, rounds + 1):
        for f in chosen:
            transaction.set_num_threads(limit)
            try:
                f()
                assert not is_atomic(), "is still atomic"
                run()
                same(transaction.stats().transactions, 0)  # and nothing is left to run
                same(threading.active_count(), 1)
            except BaseException:
                print("round %d of %s with %d workers:" % (number, f.__name__, limit), file=sys.stderr)
                raise
    print("rounds:", rounds)


main(int(sys.argv[1]) if len(sys.argv) > 1 else 1, int(sys.argv[2]) if len(sys.argv) > 2 else 0, sys.argv[3:])
