"""What the log is made of: lines for a person or JSON, the libraries' own among them, and never what people typed.

An error is written as its type and the places in the code that it passed, not with its message: messages quote values.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

MOST_PLACES = 30
"""Of a long way through the code so many places, the last ones."""
log = structlog.get_logger()


def without_values(_: Any, __: str, line: EventDict) -> EventDict:
    """Replace an exception by `error`, its types and codes from the first cause on, and `places`, the way it came."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["error"] = " → ".join(reversed(list(_chain(error))))
        line["places"] = _places(error.__traceback__)
    return line


def _chain(error: BaseException | None) -> Any:
    while error is not None:
        yield _named(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _named(error: BaseException) -> str:
    """Its type, and the code by which a database or the system names a failure."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or getattr(error, "errno", None)
    return f"{type(error).__name__}({code})" if code else type(error).__name__


def _places(way: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(way)[-MOST_PLACES:]
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]


def first_line(_: Any, __: str, line: EventDict) -> EventDict:
    """Of a library's message the first line: what follows shows objects with what they hold."""
    line["event"] = str(line["event"]).partition("\n")[0]
    return line


def log_to(kind: str) -> None:
    """`console` for a person, `json` for a collector. What libraries, threads and the interpreter say comes along."""
    console = structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty())
    renderer = structlog.processors.JSONRenderer(ensure_ascii=False) if kind == "json" else console
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
        without_values,
    ]
    structlog.configure(
        processors=[*shared, renderer], wrapper_class=structlog.make_filtering_bound_logger(logging.INFO)
    )
    handler = logging.StreamHandler(sys.stdout)
    meta = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=[meta, renderer], foreign_pre_chain=[*shared, first_line])
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    threading.excepthook = lambda ended: log.error("a thread has stopped", exc_info=ended.exc_value)
    sys.unraisablehook = lambda ended: log.error("an error that nobody could take", exc_info=ended.exc_value)
    sys.excepthook = lambda _, error, __: log.error("the program has stopped", exc_info=error)
