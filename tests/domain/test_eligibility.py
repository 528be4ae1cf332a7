"""Who is served at home: every combination, and each says why."""

from itertools import product
from typing import get_args

import pytest

from server.domain.citizens import Category, Mobility
from server.domain.eligibility import LACKING, Channel, EligibilityReason, eligible


@pytest.mark.parametrize(
    ("category", "mobility", "consent", "channel", "lacking"),
    [
        ("merit_person", "cannot", True, "round", ()),
        ("elderly", "hard", True, "round", ()),
        ("elderly", "none", True, "round", ("can_walk",)),
        ("other", "cannot", True, "round", ("other_category",)),
        ("", "", True, "round", ("no_category", "no_mobility")),
        ("poor", "cannot", False, "round", ("no_consent",)),
        ("other", "none", True, "postal", ()),
        ("", "", False, "postal", ("no_consent",)),
    ],
)
def test_the_rule(
    category: Category,
    mobility: Mobility,
    consent: bool,
    channel: Channel,
    lacking: tuple[EligibilityReason, ...],
) -> None:
    found = eligible(category, mobility, consent, channel)
    assert (found.ok, found.lacking) == (not lacking, lacking)


def test_over_everything() -> None:
    everything = product(get_args(Category), get_args(Mobility), (True, False), get_args(Channel))
    for category, mobility, consent, channel in everything:
        found = eligible(category, mobility, consent, channel)
        assert found.ok == (not LACKING.intersection(found.reasons))
        assert found.reasons[0] == "asked"
        assert consent or not found.ok
