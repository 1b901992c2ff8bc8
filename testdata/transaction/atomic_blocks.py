"""atomic, is_atomic, exclusive_atomic, hint_commit_soon, signals_enabled."""
import transaction
from transaction import atomic, exclusive_atomic, is_atomic

print(is_atomic())
with atomic as value:
    print(value, is_atomic())
    with atomic:
        print(is_atomic())
    print(is_atomic())
print(is_atomic())

state = []
try:
    with atomic:
        state.append("written")
        with atomic:
            state.append("inside")
            raise ValueError("leaves the block")
except ValueError as exc:
    print(exc, state, is_atomic())


def inside():
    state.append(is_atomic())
    with atomic:
        state.append(is_atomic())
    state.append(is_atomic())
    try:
        with exclusive_atomic:
            state.append("never")
    except Exception as exc:
        state.append(str(exc))
    transaction.hint_commit_soon()
    state.append(is_atomic())
    with transaction.signals_enabled:
        state.append("signals")
    try:
        atomic.__exit__(None, None, None)
    except Exception as exc:
        state.append(str(exc))


state.clear()
transaction.add(inside)
transaction.run()
print(state, is_atomic())

with exclusive_atomic:
    print("exclusive", is_atomic())
with atomic:
    try:
        with exclusive_atomic:
            pass
    except Exception as exc:
        print(exc)
try:
    atomic.__exit__(None, None, None)
except Exception as exc:
    print(exc)
transaction.hint_commit_soon()
with transaction.signals_enabled:
    print("signals", is_atomic())


def loop():
    for i in range(3):
        with atomic:
            if i == 1:
                continue
            state.append(i)
            if i == 2:
                break
    with atomic:
        return "returned from a block"


state.clear()
print(loop(), state, is_atomic())


def gen():
    with atomic:
        state.append("in generator")
    yield is_atomic()


print(list(gen()))
try:
    with atomic:
        transaction.run()
except transaction.TransactionError as exc:
    print(exc)
with atomic:
    transaction.add(state.append, "added in a block")
transaction.run()
print(state[-1])
