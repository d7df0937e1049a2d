"""Print how well `extract` reads labelled documents: recall, precision and field accuracy for each.

    python tests/score_extract.py                        the documents made for the tests (tests/extract)
    python tests/score_extract.py --ledgers TARGETS REPORTS  the hand-checked ledgers over the reports that they read
    python tests/score_extract.py --marked LABELS TEXTS      hand labels in the form of `marked`, with the calibration
    python tests/score_extract.py --texts TEXTS              what reports tell without labels, see `unmarked`
    … -v                                                 and what was missed, drafted in excess or read otherwise

A label says what a person reads. A numeric label is found by a draft with its value, unit and (if it has one) upper end
whose quote overlaps the label's; a named milestone or relative target by any draft of such a kind whose quote overlaps.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import marked
import unmarked
from targettrack import extract
from targettrack.extract.script import simplified

if TYPE_CHECKING:
    from targettrack.extract import Draft

HERE = Path(__file__).parent / "extract"
NAMED = {"milestone", "relative", "external", "rank"}
WORDS = NAMED | {"coverage", "guard"}


@dataclass
class Label:
    """One target as a person read it."""

    kind: str
    quote: str
    line: int
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    comparator: str = ""
    deadline: str = ""
    owner: str = ""
    strength: str = "firm"


@dataclass
class Score:
    """What was found and what was right, as counts."""

    name: str
    numeric: int = 0
    found: int = 0
    drafts: int = 0
    right: int = 0
    named: int = 0
    named_found: int = 0
    comparator: int = 0
    deadline: int = 0
    strength: int = 0
    kind: int = 0
    reviewed: int = 0
    all_drafts: int = 0
    owners: int = 0
    owners_right: int = 0
    misses: list[str] = field(default_factory=list)


def bare(text: str) -> str:
    """Drop what a hand-made quote and a cleaned one may differ in: script, pinyin, spaces, signs."""
    text = simplified(re.sub(r"[((][a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü][a-z]*[))]", "", text))
    return re.sub(r"[\s，、。；：:;,.“”\"‘’()（）《》*#\-—]", "", text)


def pairs(text: str) -> Counter[str]:
    """Count the pairs of neighbouring characters."""
    clean = bare(text)
    return Counter(clean[i : i + 2] for i in range(len(clean) - 1))


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's pairs that both have."""
    a, b = pairs(one), pairs(other)
    small = min(sum(a.values()), sum(b.values()))
    return sum((a & b).values()) / small if small else 0.0


def score(name: str, text: str, labels: list[Label], review: set[int]) -> Score:  # noqa: C901, PLR0912  # one table of fields
    """Compare the drafts of a text with its labels; `review` are the lines that look back."""
    found = extract.draft(text)
    out = Score(name)
    out.all_drafts = len(found.drafts)
    numeric_drafts = [draft for draft in found.drafts if draft.goal.value is not None and not draft.duplicate_of]
    used: set[int] = set()
    out.drafts = len(numeric_drafts)
    for label in labels:
        if label.value is None:
            continue
        out.numeric += 1
        candidates = [
            (
                max(overlap(quote.text, label.quote) for quote in draft.quotes)
                + (0.2 if draft.line == label.line else 0),
                index,
            )
            for index, draft in enumerate(numeric_drafts)
            if index not in used
            and draft.goal.value == label.value
            and draft.goal.to == label.upper
            and draft.goal.unit == label.unit
        ]
        candidates = [pair for pair in candidates if pair[0] >= 0.5]
        if not candidates:
            out.misses.append(f"  missed  L{label.line} {label.value}{label.unit} {label.quote[:60]}")
            continue
        index = max(candidates)[1]
        used.add(index)
        draft = numeric_drafts[index]
        out.found += 1
        fields(out, draft, label)
    for index, draft in enumerate(numeric_drafts):
        if index not in used:
            out.misses.append(f"  extra   L{draft.line} {draft.goal.value}{draft.goal.unit} {draft.title[:50]}")
    out.right = len(used)
    others = [draft for draft in found.drafts if draft.goal.value is None and kind_of(draft) in WORDS]
    for label in labels:
        if label.value is not None or label.kind not in NAMED:
            continue
        out.named += 1
        matches = [
            (overlap(quote.text, label.quote), draft)
            for draft in [*others, *numeric_drafts]
            for quote in draft.quotes
            if kind_of(draft) in WORDS
        ]
        best = max(matches, key=lambda pair: pair[0], default=(0.0, None))
        if best[0] >= 0.6:
            out.named_found += 1
            if best[1] is not None and best[1].goal.value is None:
                day = str(best[1].deadline or "")
                if label.deadline and day != label.deadline:
                    out.misses.append(f"  day     L{label.line} {day} for {label.deadline}: {label.quote[:50]}")
                owner(out, best[1], label)
        else:
            out.misses.append(f"  unnamed L{label.line} {label.kind} {label.quote[:60]}")
    for draft in found.drafts:
        if draft.line in review:
            out.reviewed += 1
            out.misses.append(f"  review  L{draft.line} {draft.title[:50]}")
    return out


def kind_of(draft: Draft) -> str:
    """The kind as the labels have it: `external` is what another government sets the number of."""
    return "external" if draft.goal.set_by else str(draft.kind)


def owner(out: Score, draft: Draft, label: Label) -> None:
    """Count whether the unit that the text names leads."""
    if label.owner:
        out.owners += 1
        out.owners_right += draft.owner == label.owner and "owner" not in draft.assumed
        if draft.owner != label.owner:
            out.misses.append(f"  owner   L{label.line} {draft.owner!r} for {label.owner!r}: {label.quote[:40]}")


