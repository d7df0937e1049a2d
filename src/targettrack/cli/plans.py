"""What a new plan has to be told: as its document says, else as the person at the terminal answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from targettrack.cli import asking, typed, world
from targettrack.errors import UsageError
from targettrack.i18n import _
from targettrack.ledger import planid
from targettrack.model import Level
from targettrack.record import FILES
from targettrack.render import words

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

PLAN = FILES["plan"].rows
NEEDED = ("title", "year")
ASKED = (*NEEDED, "issuer", "level")


def asked(said: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a plan, and the answers for the rest; the title says much of it. None and "" mean not known."""
    from targettrack import extract  # 90 ms of patterns that only a person who is asked pays

    found = {name: value for name, value in said.items() if value}
    for name in ASKED:
        if name not in found:
            told = extract.draft(found.get("title", ""), issuer=found.get("issuer") or "", level=found.get("level"))
            found[name] = _ask_field(name, getattr(told, name))
    return {name: value for name, value in found.items() if value is not None}


def _ask_field(name: str, proposed: Any) -> Any:
    """One field of a plan, with what its document says of it as the proposal. What a plan may lack, Enter leaves out."""
    row = PLAN[name]
    today = world.now().date()
    shown = words.word(proposed) if isinstance(proposed, Level) else str(proposed or "")
    if name == "year" and not shown:
        shown = str(today.year)
    example = _(" (as in 2026年某县政府工作报告)") if name == "title" and not shown else ""
    return asking.ask(
        f"{_(row.word)}{example}",
        lambda text: typed.field(row, text, _(row.word), today=today) if text or name in NEEDED else None,
        proposed=shown or (None if name in NEEDED else ""),
        offers=list(words.levels()) if name == "level" else (),
    )


def ask_id(about: Mapping[str, Any], taken: Collection[str]) -> str:
    """An id for a plan that is none of those `taken`; proposed are the letters of its issuer, with its year."""

    def free(text: str) -> str:
        if text.casefold() in {id_.casefold() for id_ in taken}:
            raise UsageError("plan-exists", plan=text)
        return typed.plan_id(text)

    proposed = planid.proposed(about.get("issuer") or about.get("title") or "", about["year"], taken)
    return asking.ask(
        _("Plan id (letters and year; every target's id begins with it)"), free, proposed=proposed or None
    )
