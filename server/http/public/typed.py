"""What somebody typed into a public form: always text, never a file, never an error."""

from starlette.datastructures import FormData
from starlette.requests import Request

from server.http.security import client


def typed(data: FormData, name: str) -> str:
    """The field's text, '' for none and for a file where text belongs."""
    value = data.get(name, "")
    return value if isinstance(value, str) else ""


def count(request: Request, limit: str, door: str) -> None:
    """Count one try from the address that asks. Refuses too_many. In memory only, beside nothing of what was sent."""
    request.app.state.rates.hit(limit, door, client(request))
