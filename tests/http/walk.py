"""Walks the application as a person does: reads pages, follows their links, sends their forms."""

import html.parser
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from starlette.routing import Match, Mount, Route

from server.http.routes import routes
from tests.http.asgi import Answer, Door, Sent

ENDLESS = "/office/live"
"""Answers for as long as somebody listens."""
BROWSER = (
    (b"accept", b"text/html"),
    (b"origin", b"http://127.0.0.1:8000"),
    (b"sec-fetch-site", b"same-origin"),
)
TYPED = (*BROWSER, (b"content-type", b"application/x-www-form-urlencoded"))


@dataclass
class Form:
    """A form of a page: where it goes, how, and what it holds as it was shown."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class Page(html.parser.HTMLParser):
    """The links and forms of a page; `base` is its address."""

    def __init__(self, base: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.base, self.links, self.forms = base, list[str](), list[Form]()
        self._form: Form | None = None
        self._select = ""
        self._area = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag opens."""
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "src", "hx-get"):
            if given.get(name):
                self.links.append(urljoin(self.base, given[name]))
        if given.get("hx-post"):
            self.forms.append(Form(urljoin(self.base, given["hx-post"]), "POST"))
        if tag == "form":
            self._form = Form(
                urljoin(self.base, given.get("action", self.base)), given.get("method", "get").upper(), []
            )
            self.forms.append(self._form)
        elif self._form and tag == "select":
            self._select = given.get("name", "")
        elif self._form and tag == "textarea":
            self._form.fields.append((given.get("name", ""), "x"))
        elif self._form and tag == "option" and self._select and given.get("value"):
            self._form.fields.append((self._select, given["value"]))
            self._select = ""
        elif self._form and tag in ("input", "button") and given.get("name"):
            self._form.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A tag closes."""
        if tag == "form":
            self._form = None


def route_of(path: str, method: str = "GET") -> Route | Mount | None:
    """The route that answers an address."""
    scope = {"type": "http", "method": method, "path": path, "root_path": "", "headers": []}
    for route in routes:
        if isinstance(route, (Route, Mount)) and route.matches(scope)[0] == Match.FULL:
            return route
    return None


@dataclass
class Walk:
    """What somebody reached: the addresses that answered, the forms seen, and the doors shown that were shut."""

    door: Door
    cookies: str
    each: int = 2
    """So many addresses of one route are opened."""
    answers: dict[str, Answer] = field(default_factory=dict)
    forms: dict[tuple[str, str], Form] = field(default_factory=dict)
    shut: list[tuple[str, str]] = field(default_factory=list)

    def go(self, *start: str) -> "Walk":
        """Follow every link from there on."""
        waiting, opened = [(one, "") for one in start], Counter[str]()
        known = set(start)
        while waiting:
            url, came_from = waiting.pop(0)
            parts = urlsplit(url)
            route = route_of(parts.path)
            pattern = f"{route.path if route else parts.path}?{'q' if parts.query else ''}"
            if opened[pattern] >= self.each or parts.path == ENDLESS:
                continue
            opened[pattern] += 1
            answer = self.door.ask(Sent("GET", parts.path, parts.query.encode(), BROWSER), self.cookies)
            self.answers[url] = answer
            if answer.status in (401, 403):
                self.shut.append((came_from, url))
            new = dict.fromkeys(link for link in self._leads(url, answer) if link not in known)
            known.update(new)
            waiting += [(link, url) for link in new]
        return self

    def _leads(self, url: str, answer: Answer) -> list[str]:
        if 300 <= answer.status < 400:
            return _own([urljoin(url, answer.headers.get("location", ""))])
        if "html" not in answer.headers.get("content-type", ""):
            return []
        page = Page(url, answer.text)
        for form in page.forms:
            route = route_of(urlsplit(form.action).path, form.method)
            self.forms.setdefault((form.method, route.path if route else form.action), form)
        return _own(page.links)

    def submit(self, form: Form, values: dict[str, str] | None = None) -> Answer:
        """Send a form as it was shown, with what is empty filled in."""
        fields = [(name, (values or {}).get(name, value or _filled(name))) for name, value in form.fields if name]
        body = urlencode(fields).encode()
        parts = urlsplit(form.action)
        if form.method == "GET":
            return self.door.ask(Sent("GET", parts.path, body, BROWSER), self.cookies)
        return self.door.ask(Sent("POST", parts.path, parts.query.encode(), TYPED, body), self.cookies)


def _own(links: list[str]) -> list[str]:
    found = []
    for link in links:
        parts = urlsplit(link)
        if not parts.scheme and not parts.netloc and parts.path.startswith("/"):
            found.append(parts._replace(fragment="").geturl())
    return found


def _filled(name: str) -> str:
    if any(word in name for word in ("date", "day", "due", "from", "until")):
        return "2026-11-25"
    return "0912345678" if "phone" in name else "1" if "count" in name or "number" in name else "thử"
