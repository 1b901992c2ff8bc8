"""Output follows the order in which transactions take effect; what main prints comes before and after."""
import transaction


def link(n):
    print("link", n)
    if n < 5:
        transaction.add(link, n + 1)
    print("end", n)


print("before")
transaction.add(link, 1)
print("not yet")
transaction.run()
print("after")


def fail():
    print("printed before the exception")
    raise ValueError("x")


transaction.add(fail)
try:
    transaction.run()
except ValueError as exc:
    print("caught", exc)

numbers = []


def numbered():
    numbers.append(len(numbers))
    print("number", numbers[-1])


for _ in range(10):
    transaction.add(numbered)
transaction.run()
