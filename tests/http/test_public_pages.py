"""Every public page: without cookie and script, in both languages, and never an error of ours whatever is sent."""

import re

import pytest

from server.http.public import look_up
from tests.communes import Here
from tests.http.office import PAGE, get, text
from tests.http.public import HOSTILE, raw, token
from tests.http.test_public_handbook import put

PAGES = [
    "/",
    "/tra-cuu",
    "/so-tay",
    "/so-tay?q=zzz",
    "/so-tay/1.001193",
    "/gop-y",
    "/gop-y/theo-doi",
    "/q/x",
    "/y/cam-on",
    "/help",
    "/help/hamlet_head",
    "/help/clerk",
]
PLAIN = "application/x-www-form-urlencoded"
FILE = b'--b\r\nContent-Disposition: form-data; name="code"; filename="x"\r\n\r\nx\r\n--b--'
FORMS = {"/tra-cuu": ("code", "digits"), "/gop-y/theo-doi": ("code", "text", "token")}
FORMS["/gop-y"] = ("text", "about", "day", "hamlet", "token")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(look_up, "PAUSE", 0.0)


@pytest.mark.parametrize("path", PAGES)
def test_without_cookie_and_script_in_both_languages(here: Here, path: str) -> None:
    put(here)
    sign = "&" if "?" in path else "?"
    pages = [get(here, path), get(here, f"{path}{sign}lang=vi"), get(here, f"{path}{sign}lang=en")]
    for page in pages:
        assert "<script" not in page.text
        assert "set-cookie" not in page.headers
        assert not re.findall(r"public\.[a-z_]+\.[a-z_.]+", text(page)), "a word that is in no catalogue"
        assert 'src="http' not in page.text
    vi, _, en = pages
    assert '<html lang="vi">' in vi.text
    assert '<html lang="en">' in en.text
    assert "lang=en" in re.findall(r'class="other" href="\?([^"]+)"', vi.text)[0]
    links = re.findall(r'href="(/(?:tra-cuu|so-tay|gop-y)[^"]*)"', en.text)
    assert links
    assert all("lang=en" in link for link in links), "the language goes along"


def test_the_front_page_leads_everywhere(here: Here) -> None:
    page = get(here, "/").text
    for place in ("/tra-cuu", "/so-tay", "/gop-y", "/office/", "/field/"):
        assert f'href="{place}"' in page


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("path", FORMS)
def test_hostile_fields(here: Here, path: str, kind: str) -> None:
    sent = dict.fromkeys(FORMS[path], HOSTILE[kind]) if HOSTILE[kind] else {}
    for data in (sent, {**sent, "token": token(here)}, {**sent, "digits": "678"}):
        answer = here.client.post(path, data=data, headers=PAGE)
        assert answer.status_code < 500
        assert "<script" not in answer.text
        assert ">49<" not in answer.text
    assert here.client.get(f"{path}?ma={'x' * 10_000}&q=%00&field=%FF&lang=zz", headers=PAGE).status_code == 200


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xfe\x00%%%==&&;;", PLAIN),
        ("code=Nguyễn&digits=678&text=Nguyễn".encode("utf-16"), f"{PLAIN}; charset=utf-16"),
        (b"code=%ED%A0%80&digits=678&text=%ED%A0%80&token=%00", PLAIN),
        (b"code=1&digits=%EF%BC%96%EF%BC%97%EF%BC%98&text=" + b"%F0%9F%92%A5" * 9999, PLAIN),
        (b"--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
        (FILE, "multipart/form-data; boundary=b"),
        (b'{"code": ["x"]}', "application/json"),
        (b"&".join(b"f%d=x" % place for place in range(3000)), PLAIN),
    ],
)  # fmt: skip
def test_hostile_bodies(here: Here, path: str, content: bytes, kind: str) -> None:
    assert raw(here, path, content, kind).status_code < 500


def test_hostile_addresses(here: Here) -> None:
    for path in ("/so-tay/%ED%A0%80", "/so-tay/..%2f..", "/q/%F0%9F%92%A5", "//evil.example/", "/gop-y/x", "/tra-cuu/"):
        page = here.client.get(path, headers=PAGE)
        assert page.status_code < 500
        assert 'href="//' not in page.text
