"""Rows of a form → a workbook: what its sheet is called and says above, its cells, and what it carries along. Knows no file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from targettrack.exchange.carried import Carried, to_sheet
from targettrack.exchange.columns import FORMS, Caption, Filler, Form, Holds, captions
from targettrack.exchange.forms.lines import Line
from targettrack.exchange.forms.said import guide, heads, sheet_name
from targettrack.exchange.forms.values import Occasion, values
from targettrack.exchange.grid import Book, Cell, Column, Sheet, Style
from targettrack.exchange.write import fitting
from targettrack.ledger import names
from targettrack.rating.vocabulary import Light

Texts = dict[str, str]
_NUMBER = re.compile(r"([+-]?\d+(?:\.\d+)?)([^\d.,\s]*)", re.ASCII)
_LIGHTS = {Light.BLUE: Style.BLUE, Light.GREEN: Style.GREEN, Light.YELLOW: Style.YELLOW, Light.RED: Style.RED}
_LIGHTS |= {Light.GREY: Style.GREY}
_NARROW = 8
_SHARED = ("item", "section", "sentence")
"""What neighbours have in common: said once, and in grey below, where others merge cells."""
_FIXED = {Form.REVIEW: 3, Form.DIVISION: 2, Form.REGISTER: 2, Form.MONTH: 3, Form.ASSESS: 2}
"""Columns that stay in sight: which target it is."""


def book(form: Form, lines: Sequence[Line], occasion: Occasion) -> Book:
    """The workbook of some rows, with what it carries."""
    texts = [
        {code: fitting(text) for code, text in values(form, one.entry, occasion, one.part).items()} for one in lines
    ]
    shown = [caption for caption in captions(form) if _is_needed(form, caption.code, texts)]
    head = [(Cell(text, style),) for text, style in heads(form, lines, occasion)]
    heading = tuple(Cell(caption.title, Style.HEADING) for caption in shown)
    body = [
        tuple(_cell(caption, line, own, above) for caption in shown)
        for line, own, above in zip(lines, texts, [{}, *texts], strict=False)
    ]
    units = _units(lines, occasion) if FORMS[form].get("owner") is Filler.OFFICE else ()
    columns = tuple(
        Column(_width(caption), units if caption.holds is Holds.UNIT else caption.offered, _is_centred(caption))
        for caption in shown
    )
    sheet = Sheet(
        sheet_name(form),
        (*head, heading, *body),
        columns,
        headed=len(head) + 1,
        fixed=_FIXED[form],
        is_protected=form is Form.MONTH,
    )
    return Book(
        (
            sheet,
            *guide(form, occasion, (caption.code for caption in shown)),
            to_sheet(carried(form, lines, texts, occasion)),
        )
    )


def carried(form: Form, lines: Sequence[Line], texts: Iterable[Texts], occasion: Occasion) -> Carried:
    """What a workbook says when it goes out."""
    rows = {(line.entry.target.id, line.part): own for line, own in zip(lines, texts, strict=True)}
    plans = tuple(sorted({line.entry.target.plan for line in lines}))
    last = max((update.order for line in lines for update in line.entry.target.updates), default=None)
    made = "" if last is None else f"{last[0].isoformat()} {last[1]}"
    as_of = occasion.month_end if form is Form.MONTH else occasion.day
    return Carried(form, plans, occasion.unit, as_of, made, rows)


def _is_needed(form: Form, code: str, texts: Iterable[Texts]) -> bool:
    """Whether a column is there: one that nobody fills in and that says nothing in any row takes room only."""
    return FORMS[form][code] is not Filler.NOBODY or any(own[code] for own in texts)


def _cell(caption: Caption, line: Line, own: Texts, above: Texts) -> Cell:
    text, code = own[caption.code], caption.code
    style = Style.INPUT if code in line.asked else Style.TEXT
    if code == "state" and not line.part:
        style = _LIGHTS.get(line.entry.state.light, Style.TEXT)
    elif (code in _SHARED or (line.part and code == "title")) and text and text == above.get(code):
        style = Style.REPEATED
    if caption.holds is Holds.DAY and text[:4].isdecimal():
        return Cell(date.fromisoformat(text), style)
    is_number = caption.holds is Holds.NUMBER or (code == "item" and text.isdecimal() and text[0] != "0")
    number = _NUMBER.fullmatch(text) if is_number else None  # of items, so that 9 comes before 10 however it is sorted
    return Cell(text or None, style) if number is None else Cell(Decimal(number[1]), style, number[2])


def _width(caption: Caption) -> int:
    """Its own, or what the longest word of its heading needs in bold."""
    return max(caption.width, *(len(word) + 2 for word in caption.title.split() if word.isascii()), 0)


def _is_centred(caption: Caption) -> bool:
    """Days, words that are chosen, and what is short."""
    return caption.holds in {Holds.DAY, Holds.CHOICE} or (caption.holds is Holds.TEXT and caption.width <= _NARROW)


def _units(lines: Sequence[Line], occasion: Occasion) -> tuple[str, ...]:
    """The units that may lead something in the plans of a sheet: those that do, then the listed and the usual ones."""
    plans = {line.entry.plan.id: line.entry.plan for line in lines}
    return tuple(dict.fromkeys(name for plan in plans.values() for name in names.units_of(occasion.ledger, plan)))
