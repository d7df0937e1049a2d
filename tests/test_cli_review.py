"""`targettrack review`: drafts become targets; only a draft may be rewritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Run
from running import error
from targettrack import store
from targettrack.errors import StoreError
from targettrack.model import Remove, Target
from test_cli_extract import REPORT

SCHOOL = "BG2026-003"


@pytest.fixture
def drafts(run: Run, root: Path) -> Path:
    """The fixture ledger with five drafts in a plan BG2026."""
    (root.parent / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run("extract", "report.txt", "--write", "--plan", "BG2026").code == 0
    return root


def target(root: Path, identifier: str) -> Target:
    """One target of the ledger."""
    return next(one for one in store.load(root).targets if one.id == identifier)


def test_a_range_in_a_draft(run: Run, drafts: Path) -> None:
    """It fills the value and its upper end, which goes again with a single number; another unit is converted or refused."""
    for typed, expected in (
        ("value=900-1000个", (900, 1000, "个")),
        ("value=950", (950, None, "个")),
        ("value=0.1万个", (1000, None, "个")),
        ("to=0.2万", (1000, 2000, "个")),
    ):
        assert run("review", SCHOOL, "--set", typed).code == 0
        goal = target(drafts, SCHOOL).goal
        assert (goal.value, goal.to, goal.unit) == expected
    assert run("review", SCHOOL, "--set", "value=900吨").said == error(
        "wrong-unit", text="900吨", unit="吨", wanted="个"
    )


def test_accepting_lets_the_head_stand(run: Run, drafts: Path) -> None:
    """An accepted draft is a target; it cannot be reviewed or dropped any more, and counts in reports."""
    assert run("review", SCHOOL, "BG2026-004", "--accept").code == 0
    assert target(drafts, SCHOOL).draft is False
    assert run("review", SCHOOL, "--drop") == (2, b"", error("accepted-already", id=SCHOOL).encode())
    assert run("report", "--plan", "BG2026", "--format", "json").data["total"]["total"] == 2


def test_a_draft_is_not_updated(run: Run, drafts: Path) -> None:
    """Changes are recorded from acceptance on."""
    assert run("update", SCHOOL, "--note", "x") == (2, b"", error("is-draft", id=SCHOOL).encode())


def test_correcting_fields(run: Run, drafts: Path) -> None:
    """`--set` changes fields by name; what a person has set is no longer assumed."""
    changes = ("title=新增学位1000个", "value=1000", "deadline=2026-09-01", "kind=数量", "tags=教育 民生")
    found = run("review", SCHOOL, *(word for change in changes for word in ("--set", change)))
    corrected = target(drafts, SCHOOL)
    assert found.code == 0
    assert (corrected.title, str(corrected.goal.value), str(corrected.deadline)) == (
        "新增学位1000个",
        "1000",
        "2026-09-01",
    )
    assert corrected.tags == ("教育", "民生")
    assert "deadline" not in corrected.assumed
    assert corrected.draft


def test_a_field_that_is_none_is_refused(run: Run, drafts: Path) -> None:
    """A slip in a field's name says which fields there are, and changes nothing."""
    before = (drafts / f"BG2026/{SCHOOL}.toml").read_bytes()
    found = run("review", SCHOOL, "--set", "titel=x")
    assert (found.code, found.out) == (2, b"")
    assert "titel=x" in found.said
    assert (drafts / f"BG2026/{SCHOOL}.toml").read_bytes() == before


def test_the_link_and_the_end_of_a_range_are_two_fields(run: Run, drafts: Path) -> None:
    """`upper` links to the whole id of a target of another plan, never to a number alone; `to` ends the range."""
    assert run("review", SCHOOL, "--set", f"upper={SCHOOL}").said == error(
        "linked-to-itself", id=SCHOOL, option="--set upper"
    )
    assert run("review", SCHOOL, "--set", "upper=3") == (
        2,
        b"",
        error("link-without-plan", option="--set upper", text="3").encode(),
    )
    assert target(drafts, SCHOOL).upper == ""
    assert run("review", SCHOOL, "--set", "to=1000", "--set", "upper=ys2025-3").code == 0
    assert (str(target(drafts, SCHOOL).goal.to), target(drafts, SCHOOL).upper) == ("1000", "YS2025-003")
    assert run("review", SCHOOL, "--set", "to=none", "--set", "upper=").code == 0
    assert (target(drafts, SCHOOL).goal.to, target(drafts, SCHOOL).upper) == (None, "")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_field_by_its_printed_word(run: Run, drafts: Path, language: str) -> None:
    """What a page calls a field may be typed for it."""
    words = {"en": ("lead unit=教育局", "done when=投入使用"), "zh": ("牵头单位=教育局", "完成标准=投入使用")}
    argv = [word for change in words[language] for word in ("--set", change)]
    assert run("review", SCHOOL, *argv, env={"TARGETTRACK_LANG": language}).code == 0
    corrected = target(drafts, SCHOOL)
    assert (corrected.owner, corrected.goal.done_when) == ("云山县教育局", "投入使用")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_printed_for_a_code_may_be_typed(run: Run, drafts: Path, language: str) -> None:
    """Chinese words and codes in either language of the reader; an error lists the words of that language."""
    env = {"TARGETTRACK_LANG": language}
    for word, code in (("力争", "stretch"), ("firm", "firm"), ("争取", "stretch"), ("确定", "firm")):
        assert run("review", SCHOOL, "--set", f"strength={word}", env=env).code == 0
        assert target(drafts, SCHOOL).strength == code
    assert run("review", SCHOOL, "--set", "类型=覆盖", "--set", "comparator=不低于", env=env).code == 0
    assert (target(drafts, SCHOOL).kind, target(drafts, SCHOOL).goal.comparator) == ("coverage", ">=")
    refused = run("review", SCHOOL, "--set", "strength=也许", env=env)
    assert refused.code == 2
    assert ("确定 力争" if language == "zh" else "firm stretch") in refused.said


