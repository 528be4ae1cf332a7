"""People of the commune's service, the phones they carry, the invitations and the log-ins."""

from typing import ClassVar, Literal, get_args

from msgspec import Struct

from server.domain.records import Record

Role = Literal["hamlet_head", "volunteer", "clerk", "supervisor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
DELIVERERS: tuple[Role, ...] = ("hamlet_head", "volunteer", "clerk")
"""Who may carry a bag: hamlet heads, union cadres, and clerks (R32)."""


class Person(Record, frozen=True, kw_only=True):
    """Somebody who works for the service. `username` and `password` (argon2id) only for the office.

    `union` is the id of the union that sends this person to the desk, `position` what he is there (chức vụ).
    """

    kind: ClassVar[str] = "person"
    name: str
    role: Role
    hamlet: str | None = None
    union: str | None = None
    position: str = ""
    phone: str = ""
    username: str | None = None
    password: str | None = None
    active: bool = True
    created_at: str = ""

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By user name, role, union, and all."""
        return {
            "username": (self.username,) if self.username else (),
            "role": (self.role,),
            "union": (self.union,) if self.union else (),
            "all": ("",),
        }


class Invitation(Record, frozen=True, kw_only=True):
    """A one-time code for a phone; `id` is the SHA-256 of the code, the code itself is kept nowhere."""

    kind: ClassVar[str] = "invitation"
    person: str
    by: str
    created_at: str
    expires_at: str
    device: str | None = None

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By person."""
        return {"person": (self.person,)}


class PublicKey(Struct, frozen=True):
    """A P-256 public key as JWK: coordinates in base64url."""

    x: str
    y: str
    kty: Literal["EC"] = "EC"
    crv: Literal["P-256"] = "P-256"


class Device(Record, frozen=True, kw_only=True):
    """One person on one phone; `id` is the key's thumbprint (RFC 7638).

    `stored` holds the ranges of n that the ledger has, ascending, disjoint; `tip` is the last of them.
    `offset` is server minus phone in ms at the last contact.
    """

    kind: ClassVar[str] = "device"
    person: str
    key: PublicKey
    token: str
    send: str
    label: str = ""
    app: str = ""
    enrolled_at: str = ""
    seen_at: str = ""
    offset: int | None = None
    revoked_at: str | None = None
    revoked_why: str = ""
    cloned_at: str | None = None
    stored: tuple[tuple[int, int], ...] = ()
    day: str = ""
    day_events: int = 0
    day_bytes: int = 0

    @property
    def tip(self) -> int:
        """The highest n stored, 0 before the first."""
        return self.stored[-1][1] if self.stored else 0

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By either token's hash, by person, and all."""
        return {"token": (self.token, self.send), "person": (self.person,), "all": ("",)}


class Session(Record, frozen=True, kw_only=True):
    """A log-in at the office; `id` is the SHA-256 of the cookie's value. `used_at` is when it was last seen in use."""

    kind: ClassVar[str] = "session"
    person: str
    created_at: str
    expires_at: str
    used_at: str = ""

    @property
    def last_used(self) -> str:
        """When it was last seen in use: at its beginning, if never since."""
        return self.used_at or self.created_at

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """By person, to end them all at once."""
        return {"person": (self.person,)}
