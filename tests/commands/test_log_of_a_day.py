"""The log of a real server on which everybody was busy, and some things failed, has nobody's data in it.

Asked for is every route as every role, with names, telephone numbers and codes in paths, queries and bodies.
"""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
from starlette.routing import Route

from server.app import open_store
from server.http.routes import routes
from server.settings import Settings
from tests.browser.running import ROOT, demonstrate
from tests.phones import Phone, confirmation
from tests.upgrade.releases import command

PATIENCE = 60
PERSONAL = {"name", "phone", "nickname", "way", "identity", "number", "code", "username", "birth", "tracking", "note"}
"""Under which keys of stored documents there is what no log may hold."""
SKIPPED = {"/office/live", "/office/logout", "/office/account/leave", "/tra-cuu"}
"""Endless, the end of a log-in, and slow on purpose; the last one is asked once."""
FAILING = """
import sys
from server.http.office import items
def fail(*given):
    raise KeyError(given[1].q)
items.listing = fail
from server.__main__ import main
main()
"""
"""The program with one page that fails, and quotes what it was asked for."""


def secrets_of(documents: Any) -> Iterator[str]:
    """Every text under one of the keys, however deep."""
    if isinstance(documents, dict):
        for key, value in documents.items():
            if key in PERSONAL and isinstance(value, str):
                yield value
            yield from secrets_of(value)
    elif isinstance(documents, list):
        for value in documents:
            yield from secrets_of(value)


class Day:
    """A served demonstration, and everything secret that is known of it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        demonstrate(self.data)
        self.demo = json.loads((self.data / "demo.json").read_text("utf-8"))
        store = open_store(Settings(data=self.data))
        with store.snapshot() as snapshot:
            stored = [(row.id, msgspec.json.decode(row.body)) for row in snapshot.records()]
        store.close()
        named = {text for _, body in stored for text in secrets_of(body)} | {id_ for id_, _ in stored}
        open_to_all = " ".join(route.path for route in routes if isinstance(route, Route))
        self.secret = {text for text in named if len(text) >= 8 and text not in open_to_all} | {
            one["password"] for one in self.demo["accounts"]
        }
        self.secret |= {one["code"] for one in self.demo["invites"]}
        self.item = self.demo["rounds"][0]["items"][0]
        self.name = next(body["name"] for id_, body in stored if id_ == self.item)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"

    def serve(self, log: Path) -> "subprocess.Popen[bytes]":
        """The program in a process of its own, its log in a file."""
        port = self.url.rpartition(":")[2]
        words = [sys.executable, "-c", FAILING, "serve", "--data", str(self.data), "--port", port]
        with log.open("wb") as out:
            environment = {"TANNHA_LOG": "json", "TANNHA_PUBLIC_URL": self.url, "PATH": "/usr/bin:/bin"}
            process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, env=environment)
        limit = time.monotonic() + PATIENCE
        while b"/office/" not in log.read_bytes():
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < limit
            time.sleep(0.05)
        urllib.request.urlopen(f"{self.url}/health", timeout=PATIENCE).close()
        return process

    def ask_everywhere(self, client: httpx2.Client) -> None:
        """Every route, with what nobody may read in its path, its query and its body."""
        told = {"q": self.name, "name": self.name, "phone": "0912345678", "code": self.demo["invites"][0]["code"]}
        for route in routes:
            if not isinstance(route, Route) or route.path in SKIPPED:
                continue
            for value in (self.item, self.name) if "{" in route.path else ("",):
                path = re.sub(r"{\w+(:path)?}", value, route.path)
                if "GET" in (route.methods or ()):
                    client.get(path, params=told, headers={"accept": "text/html"})
            if "POST" in (route.methods or ()):
                client.post(re.sub(r"{\w+(:path)?}", self.item, route.path), data=told, params=told)

    def deliver(self, client: httpx2.Client) -> Phone:
        """A phone enrols and hands in one event that is good and one that is refused."""
        phone = Phone()
        phone.enrolled(client.post("/sync/enrol", json=phone.enrolment(self.demo["invites"][0]["code"])).json())
        good = phone.write("confirmation.recorded", self.item, confirmation(self.name))
        forged = {**phone.write("confirmation.recorded", self.item, confirmation(self.name)), "sig": "A" * 86}
        headers = {"Authorization": f"Bearer {phone.token}"}
        receipts = client.post("/sync", json=phone.request(good, forged), headers=headers).json()["receipts"]
        assert [row["status"] for row in receipts] == ["accepted", "refused"]
        self.secret |= {phone.token, phone.send}
        return phone


@pytest.fixture
def day(tmp_path: Path) -> Day:
    return Day(tmp_path)


def test_nobody_s_data_are_in_it(day: Day, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = day.serve(log)
    try:
        with httpx2.Client(base_url=day.url, timeout=PATIENCE) as client:
            day.ask_everywhere(client)
            client.post("/tra-cuu", data={"code": day.name, "phone": "678"})
            day.deliver(client)
        for account in day.demo["accounts"]:
            with httpx2.Client(base_url=day.url, timeout=PATIENCE) as client:
                client.post("/office/login", data={name: account[name] for name in ("username", "password")})
                day.secret.add(client.cookies["tannha"])
                failed = client.get("/office/items", params={"q": day.name}, headers={"accept": "text/html"})
                day.ask_everywhere(client)
    finally:
        process.terminate()
        assert process.wait(PATIENCE) == 0
    text = log.read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    assert [secret for secret in day.secret if secret in text] == []
    assert "0912345678" not in text
    named = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", failed.text)
    assert failed.status_code == 500
    assert named is not None
    (told,) = [line for line in lines if line["event"] == "request failed" and line["request"] == named[0]]
    assert told["error"] == "KeyError"
    requests = [line for line in lines if line["event"] == "request"]
    known = {route.path for route in routes if isinstance(route, Route)} | {"-", "/static"}
    assert {line["route"] for line in requests} <= known
    assert len(requests) > 800
    assert {line["status"] for line in requests if line["route"] != "/office/items"} & {500} == set()
    assert json.loads(command(day.data, "verify", "--json").stdout)["ok"] is True
