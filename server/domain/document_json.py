"""An official document as plain data and back, so that what was published can be kept as it was."""

from dataclasses import fields
from typing import Any

import msgspec

from server.domain.official_documents import Block, Heading, OfficialDocument, Paragraph, Table

_BLOCKS: dict[str, type[Block]] = {"paragraph": Paragraph, "heading": Heading, "table": Table}


def to_plain(document: OfficialDocument) -> dict[str, Any]:
    """The document as JSON can hold it."""
    plain: dict[str, Any] = msgspec.to_builtins(document)
    return plain


def from_plain(plain: dict[str, Any]) -> OfficialDocument:
    """The document that was written so. Raises msgspec.ValidationError or KeyError for what is none."""
    body = tuple(msgspec.convert(one, _BLOCKS[one["kind"]]) for one in plain["body"])
    kinds = {one.name: one.type for one in fields(OfficialDocument)}
    others = {
        name: msgspec.convert(value, kinds[name]) for name, value in plain.items() if name in kinds and name != "body"
    }
    return OfficialDocument(body=body, **others)
