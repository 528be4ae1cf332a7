"""How the server listens."""

import socket

from server.commands.serve import _listen
from server.settings import Settings


def test_answers_leave_at_once() -> None:
    """asyncio switches Nagle's delay off only where it sees that a socket is TCP's."""
    with _listen(Settings(port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP
