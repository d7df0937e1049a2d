"""The quick reader of the program's own form: it says what the reader of any TOML says, or nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mutants
from strategies import targets
from targettrack import record
from targettrack.record import plain, toml
from targettrack.record.read import of_any_form
from targettrack.store.toml import document, line
from test_record import RECORD, edited, read

if TYPE_CHECKING:
    from targettrack.model import Target

LINE = RECORD.splitlines(keepends=True)[-1]


def written(target: Target) -> str:
    """The file of a target, as the program writes it."""
    lines = "".join(f"{line(update.key, record.fields_of(update))}\n" for update in target.updates)
    return f"# The commitment.\n{document(record.head_of(target))}\n[updates]\n{lines}"


def test_every_record_that_the_program_wrote_is_in_this_form() -> None:
    """The 423 records of the real ledgers, those of the example and of the tests, and the one that tests begin with."""
    files = [text for text in mutants.texts() if text != mutants.WITH_EVERYTHING]
    assert len(files) > 423
    assert [text for text in (*files, RECORD) if plain.read(text) is None] == []


@given(targets(), st.integers(0, 2**32))
def test_any_target_and_what_became_of_its_file(target: Target, seed: int) -> None:
    """As it was written, and damaged: the same target or none, the same problems, to the last digit."""
    text = written(target)
    assert read(text) == (target, ())
    assert not mutants.differs(text)
    assert not mutants.differs(mutants.mutant(text, mutants.WITH_EVERYTHING, random.Random(seed)))


def test_damaged_records() -> None:
    """Two thousand of them, of which some are still in the program's form; `python tests/mutants.py 1000000` reads more."""
    damaged = [*mutants.mutants(2000, seed=1)]
    assert sum(plain.read(text) is not None for text in damaged) > 100
    assert [text for text in damaged if mutants.differs(text)] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "KP-001"', 'id = "KP-001"\nid = "KP-001"'),  # a key twice
        ('id = "KP-001"', "id = 'KP-001'\nx = 1"),  # a key that no record has
        ('id = "KP-001"', ' id = "KP-001"'),
        ('id = "KP-001"', '"id" = "KP-001"'),
        ('id = "KP-001"', 'id="KP-001"'),
        ('id = "KP-001"\n', ""),
        ("deadline = 2025-12-31", "deadline = 2025-12-32"),
        ("deadline = 2025-12-31", "deadline = 0205-12-31"),
        ("deadline = 2025-12-31", "tags = [\n    ]\n    item = [\n]"),  # two statements in one
        ("\n[goal]", "\n[goal]\nvalue = 3\n\n[goal]"),
        ("\n[goal]", "\n[checkpoint]\ndate = 2025-06-30\n\n[goal]"),
        ("\n[goal]", '\n[goal]\nparts = { "status" = 3 }'),
        ("\n[goal]", "\n[ goal ]"),
        ("\n[updates]\n", "\n"),
        (LINE, LINE + LINE),
        (LINE, LINE.replace("at = 2025-07-04T10:15:00+08:00, ", "")),
        (LINE, LINE.replace(" }\n", ", }\n")),
        (LINE, LINE.replace(", by", "\nby")),
        (LINE, LINE.replace("value = 310", "value = 310, value = 310")),
        (LINE, LINE.replace("value = 310", 'goal_parts = { "赤坎镇" = 3 }')),
        (LINE, LINE.replace(" }\n", " }\nstatus = 3, total = true }\n")),
        (LINE, LINE.replace("10:15:00+08:00", "10:15:00+08:75")),
        (LINE, LINE.replace("10:15:00+08:00", "25:15:00+08:00")),
        (LINE, LINE.replace('"教育局"', '"教\t育\0局"')),
    ],
)
def test_what_is_left_to_the_other_reader(old: str, new: str) -> None:
    """Another form, a fault, or what might be one; the other reader then says what it is."""
    text = edited(old, new)
    assert plain.read(text) is None
    assert not mutants.differs(text)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('title = "新', 'title = "\\"新\\u3000'),
        ('id = "KP-001"', '# 说明\n\nid = "KP-001" # 编号'),
        ("value = 940", "value = 9_40"),
        ("2025-02-26T09:00:00+08:00", "2025-02-26 01:00:00.5Z"),
        (LINE, LINE.replace('"教育局"', '"教\\"育, 局 }\\n", supporting = ["甲, 局", "\\", \\""]')),
        (LINE, f"# 说明\n{LINE}\n{LINE.replace('k7f3q9', 'k7f3q8').rstrip()}"),
    ],
)
def test_what_it_reads_with_the_help_of_the_other(old: str, new: str) -> None:
    """A value in another form of TOML is asked for alone; remarks and empty lines are passed over."""
    text = edited(old, new)
    assert plain.read(text) is not None
    assert not mutants.differs(text)


def test_a_value_is_read_once_for_each_text() -> None:
    """The second record with the same values asks the reader of TOML for none of them."""
    assert plain.read(RECORD) is not None
    with mock.patch.object(plain, "parse", wraps=toml.parse) as asked:
        assert plain.read(RECORD.replace("KP-001", "KP-002").replace("10:15:00", "10:16:00")) is not None
        assert asked.call_count == 0
        assert plain.read(RECORD.replace("310", "311.5")) is not None
        assert asked.call_count == 1


def test_values_do_not_pile_up() -> None:
    """More values of one key than are kept begin anew; what is read stays right."""
    with mock.patch.object(plain, "_MOST", 3):
        read_ = [plain.read(RECORD.replace("940个", f"{nth}个")) for nth in range(10)]
    assert [values["title"] for values in read_ if values] == [f"新增义务教育学位{nth}个" for nth in range(10)]


def test_a_large_file_of_another_form_is_given_up_at_once() -> None:
    """What is in no such form is one piece, however long."""
    assert [found[-1] for found in plain._STATEMENTS.findall("=" * 500_000)] == ["=" * 500_000]
    assert read("=" * 500_000) == of_any_form("=" * 500_000, path="KP/KP-001.toml", plan="KP")
