"""A commune's first day: its name, its hamlets, its first administrator."""

from collections.abc import Sequence
from datetime import datetime

from server.actions.desk import Act, new_id
from server.actions.feeds import publish_hamlet
from server.actions.people import hash_password
from server.actions.unions import seed_unions
from server.domain.commune import Commune, Hamlet
from server.domain.names import tidy
from server.domain.people import Person
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.store.port import Unit, View


def commune(view: View) -> Commune | None:
    """The commune, or None before its set-up."""
    return view.get(Commune, view.history.commune)


def set_up(
    unit: Unit,
    now: datetime,
    *,
    name: str,
    province: str,
    office: str,
    phone: str,
    hamlets: Sequence[str],
    admin_name: str,
    username: str,
    password: str,
    demo: bool = False,
) -> Person:
    """The commune and its administrator, once. Refuses already_set_up, invalid."""
    if commune(unit) is not None:
        raise Refusal("already_set_up")
    required = {"name": name, "admin_name": admin_name, "username": username}
    for field, value in required.items():
        if not value.strip():
            raise Refusal("invalid", field, "Chỗ này chưa điền.")
    unit.put(
        Commune(
            id=unit.history.commune,
            name=tidy(name),
            province=tidy(province),
            office=tidy(office),
            phone=phone.strip(),
            demo=demo,
            created_at=stamp(now),
        )
    )
    admin = Person(
        id=new_id(),
        name=tidy(admin_name),
        role="admin",
        username=username.strip().lower(),
        password=hash_password(password),
        created_at=stamp(now),
    )
    unit.put(admin)
    seed_unions(unit)
    for hamlet in dict.fromkeys(tidy(line) for line in hamlets if line.strip()):
        add_hamlet(unit, Act(admin, now, new_id()), hamlet)
    return admin


def add_hamlet(
    unit: Unit, act: Act, name: str, *, other_names: Sequence[str] = (), remote: bool = False, valid_from: str = ""
) -> Hamlet:
    """One more hamlet, on every phone too."""
    hamlet = Hamlet(id=act.event_id, name=name, other_names=tuple(other_names), remote=remote, valid_from=valid_from)
    unit.put(hamlet)
    publish_hamlet(unit, hamlet)
    return hamlet
