"""What every stored record has in common: a kind, an id, and the indexes by which it is found."""

from typing import ClassVar

from msgspec import Struct


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document of the store. `kind` names its table; `id` is unique within the kind."""

    kind: ClassVar[str]
    id: str

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """Index name → the values under which this record is found. Look-ups that no index serves are scans."""
        return {}
