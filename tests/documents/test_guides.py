"""The guides: whole in both languages, and every picture is one that the browser's tests take."""

import json
import re

import pytest

from server.documents.guides import GUIDES, guides
from tests.browser.pictures import DESK, PHONE


def test_every_guide_is_whole() -> None:
    assert set(guides()) == set(GUIDES)
    for guide in guides().values():
        for told in (guide.title, guide.lead, *guide.safe, *(text for step in guide.steps for text in step.text)):
            assert told.vi.strip()
            assert told.en.strip()
            assert told.vi != told.en
        assert 4 <= len(guide.steps) <= 8, "ten minutes"


def test_each_picture_is_taken_and_used() -> None:
    named = {step.picture.name for guide in guides().values() for step in guide.steps if step.picture}
    assert named == {*PHONE, *DESK}
    assert all(step.picture.says.vi for guide in guides().values() for step in guide.steps if step.picture)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_to_be_tapped_stands_on_the_phone(language: str) -> None:
    """A word that the hamlet head's guide says to tap is a word of the phone's own catalogue."""
    with open("web/locales/vi.json", encoding="utf-8") as file:
        words = {text for key, text in json.load(file).items() if key.startswith("field.")}
    told = [getattr(text, language) for step in guides()["hamlet_head"].steps for text in step.text]
    asked = re.findall(r"(?:[Bb]ấm|[Tt]ap) ([A-ZĐ][\w ]+?)(?=[,.:;]| để|$| and)", " ".join(told))
    known = [one for one in asked if any(word.startswith(one) for word in words)]
    assert len(known) >= 3
    assert {one for one in asked if one not in known and one[0] in "NTKLĐ"} == set()
