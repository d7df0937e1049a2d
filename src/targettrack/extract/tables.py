"""Rows of a task table → paragraphs of the task's own words with its unit and time attached. Knows columns, no goals."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from targettrack.extract import units
from targettrack.extract.clean import Paragraph
from targettrack.extract.phrases import moments, offices
from targettrack.extract.units import Assignment

# Lengths of what stands in a table whose cells have lines of their own, and of a text that ends a table.
_REMARK, _LABEL, _CELL, _HEADING, _TEXT = 8, 16, 30, 60, 80
_COLUMNS = 3

_KINDS = (
    ("lead", re.compile(rf"^(?:{offices.LEAD_LABEL}|牵头(?:市|县)?(?:单位|部门)?(?:及[\u4e00-\u9fff]{{2,8}})?)$")),
    ("help", re.compile(rf"^(?:{offices.HELP_LABEL})$")),
    ("duty", re.compile(rf"^(?:{offices.DUTY_LABEL}|责任部门(?:单位)?|主要责任单位)$")),
    (
        "person",
        re.compile(
            rf"^(?:{offices.PERSON_LABEL}|[\u4e00-\u9fff]{{0,6}}领导|备注|类别|序号|编号|项目类别|板块|领域|来源|进展情况|责任处室"
            rf"|联系电话|监督电话|大类)$",
        ),
    ),
    ("time", re.compile(rf"^(?:{offices.TIME_LABEL})$")),
    (
        "task",
        re.compile(
            rf"^(?:{offices.TASK_LABEL}|目标与任务|任务|目标|民生事项名称|建设内容|主要建设内容|实施内容|具体内容|项目内容|事项"
            rf"|措施|目标值|任务及目标|工作内容及目标|内容|主要内容|\d{{4}}年(?:度)?(?:任务)?目标|[\u4e00-\u9fff]{{0,8}}(?:任务"
            rf"|目标|内容|事项))$",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph and, where it came out of a table, who does it."""

    paragraph: Paragraph
    assigned: Assignment | None = None
    row: bool = False


def entries(paragraphs: tuple[Paragraph, ...]) -> list[Entry]:
    """Replace rows under a header that names units by their task cells; leave all else as it is."""
    out: list[Entry] = []
    columns: list[str] = []
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.role == "row":
            kinds = [_kind(cell) for _, cell in _cells(paragraph)]
            if _is_header(kinds):
                columns = kinds
            else:
                out += _row(paragraph, columns)
            index += 1
            continue
        if len(paragraph.plain) <= _LABEL and (header := _upright(paragraphs, index)):
            used, made = _upright_rows(paragraphs, index + len(header), header)
            out += made
            index = used
            continue
        if paragraph.role in ("text", "heading") and len(paragraph.plain) > _TEXT:
            columns = []
        out.append(Entry(paragraph))
        index += 1
    return out


def _kind(cell: str) -> str:
    name = re.sub(r"[\s()]", "", cell)
    return next((kind for kind, pattern in _KINDS if pattern.match(name)), "")


def _is_header(kinds: list[str]) -> bool:
    return (
        len(kinds) > 1
        and any(kind in ("lead", "duty") for kind in kinds)
        and ("task" in kinds or sum(1 for kind in kinds if kind) * 2 > len(kinds))
    )


def _cells(paragraph: Paragraph) -> list[tuple[int, str]]:
    out, at = [], 0
    for cell in paragraph.plain.split("|"):
        stripped = cell.strip()
        out.append((at + (cell.index(stripped) if stripped else 0), stripped))
        at += len(cell) + 1
    return out


def _row(paragraph: Paragraph, columns: list[str]) -> list[Entry]:
    cells = _cells(paragraph)
    if not columns:
        return _guessed(paragraph, cells)
    # A row of a merged first column has fewer cells; its last cells stand under the last columns.
    kinds = columns if len(cells) >= len(columns) else columns[len(columns) - len(cells) :]
    named = dict.fromkeys(("lead", "duty", "help", "time"), "")
    tasks: list[tuple[int, str]] = []
    for (at, cell), kind in zip(cells, [*kinds, *[""] * len(cells)], strict=False):
        if kind in named and cell:
            named[kind] = named[kind] or cell
        elif kind == "task" and cell:
            tasks.append((at, cell))
    if not tasks:
        tasks = [
            max(
                (
                    (at, cell)
                    for (at, cell), kind in zip(cells, [*kinds, *[""] * len(cells)], strict=False)
                    if kind == ""
                ),
                key=lambda pair: len(pair[1]),
                default=(0, ""),
            ),
        ]
    assigned = _assigned(named)
    return [Entry(_part(paragraph, at, cell), assigned, row=True) for at, cell in tasks if cell]


