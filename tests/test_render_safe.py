"""Text from elsewhere is shown, never obeyed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targettrack.render.safe import safe

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
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
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(shown) & set(BIDI + INVISIBLE)


def test_every_character_that_formats_is_written_out() -> None:
    """Of all of Unicode: no control (Cc), no surrogate (Cs), and no character of format (Cf) that is invisible by itself."""
    visible_signs = {0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    visible_signs |= {*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4), *range(0x1D173, 0x1D17B)}
    hidden = (
        code
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cc", "Cs", "Cf", "Zl", "Zp"} and code not in visible_signs
    )
    assert [f"{code:04x}" for code in hidden if safe(chr(code)) == chr(code)] == []


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """What was made safe stays as it is."""
    assert safe(safe(text)) == safe(text)


@given(st.text(st.characters(exclude_categories=["C", "Z"], codec="utf-8")))
def test_plain_text_is_left_alone(text: str) -> None:
    """Letters, digits and signs are shown as they are, but for the fillers that show nothing."""
    plain = text.translate(
        dict.fromkeys(map(ord, "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"))
    )
    plain = "".join(character for character in plain if not 0xE0100 <= ord(character) <= 0xE01EF)
    assert safe(plain) == plain
