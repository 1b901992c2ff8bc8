"""Richards: the kernel of a small operating system, simulated.

Six tasks send packets to each other: an idle task, a worker, two handlers and two devices. A scheduler
runs the task with the highest priority that can run. The numbers of packets sent and of times that a task
was put on hold are known, and are checked.

    python examples/richards.py [iterations]
"""

import sys
import time

IDLE, WORKER, HANDLER_A, HANDLER_B, DEVICE_A, DEVICE_B = range(1, 7)

DEVICE_PACKET = 1000
WORK_PACKET = 1001

BUFFER_SIZE = 4
ALPHABET = 26

SENT = 23246  # packets that tasks send in one iteration
HELD = 9297   # times that a task is put on hold in one iteration


class Packet:
    """A message. Packets wait in linked lists."""

    def __init__(self, link, ident, kind):
        self.link = link
        self.ident = ident  # the task to send it to; once it is sent, the task that sent it
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER_SIZE

    def append_to(self, first):
        """Puts the packet at the end of a list. Returns the first packet of the list."""
        self.link = None
        if first is None:
            return self
        last = first
        while last.link is not None:
            last = last.link
        last.link = self
        return first


class Task:
    """What all tasks share: the state, and the ways to give the processor to another task.

    These ways return the task that the scheduler looks at next.
    """

    def __init__(self, kernel, ident, priority, packets, pending, waiting):
        self.kernel = kernel
        self.ident = ident
        self.priority = priority
        self.packets = packets
        self.packet_pending = pending
        self.task_waiting = waiting
        self.task_holding = False
        self.link = kernel.tasks
        kernel.tasks = self
        kernel.table[ident] = self

    def blocked(self):
        return self.task_holding or (not self.packet_pending and self.task_waiting)

    def run(self):
        packet = None
        if self.packet_pending and self.task_waiting and not self.task_holding:
            packet = self.packets
            self.packets = packet.link
            self.packet_pending = self.packets is not None
            self.task_waiting = False
        return self.handle(packet)

    def wait(self):
        self.task_waiting = True
        return self

    def hold(self):
        self.kernel.held += 1
        self.task_holding = True
        return self.link

    def release(self, ident):
        task = self.kernel.table[ident]
        task.task_holding = False
        if task.priority > self.priority:
            return task
        return self

    def send(self, packet):
        receiver = self.kernel.table[packet.ident]
        self.kernel.sent += 1
        packet.link = None
        packet.ident = self.ident
        return receiver.receive(packet, self)

    def receive(self, packet, sender):
        if self.packets is None:
            self.packets = packet
            self.packet_pending = True
            if self.priority > sender.priority:
                return self
        else:
            packet.append_to(self.packets)
        return sender


class IdleTask(Task):
    """Wakes one of the two devices again and again, in a pseudo-random order."""

    def __init__(self, kernel, ident, priority, count):
        Task.__init__(self, kernel, ident, priority, None, False, False)
        self.control = 1
        self.count = count

    def handle(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.hold()
        if self.control & 1:
            self.control = self.control // 2 ^ 0xD008
            return self.release(DEVICE_B)
        self.control = self.control // 2
        return self.release(DEVICE_A)


class WorkerTask(Task):
    """Fills packets with letters and sends them to the two handlers in turn."""

    def __init__(self, kernel, ident, priority, packets):
        Task.__init__(self, kernel, ident, priority, packets, True, True)
        self.destination = HANDLER_A
        self.letter = 0

    def handle(self, packet):
        if packet is None:
            return self.wait()
        self.destination = HANDLER_B if self.destination == HANDLER_A else HANDLER_A
        packet.ident = self.destination
        packet.datum = 0
        for i in range(BUFFER_SIZE):
            self.letter += 1
            if self.letter > ALPHABET:
                self.letter = 1
            packet.data[i] = ord("A") + self.letter - 1
        return self.send(packet)


class HandlerTask(Task):
    """Hands the contents of the worker's packets to a device, letter by letter."""

    def __init__(self, kernel, ident, priority, packets):
        Task.__init__(self, kernel, ident, priority, packets, True, True)
        self.work = None
        self.free = None

    def handle(self, packet):
        if packet is not None:
            if packet.kind == WORK_PACKET:
                self.work = packet.append_to(self.work)
            else:
                self.free = packet.append_to(self.free)
        work = self.work
        if work is None:
            return self.wait()
        count = work.datum
        if count >= BUFFER_SIZE:
            self.work = work.link
            return self.send(work)
        letter = self.free
        if letter is None:
            return self.wait()
        self.free = letter.link
        letter.datum = work.data[count]
        work.datum = count + 1
        return self.send(letter)


class DeviceTask(Task):
    """Keeps a packet on hold until the idle task releases it."""

    def __init__(self, kernel, ident, priority):
        Task.__init__(self, kernel, ident, priority, None, False, True)
        self.letter = None

    def handle(self, packet):
        if packet is not None:
            self.letter = packet
            return self.hold()
        letter = self.letter
        if letter is None:
            return self.wait()
        self.letter = None
        return self.send(letter)


class Kernel:
    """The tasks of one simulation, ready to run."""

    def __init__(self):
        self.tasks = None
        self.table = [None] * (DEVICE_B + 1)
        self.held = 0
        self.sent = 0

        IdleTask(self, IDLE, 0, 10000)
        WorkerTask(self, WORKER, 1000, packets(2, 0, WORK_PACKET))
        HandlerTask(self, HANDLER_A, 2000, packets(3, DEVICE_A, DEVICE_PACKET))
        HandlerTask(self, HANDLER_B, 3000, packets(3, DEVICE_B, DEVICE_PACKET))
        DeviceTask(self, DEVICE_A, 4000)
        DeviceTask(self, DEVICE_B, 5000)

    def run(self):
        task = self.tasks
        while task is not None:
            if task.blocked():
                task = task.link
            else:
                task = task.run()

    def correct(self):
        return self.held == HELD and self.sent == SENT


def packets(count, ident, kind):
    """A list of new packets."""
    first = None
    for _ in range(count):
        first = Packet(first, ident, kind)
    return first


def main(args):
    iterations = int(args[0]) if args else 10
    start = time.perf_counter()
    for _ in range(iterations):
        kernel = Kernel()
        kernel.run()
        if not kernel.correct():
            print("wrong result: held %d, sent %d" % (kernel.held, kernel.sent))
            return 1
    seconds = time.perf_counter() - start
    print("held %d, sent %d: correct" % (HELD, SENT))
    print("%d iterations, %.2f ms each" % (iterations, seconds / max(iterations, 1) * 1000))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
