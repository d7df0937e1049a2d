"""Records of the program's own form, damaged: does the reader of that form say what the reader of any TOML says?

    python tests/mutants.py 1000000        that many, of the real ledgers, the example and one record with everything

Prints how many there were, how many were still in the program's form, and the first that are read in two ways.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from targettrack.record import plain
from targettrack.record.read import of_any_form, read_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).parent
WITH_EVERYTHING = r"""# The commitment as it was made.
id = "KP-001"
item = "72"
title = "新增\"义务教育\"学位940个"
owner = ""
supporting = ["甲局", "乙、\"丙\"局"]
start = 2025-01-01
deadline = 2025-12-31
status = "active"
draft = true
confidence = 0.93
kind = "quantity"
strength = "firm"
discarded = false
tags = []
assumed = ["deadline", "owner"]
upper = "GD-1"
recorded = 2025-02-26T09:00:00.250000+08:00
checkpoint = [
    { date = 2025-06-30, value = 400 },
    { date = 2025-09-30, stage = "完工" },
]

[goal]
indicator = "学位"
comparator = ">="
value = 940
unit = "个"
to = 1000.50
baseline_date = 2024-12-31
cycle = 3
equivalent = { value = 0.094, unit = "万个" }
parts = { "status" = 300 }

[source]
quote = "新增\n学位"
line = 143
page = 3
also = [
    { quote = "学位\u3000940", line = 3 },
]

[updates]
a-1 = { at = 2025-07-04T10:15:00+08:00, as_of = 2025-06-30, by = "教育局", status = "active", value = 310, note = "港口, 小学 }" }
a-2 = { at = 2025-07-04T10:15:01Z, by = "", supporting = ["甲局", "\", \""], total = true, evidence = "D:\\1" }
a-3 = { at = 2025-07-05T10:15:00+08:00, as_of = 2025-07-04, checkpoint = [{ date = 2025-06-30 }], deadline = 2026-03-31 }
a-4 = { at = 2025-07-06T10:15:00-09:30, goal_value = 900.0, goal_unit = "个", goal_parts = { "a" = 1 }, void = "a-3", owner = "" }
"""
VALUES = (
    *(
        '""',
        '"字"',
        "'x'",
        '"""x"""',
        "'''x'''",
        '"""',
        '"a\\u0000"',
        '"\\ud800"',
        '"\\e"',
        '"\\',
        '"x" # y',
        '"x" "y"',
    ),
    *(
        "1e3",
        "0x10",
        "inf",
        "nan",
        "-inf",
        "07",
        "-0",
        "-0.0",
        "1_000",
        "+5",
        "1.",
        ".5",
        "9" * 16,
        "1.0000000000000001",
    ),
    *(
        "true",
        "false",
        "True",
        "null",
        "",
        " ",
        "[]",
        "[1, ]",
        '["a"]',
        '["a",]',
        '["a", 1]',
        "{}",
        "{ a = 1 }",
        "[[]]",
    ),
    *("2025-02-30", "2025-1-1", "0205-01-01", "2025-06-30 10:00:00", "2025-06-30T10:00:00", "2025-06-30t10:00:00z"),
    *(
        "2025-06-30T24:00:00+08:00",
        "2025-06-30T10:00:60+08:00",
        "2025-06-30T10:00:00+24:00",
        "2025-06-30T10:00:00+08:75",
        "20250630T100000+0800",
    ),
    *("2025-06-30T10:00:00.1+08:00", "2025-06-30T10:00+08:00", "2025-06-30T10:00:00+08:00 ", "10:00:00", "2025-W01-1"),
    *("external", '"external"', '"pending"', '"count"', "-1", "99999999999", '"../x"', '"' + "长" * 20_001 + '"'),
    *("[\n    1,\n]", '[\n    "a",\n]', "[\n    ]\n    b = [\n]", "[\n    { date = 2025-06-30 },\n]", "[\n]", "{\n}"),
)
SIGNS = "\"\\'\n\r\t\0 =,{}[]#.-+:_0aZ9字\u3000\u2028\x7f\x85\ufeff"
HEADERS = (
    "[goal]",
    "[source]",
    "[updates]",
    "[ goal ]",
    "[goal] # x",
    "[[checkpoint]]",
    "[checkpoint]",
    "[goal.parts]",
    "[other]",
    "[]",
)
_KEY = re.compile(r"[A-Za-z_0-9-]+(?= = )")
_VALUE = re.compile(r'(?<= = )("(?:[^"\\\n]|\\.)*"|[^,"{}\n]+)')


