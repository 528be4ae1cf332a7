"""Who is served at home (R30, R33): the group, the walking, the asking and the consent, each with its reason."""

from typing import Literal, NamedTuple

from server.domain.citizens import Category, Mobility

Channel = Literal["round", "postal"]
EligibilityReason = Literal[
    "asked",
    "consent",
    "category",
    "mobility",
    "post_for_all",
    "no_consent",
    "no_category",
    "other_category",
    "no_mobility",
    "can_walk",
]
ENTITLED: frozenset[Category] = frozenset(
    {"merit_person", "social_protection", "poor", "near_poor", "disabled", "elderly", "child"}
)
"""'Đối tượng chính sách, bảo trợ xã hội': those whom the laws on merit and on social protection name."""
HINDERED: frozenset[Mobility] = frozenset({"hard", "cannot"})
"""'Không có khả năng đi lại', 'hạn chế khả năng đi lại'."""
LACKING: frozenset[EligibilityReason] = frozenset(
    {"no_consent", "no_category", "other_category", "no_mobility", "can_walk"}
)


class Eligibility(NamedTuple):
    """Whether somebody is served at home as the rule has it; `reasons` are all that speak for it or against it.

    The screens say `office.eligibility.<reason>`. What only the rule on groups forbids a clerk may still grant, with
    the reason in words; without consent nobody may (Luật 91/2025).
    """

    ok: bool
    reasons: tuple[EligibilityReason, ...]

    @property
    def lacking(self) -> tuple[EligibilityReason, ...]:
        """What speaks against it."""
        return tuple(reason for reason in self.reasons if reason in LACKING)


def eligible(category: Category, mobility: Mobility, consent: bool, channel: Channel = "round") -> Eligibility:
    """Whether who asks is served: by the public post everybody is who wants it (QĐ 45/2016/QĐ-TTg, R33)."""
    reasons: list[EligibilityReason] = ["asked", "consent" if consent else "no_consent"]
    if channel == "postal":
        reasons.append("post_for_all")
    else:
        reasons += [_group(category), _walking(mobility)]
    return Eligibility(not LACKING.intersection(reasons), tuple(reasons))


def _group(category: Category) -> EligibilityReason:
    if category in ENTITLED:
        return "category"
    return "other_category" if category else "no_category"


def _walking(mobility: Mobility) -> EligibilityReason:
    if mobility in HINDERED:
        return "mobility"
    return "can_walk" if mobility else "no_mobility"
