"""Who reads a complaint (R42): never whom it is about, and nobody who has a say over it while they are."""

from collections.abc import Collection, Iterable, Sequence

from server.domain.access import may
from server.domain.complaints import About, Complaint
from server.domain.names import folded
from server.domain.people import Person, Role

PERMISSION = "complaints.read"


def concerned_by(about: About, target: str, people: Iterable[Person]) -> tuple[str, ...]:
    """The ids of whom a complaint is about: that person, or all who have that role now, working here still or not."""
    if about == "person":
        return (target,)
    return tuple(one.id for one in people if one.role == target) if about == "role" else ()


def readers(role: Role | str, concerned: Collection[str], people: Sequence[Person]) -> frozenset[str]:
    """Who may read what is about `concerned`, whose role was `role` ('' when it is about nobody).

    Who has the permission: supervisors and administrators; of an administrator, supervisors only. Where that leaves
    nobody, the longest serving of the other supervisors and administrators; where there is none either, nobody. Whom
    it is about never reads it, nor anybody of the same name: one human being may have two accounts.
    """
    names = {folded(one.name) for one in people if one.id in concerned}
    others = [
        one
        for one in people
        if may(one.role, PERMISSION) and _comes_in(one) and one.id not in concerned and folded(one.name) not in names
    ]
    first = [one for one in others if role != "admin" or one.role == "supervisor"]
    if not first and others:
        first = [min(others, key=lambda one: (one.created_at, one.id))]
    return frozenset(one.id for one in first)


def readers_of(complaint: Complaint, people: Sequence[Person]) -> frozenset[str]:
    """Who may read this complaint."""
    return readers(complaint.role, complaint.concerned, people)


def _comes_in(person: Person) -> bool:
    """Whether somebody works here and can log in: nobody else can read anything."""
    return person.active and bool(person.username and person.password)
