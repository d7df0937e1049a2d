"""Typer's own complaints, in our words and in the reader's language."""

from __future__ import annotations

import re

import pytest

from conftest import Run
from running import Outcome

HAN = re.compile("[一-鿿]")
CASES = {
    "no such option": ("list", "--qqq"),
    "an option like another": ("list", "--formt", "json"),
    "no such command": ("nonsense",),
    "a command like another": ("lst",),
    "a missing argument": ("show",),
    "missing arguments": ("update", "--note", "x"),
    "an option without its value": ("list", "--as-of"),
    "a flag with a value": ("list", "--draft=1"),
    "too many words": ("list", "a", "b"),
    "no number": ("alerts", "--days", "soon"),
    "a number out of range": ("alerts", "--days", "-1"),
    "only a language": ("--lang", "en"),
}


@pytest.mark.parametrize("name", CASES)
def test_one_line_with_the_way_to_the_help_page(run: Run, name: str) -> None:
    """Exit code 2, nothing on standard output, one line that ends with the command whose page helps."""
    found = run(*CASES[name])
    assert (found.code, found.out) == (2, b"")
    assert found.said.startswith("Error: ")
    assert found.said.count("\n") == 1
    assert re.search(r"`targettrack(?: [a-z]+)? --help`\n$", found.said)


@pytest.mark.parametrize("name", CASES)
def test_no_english_is_left_in_chinese(run: Run, name: str) -> None:
    """What Typer says in English is said in Chinese, but for what was typed."""
    words = tuple("zh" if word == "en" else word for word in CASES[name])
    found = run(*words, env={"TARGETTRACK_LANG": "zh"})
    assert found.code == 2
    said = re.sub(r"`targettrack[^`]*`", "", found.said)
    for word in (*words, "--format", "--sort", "--draft", "list", "ID", "..."):
        said = said.replace(word, "")
    assert HAN.search(said)
    assert re.findall("[A-Za-z]{2,}", said) == []


def test_the_nearest_is_suggested(run: Run) -> None:
    """A slip in a command or an option is answered with what was meant."""
    assert "list" in _tail(run("lst"))
    assert "--format" in _tail(run("list", "--formt", "json"))
    assert "update" in _tail(run("updat", "1"))


@pytest.mark.parametrize(
    "argv", [("lsit", "--owner", "show"), ("lsit", "list"), ("--lang", "en", "lsit", "check"), ("--help", "lsit")]
)
def test_a_later_word_does_not_hide_what_was_meant(run: Run, argv: tuple[str, ...]) -> None:
    """A command's name further on, as the value of an option, is no command: the slip is still answered."""
    assert run(*argv).said.startswith("Error: there is no command lsit; did you mean list")


def test_hostile_words_are_shown_safely(run: Run) -> None:
    """What was typed cannot move the cursor from inside the complaint."""
    for argv in (("\x1b[2J",), ("list", "--\x1b[2J"), ("list", "a", "\x1b[2J\u202e"), ("show", "\x1b[2J")):
        found = run(*argv)
        assert found.code == 2
        assert "\x1b" not in found.said
        assert "\u202e" not in found.said


def _tail(found: Outcome) -> str:
    assert found.code == 2
    return found.said.partition(";")[2]
