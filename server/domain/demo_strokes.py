"""Drawings that look like signatures, for the demonstration's confirmations."""

import math
import random

from sync.strokes import Point, Stroke

BOX = (640, 320)
"""The signature pad's logical size in CSS pixels."""
SLANT = 0.25
"""How far a pen leans to the right as it rises."""


def signature(chance: random.Random) -> list[Stroke]:
    """A few letters in one slanting run of loops, then a flourish below them; 47-85 points, about a second of ink."""
    start, base = chance.randint(50, 110), chance.uniform(170, 220)
    run = _loops(chance, start, base, chance.randint(4, 6))
    end = run[-1]
    tick = end[2] + chance.randint(40, 90)
    left, right, y = start - 10, min(end[0] // 2 + chance.randint(20, 90), BOX[0] - 10), base + chance.randint(28, 60)
    bend = chance.uniform(8, 26)
    steps = chance.randint(9, 14)
    flourish: Stroke = [
        (
            round(2 * (left + (right - left) * i / steps)),
            round(2 * (y - bend * math.sin(math.pi * i / steps) + 10 * i / steps)),
            tick + 4 * i,
        )
        for i in range(steps + 1)
    ]
    return [run, flourish]


def _loops(chance: random.Random, left: float, base: float, letters: int) -> Stroke:
    points: list[Point] = []
    x, tick = left, 0
    for _ in range(letters):
        height, width, steps = chance.uniform(30, 130), chance.uniform(45, 76), chance.randint(9, 12)
        for i in range(steps):
            turn = 2 * math.pi * i / steps
            rise = height * (1 - math.cos(turn)) / 2
            across = x + width * i / steps + 0.28 * width * math.sin(turn) + SLANT * rise
            down = base - rise + chance.uniform(-1, 1)
            points.append((round(2 * across), round(2 * down), tick))
            tick += chance.choice((4, 4, 5, 6))
        x += width
    return points
