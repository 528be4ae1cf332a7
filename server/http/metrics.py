"""Figures of the running server for Prometheus: `GET /metrics`, there only for who brings TANNHA_METRICS_TOKEN.

Labels are routes, methods, classes of status and verdicts: as many as the program has, and nobody's data.
"""

import asyncio
import math
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.domain.keep import BackupNote
from server.domain.ledger_checks import LedgerCheck
from server.domain.problems import Refusal
from server.domain.times import instant
from server.http.watch import Seen
from sync.messages import Receipt

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """What is counted while it happens. Each app has its own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ours = self.registry
        self._requests = Counter("tannha_requests", "Requests answered.", ["method", "route", "status"], registry=ours)
        self._seconds = Histogram(
            "tannha_request_seconds", "Until the answer began.", ["route"], buckets=SECONDS, registry=ours
        )
        self._events = Counter(
            "tannha_events", "Events that phones handed in, by the verdict.", ["status"], registry=ours
        )
        self._acts = Histogram(
            "tannha_act_seconds", "From the order to write until it is durable.", buckets=SECONDS, registry=ours
        )
        self._commits = Counter("tannha_commits", "Commits; several acts share one under load.", registry=ours)
        self._records = Counter("tannha_records", "Records written.", registry=ours)
        self.streams = Gauge(
            "tannha_streams", "Office screens that listen.", multiprocess_mode="livesum", registry=ours
        )
        for status in ("accepted", "held", "refused"):
            self._events.labels(status)

    def request(self, seen: Seen) -> None:
        """A request was answered; 0xx when the asker had gone."""
        self._requests.labels(seen.method, seen.route, f"{seen.status // 100}xx").inc()
        self._seconds.labels(seen.route).observe(seen.seconds)

    def events(self, receipts: Iterable[Receipt], at: str) -> None:
        """A turn was answered; receipts of before that it repeated are not counted again."""
        for receipt in receipts:
            if receipt.at == at:
                self._events.labels(receipt.status).inc()

    def act(self, seconds: float) -> None:
        """Something was written."""
        self._acts.observe(seconds)

    def committed(self, changed: list[tuple[str, str]]) -> None:
        """For the store's on_commit."""
        self._commits.inc()
        self._records.inc(len(changed))


class Standing(Collector):
    """What is looked up at the moment of asking; `app` is the application's state."""

    def __init__(self, app: State) -> None:
        self.app = app

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The figures. An age is +Inf when there never was one."""
        app = self.app
        with app.store.read() as view:
            head = view.head
            check = view.last(LedgerCheck, "all", "")
        backup = next(iter(app.chores.made()), None)
        free = shutil.disk_usage(app.settings.data).free
        checked = "Of the last check of the ledger that was asked for in the office."
        yield _gauge("tannha_head", "The number of the last record written.", head)
        yield _gauge("tannha_backup_age_seconds", "Of the last backup that was read back.", self._age(backup))
        yield _gauge("tannha_ledger_check_age_seconds", checked, self._age(check))
        if check is not None:
            yield _gauge("tannha_ledger_check_good", "1 if the ledger was whole then, 0 if not.", check.good)
        yield _gauge("tannha_disk_free_bytes", "Free where the data lie.", free)

    def _age(self, what: LedgerCheck | BackupNote | None) -> float:
        return math.inf if what is None else float((self.app.clock() - instant(what.at)).total_seconds())


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=float(value))


def figures(app: State) -> bytes:
    """All of them, as Prometheus reads them. Of several processes (PROMETHEUS_MULTIPROC_DIR) what was counted is added
    up; memory and processor are those of the one that answers.
    """
    counted: CollectorRegistry = app.metrics.registry
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]  # the library has no types there
    asked = CollectorRegistry()
    asked.register(Standing(app))
    ProcessCollector(registry=asked)
    return generate_latest(counted) + generate_latest(asked)


async def metrics(request: Request) -> Response:
    """`GET /metrics`. Refuses not_found for who does not know the token, and for everybody where none is set."""
    wanted = request.app.state.settings.metrics_token.encode()
    given = request.headers.get("authorization", "").removeprefix("Bearer ").encode()
    if not wanted or not secrets.compare_digest(given, wanted):
        raise Refusal("not_found")
    text = await asyncio.to_thread(figures, request.app.state)
    return Response(text, media_type=CONTENT_TYPE_LATEST)


routes = [Route("/metrics", metrics)]
