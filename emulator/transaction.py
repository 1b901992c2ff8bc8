"""The transaction module for Pythons that have no transactional memory.

Put the folder of this file on PYTHONPATH, and a program written for weft runs on CPython and PyPy:

    import transaction

    for item in work:
        transaction.add(process, item)
    transaction.run()

Every name and every error is that of weft's own module. What differs:

- Transactions run one after another in the calling thread, in a random order. The order is random on
  purpose: nothing promises one, and a program that relies on one should fail here first.
- An attempt cannot be undone. retry() puts the transaction off until another one has finished, but what
  it wrote before stays written. Call retry() before the first write.
- A block under `atomic` excludes other atomic blocks and transactions, not code outside of them.
"""

from _thread import _local, allocate_lock, get_ident
from collections import deque, namedtuple
from itertools import count as _numbers, islice
from operator import index
from queue import Empty
from threading import Condition, RLock, active_count
from time import perf_counter, process_time as clock, sleep, time
from weakref import ref
import os
import select
import sys

__all__ = [
    "Conflict", "Empty", "Stats", "TransactionError", "TransactionQueue", "add", "add_epoll", "atomic",
    "clock", "conflicts", "count", "exclusive_atomic", "getsegmentlimit", "hashtable", "hint_commit_soon",
    "is_atomic", "local", "map", "parallel", "queue", "remove_epoll", "retry", "run", "set_num_threads",
    "signals_enabled", "stats", "stmdict", "stmiddict", "stmidset", "stmset", "threadlocalproperty", "time",
]


class TransactionError(Exception):
    """Wrong use of this module."""


class _Retry(BaseException):
    """Unwinds an attempt that called retry(). `deadline` is when it wants to be woken at the latest."""

    def __init__(self, deadline=None):
        self.deadline = deadline


# One thread at a time is "in": it runs transactions or is inside an atomic block. The others wait for the
# lock. All of the following belongs to the thread that is in, and is read by others only to find out that
# they are not (their own identity is never in _owner).
_lock = allocate_lock()
_owner = None       # identity of the thread that is in
_depth = 0          # how many atomic blocks deep it is; a transaction counts as one
_current = None     # the queue whose transaction it is running
_elsewhere = []     # (queue, entry): what that transaction has added to other queues
_timed_out = False  # that transaction has slept until its deadline
_waiting = []       # one entry for each thread that waits for the lock


def _enter():
    global _owner, _depth
    me = get_ident()
    if _owner != me:
        if not _lock.acquire(False):
            _waiting.append(me)
            try:
                _lock.acquire()
            finally:
                _waiting.pop()
        _owner = me
    _depth += 1


def _leave():
    global _owner, _depth
    _depth -= 1
    if not _depth:
        _owner = None
        _lock.release()


def _in_transaction():
    return _current is not None and _owner == get_ident()


def is_atomic():
    """True inside a transaction or an atomic block."""
    return _owner == get_ident()


class _Atomic:
    """The type of `atomic`: the block under it is one transaction, or part of the one around it."""

    __slots__ = ()

    def __enter__(self):
        _enter()

    def __exit__(self, exc_type, exc, traceback):
        if _owner != get_ident() or (_current is not None and _depth == 1):
            raise RuntimeError("atomic.__exit__(): more exits than enters")
        _leave()

    def __repr__(self):
        return "<transaction.atomic>"


class _ExclusiveAtomic(_Atomic):
    """The type of `exclusive_atomic`: an atomic block that must be the outermost one."""

    __slots__ = ()

    def __enter__(self):
        if is_atomic():
            raise RuntimeError("exclusive_atomic block can't be entered inside another atomic block")
        _enter()

    def __repr__(self):
        return "<transaction.exclusive_atomic>"


class _SignalsEnabled:
    """The type of `signals_enabled`. Transactions run in the calling thread here, so signals arrive anyway."""

    __slots__ = ()

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc, traceback):
        pass

    def __repr__(self):
        return "<transaction.signals_enabled>"


atomic = _Atomic()
exclusive_atomic = _ExclusiveAtomic()
signals_enabled = _SignalsEnabled()


def hint_commit_soon():
    """Says that this is a good moment to end a transaction. There is nothing to end here."""


def retry():
    """Gives the attempt up; the transaction runs again after something else has changed."""
    if not is_atomic():
        raise TransactionError("retry() is called outside a transaction")
    if _current is None:
        raise TransactionError("retry(): the emulator cannot run an atomic block again")
    raise _Retry


