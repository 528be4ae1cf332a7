"""Secret links of calendars: one at a time, kept as a hash, closed for good."""

from server.actions.calendar_links import live_link, make_link, opened, revoke_link
from server.actions.history import story
from server.domain.calendar_links import CalendarLink
from tests.communes import Here


def test_a_link_opens_its_calendar_and_no_token_is_stored(here: Here) -> None:
    token = here.do(lambda unit: make_link(unit, here.act("clerk"), "person", "p1"))
    with here.store.read() as view:
        link = opened(view, token)
        assert link is not None
        assert (link.of, link.owner, link.by) == ("person", "p1", here.people["clerk"].id)
        assert token not in repr(list(view.scan(CalendarLink)))
        assert opened(view, link.id) is None
        assert opened(view, "") is None


def test_a_fresh_link_closes_the_one_before_it(here: Here) -> None:
    old = here.do(lambda unit: make_link(unit, here.act(), "union", "u1"))
    new = here.do(lambda unit: make_link(unit, here.act(), "union", "u1"))
    with here.store.read() as view:
        assert opened(view, old) is None
        assert opened(view, new) == live_link(view, "union", "u1")
        assert live_link(view, "person", "u1") is None


def test_a_revoked_link_opens_nothing_and_its_history_stays(here: Here) -> None:
    token = here.do(lambda unit: make_link(unit, here.act(), "union", "u1"))
    with here.store.read() as view:
        link = opened(view, token)
    assert link is not None
    for _ in range(2):
        here.do(lambda unit: revoke_link(unit, here.act(), "union", "u1"))
    with here.store.read() as view:
        assert (opened(view, token), live_link(view, "union", "u1")) == (None, None)
        assert [change.what for change in story(view, link)] == ["calendar_link.made", "calendar_link.revoked"]
