"""Shares of those who answered: the interval, the words, and what a handful of people must never show."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.satisfaction import (
    HIDDEN,
    Answers,
    Counted,
    Distribution,
    Share,
    distribution,
    share_words,
    shown,
    tallies,
    tally,
    wilson,
)

parts = st.integers(0, 400).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
level = st.none() | st.integers(1, 5)
answers: st.SearchStrategy[list[Answers]] = st.lists(st.tuples(level, level, level), max_size=25)


@given(parts)
def test_the_interval_holds_its_share(pair: tuple[int, int]) -> None:
    part, whole = pair
    low, high = wilson(part, whole)
    assert 0 <= low <= high <= 1
    if whole:
        assert low <= part / whole <= high
        mirrored = wilson(whole - part, whole)
        assert abs(mirrored.low - (1 - high)) < 1e-9


@given(parts.filter(lambda pair: pair[1] > 0))
def test_more_of_the_same_is_surer(pair: tuple[int, int]) -> None:
    part, whole = pair
    once, often = wilson(part, whole), wilson(10 * part, 10 * whole)
    assert often.high - often.low < once.high - once.low


def test_known_intervals() -> None:
    assert [round(limit, 4) for limit in wilson(41, 58)] == [0.5799, 0.8082]
    assert [round(limit, 4) for limit in wilson(10, 10)] == [0.7225, 1.0]
    assert tuple(wilson(0, 0)) == (0, 1)


def test_a_share_in_words() -> None:
    said = "41 trong 58 người trả lời (71 %), khoảng tin cậy 95 %: 58-81 %"
    assert share_words(Share(41, 58)) == said
    assert share_words(Share(3, 4)) == "quá ít người trả lời, không nêu"
    assert share_words(Share(0, 0)) == "chưa có ai trả lời"
    assert share_words(Share(9, 12)).endswith("mới có 12 người trả lời nên chỉ để tham khảo")


@given(parts)
def test_no_percentage_stands_alone(pair: tuple[int, int]) -> None:
    said = share_words(Share(*pair))
    if "%" in said:
        assert pair[1] >= HIDDEN
        assert f"trong {pair[1]} người" in said
        assert "khoảng tin cậy" in said
    assert ("tham khảo" in said) == (HIDDEN <= pair[1] < 30)


def test_what_is_no_level_is_no_answer() -> None:
    assert distribution([5, None, 4, 9, 0, 1]) == Distribution((1, 0, 0, 1, 1))
    assert distribution([5, 4, 3]).content == Share(2, 3)


@given(st.lists(st.integers(0, 60), max_size=12))
def test_groups_hide_a_handful_and_what_subtraction_would_show(sizes: list[int]) -> None:
    seen = shown(sizes)
    for size, show in zip(sizes, seen, strict=True):
        assert not show or size == 0 or size >= HIDDEN
    hidden = sum(size for size, show in zip(sizes, seen, strict=True) if not show)
    everybody = sum(sizes)
    assert hidden == 0 or hidden >= HIDDEN or hidden == everybody
    if everybody and all(size == 0 or size >= HIDDEN for size in sizes):
        assert all(seen), "nothing is hidden without need"


@given(st.dictionaries(st.sampled_from("abcdef"), answers, max_size=6))
def test_groups_add_up_to_their_whole(groups: dict[str, list[Answers]]) -> None:
    counted = {name: Counted(len(rows) + 2, rows) for name, rows in groups.items()}
    found = tallies(counted)
    for name, one in found.items():
        for place, question in enumerate(one.questions):
            assert question is None or question == counted[name].question(place)
            assert question is None or not question.hidden
        assert one.answered <= len(groups[name]) < one.asked
    whole = tally(Counted(0, [row for rows in groups.values() for row in rows]))
    for place, total in enumerate(whole.questions):
        seen = [one.questions[place] for one in found.values()]
        if total is not None:
            rest = total.n - sum(one.n for one in seen if one is not None)
            assert rest == 0 or rest >= HIDDEN


def test_who_left_all_out_did_not_answer() -> None:
    one = tally(Counted(9, [(None, None, None), (5, None, 4), *[(4, 4, 4)] * 5]))
    assert (one.asked, one.answered) == (9, 6)
    assert one.response == Share(6, 9)
    assert one.few
