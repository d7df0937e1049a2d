"""Faults between files: references that lead nowhere, quotes that their source does not have."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from factories import goal, plan, target, update
from targettrack.errors import Severity
from targettrack.ledger import check
from targettrack.model import Ledger, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from targettrack.errors import Problem
    from targettrack.model import Goal, Target

NOW = datetime(2025, 8, 1, tzinfo=UTC)
SOURCE = "展望2025年\n新增义务教育学位940个，\n新增公办\n学位600个。\n".encode()


def ledger(*targets: Target, **changes: Any) -> Ledger:
    """A ledger of one plan with targets that know their file."""
    placed = tuple(one._replace(path=f"KP/{one.id}.toml") for one in targets)
    return Ledger("/targets", (plan(document="report.txt"),), placed)._replace(**changes)


def references(ledger: Ledger) -> tuple[Problem, ...]:
    """What is wrong in a ledger without a document at hand."""
    return check.faults(ledger, {}, NOW).problems


def shown(problems: tuple[Problem, ...]) -> list[tuple[str, str, str | None, str]]:
    """Code, path, key and severity of each problem."""
    return [(p.code, p.path, p.key, p.severity.value) for p in problems]


def test_a_sound_ledger_has_no_faults() -> None:
    """A target with a figure, and one that follows it."""
    follower = target("relative", goal(value=0, of="KP-001"), id="KP-002")._replace(upper="KP-001")
    assert references(ledger(target(), follower)) == ()


def test_ids_that_lead_nowhere() -> None:
    """goal.of and upper are errors each, with the id that is not there."""
    lost = target("relative", goal(value=0, of="KP-404"))._replace(upper="GD-1")
    found = references(ledger(lost))
    assert shown(found) == [
        ("unknown-reference", "KP/KP-001.toml", "goal.of", "error"),
        ("unknown-reference", "KP/KP-001.toml", "upper", "error"),
    ]
    assert [problem.params for problem in found] == [{"id": "KP-404"}, {"id": "GD-1"}]


def test_nothing_is_linked_to_itself() -> None:
    """A record above itself, before itself or following itself is an error for each."""
    circle = target("relative", goal(value=0, of="KP-001"))._replace(upper="KP-001", previous="KP-001")
    assert shown(references(ledger(circle))) == [
        ("linked-to-itself", "KP/KP-001.toml", "goal.of", "error"),
        ("linked-to-itself", "KP/KP-001.toml", "upper", "error"),
        ("linked-to-itself", "KP/KP-001.toml", "previous", "error"),
    ]


def test_a_record_that_cannot_be_read_is_there_all_the_same() -> None:
    """One broken file does not make others' references wrong."""
    follower = target("relative", goal(value=0, of="KP-404"))
    assert references(ledger(follower, unreadable=("KP/KP-404.toml",))) == ()


def test_a_plan_above_that_is_not_here() -> None:
    """A warning: the plan of the province may be kept elsewhere."""
    (problem,) = references(ledger()._replace(plans=(plan(parent="GD2025"),)))
    assert (problem.code, problem.path, problem.key) == ("unknown-parent", "KP/plan.toml", "parent")
    assert (problem.severity, problem.params) == (Severity.WARNING, {"id": "GD2025"})


@pytest.mark.parametrize(
    ("kind", "promise", "codes"),
    [
        ("relative", goal(value=0), ["missing-reference"]),
        ("milestone", goal(), ["missing-test"]),
        ("qualitative", goal(), ["missing-test"]),
        ("guard", goal("<=", 0), ["missing-test"]),
        ("quantity", goal(set_by="省"), ["missing-test"]),
        ("milestone", goal(done_when="竣工验收"), []),
        ("quantity", goal(value=940), []),
        ("growth", goal(value=7), []),
        ("coverage", goal(value=1, denominator=15), []),
    ],
)
def test_what_a_kind_needs(kind: str, promise: Goal, codes: list[str]) -> None:
    """A soft target needs an acceptance test, a relative one its reference; warnings, because the ledger can be read."""
    found = references(ledger(target(kind, promise)))
    assert [problem.code for problem in found] == codes
    assert {problem.severity for problem in found} <= {Severity.WARNING}


def test_a_draft_may_lack_its_acceptance_test() -> None:
    """A draft is not accepted yet."""
    assert references(ledger(target("milestone", goal(), draft=True))) == ()


def test_a_fact_later_than_its_entry() -> None:
    """An update that holds for a later day than it was entered is pointed at; one of the same day is not."""
    early = update("2025-07-05", at="2025-07-04T23:59:00+08:00", key="k1", value=1)
    same = update("2025-07-04", at="2025-07-04T00:00:00+08:00", key="k2", value=2)
    (problem,) = references(ledger(target("quantity", None, early, same)))
    assert (problem.code, problem.key) == ("fact-in-the-future", "updates.k1")
    assert (problem.severity, problem.params) == (Severity.WARNING, {"day": "2025-07-05"})


