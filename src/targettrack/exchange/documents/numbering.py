"""The numbers that Word puts in front of paragraphs and stores nowhere: 一、 （一） 1. Knows no paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DIGITS, _PLACES = "零一二三四五六七八九", ("", "十", "百", "千")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CIRCLED, _BRACKETED, _MOST = 0x2460, 0x2474, 20
_LEVELS = 9
_HIGHEST = 9999


class Level(NamedTuple):
    """How a level of a list is numbered."""

    form: str = "decimal"
    text: str = ""  # %1 stands for the number of the first level
    start: int = 1


def chinese(number: int) -> str:
    """A number as Chinese counts: 十二, 一百零三."""
    if not 0 < number <= _HIGHEST:
        return str(number)
    out, gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0
    return out.removeprefix("一") if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min(5, (number - 1) // 26 + 1)


def _sign(first: int) -> Callable[[int], str]:
    return lambda number: chr(first + number - 1) if 0 < number <= _MOST else str(number)


_FORMS: Mapping[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            *("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographTraditional"),
            *("taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital", "koreanCounting"),
        ),
        chinese,
    ),
    "decimalEnclosedCircle": _sign(_CIRCLED),
    "decimalEnclosedCircleChinese": _sign(_CIRCLED),
    "decimalEnclosedParen": _sign(_BRACKETED),
    "decimalZero": lambda number: f"{number:02d}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
}


class Counter:
    """The lists of one document as far as it has been read."""

    def __init__(self, lists: Mapping[str, Mapping[int, Level]]) -> None:
        """Know the levels of each list by its id."""
        self._lists = lists
        self._counts: dict[str, list[int]] = {}

    def next(self, key: str, depth: int) -> str:
        """The number of the next paragraph of a list, with what stands around it; «- » for a dot, "" for none."""
        levels = self._lists.get(key, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return ""
        counts = self._counts.setdefault(key, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.form == "bullet":
            return "- "
        out = level.text
        for number in range(depth + 1):
            own = levels.get(number, Level())
            said = _FORMS.get(own.form, str)(counts[number] or own.start)
            out = out.replace(f"%{number + 1}", said)
        return "" if level.form == "none" else out
