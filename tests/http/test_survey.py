"""The public questions over HTTP: once, one page for every dead link, a rate, nothing kept of who answered."""

import re

import msgspec
from httpx2 import Response

from server.actions.survey import Paper, links
from server.domain.survey import SurveyBox, SurveyLink
from server.http.public.survey import THANKS
from server.http.render import WEB
from tests.communes import Here
from tests.http.office import PAGE, get, paper, post, text

ALL = {"answer_1": "5", "answer_2": "4", "answer_3": "1"}


def link(here: Here, about: str = "dossier:one") -> str:
    (token,) = here.do(lambda unit: links(unit, here.clock(), [Paper(about, "ap", "desk")]))
    return f"/y/{token}"


def page(here: Here, path: str) -> Response:
    return here.client.get(path, headers=PAGE)


def boxes(here: Here) -> list[SurveyBox]:
    with here.store.read() as view:
        return [stored.record for stored in view.scan(SurveyBox)]


def test_asked_answered_thanked(here: Here) -> None:
    at = link(here)
    asked = page(here, at)
    assert "<script" not in asked.text
    assert asked.text.count('type="radio"') == 15
    assert "Cán bộ xã làm việc có tận tình không ạ?" in text(asked)
    sent = post(here, at, **ALL)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{THANKS}?lang=vi")
    assert "Cảm ơn bà con" in text(get(here, THANKS))
    (box,) = boxes(here)
    assert (box.hamlet, box.stream, box.answers) == ("ap", "desk", ((5, 4, 1),))


def test_in_the_other_language_without_a_cookie(here: Here) -> None:
    at = link(here)
    assert 'href="?lang=en"' in page(here, at).text
    english = page(here, f"{at}?lang=en")
    assert "Very good" in text(english)
    assert f'action="{at}?lang=en"' in english.text
    sent = post(here, f"{at}?lang=en", **ALL)
    assert "Thank you" in text(get(here, sent.headers["location"]))


def test_every_dead_link_looks_the_same(here: Here) -> None:
    used, unknown = link(here), "/y/" + "a" * 16
    post(here, used, **ALL)
    dead = [page(here, used), page(here, unknown), page(here, "/y/x"), post(here, used, **ALL), post(here, unknown)]
    assert {answer.status_code for answer in dead} == {404}
    assert len({answer.text for answer in dead}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in dead}) == 1
    assert len(boxes(here)[0].answers) == 1


def test_nothing_chosen_or_nonsense(here: Here) -> None:
    at = link(here)
    for given in ({}, {"answer_1": "9", "answer_2": "x"}):
        again = post(here, at, **given)
        assert again.status_code == 422
        assert "Xin chọn ít nhất một câu" in text(again)
    assert boxes(here) == []
    assert post(here, at, answer_2="3").status_code == 303
    assert boxes(here)[0].answers == ((None, 3, None),)


def test_who_tries_too_often_waits(here: Here) -> None:
    for _ in range(30):
        assert page(here, "/y/guess").status_code == 404
    assert page(here, "/y/guess").status_code == 429
    assert page(here, link(here)).status_code == 429


def test_the_store_holds_no_token_and_no_paper(here: Here) -> None:
    at = link(here, "item:secret-paper")
    post(here, at, **ALL)
    with here.store.read() as view:
        kept = [msgspec.json.encode(one.record) for kind in (SurveyLink, SurveyBox) for one in view.scan(kind)]
    stored = b" ".join(kept).decode()
    assert at.removeprefix("/y/") not in stored
    assert "secret-paper" not in stored
    assert not re.search(r"\d{4}-\d\d-\d\dT", stored), "no time of day"


def printed(answer: Response) -> list[str]:
    return re.findall(r'class="address">[^/<]+(/y/[a-z2-7]+)<', answer.text)


def test_a_slip_prints_the_same_link_until_it_is_used(here: Here) -> None:
    one, two = paper(here), paper(here)
    here.log_in("clerk")
    (at,) = printed(get(here, f"/office/items/{one}/slip"))
    assert printed(get(here, f"/office/items/{one}/slip")) == [at]
    assert printed(get(here, f"/office/items/{two}/slip")) != [at]
    here.client.cookies.clear()
    assert post(here, at, **ALL).status_code == 303
    here.log_in("clerk")
    again = get(here, f"/office/items/{one}/slip")
    assert printed(again) == []
    assert "Phần dân giữ" not in text(again)


def test_the_faces_are_those_of_the_phone() -> None:
    def faces(path: str) -> list[str]:
        source = (WEB / path).read_text("utf-8")
        return re.findall(r"""^  ([1-5]: '<path.*>')""", source, re.MULTILINE)

    assert len(faces("field/views/icons.js")) == 5
    assert faces("public/faces.html") == faces("field/views/icons.js")
