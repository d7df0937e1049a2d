"""The real ledger in targets/: whole, quoted verbatim, and without invented progress."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import NOW
from targettrack import store
from targettrack.ledger import check
from targettrack.model import Kind, Ledger, Status

ROOT = Path(__file__).parent.parent / "targets"
REPORTS = Path(__file__).parent.parent.parent / "shared" / "reports"
needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the source documents are not part of the project")


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The real ledger."""
    return store.load(ROOT)


def test_the_ledger_has_no_fault(ledger: Ledger) -> None:
    """Every file of the real ledger reads without a problem, and every reference leads somewhere."""
    assert ledger.problems == ()
    assert check.faults(ledger, {}, NOW).problems == ()


def test_kaiping_has_112_commitments(ledger: Ledger) -> None:
    """The 98 bullets of Kaiping 2025 are 112 records, with ids from 001 to 112 and no gap."""
    ids = [target.id for target in ledger.targets if target.plan == "KP2025"]
    assert ids == [f"KP2025-{number:03d}" for number in range(1, 113)]


def test_kaiping_has_no_invented_progress(ledger: Ledger) -> None:
    """Nothing has been reported to us about Kaiping 2025, so nothing is on record but the promise."""
    kaiping = [target for target in ledger.targets if target.plan == "KP2025"]
    assert {target.status for target in kaiping} == {Status.PENDING}
    assert all(target.updates == () for target in kaiping)


def test_what_the_text_does_not_state_is_marked_assumed(ledger: Ledger) -> None:
    """No bullet names a unit, so every proposed owner is assumed; so is every acceptance test."""
    for target in ledger.targets:
        if target.plan == "KP2025":
            assert (target.owner == "") != ("owner" in target.assumed), target.id
            assert (target.goal.done_when == "") != ("done_when" in target.assumed), target.id


def test_soft_targets_say_when_they_are_done(ledger: Ledger) -> None:
    """Milestones and soft verbs have an acceptance test."""
    soft = {Kind.MILESTONE, Kind.QUALITATIVE, Kind.GUARD}
    assert [t.id for t in ledger.targets if t.kind in soft and not t.goal.done_when] == []


@needs_reports
def test_every_quote_stands_in_its_document(ledger: Ledger) -> None:
    """Each quote is verbatim, at the line that the record names, in the very file that was read."""
    found = check.faults(ledger, store.documents(REPORTS, ledger.plans), NOW)
    assert found.problems == ()
    assert found.quotes_unchecked == 0
    assert found.quotes_checked >= len(ledger.targets)


@needs_reports
def test_every_bullet_of_kaiping_is_covered(ledger: Ledger) -> None:
    """Each of the 98 bullets under 展望2025年 has a record whose quote stands in that bullet."""
    (plan,) = (plan for plan in ledger.plans if plan.id == "KP2025")
    lines = (REPORTS / plan.document).read_text(encoding="utf-8").split("\n")
    begin = next(number for number, line in enumerate(lines, 1) if line.startswith("展望2025年"))
    bullets = {number: line for number, line in enumerate(lines, 1) if number > begin and line.startswith("- ")}
    quoted = {quote.line for target in ledger.targets if target.plan == "KP2025" for quote in target.quotes}
    assert len(bullets) == 98
    assert [line for number, line in bullets.items() if number not in quoted] == []