def _assigned(named: dict[str, str]) -> Assignment | None:
    lead, duty, helping = (units.split(_unlabelled(named[kind])) for kind in ("lead", "duty", "help"))
    names = [*lead, *duty]
    if not names and not helping and not named["time"]:
        return None
    rest = dict.fromkeys([*names[1:], *helping])
    if names:
        rest.pop(names[0], None)
    return Assignment(names[0] if names else "", tuple(rest), named["time"])


def _unlabelled(cell: str) -> str:
    return re.sub(r"^(?:牵头单位|责任单位|牵头|配合单位)[:：]", "", cell)


def _guessed(paragraph: Paragraph, cells: list[tuple[int, str]]) -> list[Entry]:
    """A row without a header: the longest cell is the task, a cell of nothing but units says who does it."""
    own = [(at, cell) for at, cell in cells if cell and units.all_units(cell)]
    others = [(at, cell) for at, cell in cells if cell and not units.all_units(cell)]
    if not others:
        return []
    at, task = max(others, key=lambda pair: len(pair[1]))
    assigned = None
    if own:
        names = [name for _, cell in own for name in units.split(cell)]
        assigned = Assignment(names[0], tuple(dict.fromkeys(names[1:])))
    if own or len([cell for _, cell in others if not cell.isdigit()]) == 1:
        return [Entry(_part(paragraph, at, task), assigned, row=True)]
    return [Entry(_part(paragraph, place, cell), None, row=True) for place, cell in others if not cell.isdigit()]


def _part(paragraph: Paragraph, at: int, cell: str) -> Paragraph:
    first = (0, paragraph.line(at))
    breaks = (first, *((offset - at, line) for offset, line in paragraph.breaks if at < offset < at + len(cell)))
    return replace(paragraph, text=paragraph.text[at : at + len(cell)], plain=cell, breaks=breaks, role="bullet")


def _upright(paragraphs: tuple[Paragraph, ...], index: int) -> list[str]:
    kinds = []
    for paragraph in paragraphs[index : index + 8]:
        kind = _kind(paragraph.plain) if len(paragraph.plain) <= _LABEL else ""
        if not kind:
            break
        kinds.append(kind)
    return kinds if len(kinds) >= _COLUMNS and _is_header(kinds) else []


def _upright_rows(paragraphs: tuple[Paragraph, ...], index: int, header: list[str]) -> tuple[int, list[Entry]]:
    """Read rows of cells, one a line: the serial number begins a row; after the task come its units."""
    out: list[Entry] = []
    pending: Paragraph | None = None
    names: list[str] = []
    time = ""

    def flush() -> None:
        if pending is not None:
            lead = names[0] if names else ""
            rest = tuple(dict.fromkeys(name for name in names[1:] if name != lead))
            out.append(Entry(pending, Assignment(lead, rest, time) if names or time else None, row=True))

    while index < len(paragraphs):
        paragraph = paragraphs[index]
        text = paragraph.plain
        if len(text) > _CELL and paragraph.role == "heading":
            break
        if paragraph.role == "number" or re.fullmatch(r"\d{1,3}", text):
            flush()
            pending, names, time = None, [], ""
        elif pending is not None and units.all_units(text):
            names += units.split(text)
        elif pending is not None and "time" in header and len(text) <= _LABEL and moments.TIME.search(text):
            time = text
        elif (
            re.match(r"^[一二三四五六七八九十]{1,3}、|^[((][一二三四五六七八九十]{1,3}[))]", text)
            and len(text) <= _HEADING
        ):
            flush()
            pending, names, time = None, [], ""
            out.append(Entry(paragraph))
        elif pending is None or names or len(text) > _REMARK:
            flush()
            pending, names, time = replace(paragraph, role="bullet"), [], ""
        index += 1
    flush()
    return index, out
