"""The board: the office's first screen."""

from starlette.requests import Request
from starlette.responses import Response

from server.http.desk import view
from server.http.office.board_facts import board
from server.http.office.names import Names
from server.http.office.page import page, say
from server.http.office.roster_alarms import alarm_lines
from server.http.security import guarded

MOST_ALARMS = 3
"""So many alarms of the roster stand on the board, the gravest first; the others are on its own screen."""


async def show_board(request: Request) -> Response:
    """Today at a glance."""
    now, word = request.app.state.clock(), say(request)
    with view(request) as seen:
        facts = board(seen, now)
        alarms = alarm_lines(seen, now, Names(seen), word)
    return page(
        request,
        "office/board.html",
        board=facts,
        alarms=alarms[:MOST_ALARMS],
        more_alarms=len(alarms[MOST_ALARMS:]),
    )


routes = [guarded("/office/", show_board, "board")]
