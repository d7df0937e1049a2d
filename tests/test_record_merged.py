"""What git's union merge and the first edition leave in a file: nothing of it is read as something else than it was."""

from __future__ import annotations

import random
import subprocess
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from factories import update
from targettrack import i18n, record, store
from targettrack.errors import Severity
from targettrack.model import Append
from targettrack.render.messages import describe
from test_record import PATH, RECORD, UPDATE_LINE, brief, edited, read

if TYPE_CHECKING:
    from collections.abc import Iterator

REAL = sorted((Path(__file__).parent.parent / "targets").glob("*/*-*.toml"))
OTHER = """\
# The commitment as it was made.
id = "KP-001"
title = "新建公园3个"
owner = "开平市城管局"
deadline = 2025-11-30
kind = "quantity"
recorded = 2025-02-26T10:30:00+08:00

[goal]
comparator = ">="
value = 3
unit = "个"

[source]
quote = "新建公园3个"
line = 150

[updates]
"""
LINE = RECORD.splitlines()[UPDATE_LINE - 1]


def union(ours: str, theirs: str) -> str:
    """Merge two new files as git's union does: what is alike once, of what differs ours and then theirs."""
    left, right = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    parts = (left[a:b] if tag == "equal" else left[a:b] + right[c:d] for tag, a, b, c, d in blocks)
    return "".join(line for part in parts for line in part)


def with_id(text: str, identifier: str) -> str:
    """Give a record another id."""
    return "".join(
        f'id = "{identifier}"\n' if line.startswith("id = ") else line for line in text.splitlines(keepends=True)
    )


def pairs(count: int) -> Iterator[tuple[str, str]]:
    """Two different real records that were given one id."""
    chance = random.Random(7)
    texts = [path.read_text(encoding="utf-8") for path in REAL]
    for _ in range(count):
        ours, theirs = chance.sample(texts, 2)
        yield with_id(ours, "KP-001"), with_id(theirs, "KP-001")


@pytest.mark.parametrize("ours", [RECORD, OTHER], ids=["record", "other"])
def test_a_merge_of_two_new_records_names_both(ours: str) -> None:
    """Two people gave one id: nothing is read, and the one fault names both commitments."""
    theirs = OTHER if ours is RECORD else RECORD
    found, problems = read(union(ours, theirs))
    assert found is None
    assert [problem.code for problem in problems] == ["two-commitments"]
    named = {problems[0].params["first"], problems[0].params["second"]}
    assert named == {"新增义务教育学位940个", "新建公园3个"}
    assert problems[0].params["id"] == "KP-001"


def test_no_union_of_two_records_is_read_as_one() -> None:
    """Of 120 pairs of real records with one id, merged line by line, none is read, and every one is said to be two."""
    for ours, theirs in pairs(120):
        found, problems = read(union(ours, theirs))
        assert found is None
        assert "two-commitments" in {problem.code for problem in problems}, union(ours, theirs)


def test_no_union_by_git_is_read_as_one(tmp_path: Path) -> None:
    """The same with git's own union merge of two files that were both added."""
    names = [tmp_path / name for name in ("ours", "base", "theirs")]
    for ours, theirs in pairs(20):
        for path, text in zip(names, (ours, "", theirs), strict=True):
            path.write_text(text, encoding="utf-8")
        merged = subprocess.run(
            ["git", "merge-file", "-p", "--union", *names], stdout=subprocess.PIPE, check=False, encoding="utf-8"
        ).stdout
        assert read(merged)[0] is None
        assert "two-commitments" in {problem.code for problem in read(merged)[1]}, merged


@pytest.mark.parametrize("table", ["goal", "source", "updates", "extra"])
@pytest.mark.parametrize("key", sorted(record.HEAD.rows))
def test_a_key_of_a_head_in_a_lower_table(key: str, table: str) -> None:
    """Whatever key of a head stands below the head, the file holds two commitments, and the line is named."""
    text = RECORD + "[extra]\n"
    line = text[: text.index(f"[{table}]")].count("\n") + 2
    found, problems = read(text.replace(f"[{table}]\n", f'[{table}]\n{key} = "乙"\n'))
    assert found is None
    assert brief(problems) == [("two-commitments", line, f"{table}.{key}")]
    second = "乙" if key == "title" else f"{key} = 乙"
    assert problems[0].params == {"id": "KP-001", "first": "新增义务教育学位940个", "second": second}


def test_the_fault_says_what_to_do() -> None:
    """Both titles and the next step, in both languages."""
    problem = read(union(RECORD, OTHER))[1][0]
    assert describe(problem).endswith(
        "error: two commitments were given one id, KP-001: «新增义务教育学位940个» and «新建公园3个»; put the second one "
        "into a file of its own, with the next free id [two-commitments]"
    )
    i18n.use("zh")
    assert "两项承诺用了同一编号 KP-001：“新增义务教育学位940个”和“新建公园3个”" in describe(problem)


