"""What a reviewed ledger holds of a labelled report: each check as numerator and denominator, and what falls short.

`python benchmarks/reviewed.py LEDGER PLAN LABELS SOFT`. LEDGER: the folder `targets`, with the text that was read beside the
records; LABELS: the rows of a report in the form of a labelling guide (see tests/marked.py); SOFT: its soft tasks, one short
clause of the text a line. Ends with 1 if a check is not met.
"""

from __future__ import annotations

import re
import sys
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import marked
from targettrack import store
from targettrack.acts.draft import SOURCE
from targettrack.extract import Draft, Extraction
from targettrack.model import Target

OUTSIDE = 5
"""Of a hundred records so many may stand outside the labels' sentences and the soft tasks."""
SUPPORTED = 10
"""So many items are to have supporting units."""
GLOSSARY = "名词解释"
SENTENCE = re.compile("[^。;；!！?？]+")
HELD = ("recall", "value,unit", "comparator", "deadline", "words recall", "words day")
Span = tuple[int, int]


class Check(NamedTuple):
    """One thing that was counted."""

    what: str
    count: int
    whole: int
    is_met: bool
    short: tuple[str, ...] = ()  # what falls short, in words

    def __str__(self) -> str:
        """One line, and one for each thing that falls short."""
        met = "" if self.is_met else "  NOT MET"
        return "\n    ".join((f"{self.what}: {self.count}/{self.whole}{met}", *self.short))


def checks(ledger: Path, plan: str, labels: Path, soft: Path) -> list[Check]:
    """Every check of a plan. What was discarded counts nowhere; what is a draft yet is not held."""
    kept = [one for one in store.load(ledger).targets if one.plan == plan and not one.discarded]
    records = [one for one in kept if not one.draft]
    raw = (ledger / plan / SOURCE).read_text(encoding="utf-8")
    text, found = marked.bare(raw), Extraction(tuple(map(_as_read, records)))
    places = marked.located(found, raw, text)
    return [
        Check("reviewed", len(records), len(kept), len(records) == len(kept)),
        *_held(marked.score(labels.stem, raw, labels, found)),
        *_placed(records, places, text, labels, soft),
        _led(records),
        _supported(records),
    ]


def _as_read(one: Target) -> Draft:
    """A record as the labels are compared with what was read."""
    shared = {name: getattr(one, name) for name in Draft._fields if hasattr(one, name)}
    return Draft(**shared | {"quote": one.quotes[0].text, "line": one.quotes[0].line or 1, "confidence": Decimal(1)})


def _held(marks: marked.Marks) -> list[Check]:
    """The core rows of the labels, and of those that are held their fields."""
    return [
        Check(
            f"core rows, {what}",
            marks.counts[what],
            marks.counts[what + "/"],
            marks.counts[what] == marks.counts[what + "/"],
            tuple(told.strip() for told in marks.wrong if told.strip().startswith(what + " ")),
        )
        for what in HELD
    ]


def _placed(records: list[Target], places: list[list[Span]], text: str, labels: Path, soft: Path) -> list[Check]:
    """Where the records stand: none among the explained words, few where neither a label nor a soft task is."""
    glossary = text.rfind(GLOSSARY) if GLOSSARY in text else len(text)
    clauses = [marked.bare(line) for line in soft.read_text(encoding="utf-8").splitlines() if line.strip()]
    foreign = tuple(clause for clause in clauses if clause not in text)
    sentences = [match.span() for match in SENTENCE.finditer(text)]
    marks = [(row.first, row.last) for row in marked.rows(labels, text)]
    wanted = [span for span in sentences if any(_meet(span, mark) for mark in marks)]
    wanted += [(at, at + len(clause)) for clause in clauses for at in [text.find(clause)] if at >= 0]
    explained = tuple(
        one.title for one, spans in zip(records, places, strict=True) if any(last > glossary for _first, last in spans)
    )
    outside = tuple(
        one.title
        for one, spans in zip(records, places, strict=True)
        if not any(_meet(span, place) for span in spans for place in wanted)
    )
    few = len(outside) * 100 <= OUTSIDE * len(records)
    return [
        Check("glossary lines", len(explained), len(records), not explained, explained),
        Check("soft tasks that the text has", len(clauses) - len(foreign), len(clauses), not foreign, foreign),
        Check(f"outside labels and soft tasks (at most {OUTSIDE} %)", len(outside), len(records), few, outside),
    ]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _led(records: list[Target]) -> Check:
    without = tuple(one.title for one in records if not one.owner)
    return Check("with a lead unit", len(records) - len(without), len(records), not without, without)


def _supported(records: list[Target]) -> Check:
    items = {one.item for one in records if one.supporting}
    return Check(
        f"items with supporting units (at least {SUPPORTED})",
        len(items),
        len({one.item for one in records}),
        len(items) >= SUPPORTED,
    )


def undecided(strayed: list[str], whole: int) -> Check:
    """That no unit came by itself after the drafts were read: see `decided.strayed`."""
    return Check("other units than proposed or decided", len(strayed), whole, not strayed, tuple(strayed))


def told(found: list[Check]) -> int:
    """Print the checks; 1 if one is not met."""
    print("\n".join(map(str, found)))
    return 0 if all(check.is_met for check in found) else 1


if __name__ == "__main__":
    LEDGER, PLAN, LABELS, SOFT = sys.argv[1:]
    sys.exit(told(checks(Path(LEDGER), PLAN, Path(LABELS), Path(SOFT))))
