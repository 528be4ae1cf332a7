"""The link to the three questions as papers print it: a QR and an address to type, none once it was answered."""

from collections.abc import Sequence
from typing import NamedTuple

from starlette.requests import Request

from server.actions.survey import Paper, links
from server.documents.qr import qr_svg
from server.http.desk import write
from server.http.render import translate


class SurveyPrint(NamedTuple):
    """What stands on the part of the paper that the citizen keeps; `address` is without `https://`."""

    qr: str
    address: str


async def survey_prints(request: Request, papers: Sequence[Paper]) -> list[SurveyPrint | None]:
    """The link of each paper, the same at every print; None for one that was answered."""
    now, url = request.app.state.clock(), request.app.state.settings.url
    tokens = await write(request, lambda unit: links(unit, now, papers))
    return [_print(f"{url}/y/{token}") if token else None for token in tokens]


def _print(url: str) -> SurveyPrint:
    return SurveyPrint(qr_svg(url, title=translate("vi", "office.print.survey_qr")), url.split("://", 1)[-1])
