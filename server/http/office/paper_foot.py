"""The foot of every printed page: the ledger's head, in the page's margin where nothing of the text can meet it.

A margin box takes its words from a stylesheet only, and styles come from our own address only: so this one is made.
"""

import re

from starlette.requests import Request
from starlette.responses import Response

from server.domain.problems import Refusal
from server.http.render import translate
from server.http.security import guarded

_HEAD = re.compile(r"\d{1,18}:[A-Za-z0-9_-]{1,64}")
_CSS = """@page {{
  @bottom-left {{
    content: "{words} {head}";
    font: 8pt "Times New Roman", "Liberation Serif", Tinos, serif;
    vertical-align: top;
    padding-top: 3mm;
  }}
}}
@media print {{
  .paper-foot {{
    display: none;
  }}
}}
"""


async def foot_css(request: Request) -> Response:
    """The stylesheet for one head of the ledger. Refuses what is none."""
    head = request.query_params.get("head", "")
    if not _HEAD.fullmatch(head):
        raise Refusal("not_found")
    css = _CSS.format(words=translate("vi", "office.print.head"), head=head)
    return Response(css, 200, {"Cache-Control": "private, max-age=3600"}, "text/css")


routes = [guarded("/office/paper.css", foot_css, "ledger.read")]
