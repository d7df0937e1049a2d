"""Faults that no single file shows: references between records, quotes against their source. Pure."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import Problem, Severity
from targettrack.model import KINDS, Kind
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from targettrack.model import Ledger, Plan, Quote, Target, Update


class QuoteCheck(NamedTuple):
    """How many quotes were compared with their source, and what was wrong with them."""

    checked: int
    unchecked: int
    problems: tuple[Problem, ...]


def references(ledger: Ledger) -> tuple[Problem, ...]:
    """Ids that lead nowhere, dates that contradict each other, soft targets without an acceptance test."""
    ids = {target.id for target in ledger.targets}
    unknown = {path.rpartition("/")[2].removesuffix(".toml") for path in ledger.unreadable}
    plans = {plan.id for plan in ledger.plans}
    known = ids | unknown  # once: made anew for each target, it took 2.2 of 2.6 s at 10,000
    found = [problem for target in ledger.targets for problem in _of_target(target, known)]
    found += [_orphan(plan) for plan in ledger.plans if plan.parent and plan.parent not in plans]
    return tuple(found)


def lines(ledger: Ledger, now: datetime) -> tuple[Problem, ...]:
    """Lines that are dated ahead of the clock, or whose key says that they were made for another commitment."""
    return tuple(
        problem for target in ledger.targets for update in target.updates for problem in _of_line(target, update, now)
    )


def quotes(ledger: Ledger, documents: Mapping[str, bytes]) -> QuoteCheck:
    """Hold every quote against the document of its plan. `documents`: bytes by plan id, for the plans that have one at hand."""
    problems: list[Problem] = []
    checked = unchecked = 0
    for plan in ledger.plans:
        document = documents.get(plan.id)
        if document is not None and plan.sha256 and hashlib.sha256(document).hexdigest() != plan.sha256.casefold():
            problems.append(
                Problem("document-changed", f"{plan.id}/plan.toml", key="sha256", params={"document": plan.document})
            )
        for target in (one for one in ledger.targets if one.plan == plan.id):
            if document is None:
                unchecked += len(target.quotes)
                continue
            checked += len(target.quotes)
            lines = document.decode(errors="replace").replace("\r\n", "\n").split("\n")
            problems += [problem for quote in target.quotes for problem in _of_quote(target, quote, lines, plan)]
    return QuoteCheck(checked, unchecked, tuple(problems))


def _orphan(plan: Plan) -> Problem:
    params = {"id": plan.parent}
    return Problem("unknown-parent", f"{plan.id}/plan.toml", key="parent", severity=Severity.WARNING, params=params)


def _of_target(target: Target, ids: set[str]) -> Iterator[Problem]:
    for key, identifier in (("goal.of", target.goal.of), ("upper", target.upper), ("previous", target.previous)):
        if identifier == target.id:
            yield Problem("linked-to-itself", target.path, key=key, params={"id": identifier, "option": key})
        if identifier and identifier not in ids and identifier.rpartition("-")[0] not in ids:
            yield Problem("unknown-reference", target.path, key=key, params={"id": identifier})
    if target.kind is Kind.RELATIVE and not target.goal.of and not target.draft:
        yield Problem("missing-reference", target.path, key="goal.of", severity=Severity.WARNING)
    if (KINDS[target.kind].needs_test or target.goal.set_by) and not target.goal.done_when and not target.draft:
        yield Problem("missing-test", target.path, key="goal.done_when", severity=Severity.WARNING)
    for update in target.updates:
        if update.as_of > update.at.date():
            key = f"updates.{update.key}"
            yield Problem(
                "fact-in-the-future", target.path, key=key, severity=Severity.WARNING, params={"day": str(update.as_of)}
            )


def _of_line(target: Target, update: Update, now: datetime) -> Iterator[Problem]:
    params = {"id": target.id, "update": update.key, "at": update.at.isoformat()}
    place = (target.path, None, f"updates.{update.key}", Severity.WARNING, params)
    if update.at > now:
        yield Problem("entered-in-the-future", *place)
    if not record.fits(update.key, target):
        yield Problem("line-of-another", *place)


def _of_quote(target: Target, quote: Quote, lines: list[str], plan: Plan) -> Iterator[Problem]:
    params: dict[str, str | int] = {"quote": quote.text[:40], "document": plan.document, "n": quote.line or 0}
    if quote.line is None:
        if quote.text not in "\n".join(lines):
            yield Problem("quote-nowhere", target.path, key="source.quote", params=params)
        return
    # A quote may run on over the line breaks of a damaged document; then it says so by having them itself.
    length = quote.text.count("\n") + 1
    place = "\n".join(lines[quote.line - 1 : quote.line - 1 + length])
    if quote.text in place or _is_cleaned(lines, quote):
        return
    code = "quote-longer-than-line" if len(quote.text) > len(place) else "quote-not-found"
    yield Problem(code, target.path, key="source.quote", params=params)


def _is_cleaned(lines: list[str], quote: Quote) -> bool:
    from targettrack import extract  # 90 ms of patterns, which only a quote that is not verbatim pays

    return extract.begins_at(lines, quote)
