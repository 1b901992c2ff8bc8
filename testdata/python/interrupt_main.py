"""_thread.interrupt_main(): at once in the main thread, with any signal that has a handler."""
import _thread
import signal
import threading

try:
    _thread.interrupt_main()
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")

for number in -1, 0, signal.NSIG, 10**6:
    try:
        _thread.interrupt_main(number)
    except ValueError as e:
        print(number, e)


def handler(number, frame):
    print("handler of", signal.Signals(number).name, frame.f_code.co_name)


signal.signal(signal.SIGTERM, handler)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
_thread.interrupt_main(signal.SIGTERM)
_thread.interrupt_main(signal.SIGUSR1)
_thread.interrupt_main(signal.SIGUSR2)
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
signal.signal(signal.SIGINT, signal.SIG_DFL)
_thread.interrupt_main()
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    thread = threading.Thread(target=_thread.interrupt_main)
    thread.start()
    thread.join()
    threading.Event().wait(10)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted by a thread")
