"""Message templates: both languages, known blanks only, nothing sensitive, and what is not filled is seen."""

from server.documents.message_file import message_templates
from server.domain.messages import OPEN, MessageTemplate, template_faults


def test_the_templates_of_the_program_are_sound() -> None:
    assert len(message_templates()) >= 5
    assert template_faults(message_templates()) == []


def test_a_template_that_could_say_too_much_is_found() -> None:
    bad = MessageTemplate("a", {"vi": "A", "en": "A"}, {"vi": "{name} bị bệnh {code}", "en": "{code}"})
    half = MessageTemplate("b", {"vi": "B"}, {"vi": ""})
    found = template_faults((bad, half, bad))
    assert found[:4] == ["a: twice", "a: name", "a: blanks differ", "b: languages"]


def test_what_nobody_said_stays_open() -> None:
    made = MessageTemplate("a", {}, {"vi": "Hồ sơ {code} ngày {day}"})
    assert made.blanks("vi") == ("code", "day")
    assert made.filled("vi", {"code": "HS-1"}) == f"Hồ sơ HS-1 ngày {OPEN}"
