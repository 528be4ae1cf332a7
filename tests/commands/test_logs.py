"""The log says what went wrong and where, never with which value; libraries speak through it too."""

import asyncio
import json
import logging
import sqlite3
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from server.commands.logs import log_to

SECRET = "Danh Thị Bí Mật 0912345678"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """What is set for the whole process is set back."""
    kept = structlog.get_config()
    hooks = threading.excepthook, sys.unraisablehook, sys.excepthook
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    structlog.configure(**kept)
    threading.excepthook, sys.unraisablehook, sys.excepthook = hooks
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


def failing() -> None:
    try:
        raise sqlite3.OperationalError(SECRET)
    except sqlite3.OperationalError as error:
        raise KeyError(SECRET) from error


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    shown = capsys.readouterr()
    assert "Bí Mật" not in shown.out + shown.err
    return [json.loads(line) for line in shown.out.splitlines()]


def test_an_error_by_type_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    log_to("json")
    try:
        failing()
    except KeyError:
        structlog.get_logger().exception("it failed", batch="b1")
    (line,) = lines(capsys)
    assert (line["event"], line["level"], line["batch"]) == ("it failed", "error", "b1")
    assert line["error"] == "OperationalError → KeyError"
    assert line["places"][-1].endswith(" failing")


def test_the_code_of_a_database_stays(capsys: pytest.CaptureFixture[str]) -> None:
    log_to("json")
    try:
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")
    except sqlite3.Error as error:
        structlog.get_logger().error("store unavailable", exc_info=error)
    assert lines(capsys)[0]["error"] == "OperationalError(SQLITE_ERROR)"


def test_what_libraries_and_threads_say(capsys: pytest.CaptureFixture[str]) -> None:
    log_to("json")
    logging.getLogger("library").warning("Invalid request received.\n%s", SECRET)

    async def never_asked_for() -> None:
        task = asyncio.ensure_future(asyncio.to_thread(failing))
        await asyncio.wait([task])
        del task

    asyncio.run(never_asked_for())
    thread = threading.Thread(target=failing)
    thread.start()
    thread.join()
    told = [line["event"] for line in lines(capsys)]
    assert told == ["Invalid request received.", "Task exception was never retrieved", "a thread has stopped"]


def test_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    log_to("console")
    try:
        failing()
    except KeyError as error:
        structlog.get_logger().error("it failed", exc_info=error)
    shown = capsys.readouterr().out
    assert "it failed" in shown
    assert "OperationalError → KeyError" in shown
    assert "Bí Mật" not in shown
