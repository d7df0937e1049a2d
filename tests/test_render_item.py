"""An item under review on a screen of 24 lines: everything fits, the drafts' words are seen, nothing hostile gets through."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from factories import goal, target
from targettrack import i18n
from targettrack.extract import Passage
from targettrack.ledger.proposal import Proposal, Why
from targettrack.model import Target
from targettrack.render.abridged import abridged, ended, shortened
from targettrack.render.item import LINES_BESIDE, rows_of_a_page, screen
from targettrack.render.look import Look
from targettrack.views.item import DraftRow, Reviewed

SENTENCE = "全面推进城乡教育一体化发展，" * 3 + "新增义务教育学位940个" + "，持续改善办学条件" * 5 + "。"
MARK = (SENTENCE.index("新增"), SENTENCE.index("新增") + 12)


def reviewed(*rows: DraftRow, passage: Passage | None = None, **changes: object) -> Reviewed:
    """An item with one page of drafts."""
    drafts = len(rows)
    found = Reviewed("72", "KP", "六、惠民生", 12, 98, False, passage, ("引语",), rows, drafts, 1, 1)
    return found._replace(**changes)


def row(proposal: Proposal | None = None, **changes: object) -> DraftRow:
    """A draft as it is shown."""
    return DraftRow(target(draft=True, **changes), False, proposal)


def long_row() -> DraftRow:
    """A draft of which everything is as long as it may be."""
    promise = goal(">=", 940, unit="个", indicator="指标" * 50)
    changes = {"title": "任务" * 200, "owner": "", "supporting": ("某某单位",) * 40, "tags": ("标签",) * 40}
    return row(Proposal("单位" * 60, Why.USUAL, "词" * 60), promise=promise, **changes)


def test_an_item() -> None:
    """Header, neighbours and sentence, then each draft: title, promise, what else is known."""
    passage = Passage("前一句。", "新增义务教育学位940个。", ((0, 12),), "后一句。")
    shown = reviewed(
        row(assumed=("deadline",), tags=("民生",)), row(strength="stretch", supporting=("财政局",)), passage=passage
    )
    i18n.use("zh")
    assert screen(shown, Look()).splitlines() == [
        "── 第12项，共98项 · 编号72 · 草稿2条 · KP · 六、惠民生",
        "前一句。",
        "新增义务教育学位940个。",
        "后一句。",
        "1  新增义务教育学位940个",
        "   数量 ≥ 940个 · 2025-12-31? · 开平市教育局",
        "   #民生",
        "2  新增义务教育学位940个",
        "   数量 ≥ 940个 · 2025-12-31 · 开平市教育局 · 力争",
        "   配合财政局",
    ]


def test_what_is_proposed_and_why() -> None:
    """A unit that is only assumed gives way to the proposal, which is what acceptance takes."""
    shown = reviewed(row(Proposal("开平市教育局", Why.USUAL, "学位"), owner="开平市发改局", assumed=("owner",)))
    i18n.use("zh")
    assert "   数量 ≥ 940个 · 2025-12-31 · 建议开平市教育局\n   通常牵头“学位”\n" in screen(shown, Look())


def test_what_became_of_a_draft() -> None:
    """Accepted and discarded rows stay, and say so."""
    shown = screen(reviewed(DraftRow(target(), False, None), row(discarded=True)), Look())
    assert "accepted · quantity" in shown
    assert "discarded · quantity" in shown


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 60, 200])
@pytest.mark.parametrize("marks", [(MARK,), tuple((n, n + 2) for n in range(0, 400, 4)), ((0, 500),)])
def test_any_item_fits(count: int, language: str, width: int, marks: tuple[tuple[int, int], ...]) -> None:
    """However long its sentence, its neighbours and its drafts are: the screen is not left, the marked words are seen."""
    i18n.use(language)
    look = Look(width=width)
    passage = Passage("前" * 300, SENTENCE * 5, marks, "后" * 300)
    rows = [long_row() for _ in range(min(count, rows_of_a_page(look)))]
    lines = screen(reviewed(*rows, passage=passage, section="节" * 100), look).splitlines()
    assert len(lines) <= look.height - LINES_BESIDE + 4
    assert max(map(cell_len, lines)) <= width
    assert marks != (MARK,) or "新增义务教育学位940个" in "".join(lines)


def test_colour_marks_the_words_and_dims_the_neighbours() -> None:
    """Bold and underlined against grey; the words are the same without colour."""
    passage = Passage("前一句。", "新增学位940个，等等。", ((0, 8),), "")
    shown = screen(reviewed(row(), passage=passage), Look(color=True))
    assert "\x1b[90m前一句。\x1b[0m\n\x1b[1;4m新增学位940个\x1b[0m，等等。\n" in shown


def test_hostile_text_is_written_out() -> None:
    """Escape sequences and bidi signs of a report or a draft are shown, not obeyed."""
    passage = Passage("\x1b[2J", "甲\u202e乙\x07", ((0, 1),), "\x9b31m")
    found = row(title="\x1b]0;x\x07", owner="\x1b[31m", supporting=("\u202e",), tags=("\x00",))
    shown = screen(reviewed(found, passage=passage, section="\x1b", key="\x1b", plan="\x1b"), Look())
    assert not any(character in shown for character in "\x1b\x07\x00\x9b\u202e")


TEN, MARKED = ("甲乙丙丁戊己庚辛壬癸", False), ("子丑", True)


@pytest.mark.parametrize(
    ("cells", "pieces", "fitted"),
    [
        (24, [TEN, MARKED], [TEN, MARKED]),
        (20, [TEN, MARKED, TEN], [("…辛壬癸", False), MARKED, ("甲乙丙…", False)]),
        (16, [MARKED, TEN], [MARKED, ("甲乙丙丁戊…", False)]),
        (20, [MARKED, TEN, MARKED], [MARKED, ("甲乙…壬癸", False), MARKED]),
        (9, [("甲乙丙丁戊己", True)], [("甲乙丙丁…", True)]),
        (9, [TEN], [("甲乙丙丁…", False)]),
        (10, [MARKED, ("甲", False), MARKED, ("甲", False)], [MARKED, ("甲", False), MARKED]),
    ],
)
def test_unmarked_words_give_way_first(
    cells: int, pieces: list[tuple[str, bool]], fitted: list[tuple[str, bool]]
) -> None:
    """Of a long text the marked words stay, and of the rest what stands beside them."""
    assert abridged(pieces, cells) == fitted


def test_ends_of_a_text() -> None:
    """In cells, with a sign that there is more; what fits is left alone."""
    assert (shortened("甲乙丙", 5), shortened("甲乙丙", 6), ended("甲乙丙", 5)) == ("甲乙…", "甲乙丙", "…乙丙")


@pytest.mark.parametrize(("height", "rows"), [(24, 4), (10, 1), (3, 1), (100, 9)])
def test_rows_of_a_page(height: int, rows: int) -> None:
    """As many as fit, one at least, and no more than a digit can name."""
    assert rows_of_a_page(Look(height=height)) == rows


def test_a_target_is_a_row() -> None:
    """The builder of these tests makes drafts."""
    assert isinstance(row().target, Target)