def fields(out: Score, draft: Draft, label: Label) -> None:
    """Count which fields of a found target are right."""
    out.comparator += str(draft.goal.comparator) == label.comparator
    out.deadline += str(draft.deadline or "") == label.deadline
    out.strength += str(draft.strength) == label.strength
    out.kind += kind_of(draft) == label.kind
    for what, got, wanted in (
        ("compare", draft.goal.comparator, label.comparator),
        ("day", draft.deadline or "", label.deadline),
        ("strength", draft.strength, label.strength),
    ):
        if str(got) != wanted:
            out.misses.append(f"  {what:7} L{label.line} {got} for {wanted}: {label.quote[:50]}")
    owner(out, draft, label)


def ledger(folder: Path) -> list[Label]:
    """Read the labels out of a plan's folder of records, or out of a file of JSON lines with the same fields."""
    if folder.is_dir():
        paths = sorted(path for path in folder.glob("*.toml") if path.name != "plan.toml")
        records = [tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal) for path in paths]
    else:
        lines = folder.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line, parse_float=Decimal) for line in lines]
    return [_of_record(record) for record in records]


def _of_record(record: dict[str, Any]) -> Label:
    goal, source = record.get("goal", {}), record.get("source", {})
    value, upper = goal.get("value"), goal.get("to")
    return Label(
        "external" if "set_by" in goal else record["kind"],
        source.get("quote", ""),
        source.get("line", 0),
        None if value is None else Decimal(value),
        None if upper is None else Decimal(upper),
        goal.get("unit", ""),
        goal.get("comparator", ""),
        str(record.get("deadline", "")),
        strength=record.get("strength", "firm"),
    )


def labelled(path: Path) -> tuple[list[Label], set[int]]:
    """Read a table of labels: kind, value, unit, comparator, deadline, strength, owner, line, quote.

    A line `# review` lists the lines of the document that look back.
    """
    labels: list[Label] = []
    review: set[int] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            review |= {int(number) for number in line.removeprefix("# review").split()}
            continue
        if not line.strip():
            continue
        kind, value, unit, comparator, deadline, strength, who, number, quote = (
            cell.strip() for cell in line.split("\t")
        )
        low, _, high = value.partition("..")
        labels.append(
            Label(
                kind,
                quote,
                int(number),
                Decimal(low) if low else None,
                Decimal(high) if high else None,
                unit,
                comparator,
                deadline,
                who,
                strength,
            )
        )
    return labels, review


def line_of(score: Score) -> str:
    """Return the figures of a document in one line."""

    def share(part: int, whole: int) -> str:
        return f"{part}/{whole} {part / whole:.3f}" if whole else "-"

    shares = {
        "numeric": share(score.found, score.numeric),
        "precision": share(score.right, score.drafts),
        "named": share(score.named_found, score.named),
        "comparator": share(score.comparator, score.found),
        "deadline": share(score.deadline, score.found),
        "strength": share(score.strength, score.found),
        "kind": share(score.kind, score.found),
        "owner": share(score.owners_right, score.owners),
    }
    told = " ".join(f"{what} {figure:16}" for what, figure in shares.items())
    return f"{score.name:16} {told} review {score.reviewed}/{score.all_drafts}"


REPORTS = {"JM2025": "002", "KP2025": "000", "SK2025": "004", "JM2024": "003", "KP2024N": "001"}


def main(argv: list[str]) -> None:
    """Print the scores that the arguments ask for."""
    told = "-v" in argv
    folders = [Path(arg) for arg in argv if not arg.startswith("-")]
    if "--marked" in argv:
        scored = marked.folder(*folders)
        lines = [marked.table(scored), marked.calibration([case for one in scored for case in one.judged])]
        wrong = [(one.name, one.wrong) for one in scored]
    elif "--texts" in argv:
        read = unmarked.folder(*folders)
        lines = [unmarked.line_of(one) for one in read]
        wrong = [(one.name, [*one.unread_shares, *one.bare_titles]) for one in read]
    else:
        scores = of_ledgers(*folders) if "--ledgers" in argv else [of_file(path) for path in sorted(HERE.glob("*.tsv"))]
        lines = [line_of(one) for one in scores]
        wrong = [(one.name, one.misses) for one in scores]
    sys.stdout.write("\n".join(lines) + "\n")
    if told:
        sys.stdout.writelines("\n".join([name, *misses]) + "\n" for name, misses in wrong)


def of_ledgers(targets: Path, reports: Path) -> list[Score]:
    """Score each report that has a hand-checked ledger."""
    return [
        of_ledger(plan, targets / plan, next(reports.glob(f"{number}_*")))
        for plan, number in REPORTS.items()
        if (targets / plan).is_dir() or (targets / plan).with_suffix(".jsonl").exists()
    ]


def of_ledger(plan: str, folder: Path, report: Path) -> Score:
    """Score the drafts of a report against the hand-checked ledger of its plan."""
    return score(plan, extract.read_bytes(report.read_bytes()), ledger(folder), set())


def of_file(path: Path) -> Score:
    """Score the drafts of a labelled document."""
    labels, review = labelled(path)
    text = extract.read_bytes(path.with_suffix(".txt").read_bytes())
    return score(path.stem, text, labels, review)


if __name__ == "__main__":
    main(sys.argv[1:])
