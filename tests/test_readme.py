"""The README is run: every `console` block, in order, in one shell for each section, as a reader would."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from running import environment, in_shell

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
LANGUAGES = {"中文": "zh", "English": "en"}
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PICTURE = re.compile(r"^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_PIECE = re.compile(r"([^\x1e]*)\x1e(\d+)\x1f", re.DOTALL)


class Command(NamedTuple):
    """One line that a reader types, and what came of it."""

    section: str
    line: str
    code: int
    out: str


def sections() -> dict[str, list[str]]:
    """The commands of each `##` section that has any; what stands behind `$ `."""
    parts = re.split(r"^## ", README, flags=re.MULTILINE)[1:]
    found = {part.partition("\n")[0].strip(): _BLOCK.findall(part) for part in parts}
    return {
        name: [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
        for name, blocks in found.items()
        if blocks
    }


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> list[Command]:
    """Every command of the README, run; each section begins where the first one began, both languages at once."""
    folder = tmp_path_factory.mktemp("reader")
    found = sections()
    with ThreadPoolExecutor() as readers:
        told = list(readers.map(lambda name: _run(folder, name, found.pop(name)), LANGUAGES))
    told += [_run(folder, name, lines) for name, lines in found.items()]
    return [command for section in told for command in section]


def _run(folder: Path, section: str, lines: list[str]) -> list[Command]:
    script = "".join(f"{line}\nprintf '\\036%s\\037' \"$?\"\n" for line in lines)
    env = environment(TARGETTRACK_LANG=LANGUAGES.get(section, "zh"))
    del env["TARGETTRACK_BY"]
    done = in_shell(f"set -o pipefail\n{script}", folder, env)
    pieces = _PIECE.findall(done.text)
    assert len(pieces) == len(lines), done.said
    return [Command(section, line, int(code), out) for line, (out, code) in zip(lines, pieces, strict=True)]


def test_every_line_of_a_block_is_a_command() -> None:
    """A block says what to type and nothing else, so that it can be copied and run."""
    lines = [line for block in _BLOCK.findall(README) for line in block.splitlines()]
    assert len(lines) >= 20
    assert [line for line in lines if not line.startswith("$ ")] == []


@pytest.mark.tools("bash", "jq")
def test_every_command_works(typed: list[Command]) -> None:
    """Exit code 0, without a traceback, in both languages; a recipe for jq finds something."""
    assert [(one.section, one.line, one.code) for one in typed if one.code] == []
    recipes = [one for one in typed if "| jq" in one.line]
    assert len(recipes) >= 5
    assert [one.line for one in recipes if not one.out.strip() or one.out.strip() in {"null", "0", "{}"}] == []


def test_the_two_languages_say_the_same() -> None:
    """Both sections go the same way: the same commands in the same order, whatever the words."""
    ways = {
        language: [line.split()[:2] for line in lines if line.startswith("targettrack")]
        for language, lines in sections().items()
        if language in LANGUAGES
    }
    assert list(ways) == ["中文", "English"]
    assert ways["中文"] == ways["English"]
    steps = {command for _program, command in ways["English"]}
    assert steps >= {"init", "report", "list", "show", "update", "undo", "alerts", "add", "check"}


@pytest.mark.tools("bash")
def test_the_picture_is_true(tmp_path: Path) -> None:
    """Every line of the picture at the top stands in a report of the example."""
    reports = ("report", "report --plan EX2025")
    shown = " ; ".join(f"targettrack {report} --as-of 2025-09-30 --format table" for report in reports)
    found = in_shell(f"targettrack init --example ; {shown}", tmp_path, environment(TARGETTRACK_LANG="zh"))
    lines = {line.strip() for line in found.text.splitlines()}
    pictures = _PICTURE.findall(README)
    assert pictures
    assert [line for picture in pictures for line in picture.splitlines() if line.strip() not in lines] == []
