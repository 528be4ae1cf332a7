"""The unions whose cadres sit at the writing desk (R11): editable, and over time, since they merge and are renamed."""

from collections.abc import Iterable
from typing import ClassVar

from server.domain.names import folded
from server.domain.records import Record


class Union(Record, frozen=True, kw_only=True):
    """A union (hội, đoàn thể). `short` is its name in a narrow column; `order` its place in the rotation.

    It takes part from `valid_from` to `valid_to` (days, inclusive; '' for open); `active` says whether it does today.
    """

    kind: ClassVar[str] = "union"
    name: str
    short: str = ""
    order: int = 0
    active: bool = True
    valid_from: str = ""
    valid_to: str = ""

    def in_force(self, day: str) -> bool:
        """Whether the union takes part on a day, `yyyy-mm-dd`."""
        return self.active and self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """All unions at once: there are a few."""
        return {"all": ("",)}


SEEDED = (
    Union(id="youth-union", name="Đoàn Thanh niên", short="ĐTN", order=1),
    Union(id="farmers-union", name="Hội Nông dân", short="HND", order=2),
    Union(id="womens-union", name="Hội Phụ nữ", short="HPN", order=3),
    Union(id="veterans-union", name="Hội Cựu chiến binh", short="HCCB", order=4),
)
"""The four of the model (R11), with which a commune begins."""


def in_order(unions: Iterable[Union]) -> list[Union]:
    """Unions in the order of the rotation."""
    return sorted(unions, key=lambda one: (one.order, folded(one.name), one.id))


def find_union(text: str, unions: Iterable[Union]) -> Union | None:
    """The union with that id, name or short name, however it is spelt; None if no one fits."""
    key = folded(text)
    return next((one for one in unions if text == one.id or key in (folded(one.name), folded(one.short))), None)
