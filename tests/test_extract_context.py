"""Where a quote was said: its sentence, the words marked, the sentences before and behind."""

from __future__ import annotations

import pytest

from targettrack.extract import Passage, Source
from targettrack.model import Quote

TEXT = """2026年政府工作报告
一、重点工作
第一句说背景。新增义务教育学位940个，年底前建成县第二水厂。第三句说方式。
第二段。新增义务教育学位940个。完成30公里管网改造。
"""
SCHOOLS = Quote("新增义务教育学位940个", 3)


def test_a_sentence_with_its_neighbours() -> None:
    """The whole sentence, the quote's characters in it, one sentence on either side."""
    assert Source(TEXT).around([SCHOOLS]) == Passage(
        "第一句说背景。", "新增义务教育学位940个，年底前建成县第二水厂。", ((0, 12),), "第三句说方式。"
    )


def test_several_quotes_of_one_sentence() -> None:
    """Each is marked; those that overlap are one mark."""
    quotes = [Quote("县第二水厂", 3), SCHOOLS, Quote("学位940个，年底前", 3)]
    found = Source(TEXT).around(quotes)
    assert found is not None
    assert [found.text[first:last] for first, last in found.marks] == [
        "新增义务教育学位940个，年底前",
        "县第二水厂",
    ]


def test_the_line_says_which_of_two_equal_quotes() -> None:
    """The same words stand in two places; a quote without a line is the first."""
    source = Source(TEXT)
    later, anywhere = source.around([Quote(SCHOOLS.text, 4)]), source.around([Quote(SCHOOLS.text)])
    assert later is not None
    assert anywhere is not None
    assert (later.before, later.after) == ("第二段。", "完成30公里管网改造。")
    assert anywhere.before == "第一句说背景。"


def test_sentences_that_do_not_follow_one_another() -> None:
    """Both are shown, with a sign for what stands between; the neighbours are those of the first and the last."""
    found = Source(TEXT).around([SCHOOLS, Quote("完成30公里管网改造", 4)])
    assert found == Passage(
        "第一句说背景。",
        "新增义务教育学位940个，年底前建成县第二水厂。 … 完成30公里管网改造。",
        ((0, 12), (27, 37)),
        "",
    )


def test_a_quote_over_broken_lines() -> None:
    """A report whose lines were broken for their width is joined before it is looked at."""
    broken = (
        f"一、重点工作\n{'新增义务教育学位940个并改造一批老旧校舍，' * 3}提升办学条件和水平\n年底前建成县第二水厂。"
    )
    found = Source(broken).around([Quote("办学条件和水平\n年底前建成县第二水厂", 2)])
    assert found is not None
    assert found.text[slice(*found.marks[0])] == "办学条件和水平年底前建成县第二水厂"


@pytest.mark.parametrize("quotes", [[], [Quote("没有的话", 3)], [Quote("", 1)]])
def test_a_quote_that_is_not_there(quotes: list[Quote]) -> None:
    """No passage, rather than a wrong one."""
    assert Source(TEXT).around(quotes) is None
    assert Source("").around([SCHOOLS]) is None