# The number of workers only matters to programs that ask for it.

_threads = 0  # what set_num_threads() was given
_runs = []    # (queue, time it began) of every run in progress
_last = None  # Stats of the run that finished last

Stats = namedtuple("Stats", "transactions aborts waits inevitable retries workers seconds seconds_lost")
Conflict = namedtuple("Conflict", "kind count seconds_lost object_type name where other")


def set_num_threads(num):
    """Sets how many workers the next run may use; less than 1 counts as 1."""
    global _threads
    num = index(num)
    if _runs:
        raise TransactionError("cannot change the number of threads when transaction.run() is active")
    _threads = max(num, 1)


def getsegmentlimit():
    """The number of workers that the next run would use on a Python that has them."""
    if _threads:
        return _threads
    for asked in (getattr(sys, "_xoptions", {}).get("workers"), os.environ.get("WEFT_WORKERS")):
        if isinstance(asked, str) and asked.isdigit() and int(asked) > 0:
            return int(asked)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def stats():
    """The counters of the last finished run; inside a run, those of this run so far."""
    if _in_transaction():
        return _current._stats()
    return _last or Stats(0, 0, 0, 0, 0, 0, 0.0, 0.0)


def conflicts():
    """The conflicts of the last run. Serial transactions have none."""
    return []


# How many transactions run between two looks at everything else: threads that wait for their turn, epolls,
# transactions put off by retry().
_BURST = 100


class TransactionQueue:
    """A queue of transactions that is run on its own.

    add() registers transactions, run() runs them and everything that they add.
    """

    def __init__(self):
        self._pending = []      # (f, args, kwds), in no particular order
        self._inbox = deque()   # the same, added by other threads while this queue runs
        self._sleeping = []     # (entry, deadline or None), put off by retry()
        self._epolls = {}       # id(epoll): (epoll, callback); replaced at each change, never modified
        self._executed = 0
        self._retries = 0
        self._seed = int(time() * 1000000) ^ id(self)
        self._running = False

    def add(self, f, /, *args, **kwds):
        """Registers the call f(*args, **kwds) as a new transaction.

        Inside a transaction it is registered when that one ends.
        """
        if self is _current:
            if _owner == get_ident():
                self._pending.append((f, args, kwds))
            else:
                self._inbox.append((f, args, kwds))
        elif _in_transaction():
            _elsewhere.append((self, (f, args, kwds)))
        else:
            self._inbox.append((f, args, kwds))

    def run(self, nb_segments=0):
        """Runs all transactions, and those that they add, until none is left.

        If one raises, the exception is raised here, and those that have not run stay in the queue.
        """
        if is_atomic():
            raise TransactionError("TransactionQueue.run() cannot be called in an atomic context")
        index(nb_segments)
        if self._running:
            raise TransactionError("TransactionQueue.run() is currently running")
        self._run()

    def number_of_transactions_executed(self):
        """How many transactions this queue has run since it was made, those that raised included."""
        if self._running:
            raise TransactionError("TransactionQueue.run() is currently running")
        return self._executed

    def _stats(self):
        return Stats(self._executed - self._executed_before, 0, 0, 0, self._retries - self._retries_before, 1,
                     perf_counter() - self._began, 0.0)

    def _run(self):
        global _last
        self._running = True
        self._executed_before = self._executed
        self._retries_before = self._retries
        self._began = perf_counter()
        _runs.append(self)
        try:
            pending = self._pending
            while True:
                executed = self._executed
                if pending:
                    self._burst(pending)
                while self._inbox:
                    pending.append(self._inbox.popleft())
                if self._epolls:
                    self._poll(0)
                if self._executed > executed:
                    self._wake(None)
                elif not pending and not self._idle():
                    return
        finally:
            self._wake(None)
            _runs.remove(self)
            self._running = False
            _last = self._stats()

    def _burst(self, pending):
        """Runs some transactions in a random order."""
        global _current
        seed = self._seed
        _enter()
        _current = self
        try:
            for _ in range(_BURST):
                left = len(pending) - 1
                if left > 0:
                    seed = (seed * 69069 + 1) & 0xFFFFFFFF
                    chosen = (seed >> 8) % (left + 1)
                    entry = pending[chosen]
                    pending[chosen] = pending[left]
                    del pending[left]
                elif left == 0:
                    entry = pending.pop()
                else:
                    break
                f, args, kwds = entry
                self._executed += 1
                try:
                    if kwds:
                        f(*args, **kwds)
                    else:
                        f(*args)
                except _Retry as request:
                    del pending[left:], _elsewhere[:]
                    self._executed -= 1
                    self._retries += 1
                    if f is _run_late:
                        entry = args
                    self._sleeping.append((entry, request.deadline))
                if _elsewhere:
                    self._commit_elsewhere()
        finally:
            self._commit_elsewhere()
            self._seed = seed
            _current = None
            _leave()
        if _waiting:
            sleep(0.0001)  # without it this thread could take the lock again and again

    def _commit_elsewhere(self):
        for other, entry in _elsewhere:
            other._inbox.append(entry)
        del _elsewhere[:]

    def _wake(self, until):
        """Makes sleeping transactions pending: all, or those whose deadline is not after `until`."""
        still = []
        for entry, deadline in self._sleeping:
            if until is None:
                self._pending.append(entry)
            elif deadline is not None and deadline <= until:
                self._pending.append((_run_late, entry, {}))
            else:
                still.append((entry, deadline))
        self._sleeping[:] = still

    def _idle(self):
        """Waits for something to do when nothing is pending. Returns False when nothing can come."""
        if not self._sleeping and not self._epolls:
            return False
        deadlines = [deadline for _, deadline in self._sleeping if deadline is not None]
        others = active_count() > 1
        if self._sleeping and not deadlines and not self._epolls and not others:
            raise TransactionError("every remaining transaction waits in retry()")
        timeout = None
        if deadlines:
            timeout = max(min(deadlines) - perf_counter(), 0)
        if self._sleeping and others:
            timeout = min(timeout or 0.001, 0.001)  # what another thread changes is only seen by looking
        if self._epolls:
            self._poll(timeout)
        elif timeout:
            sleep(timeout)
        self._wake(perf_counter())
        if others:
            self._wake(None)
        return True

    def _poll(self, timeout):
        """Makes transactions of the events of the epolls, after waiting for the first up to `timeout` seconds."""
        if timeout != 0:
            poll = select.poll()
            for ep, _ in self._epolls.values():
                poll.register(ep.fileno(), select.POLLIN)
            poll.poll(None if timeout is None else timeout * 1000)
        for ep, callback in self._epolls.values():
            for event in ep.poll(0):
                self._pending.append((callback, event, {}))


