"""A month's roster as each of its versions had it, and what a version changed, told from the amendments (R14)."""

from typing import Literal

from server.domain.roster_records import AmendedRole, Amendment, Roster, Shift

Role = Literal["duty", "reserve"]
ROLES: tuple[Role, ...] = ("duty", "reserve")


def newest_version(roster: Roster) -> int:
    """The version that a notice is of unless another is asked for: the next one where something was amended since."""
    return roster.version + 1 if roster.amended or not roster.versions else roster.version


def holder(shift: Shift, role: Role, version: int) -> str | None:
    """Who has a place in a version of the roster: before whatever was changed in it later."""
    if role == "duty" and (gone := later(shift, "shift", version)):
        return (later(shift, role, version) or gone)[0].before
    if changed := later(shift, role, version):
        return changed[0].before
    return shift.person if role == "duty" else shift.reserve


def later(shift: Shift, role: AmendedRole, version: int) -> list[Amendment]:
    """What was changed in a place after a version went out."""
    return [one for one in shift.amendments if one.role == role and one.version >= version]


def given_up(shift: Shift, version: int) -> Amendment | None:
    """The change by which a version gave the place up."""
    return next((one for one in shift.amendments if one.role == "shift" and one.version == version - 1), None)


def change(shift: Shift, role: Role, version: int) -> Amendment | None:
    """What a version changed in a place, all steps together; None if in the end it is as it was."""
    steps = [one for one in shift.amendments if one.role == role and one.version == version - 1]
    if not steps or steps[0].before == steps[-1].after:
        return None
    first, last = steps[0], steps[-1]
    return Amendment(last.at, last.by, last.version, last.role, first.before, last.after, last.why)


def stands(shift: Shift, version: int) -> bool:
    """Whether a version has the place: neither given up before it, nor added after it."""
    if shift.state == "cancelled" and given_up(shift, version) is None and not later(shift, "shift", version):
        return False
    added_later = shift.extra and holder(shift, "duty", version) is None and bool(later(shift, "duty", version))
    return not added_later
