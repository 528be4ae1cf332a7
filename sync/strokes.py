"""A signature's strokes (sync.md §3): the bytes of a drawing, and whether it is too thin to be one.

A drawing is a list of strokes, a stroke a list of points (x, y, t): x and y in half CSS pixels, y down, t in 4 ms.
"""

import math
from collections.abc import Iterator, Sequence

from sync.ledger import Unreadable, from_base64url, to_base64url
from sync.messages import MAX_STROKES

Point = tuple[int, int, int]
Stroke = list[Point]

FORMAT = 1
MIN_POINTS = 12
MIN_INK_MS = 300
MIN_WIDTH = 0.12
"""Of the box's width."""
STRAIGHT = 0.03
"""Of the length along it: nothing further from the line than this is one straight line."""
_TICK_MS = 4


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def encode(strokes: Sequence[Sequence[Point]]) -> str:
    """base64url of a drawing: format, then per stroke a count and zig-zag differences."""
    out = bytearray([FORMAT])
    last = (0, 0, 0)
    for stroke in strokes:
        out += _varint(len(stroke))
        for point in stroke:
            for now, before in zip(point, last, strict=True):
                difference = now - before
                out += _varint(difference * 2 if difference >= 0 else -difference * 2 - 1)
            last = point
    return to_base64url(bytes(out))


def _numbers(data: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            if shift > 42:
                raise Unreadable("varint")
        else:
            yield value
            value = shift = 0
    if shift:
        raise Unreadable("varint cut short")


def decode(text: str) -> list[Stroke]:
    """The drawing of a base64url text of at most 2 KiB. Raises Unreadable."""
    data = from_base64url(text)
    if not data or data[0] != FORMAT or len(data) > MAX_STROKES:
        raise Unreadable("strokes")
    numbers = _numbers(data[1:])
    strokes: list[Stroke] = []
    x = y = t = 0
    for count in numbers:
        stroke: Stroke = []
        try:
            for _ in range(count):
                x, y, t = (
                    before + ((value >> 1) ^ -(value & 1))
                    for before, value in zip((x, y, t), (next(numbers), next(numbers), next(numbers)), strict=True)
                )
                stroke.append((x, y, t))
        except (StopIteration, RuntimeError) as error:
            raise Unreadable("stroke cut short") from error
        strokes.append(stroke)
    return strokes


def ink_ms(strokes: Sequence[Sequence[Point]]) -> int:
    """How long the pen was down, in ms."""
    times = [[point[2] for point in stroke] for stroke in strokes if stroke]
    return sum(max(stroke) - min(stroke) for stroke in times) * _TICK_MS


def thinness(strokes: Sequence[Sequence[Point]], box: tuple[float, float]) -> str | None:
    """Why this is no signature: empty, points, time, width or straight; None if it may be one (§3)."""
    points = [point for stroke in strokes for point in stroke]
    if not points:
        return "empty"
    if len(points) < MIN_POINTS:
        return "points"
    if ink_ms(strokes) < MIN_INK_MS:
        return "time"
    across = [point[0] for point in points]
    if (max(across) - min(across)) / 2 < MIN_WIDTH * box[0]:
        return "width"
    return "straight" if _straight(points) else None


def _straight(points: list[Point]) -> bool:
    """Whether all lie along the line of total least squares, within 3 % of the drawing's length along it."""
    count = len(points)
    middle_x, middle_y = sum(point[0] for point in points) / count, sum(point[1] for point in points) / count
    offsets = [(x - middle_x, y - middle_y) for x, y, _ in points]
    xx = sum(x * x for x, _ in offsets)
    yy = sum(y * y for _, y in offsets)
    xy = sum(x * y for x, y in offsets)
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    along = [x * cos + y * sin for x, y in offsets]
    return max(abs(y * cos - x * sin) for x, y in offsets) <= STRAIGHT * (max(along) - min(along))
