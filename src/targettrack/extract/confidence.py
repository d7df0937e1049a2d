"""How likely a draft is right, and why: nine signs with weights. Knows finished drafts; knows no texts.

The weights are those of a logistic regression over hand-labelled reports, made by `tests/fit_confidence.py` and kept as the
rows of `rules/confidence.tsv`. Guides for labels leave soft work out, so nothing is known of qualitative drafts: they keep
one half, without a sign.
"""

from __future__ import annotations

from decimal import Decimal
from math import exp
from typing import TYPE_CHECKING

from targettrack.extract.rules import CONFIDENCE
from targettrack.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from targettrack.extract.extraction import Draft

_UNKNOWN = Decimal("0.5")
_MOST = Decimal("0.99")  # nothing is certain that nobody has read
# A quote of more characters holds more than one matter.
_LONG = 40

SIGNS: dict[str, Callable[[Draft], bool]] = {
    "draft": lambda draft: True,  # noqa: ARG005  # the weight that every draft begins with
    "figure": lambda draft: draft.goal.value is not None,
    "held": lambda draft: draft.goal.value is not None and "comparator" not in draft.assumed,
    "share": lambda draft: draft.goal.unit == "%",
    "dated": lambda draft: draft.deadline is not None and "deadline" not in draft.assumed,
    "coverage": lambda draft: draft.kind is Kind.COVERAGE,
    "guard": lambda draft: draft.kind is Kind.GUARD,
    "relative": lambda draft: draft.kind is Kind.RELATIVE or bool(draft.goal.set_by),
    "long": lambda draft: len(draft.quote) > _LONG,
}


def weighed(draft: Draft) -> Draft:
    """Give a draft its confidence and the signs that make it, each with its weight."""
    if draft.kind is Kind.QUALITATIVE:
        return draft._replace(confidence=_UNKNOWN)
    signs = [(name, row) for name, holds in SIGNS.items() if holds(draft) and (row := CONFIDENCE.weights.row(name))]
    odds = exp(sum(float(row.value) for _name, row in signs))
    return draft._replace(
        confidence=min(_MOST, Decimal(odds / (1 + odds)).quantize(Decimal("0.01"))),
        signs=tuple(f"{name} {row.value}" for name, row in signs),
    )
