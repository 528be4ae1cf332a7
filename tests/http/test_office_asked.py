"""Every list's filter: whatever its address holds is understood or left out, and what it asks for stands in its URL."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.times import read_day
from server.http.office.asked import Asked
from server.http.routes import routes

assert routes  # all lists are known once the routes are
FILTERS = sorted(Asked.__subclasses__(), key=lambda one: f"{one.__module__}.{one.__name__}")
WRITTEN = st.sampled_from(["2026-11-24", "20261124", "2026-02-30", "1", "all", "none", "open"]) | st.text(max_size=120)


def asked(filter_: type[Asked], data: st.DataObject) -> Asked:
    """A filter of any query: what it knows, what it does not, and nothing."""
    known = [value for values in filter_.choices.values() for value in values]
    written = WRITTEN | st.sampled_from(known) if known else WRITTEN
    names = list(filter_.__dataclass_fields__)
    return filter_.read(data.draw(st.dictionaries(st.sampled_from([*names, "page", "x"]), written)))


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda one: one.__module__)
@given(st.data())
def test_what_is_asked_for_stands_in_the_address(filter_: type[Asked], data: st.DataObject) -> None:
    wanted = asked(filter_, data)
    assert filter_.read(dict(parse_qsl(urlsplit(wanted.url()).query))) == wanted
    for name in filter_.day_fields:
        value: str = getattr(wanted, name)
        assert value in ("", "all") or read_day(value) == value
    for name, values in filter_.choices.items():
        assert getattr(wanted, name) in {*values, getattr(wanted.usual, name)}


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda one: one.__module__)
def test_an_address_that_says_nothing_asks_for_the_usual(filter_: type[Asked]) -> None:
    assert filter_.read({}) == filter_()
    assert filter_().url() == filter_.here
    assert filter_().url(page=2) == f"{filter_.here}?page=2"