def _run_late(f, args, kwds):
    """Runs a transaction whose deadline has passed."""
    global _timed_out
    _timed_out = True
    try:
        f(*args, **kwds)
    finally:
        _timed_out = False


_default = TransactionQueue()


def _queue_of_caller():
    if _in_transaction():
        return _current
    return _default


def add(f, /, *args, **kwds):
    """Registers the call f(*args, **kwds) as a new transaction.

    Inside a transaction it is registered when that one ends.
    """
    if _current is not None and _owner == get_ident():
        _current._pending.append((f, args, kwds))
    else:
        _default._inbox.append((f, args, kwds))


def run():
    """Runs all transactions, and those that they add, until none is left.

    If one raises, the exception is raised here, and those that have not run are forgotten.
    """
    if is_atomic() or _default._running:
        raise TransactionError("recursive invocation of transaction.run()")
    try:
        _default._run()
    except BaseException:
        _default._pending.clear()
        _default._inbox.clear()
        _default._epolls = {}
        raise


def add_epoll(ep, callback):
    """Makes a transaction callback(fd, events) of every event of the select.epoll object.

    Register file descriptors with select.EPOLLONESHOT, and register them again in the callback. Returns a
    function that does what remove_epoll(ep) does.
    """
    if not isinstance(ep, getattr(select, "epoll", ())):
        raise TypeError("add_epoll() argument 1 must be select.epoll, not %s" % type(ep).__name__)
    q = _queue_of_caller()
    if id(ep) in q._epolls:
        raise TransactionError("add_epoll(ep): ep is already registered")
    q._epolls = {**q._epolls, id(ep): (ep, callback)}
    return lambda: _remove_epoll(q, ep)


def remove_epoll(ep):
    """Undoes add_epoll(ep)."""
    _remove_epoll(_queue_of_caller(), ep)


