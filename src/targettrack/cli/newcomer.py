"""The questions of `add`, each with a proposal: what the clause reader of `extract` makes of the title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.cli import asking, typed
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.ledger import names
from targettrack.model import Kind, Strength
from targettrack.record import GOAL, HEAD
from targettrack.render import words
from targettrack.render.numbers import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from targettrack.cli.session import Session
    from targettrack.extract import Draft
    from targettrack.model import Ledger, Plan

NEEDED = ("kind", "owner", "deadline")
"""Fields that every target has an answer for, if it is only that there is none."""
NUMBERED = frozenset({Kind.QUANTITY, Kind.GROWTH, Kind.LEVEL, Kind.RANK, Kind.GUARD})
"""Kinds of which the number is asked for."""


def plan(ledger: Ledger, ids: Sequence[str]) -> Plan:
    """The plan that a person means; proposed is the current one."""
    question = _("Plan ({plans})").format(plans=" ".join(ids))
    current = ledger.settings.plan
    return asking.ask(
        question,
        lambda text: names.find_plan(ledger, text),
        proposed=current if current in ids else None,
        offers=ids,
    )


def asked(
    session: Session, into: Plan, title: str | None, said: Mapping[str, Any], *, has_goal: bool, new_unit: bool
) -> tuple[str, dict[str, Any]]:
    """The title, and the answers for what was not typed, by fields, as they may be typed; what the title says goes with them.

    `has_goal`: the goal was typed field by field. world.Abandoned if the person ends the conversation.
    """
    title = title or asking.ask(_("Title (what is promised, in a few words)"), str)
    draft = _read(session, into, title)
    found: dict[str, Any] = {}

    def ask(name: str, question: str, proposed: str | None, offers: Sequence[str] = ()) -> None:
        if name not in said:
            found[name] = asking.ask(
                question, _reader(session, into, name, new_unit=new_unit), proposed=proposed, offers=offers
            )

    kinds = " ".join(words.word(kind) for kind in Kind)
    ask(
        "kind",
        _("Kind ({kinds})").format(kinds=kinds),
        words.word(draft.kind) if draft else None,
        list(words.typed(Kind)),
    )
    kind = words.typed(Kind).meaning(str({**found, **said}["kind"]))
    if kind in NUMBERED and not has_goal:
        own = draft if draft is not None and draft.kind is kind else None
        ask("value", _("Goal, with its unit (nothing: not known)"), _amount(own))
        found |= _of_goal(own, found, said)
    ask("deadline", _("Deadline (none: ongoing)"), _deadline(draft), [_("ongoing"), "年底"])
    ask("owner", _("Lead unit (none: not assigned yet)"), _owner(session, into, draft), names.owners(session.ledger))
    if draft is not None and draft.strength is Strength.STRETCH and "strength" not in said:
        found["strength"] = draft.strength
    return title, {name: text for name, text in found.items() if text}


def _read(session: Session, into: Plan, title: str) -> Draft | None:
    from targettrack import extract  # 90 ms of patterns that only a person who is asked pays

    about = {name: getattr(into, name) for name in ("year", "issuer", "level")}
    drafts = extract.draft(f"{title}。", title=into.title, units=session.ledger.units, **about).drafts
    if not drafts:
        return None
    # One title is one target, whatever clauses it has: 新增托位300个，力争9月底前完成.
    first, *others = drafts
    dated = next((one for one in others if one.deadline and "deadline" not in one.assumed), None)
    if dated is not None and "deadline" in first.assumed:
        first = first._replace(deadline=dated.deadline)
    is_stretch = any(one.strength is Strength.STRETCH for one in drafts)
    return first._replace(strength=Strength.STRETCH) if is_stretch else first


def _reader(session: Session, into: Plan, name: str, *, new_unit: bool) -> Callable[[str], str]:
    """What proves an answer by reading it, and gives it back as it was typed."""

    def read(text: str) -> str:
        if name == "value":
            if text:
                typed.span(text, _(GOAL.rows["value"].word))
        elif name != "deadline" or text not in typed.ONGOING:
            session.field(HEAD.rows[name], text, _(HEAD.rows[name].word), into, new_unit=new_unit)
        return text

    return read


def _amount(draft: Draft | None) -> str:
    if draft is None or draft.goal.value is None:
        return ""
    goal = draft.goal
    return "-".join(plain(end) for end in (goal.value, goal.to) if end is not None) + goal.unit


def _of_goal(draft: Draft | None, found: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """What else the title says of the goal, where a person has taken its number."""
    if draft is None or not found.get("value") or found["value"] != _amount(draft):
        return {}
    told = {"indicator": draft.goal.indicator, "comparator": draft.goal.comparator}
    return {name: str(value) for name, value in told.items() if value and name not in said and name in GOAL.rows}


def _deadline(draft: Draft | None) -> str | None:
    if draft is None:
        return None
    return draft.deadline.isoformat() if draft.deadline else _("ongoing")


def _owner(session: Session, into: Plan, draft: Draft | None) -> str:
    """The unit that the title names or that usually leads such a matter, if it can be told which one it is; else nobody."""
    if draft is None or not draft.owner:
        return _("unassigned")
    try:
        return names.lead_unit(session.ledger, draft.owner, into)
    except UsageError:
        return _("unassigned")
