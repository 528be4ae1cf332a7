"""People: who works here, how they log in, how a phone of theirs is invited."""

import hashlib
import secrets
from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from msgspec import structs

from server.actions.desk import Act
from server.actions.unions import union_of
from server.domain.names import tidy
from server.domain.people import ROLES, Invitation, Person, Role, Session
from server.domain.problems import Refusal
from server.domain.times import stamp
from server.store.port import Unit, View
from sync.ledger import to_base64url

INVITATION_LASTS = timedelta(hours=24)
MIN_PASSWORD = 8
HASHER = PasswordHasher()
"""argon2id with the library's own costs (RFC 9106, low memory)."""


@cache
def _unknown() -> str:
    """What a password is compared with where there is no such account: an answer takes the same time."""
    return HASHER.hash("nobody has this password")


def secret_id(secret: str) -> str:
    """What is kept of a code or token: its SHA-256."""
    return to_base64url(hashlib.sha256(secret.encode()).digest())


def _opens(person: Person | None, password: str) -> bool:
    """Whether it is the person's password; for nobody, and for who has none, it takes as long to say no."""
    try:
        return HASHER.verify(person.password if person and person.password else _unknown(), password)
    except (Argon2Error, InvalidHashError):
        return False


def hash_password(password: str) -> str:
    """argon2id, as the store keeps it. Refuses what is too short."""
    if len(password) < MIN_PASSWORD:
        raise Refusal("invalid", "password", f"Mật khẩu cần ít nhất {MIN_PASSWORD} ký tự.")
    return HASHER.hash(password)


def add_person(
    unit: Unit,
    act: Act,
    *,
    name: str,
    role: str,
    hamlet: str | None = None,
    union: str | None = None,
    position: str = "",
    phone: str = "",
    username: str | None = None,
    password: str | None = None,
) -> Person:
    """A new person; `union` is an id or a name. `password` may be left out for who only carries a phone."""
    if (existing := unit.get(Person, act.event_id)) is not None:
        return existing
    person = Person(
        id=act.event_id,
        name=_name(name),
        role=_role(role),
        hamlet=hamlet or None,
        union=union_of(unit, union),
        position=tidy(position)[:100],
        phone=phone.strip(),
        username=_username(unit, username, None),
        password=hash_password(password) if password else None,
        created_at=act.at,
    )
    unit.put(person)
    return person


def change_person(unit: Unit, act: Act, id_: str, **fields: str | bool | None) -> Person:
    """Change some of name, role, hamlet, union, position, phone, username, active."""
    person = _person(unit, id_)
    if "union" in fields:
        fields["union"] = union_of(unit, str(fields["union"] or ""))
    if "name" in fields:
        fields["name"] = _name(str(fields["name"]))
    if "role" in fields:
        fields["role"] = _role(str(fields["role"]))
    if "username" in fields:
        username = fields["username"]
        fields["username"] = _username(unit, str(username) if username else None, id_)
    if (fields.get("active") is False or fields.get("role", "admin") != "admin") and _last_admin(unit, person):
        raise Refusal("conflict", "role", "Phải còn ít nhất một quản trị viên.")
    changed: Person = structs.replace(person, **fields)
    unit.put(changed)
    return changed


def _last_admin(unit: Unit, person: Person) -> bool:
    others = [one for one in unit.find(Person, "role", "admin") if one.active and one.id != person.id]
    return person.role == "admin" and not others


def set_password(unit: Unit, act: Act, id_: str, password: str, keep: str | None = None) -> Person:
    """A new password; it ends the person's sessions, except that of the token to `keep`."""
    person = structs.replace(_person(unit, id_), password=hash_password(password))
    unit.put(person)
    end_sessions(unit, id_, keep)
    return person


def change_own_password(unit: Unit, act: Act, current: str, password: str, keep: str) -> Person:
    """Who is logged in gives himself a new password; his other log-ins end. Refuses a wrong `current` one."""
    person = _person(unit, act.by.id)
    if not _opens(person, current):
        raise Refusal("invalid", "current", "Mật khẩu đang dùng chưa đúng.")
    return set_password(unit, act, person.id, password, keep)


def end_sessions(unit: Unit, person: str, keep: str | None = None) -> int:
    """End every log-in of a person, except that of the token to `keep`; how many ended."""
    kept = secret_id(keep) if keep else ""
    ended = [session for session in unit.find(Session, "person", person) if session.id != kept]
    for session in ended:
        unit.remove(Session, session.id)
    return len(ended)


def _person(view: View, id_: str) -> Person:
    person = view.get(Person, id_)
    if person is None:
        raise Refusal("not_found")
    return person


def _name(name: str) -> str:
    name = tidy(name)
    if not 1 <= len(name) <= 100:
        raise Refusal("invalid", "name", "Hãy ghi họ tên.")
    return name


def _role(role: str) -> Role:
    found = next((known for known in ROLES if known == role), None)
    if found is None:
        raise Refusal("invalid", "role", "Hãy chọn vai trò.")
    return found


def _username(unit: Unit, username: str | None, own: str | None) -> str | None:
    username = (username or "").strip().lower()
    if not username:
        return None
    if any(person.id != own for person in unit.find(Person, "username", username)):
        raise Refusal("invalid", "username", "Tên đăng nhập này đã có người dùng.")
    return username


def check_password(view: View, username: str, password: str) -> Person:
    """The person of a right name and password. Takes as long for a name that nobody has. Refuses bad_login."""
    person = next(iter(view.find(Person, "username", username.strip().lower())), None)
    if not _opens(person, password) or person is None or not person.active or not person.password:
        raise Refusal("bad_login", "password")
    return person


def invite(unit: Unit, act: Act, person_id: str) -> tuple[str, Invitation]:
    """A one-time code for a phone of that person: 128 random bits, 24 hours, kept only as a hash."""
    person = _person(unit, person_id)
    if not person.active:
        raise Refusal("conflict", None, "Người này không còn làm việc.")
    code = to_base64url(secrets.token_bytes(16))
    expires = stamp(act.now + INVITATION_LASTS)
    invitation = Invitation(id=secret_id(code), person=person_id, by=act.by.id, created_at=act.at, expires_at=expires)
    unit.put(invitation)
    return code, invitation
