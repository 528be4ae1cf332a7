"""The public questions: a link for a paper, opened and answered once, its answers dropped into a box without a name."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec import structs

from server.actions.people import secret_id
from server.domain.reconciliations import week_of
from server.domain.satisfaction import Answers
from server.domain.survey import LINK_LASTS, Asking, Stream, SurveyBox, SurveyKey, SurveyLink, box_id, dropped
from server.domain.times import VIETNAM, local_day
from server.store.port import Unit, View
from sync.ledger import to_base64url

KEY = "key"
TOKEN_BYTES = 10
"""80 bits, 16 letters and digits in base32: short enough to be typed from paper, far too many to be guessed."""


class Paper(NamedTuple):
    """What a link is printed on, as `item:ID` or `dossier:ID`, and where its answers are counted."""

    about: str
    hamlet: str
    stream: Stream


def links(unit: Unit, now: datetime, papers: Sequence[Paper]) -> list[str]:
    """The token of each paper, '' once it was used: made by the commune's secret, so that every print is the same."""
    key = _key(unit)
    return [_link(unit, now, paper, _token(key, paper.about)) for paper in papers]


def _link(unit: Unit, now: datetime, paper: Paper, token: str) -> str:
    known = unit.get(SurveyLink, secret_id(token))
    if known is not None and known.used:
        return ""
    until = local_day(now + LINK_LASTS)
    if known is None:
        week = week_of(now.astimezone(VIETNAM).date())
        unit.put(SurveyLink(id=secret_id(token), week=week, expires=until, hamlet=paper.hamlet, stream=paper.stream))
    elif known.expires < until:
        unit.put(structs.replace(known, expires=until))
    return token


def _token(key: str, about: str) -> str:
    digest = hmac.new(key.encode(), about.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:TOKEN_BYTES]).decode().lower()


def _key(unit: Unit) -> str:
    known = unit.get(SurveyKey, KEY)
    if known is None:
        known = SurveyKey(id=KEY, secret=to_base64url(secrets.token_bytes(32)))
        unit.put(known)
    return known.secret


def opened(view: View, token: str, now: datetime) -> SurveyLink | None:
    """The link that this token opens; None for one that is unknown, used or expired, which no answer tells apart."""
    link = view.get(SurveyLink, secret_id(token.lower()))
    return link if link is not None and not link.used and link.expires >= local_day(now) else None


def answer(unit: Unit, token: str, answers: Answers, now: datetime) -> bool:
    """Take the answers of a link, once; whether they were taken. Nothing of the link goes with them but its box."""
    link = opened(unit, token, now)
    if link is None or not any(answers):
        return False
    unit.put(structs.replace(link, used=True))
    drop(unit, week_of(now.astimezone(VIETNAM).date()), "public", link.hamlet, link.stream, answers)
    return True


def drop(unit: Unit, week: str, asking: Asking, hamlet: str, stream: Stream, answers: Answers) -> None:
    """Put answers into their box."""
    id_ = box_id(week, asking, hamlet, stream)
    box = unit.get(SurveyBox, id_) or SurveyBox(id=id_, week=week, asking=asking, hamlet=hamlet, stream=stream)
    unit.put(structs.replace(box, answers=dropped(box, answers)))
