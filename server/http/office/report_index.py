"""How a report's figures speak to the index by which a commune is judged (R41): group by group, each with its list."""

from typing import NamedTuple

from server.domain.reform_index import GROUPS, IndexGroup
from server.domain.report_figures import Figure, Figures
from server.domain.satisfaction import Tally


class ShownGroup(NamedTuple):
    """A group of the index with its figures; `survey` are the people's answers where the group asks for them."""

    group: IndexGroup
    figures: tuple[Figure, ...]
    survey: Tally | None


def index_groups(figures: Figures, survey: Tally) -> list[ShownGroup]:
    """Every group in the decision's order, that without a figure, too."""
    return [
        ShownGroup(one, tuple(figures[code] for code in one.figures), survey if one.survey else None) for one in GROUPS
    ]