def _remove_epoll(q, ep):
    if id(ep) not in q._epolls:
        raise TransactionError("remove_epoll(ep): ep is not registered")
    q._epolls = {key: value for key, value in q._epolls.items() if key != id(ep)}


def map(f, iterable, window=None):
    """An iterator over f(item) for the items of an iterable, each in a transaction of its own.

    Results come in the order of the items. At most `window` items are worked on ahead of the consumer.
    """
    if is_atomic():
        raise TransactionError("map() cannot be called inside a transaction")
    if window is None:
        window = 4 * getsegmentlimit()
    elif index(window) < 1:
        raise ValueError("window must be at least 1")
    return _map(f, iter(iterable), window)


def _map(f, items, window):
    global _last
    first = 0  # number of the first item of this window
    done = None  # counters of the windows so far
    while True:
        batch, end = [], StopIteration()
        try:
            batch.extend(islice(items, window))  # keeps what came before an exception
        except BaseException as exc:
            end = exc
        results = _run_window(f, batch)
        if done is not None:
            _last = done._replace(**{name: getattr(done, name) + getattr(_last, name) for name in done._fields if name != "workers"})
        done = _last
        for number, (result, error) in enumerate(results, first):
            if error is not None:
                _add_note(error, "in item %d" % number)
                raise error
            yield result
        if not isinstance(end, StopIteration):
            raise end
        if len(batch) < window:
            return
        first += window


def _run_window(f, batch):
    """Runs f on each item; returns (result, exception or None) for the items up to the first exception."""
    results = {}
    failed = len(batch)

    def one(i, item):
        nonlocal failed
        if i < failed:
            try:
                results[i] = f(item), None
            except _Retry:
                raise
            except BaseException as exc:
                failed = i
                results[i] = None, exc

    q = TransactionQueue()
    for i, item in enumerate(batch):
        q.add(one, i, item)
    q.run()
    return [results[i] for i in range(min(failed + 1, len(batch)))]


def _add_note(exc, note):
    if hasattr(exc, "add_note"):
        exc.add_note(note)
    else:  # before Python 3.11
        exc.__notes__ = getattr(exc, "__notes__", []) + [note]


def parallel(iterable):
    """parallel(iterable)(f) is the list of f(item) for all items, each in a transaction of its own."""
    if is_atomic():
        raise TransactionError("parallel() cannot be called inside a transaction")
    return lambda f: list(map(f, iterable))


# Storage of a worker. All transactions run on one worker here, whose values are not those of the thread
# that called run(). Code outside of transactions has values for each thread.

_MISSING = object()


class local:
    """An object whose attributes each worker has for itself. A subclass's __init__ runs once for each."""

    __slots__ = ("_local__spaces", "__dict__", "__weakref__")

    def __new__(cls, *args, **kwds):
        if (args or kwds) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        spaces = _Spaces(args, kwds)
        spaces.set({})
        object.__setattr__(self, "_local__spaces", spaces)
        return self

    def __getattribute__(self, name):
        with _use_space(self):
            return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        with _use_space(self):
            object.__setattr__(self, name, value)

    def __delattr__(self, name):
        with _use_space(self):
            object.__delattr__(self, name)


class _Spaces:
    """The attributes of a `local`: one dict for each thread and one for the transactions."""

    def __init__(self, args, kwds):
        self.args = args
        self.kwds = kwds
        self.lock = RLock()  # held while the object's __dict__ is the one of some worker
        self.threads = _local()
        self.transactions = None

    def get(self):
        return self.transactions if _in_transaction() else getattr(self.threads, "space", None)

    def set(self, space):
        if _in_transaction():
            self.transactions = space
        else:
            self.threads.space = space


def _use_space(obj):
    """Makes the attributes of the calling worker those of the object, while the lock that it returns is held."""
    spaces = object.__getattribute__(obj, "_local__spaces")
    space = spaces.get()
    if space is None:
        space = {}
        spaces.set(space)
        type(obj).__init__(obj, *spaces.args, **spaces.kwds)
    return _Use(obj, space, spaces.lock)


class _Use:
    __slots__ = ("obj", "space", "lock")

    def __init__(self, obj, space, lock):
        self.obj = obj
        self.space = space
        self.lock = lock

    def __enter__(self):
        self.lock.acquire()
        object.__setattr__(self.obj, "__dict__", self.space)

    def __exit__(self, exc_type, exc, traceback):
        self.lock.release()


