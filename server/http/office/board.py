"""The board: the office's first screen."""

from starlette.requests import Request
from starlette.responses import Response

from server.http.desk import view
from server.http.office.board_facts import board
from server.http.office.page import page
from server.http.security import guarded


async def show_board(request: Request) -> Response:
    """Today at a glance."""
    with view(request) as seen:
        facts = board(seen, request.app.state.clock())
    return page(request, "office/board.html", board=facts)


routes = [guarded("/office/", show_board, "board")]
