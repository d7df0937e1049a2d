"""Every code of a problem or an error has a sentence, and every sentence a code."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

import targettrack
from targettrack import i18n
from targettrack.errors import Problem, Severity
from targettrack.render.messages import MESSAGES, describe, sentence

SOURCE = Path(targettrack.__file__).parent
_RAISED = re.compile(r'(?:(?:Problem|StoreError|UsageError|Saved|fault|sentence|error)\(\s*|yield )"([a-z0-9-]+)"')
_IN_TABLES = re.compile(r'"([a-z]+(?:-[a-z0-9]+)+|system|bug)"')


def code_of_the_project() -> str:
    """Everything but the sentences themselves."""
    files = sorted(SOURCE.rglob("*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files if path.name != "messages.py")


def test_no_code_without_a_sentence() -> None:
    """Whatever the core raises or notes can be told to the user."""
    assert sorted(set(_RAISED.findall(code_of_the_project())) - set(MESSAGES)) == []


def test_no_sentence_without_a_code() -> None:
    """Nothing is kept for later."""
    named = set(_IN_TABLES.findall(code_of_the_project())) | set(_RAISED.findall(code_of_the_project()))
    assert sorted(set(MESSAGES) - named) == []


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("code", MESSAGES)
def test_a_translation_has_the_same_places(code: str, language: str) -> None:
    """The sentence of every language names the parameters of the English one, and no other."""
    i18n.use(language)
    fields = {name for _text, name, _spec, _conversion in string.Formatter().parse(MESSAGES[code]) if name}
    shown = sentence(code, {name: f"‹{name}›" for name in fields})
    assert {name for name in fields if f"‹{name}›" not in shown} == set()
    assert "{" not in shown.replace("at = …", "")
    assert language == "en" or re.search("[一-鿿]", shown)


def test_parameters_are_made_safe() -> None:
    """What a file or a user said cannot move the cursor from inside a message."""
    assert "\x1b" not in sentence("unknown-id", {"id": "\x1b[2J"})
    assert "\\x1b[2J" in sentence("unknown-id", {"id": "\x1b[2J"})
    assert "{0}" in sentence("unknown-id", {"id": "{0}"})


def test_a_problem_is_one_line() -> None:
    """Path, line, severity, sentence, code: as compilers write it, so that editors find the place."""
    place = Problem("missing-key", "KP/KP-001.toml", 7, "title")
    assert describe(place).startswith("KP/KP-001.toml:7: error: ")
    assert describe(place).endswith(" [missing-key]")
    assert "title" in describe(place)
    whole = Problem("empty-file", "KP/\x1b\n.toml", severity=Severity.WARNING)
    assert describe(whole).startswith("KP/\\x1b⏎.toml: warning: ")


def test_an_unknown_key_is_answered_with_a_near_one() -> None:
    """The suggestion is in the sentence where there is one."""
    near = Problem("unknown-key", "x", 1, "titel", Severity.WARNING, {"suggestion": "title"})
    assert "title" in describe(near)
    assert "{" not in describe(Problem("unknown-key", "x", 1, "zzz", Severity.WARNING, {"suggestion": ""}))


def test_the_pattern_finds_codes() -> None:
    """A guard for the two tests above."""
    assert {"unknown-id", "out-of-range", "locked", "conflict-markers"} <= set(_RAISED.findall(code_of_the_project()))
