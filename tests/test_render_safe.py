"""Text from elsewhere is shown, never obeyed."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.render.safe import safe, visible_in_json
from targettrack.store import toml

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FILLERS = (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2800, 0x3164, 0xFFA0)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u180e\u115f\u3164\u2028\u2029\U000e0001\U000e0041"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("新增义务教育学位940个", "新增义务教育学位940个"),
        ("𠮷林 é Ω 😀", "𠮷林 é Ω 😀"),
        ("第一行\n第二行", "第一行⏎第二行"),
        ("\x1b[31m红", "\\x1b[31m红"),
        ("\x9b31m", "\\x9b31m"),
        ("\x1b]8;;http://example.invalid\x07看\x1b]8;;\x07", "\\x1b]8;;http://example.invalid\\x07看\\x1b]8;;\\x07"),
        ("甲\t乙\r丙\x00\x7f", "甲\\x09乙\\x0d丙\\x00\\x7f"),
        ("user\u202egnp.exe", "user\\u202egnp.exe"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("[red]x[/red] :smile: {0} %s", "[red]x[/red] :smile: {0} %s"),
    ],
)
def test_examples(text: str, shown: str) -> None:
    """Chinese, rare characters and markup stay; what moves the cursor or hides is written out."""
    assert safe(text) == shown


@given(st.text(st.characters() | st.sampled_from(BIDI + INVISIBLE) | st.characters(max_codepoint=0x9F)))
def test_nothing_that_controls_or_hides_is_left(text: str) -> None:
    """No control, surrogate, separator of lines or bidi character passes, whatever surrounds it."""
    shown = safe(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert not set(shown) & set(BIDI + INVISIBLE)


def test_every_character_by_its_category() -> None:
    """Of all of Unicode: nothing of Cc, Cf, Cs, Co, Cn, Zl, Zp is shown, but the planes of rare ideographs; all else is."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    shown = [code for code in range(0x110000) if safe(chr(code)) == chr(code)]
    by_category = [code for code in shown if unicodedata.category(chr(code)) in hidden]
    assert {code >> 16 for code in by_category} == {2, 3}
    escaped = set(range(0x110000)) - set(shown)
    others = sorted(code for code in escaped if unicodedata.category(chr(code)) not in hidden)
    assert others == [*FILLERS, *range(0xE0100, 0xE01F0)]


def test_what_a_person_writes_is_shown() -> None:
    """Blanks of any width, emoji with their selectors, combining marks; a joiner between emoji is written out."""
    for text in ("全角　空格\u00a0不换行", "☎\ufe0f", "é", "𠮷\U00031350", "★①％￥", "ابت"):
        assert safe(text) == text
    assert safe("👩\u200d🌾") == "👩\\u200d🌾"


def test_a_long_text_costs_little() -> None:
    """2 MB in moments, of one sort or of many, hostile or not."""
    began = process_time()
    for text in ("新增义务教育学位940个，", "　\u200b字a\x1b🌾"):
        safe(text * (2_000_000 // len(text.encode())))
    assert process_time() - began < 3


def test_one_home() -> None:
    """A screen, JSON and TOML write out the same characters, each in its own way."""
    for code in (0x1B, 0x85, 0x202E, 0xFEFF, 0xE000, 0x2060, 0x3164, 0xE0041):
        assert safe(chr(code)) != chr(code)
        assert chr(code) not in visible_in_json(f'"{chr(code)}"')
        assert chr(code) not in toml.line("k", {"v": chr(code)})
        assert json.loads(visible_in_json(f'"{chr(code)}"'.replace("\x1b", "\\u001b"))) == chr(code)
        assert tomllib.loads(toml.line("k", {"v": chr(code)}))["k"]["v"] == chr(code)


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """What was made safe stays as it is."""
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(exclude_categories=["C", "Z"], codec="utf-8")))
def test_plain_text_is_left_alone(text: str) -> None:
    """Letters, digits and signs are shown as they are, but for the fillers that show nothing."""
    plain = "".join(c for c in text if ord(c) not in FILLERS and not 0xE0100 <= ord(c) <= 0xE01EF)
    assert safe(plain) == plain
