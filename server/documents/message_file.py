"""The message templates that the program brings along."""

from functools import cache
from pathlib import Path

import msgspec

from server.domain.messages import MessageTemplate

MESSAGES = Path(__file__).resolve().parents[2] / "web" / "messages.json"


@cache
def message_templates() -> tuple[MessageTemplate, ...]:
    """All of them, in the order in which they are offered."""
    return msgspec.json.decode(MESSAGES.read_bytes(), type=tuple[MessageTemplate, ...])
