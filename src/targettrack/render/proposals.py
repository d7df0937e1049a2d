"""Why a unit is proposed to lead, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.i18n import N_, _
from targettrack.ledger.proposal import Why

if TYPE_CHECKING:
    from targettrack.ledger.proposal import Proposal

_BY_WORD = {
    Why.TEXT: N_("the text says so"),
    Why.ASSIGNED: N_("as you assigned «{word}» ({like})"),
    Why.LAST_YEAR: N_("as last year for «{word}» ({like})"),
    Why.LISTED: N_("by the list of units for «{word}»"),
    Why.USUAL: N_("usually leads «{word}»"),
}
_BY_LIKE = {
    Why.ASSIGNED: N_("as you assigned {like}, of the same item or heading"),
    Why.LAST_YEAR: N_("as last year for {like}, of the same item or heading"),
}


def because(proposal: Proposal) -> str:
    """Why it is proposed: «as you assigned «学位» (KP2025-089)»."""
    words = _BY_WORD if proposal.word else _BY_WORD | _BY_LIKE
    return _(words[proposal.why]).format(word=proposal.word, like=proposal.like)
