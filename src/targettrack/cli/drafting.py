"""What a reviewer does to drafts: accept, correct, split, merge, drop. Each is one write; from acceptance on a head stands."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from targettrack import store
from targettrack.cli import typed
from targettrack.cli.session import Session
from targettrack.errors import UsageError
from targettrack.ledger import names
from targettrack.model import Goal, Kind, Strength, Target
from targettrack.render import words

NONE = frozenset({"", "none"})


def accept(session: Session, drafts: list[Target], *, dry_run: bool = False) -> list[Target]:
    """Let heads stand. Gives the targets as they are from now on."""
    accepted = [replace(draft, draft=False) for draft in drafts]
    store.rewrite(session.root, list(zip(drafts, accepted, strict=True)), dry_run=dry_run)
    return accepted


def correct(
    session: Session, draft: Target, assignments: list[str], *, new_unit: bool = False, dry_run: bool = False
) -> Target:
    """Change fields of a draft, each as FIELD=VALUE. `new_unit`: take an owner as typed. UsageError bad-field."""
    corrected = draft
    for assignment in assignments:
        typed_name, equals, value = assignment.partition("=")
        fields = words.fields(FIELDS)
        name = fields.meaning(typed_name)
        if not equals or name is None:
            raise UsageError("bad-field", text=assignment, choices=fields.choices)
        corrected = _with(session, corrected, name, value.strip(), new_unit=new_unit)
    store.rewrite(session.root, [(draft, corrected)], dry_run=dry_run)
    return corrected


def split(session: Session, draft: Target, titles: list[str], *, dry_run: bool = False) -> list[Target]:
    """One draft for each title: the first keeps the id, the others get new ones; all keep quotes, unit and days."""
    first = replace(draft, title=titles[0])
    others = [replace(draft, id="", title=title) for title in titles[1:]]
    made = store.create(session.root, draft.plan, others, dry_run=dry_run)
    store.rewrite(session.root, [(draft, first)], dry_run=dry_run)
    return [first, *made]


def merge(session: Session, drafts: list[Target], *, dry_run: bool = False) -> Target:
    """The first draft with every quote of the others, which are dropped. UsageError merge-needs-two."""
    if len(drafts) < 2:  # noqa: PLR2004  # two make a pair
        raise UsageError("merge-needs-two")
    first, *others = drafts
    quotes = dict.fromkeys(quote for draft in drafts for quote in draft.quotes)
    merged = replace(first, quotes=tuple(quotes))
    store.rewrite(session.root, [(first, merged)], dry_run=dry_run)
    store.drop(session.root, others, dry_run=dry_run)
    return merged


def _with(session: Session, draft: Target, name: str, value: str, *, new_unit: bool) -> Target:
    """A draft with one field changed. What a person has set is not assumed any more."""
    changes: dict[str, Any] = {"assumed": tuple(field for field in draft.assumed if field != name)}
    read = _READERS.get(name)
    if name == "owner":
        changes[name] = "" if value in NONE else session.lead(value, new=new_unit)
    elif read is None:
        changes["goal"] = _goal(session, draft.goal, name, value)
    else:
        changes[name] = read(session, draft, name, value)
    return replace(draft, **changes)


def _text(_session: Session, _draft: Target, _name: str, value: str) -> str:
    return value


def _day(session: Session, draft: Target, name: str, value: str) -> date | None:
    year = session.ledger.plan_of(draft).year
    return None if value in NONE else typed.day(value, name, today=session.today, year=year)


def _kind(_session: Session, _draft: Target, name: str, value: str) -> Kind:
    return typed.code(value, words.kinds(), name)


def _strength(_session: Session, _draft: Target, name: str, value: str) -> Strength:
    return typed.code(value, words.strengths(), name)


def _tags(_session: Session, _draft: Target, _name: str, value: str) -> tuple[str, ...]:
    return tuple(value.split())


def _upper(session: Session, _draft: Target, _name: str, value: str) -> str:
    return "" if value in NONE else names.find_target(session.ledger, value).id


_READERS: dict[str, Callable[[Session, Target, str, str], Any]] = {
    "title": _text,
    "section": _text,
    "deadline": _day,
    "start": _day,
    "kind": _kind,
    "strength": _strength,
    "tags": _tags,
    "upper": _upper,
}
FIELDS = ("owner", *_READERS, *typed.GOAL_FIELDS)


def _goal(session: Session, goal: Goal, name: str, value: str) -> Goal:
    changes: dict[str, Any] = {name: getattr(Goal(), name)}
    if value not in NONE:
        changes |= typed.goal_changes([f"{name}={value}"], today=session.today)
    if name == "of" and value not in NONE:
        changes[name] = names.find_target(session.ledger, value).id
    return replace(goal, **changes)
