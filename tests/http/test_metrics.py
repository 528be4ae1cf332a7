"""Figures for Prometheus: there for the key alone, and right."""

from dataclasses import replace

import pytest
from httpx2 import Response
from prometheus_client.parser import text_string_to_metric_families

from server.app import build
from server.domain.ledger_checks import LedgerCheck
from server.domain.times import stamp
from tests.communes import Here
from tests.phones import confirmation

KEY = "k" * 20


@pytest.fixture
def measured(here: Here) -> Here:
    """The commune with figures."""
    here.settings = replace(here.settings, metrics_token=KEY)
    here.app.state.settings = here.settings
    return here


def ask(here: Here, key: str = KEY) -> Response:
    return here.client.get("/metrics", headers={"Authorization": f"Bearer {key}"})


def figures(here: Here) -> dict[tuple[str, ...], float]:
    """Name and values of labels → value."""
    answer = ask(here)
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {(one.name, *one.labels.values()): one.value for family in families for one in family.samples}


@pytest.mark.parametrize("key", ["", "x", KEY[:-1], KEY + "k", "é" * 20])
def test_without_the_key_it_is_not_there(measured: Here, key: str) -> None:
    plain = measured.client.get("/khong-co")
    answer = measured.client.get("/metrics", headers={b"Authorization": f"Bearer {key}".encode()})
    assert (answer.status_code, answer.content) == (404, plain.content)


def test_without_the_setting_it_is_there_for_nobody(here: Here) -> None:
    assert ask(here).status_code == 404
    assert ask(here, "").status_code == 404


def test_what_is_counted(measured: Here) -> None:
    items = measured.items(2)
    measured.round(items)
    phone = measured.phone()
    first = phone.write("confirmation.recorded", items[0], confirmation())
    measured.turn(phone, first)
    measured.turn(phone, first, {**phone.write("attempt.failed", None, {"reason": "absent"}), "sig": "A" * 86})
    measured.client.get("/gop-y/khong-co")
    found = figures(measured)
    assert found["tannha_events_total", "accepted"] == 1, "a receipt that is said again is no event more"
    assert found["tannha_events_total", "refused"] == 1
    assert found["tannha_events_total", "held"] == 0
    assert found["tannha_requests_total", "POST", "/sync", "2xx"] == 2
    assert found["tannha_requests_total", "GET", "-", "4xx"] == 1
    assert found["tannha_request_seconds_count", "/sync"] == 2
    assert found["tannha_act_seconds_count",] >= 3
    assert found["tannha_commits_total",] >= 3
    assert found["tannha_records_total",] > found["tannha_commits_total",]


def test_what_is_looked_up(measured: Here) -> None:
    measured.items(1)
    found = figures(measured)
    with measured.store.read() as view:
        assert found["tannha_head",] == view.head
    assert found["tannha_backup_age_seconds",] == float("inf")
    assert found["tannha_ledger_check_age_seconds",] == float("inf")
    assert found["tannha_streams",] == 0
    assert found["tannha_disk_free_bytes",] > 0
    assert found["process_resident_memory_bytes",] > 0
    check = LedgerCheck(id="one", by="admin", at=stamp(measured.clock()), bad=3, why="hash")
    measured.do(lambda unit: unit.put(check))
    found = figures(measured)
    assert found["tannha_ledger_check_good",] == 0
    assert 0 <= found["tannha_ledger_check_age_seconds",] < 60


def test_each_app_counts_for_itself(measured: Here) -> None:
    measured.client.get("/health")
    other = build(measured.settings, measured.store)
    assert other.state.metrics.registry.get_sample_value("tannha_commits_total") == 0
