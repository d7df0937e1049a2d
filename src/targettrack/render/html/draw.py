"""Small drawings as inline SVG. Lengths are per cent of the drawing's own box, so that text in it is never scaled."""

from collections.abc import Mapping
from decimal import Decimal

from targettrack.i18n import _
from targettrack.rating.vocabulary import LAMPS, Lamp
from targettrack.render.html.shell import text
from targettrack.render.numbers import percent, plain
from targettrack.render.words import lamp_word

NARROW, SLIM = Decimal(3), Decimal(10)
"""A piece of less than so many per cent has no room for its number, at all or on a narrow screen."""
_WHOLE = Decimal(100)


def bar(actual: Decimal | None, expected: Decimal | None, tone: str = "") -> str:
    """A share of the goal drawn, and both numbers in words."""
    said = percent(actual)
    if expected is not None:
        due = _("expected {expected}").format(expected=percent(expected))
        said += f" <small>{text(due)}</small>"
    return share(actual, expected, tone) + said


def share(actual: Decimal | None, expected: Decimal | None, tone: str = "") -> str:
    """A share of the goal as a bar with a mark where it should be; the numbers stand beside it. No tone: that of its row."""
    mark = "" if expected is None else f'<rect x="{_within(expected)}%"/>'
    return f'<svg class="bar{" " + text(tone) if tone else ""}"><rect width="{_within(actual)}%"/>{mark}</svg>'


def _within(share: Decimal | None) -> str:
    return plain(min(max(share or Decimal(0), Decimal(0)), _WHOLE))


def stack(by_lamp: Mapping[Lamp, int], whole: int) -> str:
    """Counts by light as pieces of a bar; `whole` targets would fill it."""
    at, drawn = 0, []
    for lamp in LAMPS:
        count = by_lamp[lamp]
        if count:
            width = _per_cent(count, whole)
            drawn.append(f'<rect class="{lamp.code}" x="{_per_cent(at, whole)}%" width="{width}%"/>')
            if width >= NARROW:
                middle = _per_cent(2 * at + count, 2 * whole)
                slim = " slim" if width < SLIM else ""
                drawn.append(f'<text class="{lamp.code}{slim}" x="{middle}%" y="50%">{count}</text>')
        at += count
    label = text(counted(by_lamp))
    return f'<svg class="stack" role="img" aria-label="{label}"><title>{label}</title>{"".join(drawn)}</svg>'


def counted(by_lamp: Mapping[Lamp, int]) -> str:
    """«红灯 3，黄灯 1»."""
    return _(", ").join(f"{lamp_word(lamp)} {by_lamp[lamp]}" for lamp in LAMPS if by_lamp[lamp])


def legend(by_lamp: Mapping[Lamp, int]) -> str:
    """What the colours of a stack mean."""
    shown = (lamp for lamp in LAMPS if by_lamp[lamp])
    items = "".join(f'<li><i class="{lamp.code}"></i>{text(lamp_word(lamp))}</li>' for lamp in shown)
    return f'<ul class="legend">{items}</ul>'


def _per_cent(part: int, whole: int) -> Decimal:
    return (_WHOLE * part / whole).quantize(Decimal("0.01")).normalize() + 0
