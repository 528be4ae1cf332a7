"""How the web server ends: told to, it answers what is under way and goes; told again, it goes at once."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn

PATIENCE = 5
"""Seconds that requests under way have. What was handed to the store is kept also when its asker is let go."""


class StoppingServer(uvicorn.Server):
    """The library's server, which ends with 0 when it was asked to; `let_go` ends the answers that have no end."""

    def __init__(self, config: uvicorn.Config, let_go: Callable[[], None]) -> None:
        super().__init__(config)
        self._let_go = let_go

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """SIGTERM or SIGINT. The next one is the kernel's: it waits for nobody, and the store is made for that."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, signal.SIG_DFL)
        self.should_exit = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen no more, let the endless answers end, wait for the others, close what the app holds."""
        self._let_go()
        await super().shutdown(sockets)