class threadlocalproperty:
    """A class attribute of which each worker has its own value in each instance.

    Where it has not been set, it is default_factory(), or an AttributeError without one.
    """

    def __init__(self, default_factory=None):
        self._default_factory = default_factory
        self._values = {}  # id(object): (weak reference, values outside, [value in transactions])
        self._name = "threadlocalproperty"

    def __set_name__(self, cls, name):
        self._name = name

    def _slots(self, obj):
        key = id(obj)
        if key not in self._values:
            forget = self._values.pop
            self._values[key] = ref(obj, lambda _: forget(key, None)), _local(), [_MISSING]
        return self._values[key]

    def _load(self, obj):
        _, outside, inside = self._slots(obj)
        return inside[0] if _in_transaction() else getattr(outside, "value", _MISSING)

    def _store(self, obj, value):
        _, outside, inside = self._slots(obj)
        if _in_transaction():
            inside[0] = value
        else:
            outside.value = value

    def __get__(self, obj, cls=None):
        if obj is None:
            return self
        value = self._load(obj)
        if value is _MISSING:
            if self._default_factory is None:
                raise AttributeError("%r object has no attribute %r" % (type(obj).__name__, self._name))
            value = self._default_factory()
            self._store(obj, value)
        return value

    def __set__(self, obj, value):
        self._store(obj, value)

    def __delete__(self, obj):
        if self._load(obj) is _MISSING:
            raise AttributeError("%r object has no attribute %r" % (type(obj).__name__, self._name))
        self._store(obj, _MISSING)

    def clear(self, obj):
        """Forgets the values of all workers."""
        self._values.pop(id(obj), None)


count = _numbers(1).__next__  # each call returns another number


# Containers without an order.

def _shuffled(items):
    """The items as a list in a random order: programs must not rely on one."""
    items = list(items)
    seed = int(perf_counter() * 1e9)
    for left in range(len(items) - 1, 0, -1):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        chosen = (seed >> 8) % (left + 1)
        items[left], items[chosen] = items[chosen], items[left]
    return items


class stmdict:
    """A dict without an order."""

    __slots__ = ("_data", "__weakref__")
    __hash__ = None

    def __init__(self, *args, **kwds):
        self._data = {}
        self.update(*args, **kwds)

    @staticmethod
    def _key(key):
        return key

    @classmethod
    def fromkeys(cls, iterable, value=None):
        return cls((key, value) for key in iterable)

    def __getitem__(self, key):
        return self._data[self._key(key)]

    def __setitem__(self, key, value):
        self._data[self._key(key)] = value

    def __delitem__(self, key):
        del self._data[self._key(key)]

    def __contains__(self, key):
        return self._key(key) in self._data

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self.keys())

    def __eq__(self, other):
        if isinstance(other, stmdict):
            return self._data == other._data
        if isinstance(other, dict):
            return self._data == other
        return NotImplemented

    def __or__(self, other):
        if not isinstance(other, (dict, stmdict)):
            return NotImplemented
        result = self.copy()
        result.update(other)
        return result

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        result = type(self)(other)
        result.update(self)
        return result

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return "transaction.%s(%r)" % (type(self).__name__, self._data)

    def get(self, key, default=None):
        return self._data.get(self._key(key), default)

    def setdefault(self, key, default=None):
        return self._data.setdefault(self._key(key), default)

    def pop(self, key, *default):
        return self._data.pop(self._key(key), *default)

    def update(self, *args, **kwds):
        other = args[0] if len(args) == 1 else None
        if isinstance(other, stmdict):
            args = other._data,
        for key, value in dict(*args, **kwds).items():
            self[key] = value

    def clear(self):
        self._data.clear()

    def copy(self):
        return type(self)(self)

    def keys(self):
        return _shuffled(self._data)

    def values(self):
        return _shuffled(self._data.values())

    def items(self):
        return _shuffled(self._data.items())

    def iterkeys(self):
        return iter(self.keys())

    def itervalues(self):
        return iter(self.values())

    def iteritems(self):
        return iter(self.items())


class hashtable(stmdict):
    """An stmdict whose keys are integers."""

    __slots__ = ()

    @staticmethod
    def _key(key):
        return index(key)


def _plain(other):
    return other._data if isinstance(other, stmset) else other


