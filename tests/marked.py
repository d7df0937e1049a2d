"""Score drafts against labels in the form of a labelling guide: one row per commitment, quotes without white space.

A row is tab-separated: doc, quote, value in base units, unit, comparator, deadline, kind, optional, per. `optional` rows
count neither for nor against. A draft and a label are of one place if their quotes overlap in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from targettrack import extract
from targettrack.extract.script import is_traditional, plain

if TYPE_CHECKING:
    from targettrack.extract import Draft, Extraction

WORDS = ("milestone", "relative", "coverage", "guard")
_SCALES = {"万亿": Decimal(10) ** 12, "亿": Decimal(10) ** 8, "万": Decimal(10) ** 4}
_PART = re.compile(r"characters (\d+)-(\d+)")


class Row(NamedTuple):
    """One commitment as a person read it. `value` and `upper` are in the unit without 万 and 亿."""

    quote: str
    value: Decimal | None
    upper: Decimal | None
    unit: str
    comparator: str
    deadline: str
    kind: str
    optional: bool
    first: int
    last: int


@dataclass
class Marks:
    """What was found and what was right in one document, as (numerator, denominator), and what was not, in words."""

    name: str
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    judged: list[tuple[Draft, bool]] = field(default_factory=list)  # the drafts that a label can judge

    def add(self, what: str, *, right: bool, told: str) -> None:
        """Count one case of `what`."""
        self.counts[what + "/"] += 1
        self.counts[what] += right
        if not right:
            self.wrong.append(f"  {what:12} {told}")


def bare(text: str) -> str:
    """A text as the labels quote it: plain signs, no white space, no Markdown."""
    return re.sub(r"[\s*]", "", plain(text, traditional=is_traditional(text)))


def rows(path: Path, text: str) -> list[Row]:
    """Read the labels of a document and find each in its bare text, in order. Raises ValueError for a foreign quote."""
    lines = path.read_text(encoding="utf-8").splitlines()
    part = _PART.search(lines[0])
    at = begin = int(part[1]) * 4 // 5 if part else 0
    out = []
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        _doc, quote, value, unit, comparator, deadline, kind, *more = line.split("\t")
        quote = bare(quote)
        found = text.find(quote, at)
        found = found if found >= 0 else text.find(quote, begin)
        found = found if found >= 0 else text.find(quote)
        if found < 0:
            raise ValueError(f"{path.name}: {quote}")
        at = found
        low, _, high = value.partition("..")
        out.append(
            Row(
                quote,
                Decimal(low) if low != "-" else None,
                Decimal(high) if high else None,
                unit.strip("-"),
                comparator,
                deadline,
                kind,
                bool(more and more[0]),
                found,
                found + len(quote),
            )
        )
    return out


def score(name: str, raw: str, labels: Path, found: Extraction | None = None) -> Marks:
    """Compare the drafts of a text with its labels, or what else was found in it."""
    found = found or extract.draft(raw)
    text = bare(raw)
    marked = rows(labels, text)
    places = located(found, raw, text)
    out = Marks(name)
    numeric = [number for number, draft in enumerate(found.drafts) if draft.goal.value is not None]
    _numeric(out, found, numeric, marked, places)
    _worded(out, found, marked, places)
    return out


def located(found: Extraction, raw: str, text: str) -> list[list[tuple[int, int]]]:
    """Where each draft's quotes stand in the bare text: searched from the line that they name."""
    starts = [0]
    for line in raw.splitlines():
        starts.append(starts[-1] + len(bare(line)))
    out = []
    for draft in found.drafts:
        spans = []
        for quote in draft.quotes:
            wanted = bare(quote.text)
            near = starts[min(len(starts) - 1, (quote.line or 1) - 1)]
            at = text.find(wanted, max(0, near - 2))
            at = at if at >= 0 else text.find(wanted)
            if at >= 0:
                spans.append((at, at + len(wanted)))
        out.append(spans)
    return out


def shared(row: Row, spans: list[tuple[int, int]]) -> int:
    """How many characters a label and a draft share."""
    return max((min(row.last, last) - max(row.first, first) for first, last in spans), default=0)


def base(value: Decimal | None, unit: str) -> tuple[Decimal | None, str]:
    """A value and unit without 万 and 亿: 3.5 万人 → 35000 人."""
    for scale, factor in _SCALES.items():
        if unit.startswith(scale) and value is not None:
            return value * factor, unit.removeprefix(scale)
    return value, unit


def _same_unit(one: str, other: str) -> bool:
    return one.replace("个百分点", "百分点") == other.replace("个百分点", "百分点")


def _numeric(
    out: Marks, found: Extraction, numeric: list[int], marked: list[Row], places: list[list[tuple[int, int]]]
) -> None:
    used: dict[int, Row] = {}
    missed = []
    for row in [row for row in marked if row.value is not None]:
        near = [(shared(row, places[number]), -number) for number in numeric if number not in used]
        at_place = [(size, -minus) for size, minus in sorted(near, reverse=True) if size >= min(4, len(row.quote))]
        same = [number for _size, number in at_place if _value(found.drafts[number]) == (row.value, row.upper)]
        if same:
            used[same[0]] = row
        if not row.optional:
            out.add("recall", right=bool(same), told=f"{row.value}{row.unit} {row.quote}")
            if same:
                _fields(out, found.drafts[same[0]], row)
            elif at_place:
                missed.append((row, [number for _size, number in at_place]))
    for row, near_by in missed:  # a draft of the place that no label wants has misread the number
        wrong = [number for number in near_by if number not in used]
        if wrong:
            draft = found.drafts[wrong[0]]
            out.add(
                "value,unit",
                right=False,
                told=f"{draft.goal.value}{draft.goal.unit} for {row.value}{row.unit} {row.quote}",
            )
    for number in numeric:
        draft, row_of = found.drafts[number], used.get(number)
        loose = row_of is None and any(row.optional and shared(row, places[number]) > 3 for row in marked)
        if loose or (row_of and row_of.optional):
            continue
        out.add(
            "precision",
            right=row_of is not None,
            told=f"L{draft.line} {draft.goal.value}{draft.goal.unit} {draft.title}",
        )
        out.judged.append((draft, row_of is not None))


