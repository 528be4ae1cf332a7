"""What every office handler needs: a view, a write, the form, and who acts."""

import asyncio
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

from starlette.datastructures import FormData
from starlette.requests import Request

from server.actions.desk import Act, new_id
from server.domain.problems import Refusal
from server.http.bodies import MAX_FORM, MAX_UPLOAD
from server.http.session import person
from server.store.port import Store, Unit, View

T = TypeVar("T")
MAX_FORM_FIELDS = 2000
MAX_FILES = 5


def store(request: Request) -> Store:
    """The app's store."""
    found: Store = request.app.state.store
    return found


def view(request: Request) -> AbstractContextManager[View]:
    """A view of what is committed, for a short synchronous block."""
    return store(request).read()


async def write(request: Request, action: Callable[[Unit], T]) -> T:
    """Run an action in the store's writer and wait until it is durable. Refusals come through."""
    begun = time.perf_counter()
    done = await asyncio.wrap_future(store(request).submit(action))
    request.app.state.metrics.act(time.perf_counter() - begun)
    return done


async def form(request: Request, uploads: bool = False) -> FormData:
    """The posted form. Files that nobody asked for are let go at once; who asks for `uploads` closes them."""
    request.state.most = MAX_UPLOAD if uploads else MAX_FORM
    data = await request.form(max_files=MAX_FILES, max_fields=MAX_FORM_FIELDS)
    if not uploads:
        await data.close()
    return data


def act(request: Request, data: FormData) -> Act:
    """Who acts, now, under the id that was rendered into the form."""
    by = person(request)
    if by is None:
        raise Refusal("login_needed")
    event_id = data.get("event_id")
    usable = isinstance(event_id, str) and 0 < len(event_id) <= 64 and event_id.isascii()
    return Act(by, request.app.state.clock(), str(event_id) if usable else new_id())