def _set_method(name):
    """A method that hands a set method on, and makes an stmset of a set that it returns."""
    method = getattr(set, name)

    def call(self, *others):
        result = method(self._data, *[_plain(other) for other in others])
        if type(result) is set:
            return stmset(result)
        return result

    call.__name__ = name
    return call


def _set_update(name):
    """An augmented assignment such as |=, which must return the object itself."""
    method = getattr(set, name)

    def call(self, other):
        if method(self._data, _plain(other)) is NotImplemented:
            return NotImplemented
        return self

    call.__name__ = name
    return call


class stmset:
    """A set that hands its elements out in a random order."""

    __slots__ = ("_data", "__weakref__")
    __hash__ = None

    def __init__(self, iterable=()):
        self._data = set(_plain(iterable))

    def __iter__(self):
        return iter(_shuffled(self._data))

    def __repr__(self):
        return "transaction.stmset(%s)" % (list(self._data) or "")

    for _name in (
        "__and__", "__contains__", "__eq__", "__ge__", "__gt__", "__le__", "__len__", "__lt__", "__ne__",
        "__or__", "__rand__", "__ror__", "__rsub__", "__rxor__", "__sub__", "__xor__", "add", "clear", "copy",
        "difference", "difference_update", "discard", "intersection", "intersection_update", "isdisjoint",
        "issubset", "issuperset", "pop", "remove", "symmetric_difference", "symmetric_difference_update",
        "union", "update",
    ):
        locals()[_name] = _set_method(_name)
    for _name in ("__iand__", "__ior__", "__isub__", "__ixor__"):
        locals()[_name] = _set_update(_name)
    del _name


class stmiddict:
    """A dict whose keys are objects by their identity. It keeps them alive."""

    __slots__ = ("_data", "__weakref__")

    def __init__(self):
        self._data = {}  # id(key): (key, value)

    def __getitem__(self, key):
        try:
            return self._data[id(key)][1]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        self._data[id(key)] = key, value

    def __delitem__(self, key):
        try:
            del self._data[id(key)]
        except KeyError:
            raise KeyError(key) from None

    def __contains__(self, key):
        return id(key) in self._data

    def get(self, key, default=None):
        return self._data.get(id(key), (key, default))[1]

    def setdefault(self, key, default=None):
        return self._data.setdefault(id(key), (key, default))[1]


class stmidset:
    """A set of objects by their identity. It keeps them alive."""

    __slots__ = ("_data", "__weakref__")

    def __init__(self):
        self._data = {}  # id(element): element

    def __contains__(self, element):
        return id(element) in self._data

    def add(self, element):
        self._data[id(element)] = element

    def discard(self, element):
        self._data.pop(id(element), None)

    def remove(self, element):
        try:
            del self._data[id(element)]
        except KeyError:
            raise KeyError(element) from None


class queue:
    """A queue without a bound, first in first out for each producer.

    Inside a transaction, waiting means that the transaction runs again later.
    """

    def __init__(self):
        self._items = deque()
        self._unfinished = 0
        self._changed = Condition()

    def put(self, item):
        """Appends an item."""
        with self._changed:
            self._items.append(item)
            self._unfinished += 1
            self._changed.notify_all()

    def get(self, block=True, timeout=None):
        """Removes and returns the oldest item. Raises Empty if none comes in time."""
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        deadline = None if timeout is None else perf_counter() + timeout
        with self._changed:
            while not self._items:
                if not block:
                    raise Empty
                self._wait(deadline)
            return self._items.popleft()

    def task_done(self):
        """Says that the work on an item is finished."""
        with self._changed:
            if self._unfinished <= 0:
                raise ValueError("task_done() called too many times")
            self._unfinished -= 1
            self._changed.notify_all()

    def join(self):
        """Waits until task_done() has been called for every item."""
        with self._changed:
            while self._unfinished:
                self._wait(None)

    def qsize(self):
        """The number of items."""
        return len(self._items)

    def empty(self):
        """True when there is no item."""
        return not self._items

    def _wait(self, deadline):
        if _in_transaction():
            if deadline is not None and _timed_out:
                raise Empty
            raise _Retry(deadline)
        if is_atomic():
            raise RuntimeError("can't use queue.get(block=True) in an atomic context")
        left = None if deadline is None else deadline - perf_counter()
        if left is not None and left <= 0:
            raise Empty
        self._changed.wait(left)
