"""The bulletin 督查通报, in the form that offices send it: 总体情况, 分类进展, 未达序时清单, 需要协调的问题."""

from collections import Counter
from collections.abc import Callable, Iterable

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.reason import Basis
from targettrack.rating.vocabulary import Outcome, Rating, RatingGroup
from targettrack.render.document import Block, Cell, Document, Heading, Prose, text
from targettrack.render.figures import newest_figure
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import percent, tenth
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import short_phrase
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.bulletin import Bulletin, ClassTally, WorkClass
from targettrack.views.row import Row
from targettrack.views.tally import rate

_CLASSES = {
    WorkClass.INDICATOR: N_("(1) Main indicators"),
    WorkClass.QUANTITY: N_("(2) Quantified tasks"),
    WorkClass.PROJECT: N_("(3) Key projects"),
    WorkClass.LIVELIHOOD: N_("(4) Livelihood projects"),
    WorkClass.OTHER: N_("(5) Other work"),
}


def page(view: Bulletin, answer: Answer) -> Document:
    """Number and day, then the four parts; a number that was not given is a blank."""
    title = _("Supervision bulletin")
    issue = _("[{year}] No. {n}") if view.issue else _("[{year}] No. ____")
    day = parts.dated(_("as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [
        Heading(title, 1),
        text(Cell(issue.format(year=view.year, n=view.issue or ""), "strong"), f"  {day}"),
        *parts.plan_lines(view.plans),
        Heading(_("1. Overview")),
        *parts.unreadable_note(view.unreadable),
        *_overview(view),
        parts.apart_note(view.apart),
        *parts.all_rates(view.total, view.apart),
        Heading(_("2. Progress by class")),
        *(block for one in view.classes for block in _class(one, view)),
        Heading(_("3. Behind schedule ({n})").format(n=len(view.attention))),
        *_behind(view),
        Heading(_("4. Problems that need a decision ({n})").format(n=len(view.problems))),
        *parts.or_nothing(_numbered((view.targets[id_] for id_ in view.problems), _problem)),
        Heading(_("5. Not reported in time ({n})").format(n=sum(map(len, view.silent.values())))),
        *parts.or_nothing([_silent(view)] if view.silent else ()),
    ]
    return Document(title, tuple(blocks))


def _behind(view: Bulletin) -> list[Block]:
    """What figures and days say, then what people judge: two matters, each with its number."""
    rows = [view.targets[id_] for id_ in view.attention]
    judged = [row for row in rows if row.outline]
    measured = [row for row in rows if not row.outline]
    blocks: list[Block] = []
    for heading, members in ((_("(1) By figures and days"), measured), (_("(2) By judgement and forecast"), judged)):
        if members:
            blocks += [Heading(_("{name}: {n}").format(name=heading, n=len(members)), 3), *_numbered(members, _late)]
    return parts.or_nothing(blocks)


def _silent(view: Bulletin) -> Prose:
    """How many of each lead unit; the sheets of the units name them."""
    units = (_("{unit} {n}").format(unit=unit or _("unassigned"), n=len(ids)) for unit, ids in view.silent.items())
    return text(_("{said}.").format(said=_(", ").join(units)))


def _overview(view: Bulletin) -> list[Prose]:
    """How many, then a sentence for each of the six groups that has any: measured and judged apart."""
    total = view.total
    whole = ngettext("{n} target is on the list", "{n} targets are on the list", total.total).format(n=total.total)
    groups = [group for group in RatingGroup if total.by_group[group]]
    said = _(", ").join(_share(word(group), total.by_group[group], total.total) for group in groups)
    lines = [text(_("{whole}: {said}.").format(whole=whole, said=said) if said else _("{whole}.").format(whole=whole))]
    for group in groups:
        counted = _counts(row for row in view.targets.values() if row.group is group)
        if [name for name, _n in counted] != [word(group)]:
            found = _(", ").join(f"{name} {n}" for name, n in counted)
            lines.append(text(_("{group}: {said}.").format(group=word(group), said=found)))
    return lines


def _counts(rows: Iterable[Row]) -> list[tuple[str, int]]:
    """The ratings that there are, in words, the good ones first as bulletins have it; of a year's account its classes."""
    found = Counter(row.reason.outcome or row.rating for row in rows)
    order = dict.fromkeys((*reversed(Rating), *Outcome))  # a class may have the code of a rating, and then its word
    return [(word(code), found[code]) for code in order if found[code]]


def _share(name: str, count: int, whole: int) -> str:
    return _("{name} {n} ({share})").format(name=name, n=count, share=tenth(rate(count, whole).percent))


def _class(one: ClassTally, view: Bulletin) -> list[Block]:
    head = Heading(_("{name}: {n}").format(name=_(_CLASSES[one.name]), n=one.total.total), 3)
    if not one.targets:
        return [head, text(_("Nothing."))]
    rows = [view.targets[id_] for id_ in one.targets]
    said = text(_("{said}.").format(said=_(", ").join(f"{name} {n}" for name, n in _counts(rows))))
    told = [row for row in rows if _is_told(row)]
    if not told:
        return [head, said]
    columns: list[str | Shown] = ["id", "rating"]
    if any(row.reason.actual is not None for row in told):
        columns.append(parts.column(_("Reached"), lambda row: Cell(percent(row.reason.actual)), right=True))
    return [head, said, parts.table(told, *columns, parts.title_column(_("Goal and newest figure"), _figures))]


def _is_told(row: Row) -> bool:
    """Whether there is more to say of it than its count: of what waits without a word or is silent there is not."""
    return row.basis is not Basis.NONE or row.group not in {RatingGroup.WAITING, RatingGroup.SILENT}


def _figures(row: Row) -> str:
    pairs = ((_("goal"), goal_phrase(row.goal, row.kind)), (_("newest"), newest_figure(row)))
    return _("; ").join(_("{name}: {value}").format(name=name, value=what) for name, what in pairs if what)


def _numbered(rows: Iterable[Row], say: Callable[[Row], tuple[Cell, ...]]) -> list[Prose]:
    return [text(_("{n}. ").format(n=n), *say(row)) for n, row in enumerate(rows, 1)]


def _late(row: Row) -> tuple[Cell, ...]:
    """«示例县商务局：实际利用外资…（EX2025-005），未达序时：完成年度目标的53.3%，低于序时21.7个百分点…»."""
    about = _("{unit}: {title} ({id}), ").format(unit=row.owner or _("unassigned"), title=row.title, id=row.id)
    why = _(": {why}.").format(why=short_phrase(row))
    return (Cell(about), parts.rating_cell(row), Cell(why), Cell(_said(_(" Problem: {said}."), row.problem)))


def _problem(row: Row) -> tuple[Cell, ...]:
    about = _("{unit}: {title} ({id}): ").format(unit=row.owner or _("unassigned"), title=row.title, id=row.id)
    forecast = word(row.forecast) if row.forecast else ""
    said = ((_("{said}."), row.problem), (_(" Next step: {said}."), row.next), (_(" Forecast: {said}."), forecast))
    return (Cell(about), *(Cell(_said(sentence, words)) for sentence, words in said))


def _said(sentence: str, words: str) -> str:
    """A sentence with somebody's words in it, which may have a full stop of their own; nothing without words."""
    return sentence.format(said=words.rstrip("。.")) if words else ""
