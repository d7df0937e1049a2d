"""Expected against actual over time, one chart for each plan, with its numbers below it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from targettrack.i18n import _, ngettext
from targettrack.render.document import Column
from targettrack.render.html import blocks
from targettrack.render.html.shell import text
from targettrack.render.numbers import day, percent, plain, spoken_day
from targettrack.views.picture import Point

LABELS = 12
"""So many days are named along the axis at most."""
_STEP = 25


def charts(series: Mapping[str, Sequence[Point]], titles: Mapping[str, str]) -> str:
    """A chart for each plan with anything to compare; the others in one sentence."""
    drawn = {plan: points for plan, points in series.items() if any(point.targets for point in points)}
    empty = _(", ").join(plan for plan in series if plan not in drawn)
    note = _("No figures to compare with the expected share yet: {plans}.").format(plans=empty) if empty else ""
    meaning = _(
        "Solid: the mean share of the goals reached, each by its newest figure; grey where no figure was fresh. Dashed: the "
        "share of the year gone by. A target is on pace by a fresh figure, as its light has it."
    )
    figures = "\n".join(_figure(plan, points, titles.get(plan, "")) for plan, points in drawn.items())
    shown = [f'<div class="charts">\n{figures}\n</div>'] if drawn else []
    said = (meaning if drawn else "", note)
    return "\n".join((*shown, *(f'<p class="muted">{text(sentence)}</p>' for sentence in said if sentence)))


def _figure(plan: str, points: Sequence[Point], title: str) -> str:
    last = next(point for point in reversed(points) if point.targets)
    sentence = ngettext(
        "{day}: reached {actual} (mean of {all}), {year} of the year gone by; {on_pace} of {n} target with a fresh figure on pace",
        "{day}: reached {actual} (mean of {all}), {year} of the year gone by; {on_pace} of {n} targets with a fresh figure on pace",
        last.fresh,
    )
    actual, year = percent(last.actual), percent(last.year)
    counts = {"all": last.targets, "n": last.fresh, "on_pace": last.on_pace}
    said = sentence.format(day=spoken_day(last.day), actual=actual, year=year, **counts)
    names = {"actual": _("reached"), "silent": _("no fresh figure"), "expected": _("share of the year")}
    keys = "".join(f'<li><i class="{name}"></i>{text(said_as)}</li>' for name, said_as in names.items())
    numbers, plot = _("Numbers"), ""
    if sum(point.targets > 0 for point in points) > 1:  # one day makes no line
        drawn = f'<svg role="img" aria-label="{text(f"{plan} {said}")}">{_drawing(points)}</svg>'
        plot = f'<ul class="legend">{keys}</ul>\n<div class="plot">{drawn}</div>\n'
    return f"""<figure>
<figcaption><b>{text(plan)}</b> {text(title)}<small>{text(said)}</small></figcaption>
{plot}<details><summary>{text(numbers)}</summary>{_numbers(points)}</details>
</figure>"""


def _drawing(points: Sequence[Point]) -> str:
    """Both lines over a grid; the plot's box is 100 % wide and high, its labels stand outside."""
    highest = max(share for point in points for share in (point.actual, Decimal(100)) if share is not None)
    step = _STEP * max(1, -(-int(highest) // 100))
    top = step * -(-int(highest.to_integral_value(rounding="ROUND_CEILING")) // step)
    grid = "".join(
        f'<line class="grid" x2="100%" y1="{_y(share, top)}%" y2="{_y(share, top)}%"/>'
        f'<text class="y" y="{_y(share, top)}%">{share}%</text>'
        for share in range(0, top + 1, step)
    )
    every = -(-len(points) // LABELS)
    years = points[0].day.year != points[-1].day.year
    names = "".join(
        f'<text class="x" x="{_x(place, len(points))}%" y="100%">{_month(point, years=years)}</text>'
        for place, point in enumerate(points)
        if (len(points) - 1 - place) % every == 0
    )
    year = _line([(point.year, "expected") for point in points], top)
    return grid + names + year + _line([(point.actual, "actual" if point.fresh else "silent") for point in points], top)


def _line(shares: Sequence[tuple[Decimal | None, str]], top: int) -> str:
    """A line through the known points, with a dot on each; a stretch is of the kind of the point that it ends in."""
    known = [
        (_x(place, len(shares)), _y(share, top), kind)
        for place, (share, kind) in enumerate(shares)
        if share is not None
    ]
    lines = "".join(
        f'<line class="{kind}" x1="{x1}%" y1="{y1}%" x2="{x2}%" y2="{y2}%"/>'
        for (x1, y1, _from), (x2, y2, kind) in pairwise(known)
    )
    return lines + "".join(f'<circle class="{kind}" cx="{x}%" cy="{y}%" r="3.5"/>' for x, y, kind in known)


def _x(place: int, count: int) -> str:
    return plain((Decimal(100) * (2 * place + 1) / (2 * count)).quantize(Decimal("0.01")))


def _y(share: Decimal | int, top: int) -> str:
    return plain((100 - Decimal(100) * max(Decimal(share), Decimal(0)) / top).quantize(Decimal("0.01")))


def _month(point: Point, *, years: bool) -> str:
    """The month of a point; where there are several years, January is named by its year."""
    return f"{point.day.year}" if years and point.day.month == 1 else f"{point.day.month:02d}"


def _numbers(points: Sequence[Point]) -> str:
    titles = (_("Day"), _("Reached"), _("Share of the year"), _("On pace"), _("With a fresh figure"), _("Shown"))
    columns = [Column(title, right=place > 0) for place, title in enumerate(titles)]
    rows = [
        f'<tr><th scope="row">{day(point.day)}</th><td class="right">{percent(point.actual)}</td>'
        f'<td class="right">{percent(point.year)}</td><td class="right">{point.on_pace}</td>'
        f'<td class="right">{point.fresh}</td>'
        f'<td class="right">{point.targets}</td></tr>'
        for point in points
    ]
    return blocks.drawn("fixed", columns, rows)
