"""The largest flow through a small network at the smallest cost: what fair assignments come down to.

Successive shortest paths by Dijkstra with potentials (Ahuja, Magnanti, Orlin: Network Flows, §9.7): exact for whole
numbers, and among equals always the same answer, since nodes and edges are taken in the order in which they were made.
"""

from heapq import heappop, heappush


class Flow:
    """A network. Costs are whole numbers, none below 0."""

    def __init__(self) -> None:
        self._out: list[list[int]] = []
        self._head: list[int] = []
        self._left: list[int] = []
        self._cost: list[int] = []

    def node(self) -> int:
        """One more node."""
        self._out.append([])
        return len(self._out) - 1

    def edge(self, tail: int, head: int, capacity: int = 1, cost: int = 0) -> int:
        """One more edge; its number, by which `used` tells what flows through it."""
        for start, end, left, price in ((tail, head, capacity, cost), (head, tail, 0, -cost)):
            self._out[start].append(len(self._head))
            self._head.append(end)
            self._left.append(left)
            self._cost.append(price)
        return len(self._head) - 2

    def used(self, edge: int) -> int:
        """How much flows through an edge."""
        return self._left[edge + 1]

    def run(self, source: int, sink: int) -> int:
        """Send as much as can be sent, as cheaply as that can be done; how much that is."""
        potential = [0] * len(self._out)
        sent = 0
        while True:
            distance, into = self._shortest(source, sink, potential)
            far = distance[sink]
            if far is None:
                return sent
            # Beyond the sink nothing is known exactly, and nothing has to be: no reduced cost falls below 0.
            potential = [
                old + (far if new is None else min(new, far)) for old, new in zip(potential, distance, strict=True)
            ]
            self._push(source, sink, into)
            sent += 1

    def reaching(self, node: int) -> set[int]:
        """The nodes from which one unit more could still be led to `node`: behind them lies what holds it up."""
        found, open_ = {node}, [node]
        while open_:
            for edge in self._out[open_.pop()]:
                tail = self._head[edge]
                if self._left[edge ^ 1] and tail not in found:
                    found.add(tail)
                    open_.append(tail)
        return found

    def _shortest(self, source: int, sink: int, potential: list[int]) -> tuple[list[int | None], list[int]]:
        """To every node not further than the sink: how far by reduced cost, and the edge that leads there."""
        distance: list[int | None] = [None] * len(self._out)
        into = [-1] * len(self._out)
        distance[source] = 0
        queue = [(0, source)]
        while queue:
            known, node = heappop(queue)
            if node == sink:
                break
            if known != distance[node]:
                continue
            for edge in self._out[node]:
                if self._left[edge]:
                    head = self._head[edge]
                    new = known + self._cost[edge] + potential[node] - potential[head]
                    best = distance[head]
                    if best is None or new < best:
                        distance[head], into[head] = new, edge
                        heappush(queue, (new, head))
        return distance, into

    def _push(self, source: int, sink: int, into: list[int]) -> None:
        """One unit along the path that was found."""
        node = sink
        while node != source:
            edge = into[node]
            self._left[edge] -= 1
            self._left[edge ^ 1] += 1
            node = self._head[edge ^ 1]