def _value(draft: Draft) -> tuple[Decimal | None, Decimal | None]:
    return base(draft.goal.value, draft.goal.unit)[0], base(draft.goal.to, draft.goal.unit)[0]


def _fields(out: Marks, draft: Draft, row: Row) -> None:
    unit = base(draft.goal.value, draft.goal.unit)[1].split("/")[0]
    out.add(
        "value,unit",
        right=_same_unit(unit, row.unit.split("/")[0]),
        told=f"{draft.goal.unit} for {row.unit} {row.quote}",
    )
    comparator = str(draft.goal.comparator or "")
    right = comparator == row.comparator or (row.comparator == "=" and comparator in (">=", "<="))
    out.add("comparator", right=right, told=f"{comparator} for {row.comparator} {row.quote}")
    day = str(draft.deadline or "")
    out.add("deadline", right=day == row.deadline, told=f"{day} for {row.deadline} {row.quote}")
    kinds = {"quantity": "count"}
    kind = kinds.get(str(draft.kind), str(draft.kind))
    out.add("kind", right=kind == row.kind, told=f"{kind} for {row.kind} {row.quote}")


def _worded(out: Marks, found: Extraction, marked: list[Row], places: list[list[tuple[int, int]]]) -> None:
    """Milestones, relative targets, coverage and guards: a draft of any such kind at the label's place finds it."""
    of_kind = [number for number, draft in enumerate(found.drafts) if str(draft.kind) in WORDS or draft.goal.set_by]
    for kind in WORDS:
        for row in [row for row in marked if row.kind == kind and row.value is None and not row.optional]:
            best = max(of_kind, key=lambda number: shared(row, places[number]), default=-1)
            right = best >= 0 and shared(row, places[best]) * 2 >= min(len(row.quote), 12)
            out.add("words recall", right=right, told=f"{kind} {row.quote}")
            if right:
                day = str(found.drafts[best].deadline or "")
                out.add("words day", right=day == row.deadline, told=f"{day} for {row.deadline} {row.quote}")
    worded = [row for row in marked if row.kind in WORDS]
    known = {row.kind for row in marked} | {"milestone", "relative"}  # a guide without guards says nothing of them
    for number in of_kind:
        draft = found.drafts[number]
        if draft.goal.value is not None or (str(draft.kind) in WORDS and str(draft.kind) not in known):
            continue
        near = [row for row in worded if shared(row, places[number]) >= min(4, len(row.quote))]
        if near and all(row.optional for row in near):
            continue
        out.add("words prec", right=bool(near), told=f"L{draft.line} {draft.kind} {draft.title}")
        out.judged.append((draft, bool(near)))


def folder(labels: Path, texts: Path) -> list[Marks]:
    """Score every labelled document of a folder; the texts have the same names."""
    by_stem = {path.stem: path for path in sorted(texts.iterdir())}
    return [
        score(path.stem, extract.read_bytes(by_stem[path.stem].read_bytes()), path)
        for path in sorted(labels.glob("*.tsv"))
    ]


FIELDS = (
    "recall",
    "precision",
    "value,unit",
    "comparator",
    "deadline",
    "kind",
    "words recall",
    "words prec",
    "words day",
)


def table(scores: list[Marks]) -> str:
    """The scores as lines of numerators and denominators, with their sum."""
    total = Marks("all")
    for one in scores:
        total.counts.update(one.counts)
    out = ["  ".join(f"{what:>12}" for what in ("document", *FIELDS))]
    for one in [*scores, total]:
        cells = []
        for what in FIELDS:
            right, whole = one.counts[what], one.counts[what + "/"]
            cells.append(f"{right}/{whole} {right / whole:.3f}" if whole else "-")
        out.append("  ".join([f"{one.name:12}", *(f"{cell:>14}" for cell in cells)]))
    return "\n".join(out)


def calibration(judged: list[tuple[Draft, bool]]) -> str:
    """Per tenth of confidence: how many drafts a label judged, their mean confidence, and how many were right."""
    bounds = [Decimal(tenth) / 10 for tenth in range(1, 11)]
    tenths: list[list[tuple[Draft, bool]]] = [[] for _ in bounds]
    for draft, right in judged:
        tenths[min(9, bisect_left(bounds, draft.confidence + Decimal("1e-9")))].append((draft, right))
    out = ["confidence  drafts  mean   right"]
    for tenth, found in enumerate(tenths):
        if found:
            mean = sum(draft.confidence for draft, _right in found) / len(found)
            right = sum(right for _draft, right in found)
            out.append(
                f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}     {len(found):6}  {mean:.2f}   {right / len(found):.2f}"
            )
    return "\n".join(out)
