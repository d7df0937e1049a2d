"""Names that are kept as runs of numbers say what the list of all names says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.ledger import names
from targettrack.store.folder import Names
from targettrack.store.listing import Index

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDERS = ("KP2025", "kp2025", "KP2025-1", "赤坎", "K P", "\u212aP2025", "A\nB")
STEMS = (
    "001",
    "061",
    "61",
    "0061",
    "1000",
    "01000",
    "999999999",
    "1234567890",
    "６１",
    "٦١",
    "1-005",
    "x",
    "72-1",
    "plan",
)
PLAIN = st.sampled_from([f"{folder}-{stem}" for folder in FOLDERS for stem in STEMS])
LISTED = st.dictionaries(st.sampled_from(FOLDERS), st.sets(PLAIN | st.just("plan"), min_size=1), min_size=1)
WORDS = PLAIN | st.sampled_from([*STEMS, " 61 ", "\u300061", "", "kP2025-61", "KP2025-0001", "KP", "A\nB-061"])


def index_of(listed: Mapping[str, set[str]]) -> Index:
    """The index of some folders with their files."""
    folders = {folder: Names.of(folder, [f"{name}.toml" for name in listed[folder]]) for folder in sorted(listed)}
    return Index(folders, (), ())


@given(LISTED)
def test_nothing_is_lost(listed: dict[str, set[str]]) -> None:
    """All names come back, in order, and are counted."""
    index = index_of(listed)
    expected = {folder: tuple(sorted(f"{name}.toml" for name in listed[folder])) for folder in sorted(listed)}
    assert index.files == expected
    assert index.size == sum(map(len, expected.values()))


@given(LISTED, WORDS, st.sampled_from(["", "KP2025", "A\nB"]))
def test_a_word_means_the_same(listed: dict[str, set[str]], word: str, current: str) -> None:
    """What a word means is found among a few ids as among all of them."""
    index = index_of(listed)
    assert names.meant(index.like(word), word, current) == names.meant(index.ids, word, current)


@given(LISTED, st.sets(WORDS, max_size=4))
def test_the_same_files_are_named_after_ids(listed: dict[str, set[str]], words: set[str]) -> None:
    """The records of some ids are found in any folder and in any case of letters."""
    index = index_of(listed)
    wanted = {word.casefold() for word in words}
    assert index.holding(words) == [path for path in index.paths if Path(path).stem.casefold() in wanted]


@given(LISTED)
def test_the_highest_number_is_among_the_latest(listed: dict[str, set[str]]) -> None:
    """Whatever number an id of a folder has, one of the latest has as high a one."""
    index = index_of(listed)
    numbers = {id_: int(id_.rpartition("-")[2]) for id_ in index.ids if id_.rpartition("-")[2].isdigit()}
    for folder in listed:
        own = {id_: number for id_, number in numbers.items() if id_.startswith(f"{folder}-")}
        assert max(own.values(), default=0) == max((own[id_] for id_ in index.latest() if id_ in own), default=0)


@pytest.mark.parametrize("count", [100, 100_000])
def test_a_hundred_thousand_names_are_one_run(count: int) -> None:
    """What is kept of a folder does not grow with the records that the program has numbered."""
    found = Names.of("KP", ["plan.toml", *(f"KP-{number:03d}.toml" for number in range(1, count + 1))])
    assert found == Names("KP", ((1, count),), ("plan.toml",))
