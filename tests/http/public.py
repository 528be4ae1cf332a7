"""What the tests of the public pages share: a paper to look up, a complaint form filled in, hostile input."""

import re
from typing import Any

from httpx2 import Response

from server.actions.desk import new_id
from server.domain.citizens import Party
from server.domain.dossiers import Dossier
from tests.communes import Here
from tests.http.office import PAGE, get, post

PHONE = "0912345678"
HOSTILE: dict[str, str] = {
    "nothing": "",
    "controls": "\x00\x01\x1b[31m\u202e\ufffe",
    "long": "đ" * 10_000,
    "markup": "'\"><script>alert(1)</script>{{ 7*7 }}",
    "paths": "../../etc/passwd%00",
    "digits of another script": "٣٤٥",
}
"""By its name what a field may hold that nobody should type."""


def dossier(here: Here, **changed: Any) -> Dossier:
    """A dossier that was received, with a telephone."""
    made = Dossier(
        **{
            "id": new_id(),
            "no": "TN-261124-007",
            "external_code": "H61.15-261124-0007",
            "procedure_name": "Đăng ký khai sinh",
            "applicant": Party("Danh Thị Thử", phone=PHONE, address="Ấp Một, cạnh chùa"),
            "received_at": "2026-11-24T02:00:00.000Z",
            "received_by": here.people["clerk"].id,
            "due_at": "2026-11-26T10:00:00.000Z",
            **changed,
        }
    )
    here.do(lambda unit: unit.put(made))
    return made


def look_up(here: Here, code: str, digits: str, lang: str = "") -> Response:
    """The form as it is sent."""
    return post(here, f"/tra-cuu{lang}", code=code, digits=digits)


def token(here: Here) -> str:
    """The secret of a fresh complaint form."""
    return str(re.findall(r'name="token" value="([^"]+)"', get(here, "/gop-y").text)[0])


def raw(here: Here, path: str, content: bytes, kind: str = "application/x-www-form-urlencoded") -> Response:
    """A body that no form makes."""
    return here.client.post(path, content=content, headers={**PAGE, "Content-Type": kind})
