"""Why a unit is proposed to lead, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _
from targettrack.ledger.proposal import Why

if TYPE_CHECKING:
    from targettrack.ledger.proposal import Proposal

_REASONS = {
    Why.TEXT: N_("the text says so"),
    Why.ASSIGNED: N_("as you assigned {like}"),
    Why.LAST_YEAR: N_("as last year for {like}"),
    Why.LISTED: N_("by the list of units for «{word}»"),
    Why.USUAL: N_("usually leads «{word}»"),
}
_SHARED = {
    "word": N_("«{word}»"),
    "indicator": N_("«{word}»"),
    "matter": N_("a matter of the same kind"),
    "item": N_("the same item"),
    "section": N_("the same part of the report"),
}


def because(proposal: Proposal) -> str:
    """Why it is proposed: «as you assigned KP2025-089: «学位»»."""
    reason = _(_REASONS[proposal.why]).format(word=proposal.word, like=proposal.like)
    return (
        _("{reason}: {shared}").format(reason=reason, shared=_(_SHARED[proposal.by]).format(word=proposal.word))
        if proposal.by
        else reason
    )