@pytest.mark.parametrize(
    ("quote", "code"),
    [
        (Quote("新增义务教育学位940个", 2), ""),
        (Quote("新增义务教育学位940个，", 2), ""),
        (Quote("新增公办\n学位600个", 3), ""),
        (Quote("学位600个"), ""),
        (Quote("新增公办\n学位600个"), ""),
        (Quote("新增义务教育学位940个", 1), "quote-longer-than-line"),
        (Quote("展望", 2), "quote-not-found"),
        (Quote("新增义务教育学位940个，新增公办学位600个。", 2), ""),  # as cleaning joins the broken lines
        (Quote("新增义务教育学位940个，新增公办学位700个。", 2), "quote-longer-than-line"),
        (Quote("学位600个", 99), "quote-longer-than-line"),
        (Quote("新增义务教育学位950个"), "quote-nowhere"),
    ],
)
def test_a_quote_against_its_source(quote: Quote, code: str) -> None:
    """A quote stands in its line, or, if it breaks where the source does, in its lines; without a line anywhere."""
    found = check.faults(ledger(target(quotes=(quote,))), {"KP": SOURCE}, NOW)
    assert (found.quotes_checked, found.quotes_unchecked) == (1, 0)
    assert [(p.code, p.path, p.key) for p in found.problems] == (
        [(code, "KP/KP-001.toml", "source.quote")] if code else []
    )


def test_a_source_with_the_line_ends_of_windows() -> None:
    """A quote over two lines is found there, too."""
    entry = target(quotes=(Quote("新增公办\n学位600个", 3),))
    assert check.faults(ledger(entry), {"KP": SOURCE.replace(b"\n", b"\r\n")}, NOW).problems == ()


def test_a_problem_shows_where_to_look() -> None:
    """The beginning of the quote, the document and the line are in the problem."""
    entry = target(quotes=(Quote("字" * 50, 1),))
    (problem,) = check.faults(ledger(entry), {"KP": SOURCE}, NOW).problems
    assert problem.params == {"quote": "字" * 40, "document": "report.txt", "n": 1}


def test_quotes_without_a_source_at_hand_are_counted() -> None:
    """Two quotes, of which none could be compared."""
    entry = target(quotes=(Quote("甲", 1), Quote("乙", 2)))
    found = check.faults(ledger(entry), {}, NOW)
    assert (found.quotes_checked, found.quotes_unchecked, found.problems) == (0, 2, ())


def test_a_source_that_changed() -> None:
    """The plan's SHA-256 tells another document from the one that was read; its case does not matter."""
    digest = hashlib.sha256(SOURCE).hexdigest()
    same = ledger()._replace(plans=(plan(document="report.txt", sha256=digest),))
    assert check.faults(same, {"KP": SOURCE}, NOW).problems == ()
    loud = ledger()._replace(plans=(plan(document="report.txt", sha256=digest.upper()),))
    assert check.faults(loud, {"KP": SOURCE}, NOW).problems == ()
    (problem,) = check.faults(same, {"KP": SOURCE + b"\n"}, NOW).problems
    assert (problem.code, problem.path, problem.key) == ("document-changed", "KP/plan.toml", "sha256")


class Counted(str):
    """An id that counts how often it is looked up."""

    __slots__ = ()
    asked = 0

    def __hash__(self) -> int:
        """As a text has it."""
        Counted.asked += 1
        return super().__hash__()


class Once(tuple[Any, ...]):
    """Targets that can be walked through once, as those of a large ledger are read."""

    __slots__ = ()
    walks = 0

    def __iter__(self) -> Iterator[Any]:
        """Begin a walk."""
        Once.walks += 1
        return super().__iter__()


class Document(bytes):
    """A document that counts how often it is decoded."""

    decoded = 0

    def decode(self, *args: Any, **kwargs: Any) -> str:
        """As bytes are."""
        Document.decoded += 1
        return super().decode(*args, **kwargs)


@pytest.mark.parametrize("count", [10, 1000])
def test_ten_times_as_many_targets_cost_ten_times_as_much(count: int) -> None:
    """The targets are walked through once, the document is decoded once, and no id is looked up more than six times."""
    Counted.asked = Once.walks = Document.decoded = 0
    ids = [Counted(f"KP-{nth:04d}") for nth in range(count)]
    quote = Quote("新增义务教育学位940个", 2)
    targets_ = [target(id=id_, quotes=(quote,))._replace(upper=ids[nth - 1]) for nth, id_ in enumerate(ids)]
    found = check.faults(ledger()._replace(targets=Once(targets_)), {"KP": Document(SOURCE)}, NOW)
    assert (found.problems, found.quotes_checked) == ((), count)
    assert (Once.walks, Document.decoded) == (1, 1)
    assert Counted.asked <= 6 * count
