"""Who may do what: the one table that every route asks (product.md, "People")."""

from server.domain.people import Role

_CLERK: frozenset[Role] = frozenset({"clerk", "supervisor", "admin"})
_DESK: frozenset[Role] = frozenset({"clerk", "admin"})
_OVERSIGHT: frozenset[Role] = frozenset({"supervisor", "admin"})
_ADMIN: frozenset[Role] = frozenset({"admin"})

PERMISSIONS: dict[str, frozenset[Role]] = {
    "board": _CLERK,
    "items.read": _CLERK,
    "items.import": _DESK,
    "paper.write": _DESK,
    "rounds.read": _CLERK,
    "rounds.write": _DESK,
    "review.read": _CLERK,
    "review.write": _CLERK,
    "review.flagged": _OVERSIGHT,
    "oversight": _CLERK,
    "rescue": _DESK,
    "evidence.erase": _ADMIN,
    "held.read": _CLERK,
    "held.release": _OVERSIGHT,
    "reconcile": _CLERK,
    "dossiers.read": _CLERK,
    "dossiers.write": _DESK,
    "requests.read": _CLERK,
    "requests.write": _DESK,
    "desk.read": _CLERK,
    "desk.write": _DESK,
    "catalogue.read": _CLERK,
    "catalogue.write": _ADMIN,
    "calendar.write": _ADMIN,
    "organisation.write": _ADMIN,
    "people.read": _CLERK,
    "people.write": _ADMIN,
    "devices.invite": _DESK,
    "devices.revoke": _ADMIN,
    "ledger.read": _CLERK,
    "admin.read": _OVERSIGHT,
    "ledger.check": _OVERSIGHT,
    "settings.read": _OVERSIGHT,
    "settings.write": _ADMIN,
    "backups": _ADMIN,
    "roster.read": _CLERK,
    "roster.write": _CLERK,
    "voice.read": _CLERK,
    "voice.write": _CLERK,
    "complaints.read": _OVERSIGHT,
    "contacts.read": _CLERK,
    "contacts.write": _CLERK,
    "reports.read": _CLERK,
    "reports.draft": _CLERK,
    "reports.write": _OVERSIGHT,
    "audit.read": _ADMIN,
    "subjects": _OVERSIGHT,
}
"""Permission → the roles that have it. Hamlet heads and volunteers have none: they work on the phone (R16)."""


def may(role: Role, permission: str) -> bool:
    """Whether the role has the permission. Raises KeyError for a permission that is none."""
    return role in PERMISSIONS[permission]
