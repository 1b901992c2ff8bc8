"""Processes work without a choice of how they are started."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def square(x):
    return x * x


def put(queue, value):
    queue.put(value)


def fail():
    raise SystemExit(3)


if __name__ == "__main__":
    with multiprocessing.Pool(2) as pool:
        print(pool.map(square, range(5)))
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=put, args=(queue, 7))
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode)
    process = multiprocessing.Process(target=fail)
    process.start()
    process.join()
    print(process.exitcode)
    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(square, range(3))))
    print("spawn" in multiprocessing.get_all_start_methods())
