"""By which name, from where and over what the server is asked: forged hosts, forged senders, HTTPS, paths, exports."""

import io
import zipfile
from pathlib import Path

import pytest
from starlette.datastructures import Address
from starlette.requests import Request
from starlette.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from server.app import build
from server.http.hosts import host_of
from server.http.security import client
from server.settings import Settings
from tests.communes import Here
from tests.http.office import PAGE, get, paper


def public(here: Here, **changed: object) -> TestClient:
    """The same commune reached from outside, over HTTPS."""
    settings = Settings(data=here.settings.data, public_url="https://xa.example", **changed)  # type: ignore[arg-type]
    return TestClient(build(settings, here.store), "https://xa.example", follow_redirects=False)


@pytest.mark.parametrize("host", ["xa.example", "XA.example:443", "xa.example.", "127.0.0.1:80", "[::1]", "localhost"])
def test_its_own_names(here: Here, host: str) -> None:
    assert public(here).get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "xa.example.evil.example", "", "xa.example@evil.example", "[", "a b"])
def test_a_forged_name(here: Here, host: str) -> None:
    answer = public(here).get("/health", headers={"Host": host})
    assert (answer.status_code, answer.json()["problem"]["code"]) == (421, "bad_host")


def test_names_that_the_installation_adds(here: Here) -> None:
    assert public(here, hosts=("noi-bo.example",)).get("/health", headers={"Host": "noi-bo.example"}).status_code == 200


def test_a_host_header_is_read_as_an_address_is() -> None:
    assert [host_of(one) for one in ("A.b:80", "[::1]:80", "a.b.", "[")] == ["a.b", "::1", "a.b", ""]


def test_over_https_a_browser_stays_there(here: Here) -> None:
    secure = public(here)
    headers = secure.get("/office/login").headers
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in here.client.get("/office/login").headers
    typed = {"username": "clerk", "password": "mat-khau-thu"}
    cookie = secure.post("/office/login", data=typed).headers["set-cookie"]
    assert cookie.startswith("__Host-tannha=")
    assert {"Secure", "HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie.lower()


def test_nothing_personal_may_be_kept(here: Here) -> None:
    here.log_in("clerk")
    here.items(1)
    for path in ("/office/", "/office/items", "/office/items.xlsx", "/office/people", "/tra-cuu", "/health", "/sync"):
        assert here.client.get(path, headers=PAGE).headers["cache-control"] == "no-store", path


@pytest.mark.parametrize(
    ("host", "counted"),
    [("10.0.0.7", "10.0.0.7"), ("::ffff:10.0.0.7", "10.0.0.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("x", "x")],
)
def test_one_line_is_one_address(host: str, counted: str) -> None:
    assert client(Request({"type": "http", "client": Address(host, 1), "headers": []})) == counted


@pytest.mark.parametrize(("peer", "counted"), [("127.0.0.1", "203.0.113.9"), ("198.51.100.1", "198.51.100.1")])
def test_a_forwarded_address_is_believed_from_who_is_trusted(here: Here, peer: str, counted: str) -> None:
    asked: list[str] = []

    class Counting:
        """Notes who is counted."""

        def hit(self, limit: str, *key: str) -> None:
            """One try."""
            asked.append(key[1])

    here.app.state.rates = Counting()
    behind = ProxyHeadersMiddleware(here.app, trusted_hosts=here.settings.trusted_proxies)  # type: ignore[arg-type]
    asking = TestClient(behind, "http://localhost", client=(peer, 1))  # type: ignore[arg-type]
    asking.post("/tra-cuu", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9"})
    assert asked == [counted]


@pytest.mark.parametrize("path", ["/static/..%2f..%2fREADME.md", "/static/%2e%2e/README.md", "/static//etc/passwd"])
def test_no_path_leads_out(here: Here, path: str) -> None:
    assert here.client.get(path).status_code == 404


def test_no_export_holds_a_formula(here: Here) -> None:
    paper(here, name="=cmd|' /C calc'!A0")
    here.log_in("clerk")
    book = zipfile.ZipFile(io.BytesIO(get(here, "/office/items.xlsx").content))
    told = "".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    assert "=cmd" in told
    assert "<f>" not in told


def test_a_spreadsheet_with_entities_expands_none(here: Here, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hoa-mung-toi", "utf-8")
    bomb = "".join(f'<!ENTITY a{no} "{f"&a{no - 1};" * 10}">' for no in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a0 "x">{bomb}<!ENTITY f SYSTEM "{secret.as_uri()}">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&a9;&f;</t></is></c></row></sheetData></worksheet>'
    )
    here.items(1)
    here.log_in("clerk")
    whole = io.BytesIO()
    given = zipfile.ZipFile(io.BytesIO(get(here, "/office/items.xlsx").content))
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, sheet if name.endswith("sheet1.xml") else given.read(name))
    answer = here.client.post("/office/import", files={"file": ("x.xlsx", whole.getvalue())}, headers=PAGE)
    assert answer.status_code in (303, 422)
    told = answer.text if answer.status_code == 422 else get(here, answer.headers["location"]).text
    assert "hoa-mung-toi" not in told
    assert "x" * 1000 not in told