def test_splitting_reads_each_part(run: Run, drafts: Path) -> None:
    """The first keeps its id, the second gets the next one; each has its own goal; both keep quote, section and unit."""
    run("review", "BG2026-004", "--set", "owner=住建局")
    whole = target(drafts, "BG2026-004")
    assert run("review", "BG2026-004", "--split", "新建学校3所", "--split", "6月底前建成幼儿园5所").code == 0
    first, second = target(drafts, "BG2026-004"), target(drafts, "BG2026-006")
    assert [(one.title, str(one.goal.value), one.goal.unit, str(one.deadline)) for one in (first, second)] == [
        ("新建学校3所", "3", "所", "2026-12-31"),
        ("6月底前建成幼儿园5所", "5", "所", "2026-06-30"),
    ]
    for part in (first, second):
        assert (part.quotes, part.section, part.owner) == (whole.quotes, whole.section, "云山县住房和城乡建设局")


def test_splitting_needs_two(run: Run, drafts: Path) -> None:
    """One part is no split."""
    assert run("review", SCHOOL, "--split", "a") == (2, b"", error("split-needs-two").encode())


@pytest.mark.parametrize("order", [("BG2026-004", SCHOOL), (SCHOOL, "BG2026-004")])
def test_merging_keeps_the_number_and_every_quote(run: Run, drafts: Path, order: tuple[str, str]) -> None:
    """In either order 940 is kept; the first keeps its id, the other is gone and its id is not used again."""
    quotes = {target(drafts, one).quotes[0].text for one in order}
    assert run("review", *order, "--merge").code == 0
    merged = target(drafts, order[0])
    assert (str(merged.goal.value), merged.goal.unit, merged.kind) == ("940", "个", "quantity")
    assert str(merged.deadline) == "2026-12-31"
    assert {quote.text for quote in merged.quotes} == quotes
    assert not (drafts / f"BG2026/{order[1]}.toml").exists()
    run("review", order[0], "--split", "a", "--split", "b")
    assert (drafts / "BG2026/BG2026-006.toml").exists()


def test_two_numbers_stay_two_drafts_of_one_item(run: Run, drafts: Path) -> None:
    """940个 and 30公里 stay apart, which is said; the third, without a number, goes into the first of them."""
    found = run("review", SCHOOL, "BG2026-004", "BG2026-005", "--merge")
    assert found.code == 0
    assert f"{SCHOOL} BG2026-005 promise different numbers" in found.said
    first, second = target(drafts, SCHOOL), target(drafts, "BG2026-005")
    assert (str(first.goal.value), str(second.goal.value)) == ("940", "30")
    assert first.item == second.item == "3"
    assert [quote.text for quote in first.quotes] == ["新增义务教育学位940个", "年底前建成县第二水厂"]
    assert not (drafts / "BG2026/BG2026-004.toml").exists()


def test_two_numbers_are_not_made_one(run: Run, drafts: Path) -> None:
    """--into-one refuses, and nothing has changed."""
    before = {path: path.read_bytes() for path in drafts.rglob("*.toml")}
    found = run("review", SCHOOL, "BG2026-005", "--merge", "--into-one")
    assert found == (2, b"", error("merge-two-numbers", ids=f"{SCHOOL} BG2026-005").encode())
    assert {path: path.read_bytes() for path in drafts.rglob("*.toml")} == before


@pytest.mark.parametrize(
    "argv",
    [
        (SCHOOL, "BG2026-004", "--merge", "--set", "nonsense=1"),
        (SCHOOL, "--split", "甲", "--split", "乙", "--set", "nonsense=1"),
        (SCHOOL, "--drop", "-f", "docxx"),
        (SCHOOL, "--drop", "-o", "nodir/r.json"),
        (SCHOOL, "--accept", "--drop"),
        (SCHOOL, "--accept", "--purge"),
        (SCHOOL, "BG2026-004", "--merge", "--split", "甲", "--split", "乙"),
        (SCHOOL, "BG2026-004", "--split", "甲", "--split", "乙"),
        (SCHOOL, "--set", "title=x", "--drop"),
        (SCHOOL, "--set", "value=1000", "--set", "deadline=86400", "--accept"),
        (SCHOOL, "--purge"),
        (SCHOOL, "--restore"),
    ],
)
def test_everything_is_understood_before_anything_is_written(run: Run, drafts: Path, argv: tuple[str, ...]) -> None:
    """A refusal leaves every byte as it was, whichever part of the command is refused."""
    before = {path: path.read_bytes() for path in drafts.rglob("*.toml")}
    found = run("review", *argv)
    assert found.code in {2, 3}
    assert found.out == b""
    assert {path: path.read_bytes() for path in drafts.rglob("*.toml")} == before


