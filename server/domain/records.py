"""What every stored record has in common: a kind, an id, and the indexes by which it is found."""

from typing import ClassVar

from msgspec import Struct

FORMAT = 1
"""The form of stored records; a store and a backup carry its number. It goes up with a release whose records an older
program would misread, or would drop something of when it writes them again: that program then refuses them."""


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One document of the store. `kind` names its table; `id` is unique within the kind."""

    kind: ClassVar[str]
    id: str

    def indexes(self) -> dict[str, tuple[str, ...]]:
        """Index name → the values under which this record is found. Look-ups that no index serves are scans."""
        return {}
