"""Everything that a person can open: each page and file of the application, asked about some ids."""

import io
import re
from collections.abc import Collection
from typing import Any

from python_calamine import CalamineWorkbook
from starlette.routing import Route

from server.http.routes import routes
from tests.communes import Here
from tests.http.office import PAGE

VARIES = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}" + r'|(?<=name="token" value=")[\w-]{32}'
)
"""Ids and secrets of forms, made anew at each look."""
ENDLESS = "/office/live"
"""Answers for as long as somebody listens."""


def everything(here: Here, ids: Collection[str], leave: Collection[str] = (), query: str = "") -> dict[str, str]:
    """What each address answers to whoever is logged in, by address; those with a parameter once for each id."""
    found = {}
    for route in routes:
        if not isinstance(route, Route) or "GET" not in (route.methods or ()) or route.path in (*leave, ENDLESS):
            continue
        for id_ in ids if "{" in route.path else [""]:
            path = re.sub(r"{\w+(:path)?}", id_, route.path)
            if path.startswith("/office/files"):
                continue
            answer = here.client.get(path + query, headers=PAGE)
            told = str(_cells(answer.content)) if answer.content[:2] == b"PK" and path.endswith("xlsx") else answer.text
            found[path] = VARIES.sub("", told)
    return found


def _cells(content: bytes) -> list[Any]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
