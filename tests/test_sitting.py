"""A sitting at a plain terminal, where each line is a key: every deed is on disk at once, every end says what was saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from running import Outcome, error
from targettrack import store
from targettrack.cli import world
from targettrack.errors import Saved, StoreError
from targettrack.render.look import Look
from test_cli_extract import REPORT
from test_cli_review import target

FIRST, JOBS, SCHOOL, WATER, PIPES = (f"BG2026-00{number}" for number in range(1, 6))


@pytest.fixture
def drafts(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The fixture ledger with five drafts of four items in a plan BG2026; somebody sits at standard input."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026").code == 0
    monkeypatch.setattr(world, "reads_terminal", lambda: True)
    return root


def sit(run: Run, *lines: str, argv: tuple[str, ...] = (), env: dict[str, str] | None = None) -> Outcome:
    """A sitting over the plan in which a person types these lines, and then ends the conversation."""
    return run("review", "--plan", "BG2026", *argv, stdin="".join(f"{line}\n" for line in lines), env=env)


def everything(root: Path) -> dict[Path, bytes]:
    """The records as they are on disk."""
    return {path: path.read_bytes() for path in root.rglob("*.toml")}


def account(accepted: int, changed: int, merged: int, discarded: int, left: int) -> str:
    """What is said at the end."""
    done = f"Accepted {accepted}, changed {changed}, merged {merged}, discarded {discarded}; drafts left: {left}."
    return f"{done} Go on with `targettrack review --plan BG2026`.\n" if left else f"{done}\n"


def test_items_one_after_the_other(run: Run, drafts: Path) -> None:
    """Enter accepts the item, d discards it, n leaves it for later, q stops; what was done is on disk."""
    found = sit(run, "", "d", "n", "q")
    assert found.code == 0
    assert [target(drafts, id_).draft for id_ in (FIRST, JOBS, SCHOOL, WATER, PIPES)] == [False, True, True, True, True]
    assert [target(drafts, id_).discarded for id_ in (JOBS, SCHOOL)] == [True, False]
    assert found.said.endswith(account(1, 0, 0, 1, 3))


def test_an_item_is_shown_with_its_sentence(run: Run, drafts: Path) -> None:
    """The number of the item, the sentence between its neighbours, then each draft with what it says."""
    found = sit(run, "/学位", "q")
    shown = found.said[found.said.index("── 3 of 4 items") :]
    assert shown.splitlines()[:8] == [
        "── 3 of 4 items · item 3 · 2 drafts · BG2026 · line 7 · 三、重点工作",
        "三、重点工作",
        "新增义务教育学位940个，年底前建成县第二水厂。",
        "力争上半年完成30公里污水管网改造。",
        "1  新增义务教育学位940个",
        "   quantity ≥ 940个 · 2026-12-31? · unassigned · 0.98",
        "   #教育",
        "2  年底前建成县第二水厂",
    ]


def test_what_cannot_be_read_is_said_and_ends_with_1(run: Run, drafts: Path) -> None:
    """A draft that nobody was shown is no draft that was reviewed."""
    (drafts / f"BG2026/{WATER}.toml").write_text("x = \n", encoding="utf-8")
    found = sit(run, "q")
    assert found.code == 1
    assert f"BG2026/{WATER}.toml" in found.said


def test_across_items_it_asks_before_it_merges(run: Run, drafts: Path) -> None:
    """Both drafts are named; only y merges them."""
    before = everything(drafts)
    found = sit(run, "n", "m", "", "q")
    assert "Merge across items: " in found.said
    assert f"{FIRST} «" in found.said
    assert f"{JOBS} «" in found.said
    assert everything(drafts) == before
    sit(run, "n", "m", "y", "q")
    assert everything(drafts) != before


def test_drafts_on_another_page_are_not_accepted_unasked(run: Run, drafts: Path) -> None:
    """Enter does not mean what was not seen; chosen rows are meant as they are."""
    run("review", *(f"BG2026-00{n}" for n in range(1, 6)), "--set", "item=1")
    run("review", PIPES, "--split", "甲", "--split", "乙", "--split", "丙", "--split", "丁", "--split", "戊")
    before = everything(drafts)
    found = sit(run, "", "", "q")
    assert "This is done to 9 drafts" in found.said
    assert everything(drafts) == before
    assert sit(run, "1", "d", "q").said.endswith(account(0, 0, 0, 1, 8))
    sit(run, "", "y", "q")
    assert all(not one.draft or one.discarded for one in store.load(drafts).targets if one.plan == "BG2026")


def test_chosen_rows(run: Run, drafts: Path) -> None:
    """Numbers choose rows of the item, and let them go; what follows is done to the chosen ones alone."""
    found = sit(run, "/3", "1", "2", "1", "d", "", "q")
    assert "Chosen rows: 1 2\n" in found.said
    assert "Chosen rows: 2\n" in found.said
    assert (target(drafts, WATER).discarded, target(drafts, SCHOOL).draft) == (True, False)
    assert sit(run, "9", "q").said.count("There is no row 9 to choose here.\n") == 1


def test_one_unit_for_all_rows(run: Run, drafts: Path) -> None:
    """A part of a name is enough; what a person sets is not assumed; the next time it is offered by its number."""
    found = sit(run, "/3", "u", "教育", "", "u", "1", "q")
    assert [target(drafts, id_).owner for id_ in (SCHOOL, WATER, PIPES)] == ["云山县教育局"] * 3
    assert "1 云山县教育局" in found.said
    assert (target(drafts, SCHOOL).draft, target(drafts, PIPES).draft) == (False, True)


def test_supporting_units_and_tags_are_those_in_common(run: Run, drafts: Path) -> None:
    """What all rows have is changed, what only some have stays."""
    run("review", SCHOOL, "--set", "supporting=住建局")
    sit(run, "/3", "p", "教育、住建局", "g", "重点", "q")
    assert target(drafts, SCHOOL).supporting == ("云山县住房和城乡建设局", "云山县教育局")
    assert target(drafts, WATER).supporting == ("云山县教育局", "云山县住房和城乡建设局")
    assert target(drafts, SCHOOL).tags == ("教育", "重点")


def test_one_leader_and_one_deadline_for_all_rows(run: Run, drafts: Path) -> None:
    """A day as people type it; a wrong one is told and asked for again."""
    found = sit(run, "/3", "l", "张三", "t", "某日", "9月底", "q")
    assert error("bad-date", option="--set deadline", text="某日") in found.said
    for id_ in (SCHOOL, WATER):
        assert (target(drafts, id_).leader, str(target(drafts, id_).deadline)) == ("张三", "2026-09-30")


def test_the_form(run: Run, drafts: Path) -> None:
    """Fields by number or word, each asked for with what it says; nothing leaves it; FIELD=VALUE is understood at once."""
    found = sit(run, "e", "1 完成标准", "生产总值增长5%", "统计公报", "c", "title=增长5%；leader=李四", "q")
    assert " 1 title: 地区生产总值增长5%左右\n" in found.said
    assert "title: [地区生产总值增长5%左右] " in found.said
    assert (target(drafts, FIRST).title, target(drafts, FIRST).goal.done_when) == ("增长5%", "统计公报")
    assert target(drafts, FIRST).leader == "李四"
    assert found.said.endswith(account(0, 1, 0, 0, 5))


def test_the_form_of_one_of_several_rows(run: Run, drafts: Path) -> None:
    """Where several rows are meant the row is asked for; one that is none leaves everything as it is."""
    before = everything(drafts)
    sit(run, "/3", "e", "7", "q")
    assert everything(drafts) == before
    sit(run, "/3", "e", "2", "title=建成县第二水厂", "q")
    assert target(drafts, WATER).title == "建成县第二水厂"


def test_a_wrong_answer_is_asked_again_and_lost_nowhere(run: Run, drafts: Path) -> None:
    """A field that is none, a title that is empty: told, and what was typed stands there to be changed."""
    before = everything(drafts)
    found = sit(run, "e", "titel", "", "none")
    assert found.said.count(error("no-such-field", text="titel")) == 2
    assert "[titel] " in found.said
    assert everything(drafts) == before


def test_a_unit_that_is_new(run: Run, drafts: Path) -> None:
    """It is taken only if the person says that it is meant."""
    found = sit(run, "u", "云山县数据局", "n", "云山县数据局", "y", "q")
    assert found.said.count("«云山县数据局» is no unit that is known here.") == 2
    assert target(drafts, FIRST).owner == "云山县数据局"


def test_merging_rows(run: Run, drafts: Path) -> None:
    """The rows of an item become one where there is one number; undone, both are there again, byte for byte."""
    before = everything(drafts)
    assert sit(run, "/3", "m", "q").said.endswith(account(0, 0, 1, 0, 4))
    assert not (drafts / "BG2026" / f"{WATER}.toml").exists()
    assert len(target(drafts, SCHOOL).quotes) == 2
    run("review", SCHOOL, "--drop")
    run("review", SCHOOL, "--purge", "--yes")
    for path, data in before.items():
        path.write_bytes(data)
    found = sit(run, "/3", "m", "z", "q")
    assert found.said.endswith(account(0, 0, 0, 0, 5))
    assert everything(drafts) == before


def test_merging_with_the_item_before(run: Run, drafts: Path) -> None:
    """An item with one draft joins the one before it; two numbers stay apart; the first item has none before it."""
    found = sit(run, "m", "n", "m", "y", "q")
    assert error("merge-needs-two") in found.said
    assert f"{FIRST} {JOBS} promise different numbers" in found.said
    assert target(drafts, FIRST).item == target(drafts, JOBS).item == "1"


def test_splitting_and_taking_it_back(run: Run, drafts: Path) -> None:
    """Each title is a draft of the same item; one title is no split; undone, the made one is gone and its id stays used."""
    before = everything(drafts)
    found = sit(run, "/3", "2", "s", "一条", "建成水厂；通水", "q")
    assert error("split-needs-two") in found.said
    assert (target(drafts, WATER).title, target(drafts, "BG2026-006").title) == ("建成水厂", "通水")
    assert target(drafts, "BG2026-006").item == "3"
    run("review", "BG2026-006", "--drop")
    run("review", "BG2026-006", "--purge", "--yes")
    for path, data in before.items():
        path.write_bytes(data)
    sit(run, "/3", "2", "s", "建成水厂；通水", "z", "q")
    assert everything(drafts) == before
    assert (drafts / "BG2026/.ids").read_text(encoding="utf-8").split() == ["BG2026-006", "BG2026-007"]


def test_everything_of_a_sitting_can_be_undone(run: Run, drafts: Path) -> None:
    """A change, a discard, an acceptance: the last one first, and the account does not count them."""
    before = everything(drafts)
    found = sit(run, "l", "张三", "", "d", "z", "z", "z", "z", "q")
    assert "Nothing was done in this sitting that could be undone.\n" in found.said
    assert found.said.endswith(account(0, 0, 0, 0, 5))
    assert everything(drafts) == before


def test_what_was_reviewed_is_looked_at_and_taken_back(run: Run, drafts: Path) -> None:
    """B goes back to an accepted item, whose keys do nothing but undo; Enter goes on to what is open."""
    found = sit(run, "", "", "b", "b", "d", "z", "q")
    assert "This was reviewed already; z takes that back.\n" in found.said
    assert [target(drafts, id_).draft for id_ in (FIRST, JOBS)] == [True, False]
    assert "There is nothing on that side.\n" in sit(run, "b", "q").said


def test_an_unknown_key_says_which_there_are(run: Run, drafts: Path) -> None:
    """Nothing is written, nothing is shown anew but the line of keys; ? says all."""
    before = everything(drafts)
    found = sit(run, "x", "?", "", "q")
    assert "«x» is none of the keys.\nEnter accepts  u lead unit  " in found.said
    assert "\ns   split one row by new titles\n" in found.said
    assert everything(drafts) == before


@pytest.mark.parametrize(("typed", "id_"), [("/水厂", SCHOOL), ("/4", PIPES), ("、污水", PIPES), ("/BG2026-002", JOBS)])
def test_search(run: Run, drafts: Path, typed: str, id_: str) -> None:
    """By a text, by the number of an item, by an id; with the sign that / becomes while Chinese is typed."""
    sit(run, typed, "l", "张三", "q")
    assert target(drafts, id_).leader == "张三"


def test_a_search_that_finds_nothing(run: Run, drafts: Path) -> None:
    """It says so, and the item stays."""
    assert "No item has «机场».\n" in sit(run, "/机场", "q").said


def test_it_goes_on_where_it_stopped(run: Run, drafts: Path) -> None:
    """What was skipped comes last, when everything else is done; nothing of it stands in the ledger."""
    before = set(drafts.rglob("*"))
    sit(run, "n", "", "q")
    found = sit(run, "", "", "", "q")
    assert found.said.startswith("Going on where the last review ended; left for later: 1.\n── 2 of 3 items · item 3 ·")
    assert "Left for later: 1. Enter looks at them again, q stops.\n" in found.said
    assert "── 1 of 3 items · item 1 · BG2026" in found.said
    assert set(drafts.rglob("*")) == before
    assert target(drafts, FIRST).draft


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"at": [1], "skipped": 3}', b"\xff\xfe", b"[" * 100_000])
def test_a_broken_file_of_marks_is_no_fault(run: Run, drafts: Path, data: bytes) -> None:
    """The review begins at the first item, and keeps its place anew."""
    sit(run, "n", "q")
    (path,) = (drafts.parent / "state" / "targettrack").iterdir()
    path.write_bytes(data)
    found = sit(run, "", "q")
    assert found.said.startswith("── 1 of 4 items")
    assert json.loads(path.read_bytes()) == {"version": 1, "at": ["BG2026", "2"], "skipped": []}


def test_marks_that_cannot_be_kept(run: Run, drafts: Path) -> None:
    """It is said once, and the review goes on."""
    (drafts.parent / "state").write_text("no folder", encoding="utf-8")
    found = sit(run, "n", "", "q")
    assert found.said.count("Where this review stops cannot be kept") == 1
    assert not target(drafts, JOBS).draft


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (("", "q"), 0, account(1, 0, 0, 0, 4)),
        (("",), 0, account(1, 0, 0, 0, 4)),
        (("", "", "", "", ""), 0, account(5, 0, 0, 0, 0)),
        (("", "\x03"), 130, account(1, 0, 0, 0, 4)),
    ],
)
def test_every_end_says_what_was_saved(
    run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch, lines: tuple[str, ...], code: int, said: str
) -> None:
    """By q, by Ctrl-D, after the last item, by Ctrl-C."""
    press = world.press

    def pressed() -> str:
        key = press()
        if key == "\x03":
            raise KeyboardInterrupt
        return key

    monkeypatch.setattr(world, "press", pressed)
    found = sit(run, *lines)
    assert found.code == code
    assert said in found.said
    assert "Nothing was recorded" not in found.said


def test_an_act_that_is_saved_and_not_shown_is_counted(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk did not confirm, or only half was written: the account counts what stands there, and 4 is the exit code."""
    apply = store.apply

    def half(root: Path, changes: list[object], **said: Any) -> None:
        apply(root, changes[:1], **said)  # type: ignore[arg-type]  # changes as they come
        raise Saved("saved-in-part", written=SCHOOL, path=WATER, reason="disk-full")

    monkeypatch.setattr(store, "apply", half)
    found = sit(run, "/3", "")
    assert found.code == 4
    assert account(1, 0, 0, 0, 4) in found.said


