"""A form laid out as its paper has it, line for line, filled or empty: any form, from its file alone (R12)."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from server.domain.form_answers import long_date, plain, written
from server.domain.form_blocks import Block, Declaration, Heading, Laid, Line, Mark, Marks, Signing, Table
from server.domain.form_paper import OfficeBlock
from server.domain.form_pieces import Cell, Fields, Values, cell, in_sentence, label_of, within
from server.domain.form_values import value_at
from server.domain.forms import Field, Form, Step, holds

EMPTY_ROWS = 4
"""So many rows of a table are there to be filled in by hand."""


def lay_out(form: Form, values: Values | None) -> Laid:
    """The paper with these answers, or with none to be written by hand. Fails on no values."""
    blocks = [block for step in form.steps for block in _step(form, step, values)]
    left = tuple(block for block in form.paper.office if block.side == "left")
    below = tuple(block for block in form.paper.office if block.side == "below")
    title = (form.paper.title or form.title.vi).upper()
    return Laid(form, title, tuple(_with_office(blocks, left)), below)


def _with_office(blocks: list[Block], left: tuple[OfficeBlock, ...]) -> list[Block]:
    """The office's part stands beside the last signatures, or alone if there are none."""
    if not left:
        return blocks
    signings = [block for block in blocks if isinstance(block, Signing)]
    if not signings:
        return [*blocks, Signing((), left=left)]
    return [replace(block, left=left) if block is signings[-1] else block for block in blocks]


def _step(form: Form, step: Step, values: Values | None) -> Iterator[Block]:
    blocks = list(_blocks(form, step, values))
    to = [block for block in blocks if isinstance(block, Line) and block.to]
    yield from to
    if blocks and step.paper:
        yield Heading(step.paper, part=True)
    yield from (block for block in blocks if block not in to)


def _blocks(form: Form, step: Step, values: Values | None) -> Iterator[Block]:
    by_name = {one.name: one for one in form.fields}
    printed = [one for one in step.fields if one.print and (values is None or _there(form, one, values))]
    dated = ""
    for sort, run in groupby(printed, key=_sort):
        fields = list(run)
        if sort == "signature":
            yield Signing(tuple(_signature(one) for one in fields), dated)
            dated = ""
        elif sort == "dated":
            dated = dated_words(value_at(values, fields[-1].name))
        elif sort.endswith("marks"):
            yield Marks(_mark_heads(fields[0]), tuple(line for one in fields for line in _marks(one, values)))
        elif sort == "line":
            yield from _lines(form, fields, values or {}, by_name)
        else:
            yield from (_alone(one, values) for one in fields)
    if dated:
        yield Signing((), dated)


def _there(form: Form, one: Field, values: Values) -> bool:
    """Whether the line is on the paper: official ones keep every line, filled in or not."""
    return not (form.paper.left_out and one.when) or holds(form, one.when, values)


def _sort(one: Field) -> str:
    if one.type == "place_date":
        return "line" if one.paper.label else "dated"
    if one.type in ("choice", "choices") and one.paper.answer == "table":
        return f"{one.type} marks"
    return one.type if one.type in ("signature", "heading", "declaration", "rows") else "line"


def _alone(one: Field, values: Values | None) -> Block:
    if one.type == "heading":
        return Heading(label_of(one), one.number)
    return _table(one, value_at(values, one.name)) if one.type == "rows" else Declaration(label_of(one))


def _lines(form: Form, fields: list[Field], values: Values, by_name: Fields) -> Iterator[Line]:
    line: list[Cell] = []
    to, told = False, set[str]()
    for one in fields:
        given = values if not one.when or holds(form, one.when, values) else {}
        if one.paper.stands == "within" and line:
            if one.name not in told:
                line[-1] = within(line[-1], one, given)
            continue
        told.update(in_sentence(one, given))
        if line and one.paper.stands != "beside":
            yield Line(tuple(line), to)
            line = []
        to = one.paper.stands == "to"
        line.append(cell(one, given, by_name))
    if line:
        yield Line(tuple(line), to)


def dated_words(value: object) -> str:
    """`xã Hòa Mẫu, ngày 27 tháng 11 năm 2026`, what is not known left open."""
    place = value.get("place") if isinstance(value, dict) else None
    day = long_date(value.get("date")) if isinstance(value, dict) else plain(value) if value else ""
    return f"{plain(place) if place else '…………………'}, {day or 'ngày …… tháng …… năm ………'}"


def _signature(one: Field) -> tuple[str, str]:
    """`Người yêu cầu (ký, ghi rõ họ tên)` → who and how."""
    who, _, how = label_of(one).partition(" (")
    return f"{who} {one.paper.mark}".rstrip(), how.removesuffix(")")


def _table(one: Field, value: object) -> Table:
    rows = value if isinstance(value, list) else []
    said = [
        tuple(written(column, value_at(row, column.name) if isinstance(row, dict) else None) for column in one.columns)
        for row in rows
    ]
    blank = [("",) * len(one.columns)] * (0 if said else EMPTY_ROWS)
    return Table(one.number, label_of(one), tuple(label_of(column) for column in one.columns), (*said, *blank))


def _mark_heads(one: Field) -> tuple[str, ...]:
    if one.type == "choices":
        return "Có", "Không"
    return tuple(option.paper or option.vi for option in one.options if option.print)


def _marks(one: Field, values: Values | None) -> Iterator[Mark]:
    value = value_at(values, one.name)
    options = [option for option in one.options if option.print]
    if one.type == "choice":
        yield Mark(one.number, label_of(one), tuple(option.value == value for option in options))
        return
    picked = value if isinstance(value, list) else []
    yield Mark(one.number, label_of(one), (bool(picked), False), strong=True)
    for option in options:
        yield Mark(option.number, option.paper or option.vi, (option.value in picked, False))
