"""The data of `shift.answered` (sync.md §2): only `shift` and `answer` are promised, the rest may be left out."""

from typing import Literal, get_args

from msgspec import Struct

from sync.home_request import Word

ShiftAnswer = Literal["accept", "decline", "ask_swap", "ask_substitute", "agree", "refuse", "here", "withdraw"]
SHIFT_ANSWERS: tuple[ShiftAnswer, ...] = get_args(ShiftAnswer)


class AnsweredData(Struct, frozen=True, rename={"with_": "with"}):
    """`shift.answered`: what somebody says of a shift on the roster, one's own or one that another asks to be taken.

    `shift` is an own one; to `agree` or `refuse`, that of the person who asks. `with_` is the other's shift of a swap
    that is asked for, `to` the person who is asked; without one the desk and whoever is free. An `answer` that is none
    of SHIFT_ANSWERS is a fact without effect.
    """

    shift: Word
    answer: Word
    with_: Word = None
    to: Word = None
    note: Word = ""