@pytest.mark.parametrize("twice", [f"{LINE}\n{LINE}\n", f"{LINE}\n\n{LINE}", f"{LINE}\n# 2\n{LINE}\n{LINE}\n"])
def test_the_same_line_twice_is_one(twice: str) -> None:
    """Cherry-picked, then merged: the update is read once; each further line is a warning."""
    expected, _ = read(RECORD)
    found, problems = read(RECORD.replace(f"{LINE}\n", twice))
    assert found == expected
    assert {problem.code for problem in problems} == {"repeated-update"}
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert [problem.line for problem in problems] == [
        number for number, line in enumerate(RECORD.replace(f"{LINE}\n", twice).split("\n"), 1) if line == LINE
    ][1:]


def test_a_record_with_a_line_twice_takes_updates(tmp_path: Path) -> None:
    """The proof of an append reads the doubled line once, too, and leaves both where they are."""
    root = tmp_path / "targets"
    (root / "KP").mkdir(parents=True)
    plan = 'id = "KP"\ntitle = "报告"\nstart = 2025-01-01\nend = 2025-12-31\n'
    (root / "KP/plan.toml").write_text(plan, encoding="utf-8")
    (root / PATH).write_text(f"{RECORD}{LINE}\n", encoding="utf-8")
    (target,) = store.load(root).targets
    (written,) = store.apply(root, [Append(target, update("2025-08-01", key="20250801T000000-abcdef", value=400))])
    assert (root / PATH).read_text(encoding="utf-8") == f"{RECORD}{LINE}\n{written.line}\n"
    assert [change.key for change in store.load(root).targets[0].updates] == [
        "20250704T021500-k7f3q9",
        "20250801T000000-abcdef",
    ]


def test_two_lines_with_one_key_are_both_wanted() -> None:
    """Different lines under one key are an error whose advice throws neither away."""
    found, problems = read(RECORD + LINE.replace("310", "311") + "\n")
    assert found is None
    assert brief(problems) == [("duplicate-update", UPDATE_LINE + 1, "20250704T021500-k7f3q9")]
    assert "both happened, so give one of them another key" in describe(problems[0])
    assert "delete" not in describe(problems[0])


def test_conflict_markers_stay_an_error() -> None:
    """A conflict that git could not solve is not solved by reading either side."""
    text = RECORD.replace(LINE, f"<<<<<<< ours\n{LINE}\n=======\n{LINE}\n>>>>>>> theirs")
    assert [problem.code for problem in read(text)[1]] == ["conflict-markers"]
    assert read(text)[0] is None


OLD_NODES = '[[checkpoint]]\ndate = 2025-06-30\nvalue = 400\n\n[[checkpoint]]\ndate = 2025-09-30\nstage = "完工"\n\n'


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key", "write"),
    [
        ('kind = "quantity"', 'kind = "external"', "old-kind", 6, "kind", ""),
        ("value = 940", "value = 940\nupper = 950", "old-form", 13, "goal.upper", "to = 950"),
        ("value = 940", "value = 940\nupper = 950.5", "old-form", 13, "goal.upper", "to = 950.5"),
        (
            "value = 310",
            "goal_upper = 950",
            "old-form",
            UPDATE_LINE,
            "updates.20250704T021500-k7f3q9.goal_upper",
            "goal_to = 950",
        ),
    ],
)
def test_old_forms(old: str, new: str, code: str, line: int, key: str, write: str) -> None:
    """A form of the first edition is one error, with its line and what to write there instead."""
    found, problems = read(edited(old, new))
    assert found is None
    assert brief(problems) == [(code, line, key)]
    assert problems[0].params == {"write": write}


def test_old_checkpoints() -> None:
    """Checkpoints as tables below [goal] give the line that they are now, which reads as the same nodes."""
    head, _, rest = RECORD.partition("checkpoint = [")
    old = (head + rest[rest.index("]\n") + 2 :]).replace("[updates]\n", f"{OLD_NODES}[updates]\n")
    found, problems = read(old)
    assert found is None
    assert [problem.code for problem in problems] == ["old-checkpoint"]
    line = 'checkpoint = [{ date = 2025-06-30, value = 400 }, { date = 2025-09-30, stage = "完工" }]'
    assert problems[0].params == {"write": line}
    mended, problems = read(old.replace(OLD_NODES, "").replace("\n[goal]", f"{line}\n\n[goal]", 1))
    assert problems == ()
    assert mended is not None
    assert [(str(point.date), point.stage) for point in mended.checkpoints] == [
        ("2025-06-30", ""),
        ("2025-09-30", "完工"),
    ]
