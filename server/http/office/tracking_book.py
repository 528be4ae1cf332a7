"""The tracking book (sổ theo dõi hồ sơ): every dossier of a period, field by field, to print or as a spreadsheet."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from server.actions.desk import new_id
from server.domain.changes import Change
from server.domain.dossiers import Dossier
from server.domain.items import Item
from server.domain.procedures import Procedure
from server.domain.times import read_day, stamp
from server.http.desk import view, write
from server.http.office.letterhead import committee_words, letterhead, paper
from server.http.office.names import Names
from server.http.office.page import acting, page, today
from server.http.office.print_facts import placed
from server.http.office.spreadsheet import spreadsheet
from server.http.render import clock, day
from server.http.security import guarded
from server.store.port import View

MOST_DAYS = 366
HEADINGS = {
    "code": "Mã hồ sơ",
    "procedure": "Tên thủ tục hành chính",
    "who": "Tổ chức, cá nhân",
    "contact": "Địa chỉ, số điện thoại",
    "authority": "Cơ quan chủ trì",
    "received": "Nhận hồ sơ",
    "due": "Hẹn trả",
    "returned": "Trả kết quả",
    "channel": "Phương thức nhận",
    "signed": "Ký nhận",
}
"""The columns after the running number (domain §2.2)."""
_CHANNELS = {"desk": "Trực tiếp", "home": "Tại nhà", "postal": "Bưu chính công ích"}


@dataclass(frozen=True)
class BookRow:
    """One dossier of the book as it is printed; `signed` is the proof that stands for a signature, '' to be signed."""

    code: str
    procedure: str
    who: str
    contact: str
    authority: str
    received: str
    due: str
    returned: str
    channel: str
    signed: str


@dataclass(frozen=True)
class Period:
    """Which book: a field ('' for all) and its first and last day of receipt, `yyyy-mm-dd`."""

    field: str
    first: str
    last: str

    def url(self, path: str = "/office/tracking-book") -> str:
        """Its address."""
        return f"{path}?{urlencode({'field': self.field, 'from': self.first, 'to': self.last})}"

    @property
    def days(self) -> Iterator[str]:
        """Its days, a year of them at most."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        for number in range(min((last - first).days + 1, MOST_DAYS)):
            yield (first + timedelta(days=number)).isoformat()


def read_period(request: Request) -> Period:
    """The period of the URL; what cannot be read is this month until today."""
    asked, now = request.query_params, today(request)
    last = read_day(asked.get("to", "")) or now
    first = read_day(asked.get("from", "")) or f"{last[:8]}01"
    return Period(" ".join(asked.get("field", "").split())[:200], min(first, last), last)


def book(seen: View, period: Period) -> dict[str, list[BookRow]]:
    """Field → its dossiers in the order of receipt. The cost grows with the period, not with the past."""
    names, authority = Names(seen), committee_words(seen, period.last)
    found: dict[str, list[BookRow]] = {}
    for one in period.days:
        received = sorted(seen.find(Dossier, "day", one), key=lambda dossier: (dossier.received_at, dossier.no))
        for dossier in received:
            if period.field in ("", dossier.field):
                found.setdefault(dossier.field, []).append(_row(seen, dossier, names, authority))
    return dict(sorted(found.items()))


def _row(seen: View, dossier: Dossier, names: Names, authority: str) -> BookRow:
    who = placed(dossier.applicant, names)
    made = dossier.result
    return BookRow(
        code=dossier.external_code or dossier.no,
        procedure=dossier.procedure_name,
        who=who.name,
        contact=", ".join(part for part in (who.address, who.phone) if part),
        authority=authority,
        received=_moment(dossier.received_at),
        due=_moment(dossier.due_at),
        returned=_moment(made.returned_at) if made else "",
        channel=_CHANNELS[dossier.channel_out],
        signed=_signed(seen, dossier),
    )


def _moment(at: str) -> str:
    return f"{clock(at)} {day(at)}" if at else ""


def _signed(seen: View, dossier: Dossier) -> str:
    """The proof that stands for the signature: 'Ký nhận' is a receipt, so a signed one satisfies it (domain §2.5)."""
    item = seen.get(Item, dossier.item) if dossier.item else None
    if item is None or item.custody.state != "delivered":
        return ""
    paper_only = item.custody.under is not None
    return "Đã ký phiếu" if paper_only else "Xác nhận điện tử" if item.custody.confirmations else ""


async def show_book(request: Request) -> Response:
    """The book as pages to print."""
    period = read_period(request)
    with view(request) as seen:
        sections = book(seen, period)
        fields_known = sorted({one.field for one in seen.find(Procedure, "all", "")} - {""})
        head = letterhead(seen, paper(seen, "tracking_book", period.last))
    await _note(request, period, sum(map(len, sections.values())))
    shown: dict[str, Any] = {"period": period, "sections": sections, "fields": fields_known, "headings": HEADINGS}
    return page(request, "print/tracking_book.html", **shown, **head)


async def book_xlsx(request: Request) -> Response:
    """The same as a spreadsheet."""
    period = read_period(request)
    with view(request) as seen:
        sections = book(seen, period)
    await _note(request, period, sum(map(len, sections.values())))
    rows = (
        {"Lĩnh vực": field, "STT": place, **{HEADINGS[one.name]: getattr(row, one.name) for one in fields(BookRow)}}
        for field, found in sections.items()
        for place, row in enumerate(found, 1)
    )
    return spreadsheet(request, "so-theo-doi", rows)


async def _note(request: Request, period: Period, count: int) -> None:
    """Who looked at so many people's data, and when."""
    change = Change(
        id=new_id(),
        subject="tracking_book:",
        what="tracking_book.printed",
        by=acting(request).id,
        at=stamp(request.app.state.clock()),
        note=f"{period.field or '*'}, {period.first} – {period.last}, {count}",
    )
    if count:
        await write(request, lambda unit: unit.put(change))


routes = [
    guarded("/office/tracking-book", show_book, "dossiers.read"),
    guarded("/office/tracking-book.xlsx", book_xlsx, "dossiers.read"),
]