def test_an_undo_that_is_saved_and_not_shown_is_counted(
    run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The acceptance was taken back, whatever came after that: it is not in the account."""
    apply, calls = store.apply, []

    def late(root: Path, changes: list[object], **said: Any) -> object:
        calls.append(changes)
        written = apply(root, changes, **said)  # type: ignore[arg-type]  # changes as they come
        if len(calls) > 1:
            raise Saved("saved-not-durable", written=FIRST, path=FIRST, reason="EIO")
        return written

    monkeypatch.setattr(store, "apply", late)
    found = sit(run, "", "z")
    assert found.code == 4
    assert account(0, 0, 0, 0, 5) in found.said


def test_a_message_names_the_field_in_the_readers_words(run: Run, drafts: Path) -> None:
    """What the form calls it, not the code."""
    found = sit(run, "t", "9月底", "q", env={"TARGETTRACK_LANG": "zh"})
    assert "--set 时限 9月底 = 2026-09-30 星期三\n" in found.said


def test_a_draft_that_somebody_else_has_changed(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not overwritten; what stands there now is shown, and the sitting goes on."""
    path, press, pressed = drafts / "BG2026" / f"{FIRST}.toml", world.press, iter([True])

    def meanwhile() -> str:
        if next(pressed, False):
            path.write_text(path.read_text(encoding="utf-8").replace("左右", "以上"), encoding="utf-8")
        return press()

    monkeypatch.setattr(world, "press", meanwhile)
    found = sit(run, "", "", "q")
    assert error("changed-underneath", path=f"BG2026/{FIRST}.toml") in found.said
    assert "1  地区生产总值增长5%以上\n" in found.said
    assert not target(drafts, FIRST).draft


def test_a_disk_that_says_no(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, nothing is counted, and the item is there still."""

    def full(*_arguments: object, **_options: object) -> None:
        raise StoreError("disk-full", path="x", reason="")

    monkeypatch.setattr(store, "apply", full)
    found = sit(run, "", "q")
    assert error("disk-full", path="x", reason="") in found.said
    assert account(0, 0, 0, 0, 5) in found.said


def test_a_dry_sitting_writes_nothing(run: Run, drafts: Path) -> None:
    """Every deed is proved and said to be none; no place is kept."""
    before = everything(drafts)
    found = sit(run, "", "d", "q", argv=("--dry-run",))
    assert found.said.count("Dry run: nothing was written.") == 2
    assert account(0, 0, 0, 0, 5) in found.said
    assert everything(drafts) == before
    assert not (drafts.parent / "state").exists()


def test_without_the_text_the_quotes_are_shown(run: Run, drafts: Path) -> None:
    """It is said; --source gives the text."""
    (drafts / "BG2026/source.txt").unlink()
    found = sit(run, "/3", "q")
    assert (
        "(the text of the report is not at hand; these are the quotes)\n「新增义务教育学位940个」 「年底前建成县第二水厂」\n"
        in found.said
    )
    shown = sit(run, "/3", "q", argv=("--source", "report.txt"))
    assert "\n新增义务教育学位940个，年底前建成县第二水厂。\n" in shown.said
    assert sit(run, argv=("--source", "none.txt")).code == 3


def test_a_window_that_is_made_smaller(run: Run, drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of a page are as many as fit by then."""
    look, heights = world.look, iter([24, 24, 12])

    def smaller(*, conversation: bool = False) -> Look:
        return look(conversation=conversation)._replace(height=next(heights, 12))

    monkeypatch.setattr(world, "look", smaller)
    found = sit(run, "/3", "]", "q")
    assert "item 3 · 2 drafts, page 1 of 2 ·" in found.said
    assert "item 3 · 2 drafts, page 2 of 2 ·" in found.said


def test_in_chinese(run: Run, drafts: Path) -> None:
    """What a reviewer reads is Chinese throughout."""
    found = sit(run, "/3", "u", "教育", "", "q", env={"TARGETTRACK_LANG": "zh"})
    assert "── 第3项，共4项 · 编号3 · 草稿2条 · BG2026 · 第7行 · 三、重点工作\n" in found.said
    assert "   数量 ≥ 940个 · 2026-12-31? · 未分工 · 0.98\n" in found.said
    assert f"已接受：{SCHOOL} {WATER}\n" in found.said
