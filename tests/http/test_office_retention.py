"""The page of how long data are kept: every rule in words, and what the last night removed."""

from datetime import UTC, datetime, timedelta

import pytest

from server.actions.retention import follow_rules, write_run
from server.domain.people import Session
from server.domain.retention import RULES
from server.http.render import catalogue
from server.store.port import Unit
from tests.communes import Here
from tests.http.office import PAGE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_says_what_goes_and_what_stays(language: str) -> None:
    words = catalogue(language)
    for rule in RULES:
        for kind in ("", "goes.", "stays."):
            assert words[f"office.retention.{kind}{rule.code}"]


def test_the_page_and_its_file_tell_what_the_last_night_removed(here: Here) -> None:
    now = datetime.now(UTC)

    def leave(unit: Unit) -> None:
        unit.put(Session(id="old", person="x", created_at="2020-01-01T00:00:00.000Z", expires_at="2020-01-02"))
        follow_rules(unit, now)
        write_run(unit, now, {}, ("contacts",))

    here.do(leave)
    here.log_in("admin")
    page = here.client.get("/office/retention", headers=PAGE).text
    assert all(rule.law in page for rule in RULES)
    assert page.count("chưa làm được") == 1
    row = page[page.index("Lần đăng nhập hết hạn") :].split("</tr>")[0]
    assert row.count(">1</td>") == 2, "the last night, and the last thirty"
    assert here.client.get("/office/retention.xlsx").status_code == 200


def test_it_is_the_administrators(here: Here) -> None:
    for who in ("clerk", "supervisor", "hamlet_head"):
        here.log_in(who)
        assert here.client.get("/office/retention", headers=PAGE).status_code == 403


def test_accounts_of_nights_go_after_two_years(here: Here) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    here.do(lambda unit: write_run(unit, start, {"forms": 1}))
    run = here.do(lambda unit: write_run(unit, start + timedelta(days=800), {"forms": 2}))
    assert run.removed == {"forms": 2}
    with here.store.read() as view:
        assert [one.record.id for one in view.scan(type(run))] == [run.id]
