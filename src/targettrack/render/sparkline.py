"""The course of a target's figures in one line of text. Knows figures; knows no state."""

from collections.abc import Sequence

from targettrack.i18n import _
from targettrack.rating.standing import Figure
from targettrack.render.numbers import quantity, spoken_day

STEPS = "▁▂▃▄▅▆▇█"
POINTS = 24
"""So many figures are drawn, the last ones: two years by month, and a line has room for them."""


def sparkline(figures: Sequence[Figure], unit: str) -> str:
    """«▁▂▃▅█ 96 → 1599万美元 (2025-01-31 to 2025-09-30)», from the lowest figure to the highest; "" for fewer than three."""
    drawn = [(figure.as_of, figure.value) for figure in figures if figure.value is not None][-POINTS:]
    if len(drawn) < len("▁▂▃"):
        return ""
    (first_day, first), *_between, (last_day, last) = drawn
    low, high = min(value for _on, value in drawn), max(value for _on, value in drawn)
    top = len(STEPS) - 1
    line = "".join(STEPS[round((value - low) * top / (high - low)) if high > low else 0] for _on, value in drawn)
    sentence = _("{line}  {first} → {last} ({start} to {end})")
    return sentence.format(
        line=line,
        first=quantity(first, unit),
        last=quantity(last, unit),
        start=spoken_day(first_day),
        end=spoken_day(last_day),
    )
