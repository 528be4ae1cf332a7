"""Each page of the office and of the public in either language: nothing on it is said in the other one."""

from collections.abc import Iterator

import pytest

from tests.http.walk import Walk
from tests.http.whole import Whole
from tests.languages import Spoken, foreign

START = (
    "/office/",
    "/",
    "/office/contacts/answers",
    "/office/review/clean",
    "/office/audit",
    "/office/subjects?q=danh",
)
FEWEST = 150
"""So many pages are come to at least; fewer, and the walk did not walk."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The demonstration."""
    made = Whole(tmp_path_factory.mktemp("whole"))
    yield made
    made.close()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_speaks_one_language(whole: Whole, language: str) -> None:
    walk = Walk(whole.door, f"{whole.cookies('admin')}; language={language}", each=1).go(*START)
    found, pages = [], 0
    for address, answer in walk.answers.items():
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        said = Spoken(answer.text).said
        pages += language in said
        found += [f"{address} in {one}: {text}" for one, texts in said.items() for text in foreign(one, texts)]
    assert found == []
    assert pages >= FEWEST
