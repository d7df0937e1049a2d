"""The bulletin 督查通报, in the form that offices send it: 总体情况, 分类进展, 未达序时清单, 需要协调的问题."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from targettrack.i18n import N_, _, ngettext
from targettrack.rating.reason import Basis
from targettrack.rating.vocabulary import Outcome, Rating, RatingGroup
from targettrack.render.document import Block, Cell, Document, Heading, Prose, text
from targettrack.render.figures import newest_figure
from targettrack.render.goals import goal_phrase
from targettrack.render.numbers import day, percent, tenth
from targettrack.render.pages import parts
from targettrack.render.pages.parts import Shown
from targettrack.render.reasons import short_phrase
from targettrack.render.states import rating_word, state_word
from targettrack.render.words import word
from targettrack.views.answer import Answer
from targettrack.views.bulletin import Bulletin, ClassTally, Noticed, WorkClass
from targettrack.views.row import Before, Row
from targettrack.views.tally import rate

_ORDINALS = (
    *(N_("1. {name}"), N_("2. {name}"), N_("3. {name}"), N_("4. {name}")),
    *(N_("5. {name}"), N_("6. {name}"), N_("7. {name}"), N_("8. {name}")),
)
CLASSES = {
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
    until = parts.dated(_("as of {day} ({weekday})"), answer.as_of)
    blocks: list[Block] = [
        Heading(title, 1),
        text(Cell(issue.format(year=view.year, n=view.issue or ""), "strong"), f"  {until}"),
        *parts.plan_lines(view.plans),
    ]
    return Document(title, (*blocks, *sections(view)))


def sections(view: Bulletin, most: int | None = None) -> list[Block]:
    """The numbered parts, those only that have something to say. `most`: rows of a list that are told, the worst of them."""
    told = {
        _("Overview"): [
            *parts.unreadable_note(view.unreadable),
            *_overview(view),
            parts.apart_note(view.apart),
            *parts.all_rates(view.total, view.apart),
        ],
        _("Progress by class"): [block for one in view.classes for block in _class(one, view)],
        _("Behind schedule ({n})").format(n=len(view.attention)): _behind(view, most),
        _("Follow-up on the last bulletin ({n})").format(n=len(view.followed)): _follow_up(view, most),
        _("Notices ({n})").format(n=len(view.notices)): _numbered((_notice(view, one) for one in view.notices), most),
        _("Problems that need a decision ({n})").format(n=len(view.problems)): _numbered(
            (_problem(view.targets[id_]) for id_ in view.problems), most
        ),
        _("Not reported in time ({n})").format(n=sum(map(len, view.silent.values()))): _silent(view),
        _("What is asked for"): _numbered(_asked(view), None),
    }
    shown = [(name, blocks) for name, blocks in told.items() if blocks]
    return [
        block
        for ordinal, (name, blocks) in zip(_ORDINALS, shown, strict=False)
        for block in (Heading(_(ordinal).format(name=name)), *blocks)
    ]


def _behind(view: Bulletin, most: int | None) -> list[Block]:
    """What figures and days say, then what people judge: two matters, each with its number."""
    rows = [view.targets[id_] for id_ in view.attention]
    judged = [row for row in rows if row.outline]
    measured = [row for row in rows if not row.outline]
    blocks: list[Block] = []
    for heading, members in ((_("(1) By figures and days"), measured), (_("(2) By judgement and forecast"), judged)):
        if members:
            blocks.append(Heading(_("{name}: {n}").format(name=heading, n=len(members)), 3))
            blocks += _numbered(map(_late, members), most)
    return parts.or_nothing(blocks)


def _silent(view: Bulletin) -> list[Block]:
    """How many of each lead unit; the sheets of the units name them."""
    units = (_("{unit} {n}").format(unit=unit or _("unassigned"), n=len(ids)) for unit, ids in view.silent.items())
    return [text(_("{said}.").format(said=_(", ").join(units)))] if view.silent else []


def _follow_up(view: Bulletin, most: int | None) -> list[Block]:
    """How many of the last list are still on this one, which, and how each of the others was and is."""
    if view.since is None:
        return []
    rows = [view.targets[one.id] for one in view.followed]
    still = [row for row in rows if row.id in set(view.attention)]
    whole = _("On the list of {day}: {n}; still behind {left}, no longer {gone}.")
    blocks: list[Block] = [
        text(whole.format(day=day(view.since), n=len(rows), left=len(still), gone=len(rows) - len(still)))
    ]
    if still:
        named = _(", ").join(_("{title} ({id})").format(title=row.title, id=row.id) for row in still)
        blocks.append(text(_("Still behind: {named}.").format(named=named)))
    lines = (_before(row, one.before) for one, row in zip(view.followed, rows, strict=True) if row not in still)
    return [*blocks, *_numbered(lines, most)]


def _before(row: Row, before: Before) -> tuple[Cell, ...]:
    """How one stood that is off the list, and stands."""
    said = _("{unit}: {title} ({id}), then {before}, now {now}.").format(
        unit=row.owner or _("unassigned"),
        title=row.title,
        id=row.id,
        before=rating_word(before.rating, before.reason),
        now=state_word(row),
    )
    return (Cell(said),)


def _notice(view: Bulletin, one: Noticed) -> tuple[Cell, ...]:
    """«督办单〔2025〕3号（示例县商务局，9月1日发出）：限9月10日前回复，已于9月8日回复。»."""
    row = view.targets[one.id]
    said = _("Notice {number} to {unit} over {title} ({id}), sent on {day}")
    about = said.format(
        number=one.number, unit=row.owner or _("unassigned"), title=row.title, id=row.id, day=day(one.sent)
    )
    return Cell(about), Cell(_(": {why}.").format(why=reply_said(one, row.as_of)))


def reply_said(one: Noticed, today: date) -> str:
    """Whether a notice was answered, and in time."""
    asked = _("reply asked for by {day}").format(day=day(one.reply_by)) if one.reply_by else ""
    if one.answered:
        found = _("answered on {day}").format(day=day(one.answered))
    elif one.reply_by and one.reply_by < today:
        found = ngettext("not answered, {n} day late", "not answered, {n} days late", (today - one.reply_by).days)
        found = found.format(n=(today - one.reply_by).days)
    else:
        found = _("not answered yet")
    return _("; ").join(filter(None, (asked, found)))


def _asked(view: Bulletin) -> Iterable[tuple[Cell, ...]]:
    """The demands that the state of the list calls for; where nothing is behind, none is made."""
    rows = [view.targets[id_] for id_ in view.attention]
    unanswered = sum(one.answered is None for one in view.notices)
    claimed = view.total.by_group[RatingGroup.CLAIMED]
    unclear = sum(row.rating is Rating.UNASSIGNED or not row.owner for row in view.targets.values())
    said = (
        (
            len(rows),
            _("Behind schedule ({n}): each lead unit states cause, measures and the day of catching up."),
        ),
        (
            len(view.problems),
            _("With problems ({n}): a unit that cannot settle one asks the leader in charge."),
        ),
        (unanswered, _("Notices without an answer ({n}): they are answered at once.")),
        (
            sum(map(len, view.silent.values())),
            _("Not reported in time ({n}): it is reported now, with figures and their day."),
        ),
        (claimed, _("Claimed as done ({n}): closed only after evidence was checked.")),
        (unclear, _("Without a lead unit ({n}): one is named.")),
    )
    return ((Cell(sentence.format(n=n)),) for n, sentence in said if n)


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
            found = _(", ").join(_("{state} {n}").format(state=name, n=n) for name, n in counted)
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
    """Its counts, and a table of those of which there is more to say; without any, one line."""
    name = _("{name}: {n}").format(name=_(CLASSES[one.name]), n=one.total.total)
    rows = [view.targets[id_] for id_ in one.targets]
    counted = _(", ").join(_("{state} {n}").format(state=state, n=n) for state, n in _counts(rows))
    told = [row for row in rows if is_told(row)]
    if not told:
        return [
            text(_("{name}: {said}.").format(name=name, said=counted))
            if rows
            else text(_("{whole}.").format(whole=name))
        ]
    columns: list[str | Shown] = ["id", "rating"]
    if any(row.reason.actual is not None for row in told):
        columns.append(parts.column(_("Reached"), lambda row: Cell(percent(row.reason.actual)), right=True))
    table = parts.table(told, *columns, parts.title_column(_("Goal and newest figure"), figures))
    return [Heading(name, 3), text(_("{said}.").format(said=counted)), table]


def is_told(row: Row) -> bool:
    """Whether there is more to say of it than its count: of what waits without a word or is silent there is not."""
    return row.basis is not Basis.NONE or row.group not in {RatingGroup.WAITING, RatingGroup.SILENT}


def figures(row: Row) -> str:
    """Its goal and its newest figure."""
    pairs = ((_("goal"), goal_phrase(row.goal, row.kind)), (_("newest"), newest_figure(row)))
    return _("; ").join(_("{name}: {value}").format(name=name, value=what) for name, what in pairs if what)


def _numbered(lines: Iterable[tuple[Cell, ...]], most: int | None) -> list[Block]:
    """Sentences with their numbers; of more than `most`, how many are left out."""
    every = list(lines)
    shown = every[:most]
    blocks: list[Block] = [text(_("{n}. ").format(n=n), *cells) for n, cells in enumerate(shown, 1)]
    if len(every) > len(shown):
        blocks.append(text(_("{n} more: see the annex.").format(n=len(every) - len(shown))))
    return blocks


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
