"""Routes the wires of a circuit board, by Lee's algorithm.

A wire connects two pads. A transaction looks for the shortest way on the board, which has two layers, around
everything that is there already, and lays the wire. Such a transaction is long, and reads much more than it
changes: a hard case for a transactional memory. At the end every wire is followed from pad to pad.

    python examples/lee.py [side [wires [workers]]]
"""

import sys

import transaction

LAYERS = 2
FREE, PAD = 0, -1  # other cells hold the number of a wire, from 1 on


class Board:
    """A grid of cells on each layer: rows of lists. A pad occupies its place on all layers."""

    def __init__(self, side):
        self.side = side
        self.layers = [[[FREE] * side for _ in range(side)] for _ in range(LAYERS)]
        self.laid = []    # (wire, cells)
        self.failed = []  # wires for which there was no way

    def place_pad(self, x, y):
        """Puts a pad on the board unless one is there already."""
        if self.layers[0][y][x] != FREE:
            return False
        for layer in self.layers:
            layer[y][x] = PAD
        return True

    def around(self, cell):
        """The cells next to one: four in its layer, and those above and below."""
        layer, x, y = cell
        if x > 0:
            yield layer, x - 1, y
        if x + 1 < self.side:
            yield layer, x + 1, y
        if y > 0:
            yield layer, x, y - 1
        if y + 1 < self.side:
            yield layer, x, y + 1
        for other in range(LAYERS):
            if other != layer:
                yield other, x, y

    def way(self, start, end):
        """The cells between two pads, by a wave that spreads from the first, or None."""
        first = 0, start[0], start[1]
        came_from = {first: None}
        wave = [first]
        while wave:
            following = []
            for cell in wave:
                for near in self.around(cell):
                    if near in came_from:
                        continue
                    layer, x, y = near
                    if (x, y) == end:
                        return self.back(cell, came_from)
                    if self.layers[layer][y][x] == FREE:
                        came_from[near] = cell
                        following.append(near)
            wave = following
        return None

    def back(self, cell, came_from):
        cells = []
        while came_from[cell] is not None:
            cells.append(cell)
            cell = came_from[cell]
        cells.reverse()
        return cells

    def lay(self, number, start, end):
        """The transaction: one wire."""
        cells = self.way(start, end)
        if cells is None:
            self.failed.append(number)
            return
        for layer, x, y in cells:
            self.layers[layer][y][x] = number
        self.laid.append((number, cells))

    def check(self, wires):
        """The number of wires that are not as they should be."""
        wrong = 0
        for number, cells in self.laid:
            start, end = wires[number - 1]
            places = [(0,) + start] + cells + [(0,) + end]
            for here, there in zip(places, places[1:]):
                beside = abs(here[1] - there[1]) + abs(here[2] - there[2]) == 1
                at_pad = here[1:] == start or there[1:] == end
                wrong += not (here[1:] == there[1:] or beside and (here[0] == there[0] or at_pad))
            wrong += any(self.layers[layer][y][x] != number for layer, x, y in cells)
        used = sum(cell > 0 for layer in self.layers for row in layer for cell in row)
        wrong += used != sum(len(cells) for _, cells in self.laid)
        return wrong + (len(self.laid) + len(self.failed) != len(wires))


def choose(board, count):
    """Pairs of pads at random places, most of them not far from each other."""
    seed = 7
    pads = []
    while len(pads) < 2 * count:
        seed = (seed * 1103515245 + 12345) % 2147483648
        x = (seed >> 16) % board.side
        seed = (seed * 1103515245 + 12345) % 2147483648
        y = (seed >> 16) % board.side
        if len(pads) % 2:
            reach = max(board.side // 4, 3)
            x = min(max(pads[-1][0] + x % (2 * reach) - reach, 0), board.side - 1)
            y = min(max(pads[-1][1] + y % (2 * reach) - reach, 0), board.side - 1)
        if board.place_pad(x, y):
            pads.append((x, y))
    wires = list(zip(pads[::2], pads[1::2]))
    wires.sort(key=lambda wire: abs(wire[0][0] - wire[1][0]) + abs(wire[0][1] - wire[1][1]))
    return wires


def main(args):
    side = int(args[0]) if args else 60
    count = int(args[1]) if len(args) > 1 else 80
    if len(args) > 2:
        transaction.set_num_threads(int(args[2]))
    if count * 2 > side * side // 8:
        print("too many wires for a board of %d x %d" % (side, side), file=sys.stderr)
        return 2
    board = Board(side)
    wires = choose(board, count)
    for number, (start, end) in enumerate(wires, 1):
        transaction.add(board.lay, number, start, end)
    transaction.run()
    wrong = board.check(wires)
    print("%d wires on %d x %d cells, %d faults" % (count, side, side, wrong))
    print("%d laid, %d cells long; %d found no way"
          % (len(board.laid), sum(len(cells) for _, cells in board.laid), len(board.failed)))
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
