"""Every page of the office and of the public, one real address of each: found by following links as a person does."""

from collections.abc import Iterable, Iterator
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import Page
from starlette.routing import Match, Route

from server.http.routes import routes

ENDLESS = "/office/live"
PHONE = "/field"
FILES = (".xlsx", ".docx", ".ics", ".css", ".js", ".webmanifest", "/head", "/health", "/metrics")
LINKS = """() => [...document.querySelectorAll("a[href], area[href]")]
  .filter((each) => !each.hasAttribute("download"))
  .map((each) => new URL(each.href))
  .filter((to) => to.origin === location.origin)
  .map((to) => to.pathname + to.search)"""

START = (
    "/office/",
    "/",
    "/office/contacts/answers",
    "/office/review/clean",
    "/office/post/print",
    "/office/audit",
)
"""Whence every other page is found by following links; what the boards do not lead to on a quiet day is named."""


def route_of(address: str) -> str | None:
    """The pattern of the route that answers an address; none for what is only mounted."""
    return _route_of(urlsplit(address).path)


@cache
def _route_of(path: str) -> str | None:
    scope = {"type": "http", "method": "GET", "path": path, "root_path": "", "headers": []}
    found = (route for route in routes if isinstance(route, Route) and route.matches(scope)[0] == Match.FULL)
    return next((route.path for route in found), None)


def pages_there_are() -> set[str]:
    """The pattern of every route that answers a page to a GET; the phone's own and files aside."""
    patterns = {route.path for route in routes if isinstance(route, Route) and "GET" in (route.methods or ())}
    return {one for one in patterns if one != ENDLESS and not one.startswith(PHONE) and not one.endswith(FILES)}


def walk(page: Page, base: str, start: Iterable[str], known: set[str]) -> Iterator[str]:
    """Open each page that one comes to whose route is none of `known`, which grows; its address, with the page open."""
    waiting, wanted = list(start), pages_there_are()
    seen = set(waiting)
    while waiting:
        address = waiting.pop(0)
        pattern = route_of(address)
        if pattern is None or pattern in known or pattern not in wanted:
            continue
        answer = page.goto(base + address, wait_until="domcontentloaded")
        if answer is None or answer.status != 200 or route_of(page.url) != pattern:
            continue
        known.add(pattern)
        links: list[str] = page.evaluate(LINKS)
        yield address
        fresh = [link for link in dict.fromkeys(links) if link not in seen]
        seen.update(fresh)
        waiting += fresh