def mutant(text: str, other: str, chance: random.Random) -> str:
    """A text, damaged in one to three ways; `other`: a second one, of which parts come into it."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_WAYS)(text, other, chance)
    return text


def _sign(text: str, _other: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(("", chance.choice(SIGNS))) + text[at + chance.randrange(2) :]


def _cut(text: str, _other: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return chance.choice((text[:at], text[:at] + text[at + chance.randrange(40) :]))


def _line(text: str, other: str, chance: random.Random) -> str:
    lines, others = text.split("\n"), other.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(7)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(to, lines[at])
    elif what == 2:
        lines[at], lines[to] = lines[to], lines[at]
    elif what == 3:
        lines.insert(at, chance.choice(others))
    elif what == 4:
        lines[at] = chance.choice(others)
    elif what == 5:
        lines.insert(at, chance.choice(("", "# 说明", "#\x01", "  ", *HEADERS, "<<<<<<< HEAD", '"""')))
    else:
        lines[at] = chance.choice((" ", "\t", "")) + lines[at] + chance.choice((" ", "\r", " # x", ",", ""))
    return "\n".join(lines)


def _replaced(pattern: re.Pattern[str], text: str, new: str, chance: random.Random) -> str:
    places = [*pattern.finditer(text)]
    if not places:
        return text
    place = chance.choice(places)
    return text[: place.start()] + new + text[place.end() :]


def _value(text: str, other: str, chance: random.Random) -> str:
    of_other = [found[0] for found in _VALUE.finditer(other)] or [""]
    return _replaced(_VALUE, text, chance.choice((chance.choice(VALUES), chance.choice(of_other))), chance)


def _key(text: str, other: str, chance: random.Random) -> str:
    of_other = chance.choice([found[0] for found in _KEY.finditer(other)] or [""])
    odd = chance.choice(("x", "", f'"{of_other}"', f"{of_other}.x", f"'{of_other}'", of_other.upper(), "字", "goal"))
    return _replaced(_KEY, text, chance.choice((of_other, of_other, odd)), chance)


def _joint(text: str, _other: str, chance: random.Random) -> str:
    """One joint between pairs, lines and tables is another one."""
    joints = (", ", " }\n", "\n", " = { ", "]\n", "[\n    ", " = ", "\n[", "]\n    b = [\n")
    return _replaced(re.compile("|".join(map(re.escape, joints[:-1]))), text, chance.choice((*joints, "")), chance)


def _whole(text: str, other: str, chance: random.Random) -> str:
    return chance.choice(
        (
            text.replace("\n", "\r\n"),
            "\ufeff" + text,
            text.rstrip("\n"),
            text + "\n",
            text + other,
            text.replace("[updates]\n", "", 1),
            text.replace(" = ", "="),
            text.replace("\n\n", "\n"),
            text + text[text.rfind("\n", 0, -1) + 1 :],
        )
    )


def _merged(text: str, other: str, chance: random.Random) -> str:
    """As a union leaves it: ours, then theirs, between lines that are alike."""
    ours, theirs = text.split("\n"), other.split("\n")
    start, end = sorted(chance.randrange(min(len(ours), len(theirs)) + 1) for _ in range(2))
    return "\n".join((*ours[:end], *theirs[start:end], *ours[end:]))


_WAYS: Sequence[Callable[[str, str, random.Random], str]] = (
    *(_sign,) * 3,
    *(_line,) * 3,
    *(_value,) * 4,
    *(_key,) * 2,
    *(_joint,) * 2,
    _cut,
    _whole,
    _merged,
)


def differs(text: str) -> bool:
    """Whether the two readers say different things of a text, to the last digit and the last problem."""
    place = {"path": "KP/KP-001.toml", "plan": "KP"}
    return repr(read_target(text, **place)) != repr(of_any_form(text, **place))


def texts() -> list[str]:
    """Records in the program's form."""
    folders = (HERE.parent / "targets", HERE / "data", HERE.parent / "src/targettrack/store/example")
    files = sorted(path for folder in folders for path in folder.rglob("*-*.toml"))
    less = re.sub(r".*(?:parts|equivalent|\[\{).*\n", "", WITH_EVERYTHING)  # of which a line or two are in another form
    return [path.read_text(encoding="utf-8") for path in files] + [WITH_EVERYTHING, less.replace('"a-3"', '"a-2"')] * 99


def mutants(count: int, seed: int) -> Iterator[str]:
    """So many damaged records, the same for the same seed."""
    chance, own = random.Random(seed), texts()
    return (mutant(chance.choice(own), chance.choice(own), chance) for _ in range(count))


def main(count: int, seed: int = 0) -> int:
    """Print what came of so many mutants; 1 where the readers differ."""
    done, in_form, wrong = 0, 0, []
    for text in mutants(count, seed):
        done += 1
        if plain.read(text) is not None:
            in_form += 1
            if differs(text):
                wrong.append(text)
    print(f"{done} mutants, {in_form} of them in the program's form, {len(wrong)} read in two ways")  # noqa: T201  # its answer
    for text in wrong[:3]:
        print(f"---\n{text}")  # noqa: T201  # its answer
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
