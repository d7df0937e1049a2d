"""Drafts → targets and a plan that the store can keep, for a person to review. Pure."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from targettrack.model import Plan, Target

if TYPE_CHECKING:
    from datetime import datetime

    from targettrack.extract.extraction import Draft, Extraction


def targets(extraction: Extraction, plan: str, recorded: datetime) -> tuple[Target, ...]:
    """One draft record for each draft, in the order of the document; the store gives the ids."""
    return tuple(_target(draft, plan, recorded) for draft in extraction.drafts)


def plan(extraction: Extraction, identifier: str, *, document: str, sha256: str) -> Plan:
    """The plan of a document. The extraction has to know its year: a five-year plan brings its own window."""
    year = extraction.year
    assert year is not None
    return Plan(
        id=identifier,
        title=extraction.title or document,
        year=year,
        start=extraction.start or date(year, 1, 1),
        end=extraction.end or date(year, 12, 31),
        issuer=extraction.issuer,
        level=extraction.level,
        published=extraction.published,
        document=document,
        sha256=sha256,
    )


def _target(draft: Draft, plan: str, recorded: datetime) -> Target:
    return Target(
        id="",
        item=draft.item,
        plan=plan,
        title=draft.title,
        kind=draft.kind,
        recorded=recorded,
        owner=draft.owner,
        supporting=draft.supporting,
        start=draft.start,
        deadline=draft.deadline,
        strength=draft.strength,
        section=draft.section,
        tags=draft.tags,
        assumed=draft.assumed,
        draft=True,
        confidence=draft.confidence,
        goal=draft.goal,
        quotes=draft.quotes,
    )