@pytest.mark.parametrize("ending", ["--accept", "--drop"])
def test_an_interrupted_act_goes_on(run: Run, drafts: Path, ending: str) -> None:
    """Of several, those that are done already are left; where all are, that is said."""
    assert run("review", SCHOOL, ending).code == 0
    before = (drafts / f"BG2026/{SCHOOL}.toml").read_bytes()
    found = run("review", SCHOOL, "BG2026-004", ending, "--format", "json")
    assert (found.code, list(found.data["targets"])) == (0, ["BG2026-004"])
    assert (drafts / f"BG2026/{SCHOOL}.toml").read_bytes() == before
    assert run("review", SCHOOL, "BG2026-004", ending).code == 2


def test_discarding_keeps_the_draft_out_of_everything(run: Run, drafts: Path) -> None:
    """A discarded draft stays in its file and counts nowhere; a dry run leaves it; --discarded shows it."""
    assert run("review", SCHOOL, "--drop", "--dry-run").code == 0
    assert target(drafts, SCHOOL).discarded is False
    assert run("review", SCHOOL, "--drop").code == 0
    assert (target(drafts, SCHOOL).draft, target(drafts, SCHOOL).discarded) == (True, True)
    assert run("list", "--draft", "--format", "json").data["total"]["total"] == 4
    assert run("report", "--plan", "BG2026", "--format", "json").data["drafts"] == 4
    shown = run("review", "--discarded", "--format", "json")
    assert list(shown.data["targets"]) == [SCHOOL]
    assert run("review", SCHOOL, "--accept") == (2, b"", error("is-discarded", id=SCHOOL).encode())
    assert run("update", SCHOOL, "--note", "x") == (2, b"", error("is-discarded", id=SCHOOL).encode())


def test_a_range_says_what_it_passes_over(run: Run, drafts: Path) -> None:
    """What is accepted already is no draft, and is named."""
    run("review", "BG2026-001", "BG2026-002", "--accept")
    found = run("review", "BG2026-1..4", "--drop")
    assert found.code == 0
    assert "BG2026-001 BG2026-002\n" in found.said
    assert [target(drafts, f"BG2026-00{n}").discarded for n in range(1, 5)] == [False, False, True, True]


def test_a_discarded_draft_comes_back_or_goes_for_good(run: Run, drafts: Path) -> None:
    """--restore makes it a draft again; --purge removes its file, and its id is not used again."""
    run("review", SCHOOL, "BG2026-005", "--drop")
    assert run("review", SCHOOL, "--restore").code == 0
    assert target(drafts, SCHOOL).discarded is False
    assert run("review", "BG2026-005", "--purge", "--dry-run").code == 0
    assert (drafts / "BG2026/BG2026-005.toml").exists()
    refused = run("review", "--plan", "BG2026", "--purge")
    assert (refused.code, refused.said) == (2, error("purge-needs-yes"))
    assert (drafts / "BG2026/BG2026-005.toml").exists()
    assert run("review", "--plan", "BG2026", "--purge", "--yes").code == 0
    assert not (drafts / "BG2026/BG2026-005.toml").exists()
    run("review", SCHOOL, "--split", "a", "--split", "b")
    assert (drafts / "BG2026/BG2026-006.toml").exists()


def test_without_a_terminal_it_has_to_be_told(run: Run, drafts: Path) -> None:
    """No prompt where nobody sits; drafts without an action, or an action without drafts, are refused."""
    assert run("review", SCHOOL) == (2, b"", error("review-needs-terminal").encode())
    assert run("review", "--accept") == (2, b"", error("missing-answer", option="ID").encode())
    assert run("review", SCHOOL, "--merge") == (2, b"", error("merge-needs-two").encode())


def test_a_ledger_without_drafts(run: Run) -> None:
    """Nothing to review is said, not shown as an empty list."""
    assert run("review", "--plan", "YS2025", "--accept") == (2, b"", error("no-drafts").encode())


def test_a_draft_changed_underneath_is_left_alone(drafts: Path) -> None:
    """Two reviewers: the second to write is told, and the first one's work stays."""
    seen = target(drafts, SCHOOL)
    path = drafts / seen.path
    path.write_text(path.read_text(encoding="utf-8").replace("940", "950"), encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        store.apply(drafts, [Remove(seen)])
    assert caught.value.code == "changed-underneath"
    assert path.exists()
