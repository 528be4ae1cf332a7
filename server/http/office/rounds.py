"""The rounds: the open ones, and the closed ones page by page."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from server.domain.rounds import Round
from server.http.desk import view
from server.http.office.item_list import PAGE, read_page
from server.http.office.names import Names
from server.http.office.newest import newest
from server.http.office.page import page, today
from server.http.office.paging import Paged
from server.http.office.round_lines import RoundLine, round_line
from server.http.security import guarded


@dataclass(frozen=True, kw_only=True)
class Rounds(Paged[RoundLine]):
    """One page of the list; the open ones are all on one."""

    state: str

    def url(self, page: int = 1) -> str:
        """Another page of this list."""
        return f"/office/rounds?page={page}" + (f"&state={self.state}" if self.state else "")


async def show_rounds(request: Request) -> Response:
    """Open rounds by due day, or closed ones, the newest first."""
    closed, asked = request.query_params.get("state") == "closed", read_page(request.query_params)
    with view(request) as seen:
        open_count = seen.count(Round, "open", "")
        if closed:
            total = seen.count(Round, "all", "") - open_count
            asked = min(asked, max(1, -(-total // PAGE)))
            wanted = asked * PAGE
            recent = newest(seen, Round, "all", "", lambda some: sum(bool(one.closed_at) for one in some) >= wanted)
            shown = [one for one in recent if one.closed_at][wanted - PAGE : wanted]
        else:
            shown = sorted(seen.find(Round, "open", ""), key=lambda one: (one.due, one.no))
            total, asked = len(shown), 1
        names, day = Names(seen), today(request)
        lines = [round_line(seen, one, names, day) for one in shown]
    size = PAGE if closed else max(total, 1)
    rounds = Rounds(rows=lines, page=asked, total=total, size=size, state="closed" if closed else "")
    return page(request, "office/rounds.html", listing=rounds, closed=closed, open_count=open_count)


routes = [guarded("/office/rounds", show_rounds, "rounds.read")]
