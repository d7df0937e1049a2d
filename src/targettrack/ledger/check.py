"""Faults that no single file shows: references between records, quotes against their source. Pure."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from targettrack import record
from targettrack.errors import Problem, Severity
from targettrack.model import KINDS, Kind
from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from targettrack.model import Ledger, Plan, Quote, Target, Update


PLACES = ("page", "paragraph", "table", "row")
"""What a problem with a quote tells of its place, beside the line."""


class Checked(NamedTuple):
    """What is wrong between the files of a ledger, and how many quotes were held against their source."""

    problems: tuple[Problem, ...]
    quotes_checked: int
    quotes_unchecked: int  # whose document was not at hand


def faults(
    ledger: Ledger, documents: Mapping[str, bytes], now: datetime, texts: Mapping[str, str] | None = None
) -> Checked:
    """What no single file shows: ids that lead nowhere, quotes that their source lacks, dates and keys that contradict.

    `documents`: bytes by plan id, for the plans that have one at hand; `texts`: what was read of them. Each target is
    looked at once, and nothing of it is kept but its id and where it leads, so that a ledger need not be in memory whole.
    """
    sources = {
        plan.id: _Source(plan, documents[plan.id], (texts or {}).get(plan.id))
        for plan in ledger.plans
        if plan.id in documents
    }
    problems = [*_of_plans(ledger), *(problem for source in sources.values() for problem in source.changed())]
    ids, links, quotes = set[str](), list[_Link](), [0, 0]
    for target in ledger.targets:
        ids.add(target.id)
        links += _links(target)
        source = sources.get(target.plan)
        quotes[source is None] += len(target.quotes)
        problems += _of_target(target)
        problems += (problem for update in target.updates for problem in _of_line(target, update, now))
        if source:
            problems += (problem for quote in target.quotes for problem in source.faults(target, quote))
    known = ids | {path.rpartition("/")[2].removesuffix(".toml") for path in ledger.unreadable}
    problems += (problem for link in links for problem in _of_link(link, known))
    return Checked(tuple(problems), *quotes)


class _Link(NamedTuple):
    """An id that a target names, under a key."""

    path: str
    key: str
    id: str
    is_own: bool


def _links(target: Target) -> Iterator[_Link]:
    for key, id_ in (("goal.of", target.goal.of), ("upper", target.upper), ("previous", target.previous)):
        if id_:
            yield _Link(target.path, key, id_, id_ == target.id)


def _of_link(link: _Link, known: set[str]) -> Iterator[Problem]:
    if link.is_own:
        yield Problem("linked-to-itself", link.path, key=link.key, params={"id": link.id, "option": link.key})
    if link.id not in known and link.id.rpartition("-")[0] not in known:
        yield Problem("unknown-reference", link.path, key=link.key, params={"id": link.id})


def _of_plans(ledger: Ledger) -> Iterator[Problem]:
    ids = {plan.id for plan in ledger.plans}
    for plan in ledger.plans:
        if plan.parent and plan.parent not in ids:
            yield _orphan(plan)


def _orphan(plan: Plan) -> Problem:
    params = {"id": plan.parent}
    return Problem("unknown-parent", f"{plan.id}/plan.toml", key="parent", severity=Severity.WARNING, params=params)


def _of_target(target: Target) -> Iterator[Problem]:
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
    for code, is_wrong in (
        ("entered-in-the-future", update.at > now),
        ("line-of-another", not record.fits(update.key, target)),
    ):
        if is_wrong:
            params = {"id": target.id, "update": update.key, "at": update.at.isoformat()}
            yield Problem(code, target.path, None, f"updates.{update.key}", Severity.WARNING, params)


class _Source:
    """The document of a plan, decoded once."""

    def __init__(self, plan: Plan, document: bytes, text: str | None) -> None:
        self._plan = plan
        self._document = document
        self._text = (document.decode(errors="replace") if text is None else text).replace("\r\n", "\n")
        self._lines = self._text.split("\n")

    def changed(self) -> Iterator[Problem]:
        """That it is not the one that was read."""
        digest = self._plan.sha256.casefold()
        if digest and hashlib.sha256(self._document).hexdigest() != digest:
            params = {"document": self._plan.document}
            yield Problem("document-changed", f"{self._plan.id}/plan.toml", key="sha256", params=params)

    def faults(self, target: Target, quote: Quote) -> Iterator[Problem]:
        """That it does not have a quote, or not where it says."""
        params: dict[str, str | int] = {"quote": quote.text[:40], "document": self._plan.document, "n": quote.line or 0}
        params |= {name: part for name in PLACES if (part := getattr(quote, name)) is not None}
        if quote.line is None:
            if quote.text not in self._text:
                yield Problem("quote-nowhere", target.path, key="source.quote", params=params)
            return
        # A quote may run on over the line breaks of a damaged document; then it says so by having them itself.
        length = quote.text.count("\n") + 1
        place = "\n".join(self._lines[quote.line - 1 : quote.line - 1 + length])
        if quote.text in place or self._has_cleaned(quote):
            return
        code = "quote-longer-than-line" if len(quote.text) > len(place) else "quote-not-found"
        yield Problem(code, target.path, key="source.quote", params=params)

    def _has_cleaned(self, quote: Quote) -> bool:
        from targettrack import extract  # 90 ms of patterns, which only a quote that is not verbatim pays

        return extract.begins_at(self._lines, quote, traditional=self._is_traditional)

    @cached_property
    def _is_traditional(self) -> bool:
        from targettrack import extract  # as above

        return extract.is_traditional(self._text)
