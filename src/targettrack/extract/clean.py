"""Raw text → paragraphs: broken lines and words rejoined, spaces, pinyin, markup and page furniture gone.

Every paragraph keeps two forms of the same length: `text`, the quote's characters, and `plain`, what the later stages
match against (Simplified, half-width, one kind of quotation mark). It knows the line of the file that each character
came from. Knows no sections, sentences or goals.
"""

# ruff: noqa: PLR2004, PLR0911 - lengths and windows are the rules of this file; its ladders return early

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from targettrack.extract import phrases

Role = Literal["text", "heading", "bullet", "row", "number"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text. `breaks` are (offset, line of the file), the first at offset 0."""

    text: str
    plain: str
    breaks: tuple[tuple[int, int], ...]
    role: Role = "text"
    depth: int = 0  # number of # before a Markdown heading

    def line(self, offset: int) -> int:
        """Return the 1-based line of the file that the character at `offset` stands in."""
        return self.breaks[max(0, bisect_right(self.breaks, (offset, 1 << 60)) - 1)][1]


@dataclass(slots=True)
class _Line:
    text: str
    number: int
    role: Role
    depth: int = 0
    after_blank: bool = False
    broken: bool = False  # one of many pieces: it goes on unless its sentence is finished
    wide: bool = False  # as long as the lines that were broken for the width of a page or column


@dataclass(slots=True)
class _Growing:
    pieces: list[str]
    breaks: list[tuple[int, int]]
    role: Role
    depth: int
    length: int = 0
    last: _Line | None = None
    first: _Line | None = field(default=None)


# --- signs ---------------------------------------------------------------------------------------------------------

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_END = "。！？!?；;：:…”」』"
# Signs that no reader sees: controls, escape sequences' ESC, zero-width and direction marks, private use.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ue000-\uf8ff]",
)
_ANSI = re.compile("\x1b\\[[0-9;?]{0,20}[A-Za-z]")
_BLANKS = re.compile("[\t\x0b \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# A web page's escape of a line end, left as letters.
_LITERAL = re.compile(r"\\r\\n|\\n|\\r|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|<br ?/?>|</p>|<p>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"(?<=[^\s\d(（])[\[［〔]\d{1,3}[\]］〕]")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,12}(?: [^<>]{0,200})?/?>")
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|thinsp);")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
_STRONG = re.compile(r"\*{1,3}|__|`+|~~")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ"
# 規(guī)劃: pinyin after a character, put there by a copy guard. With a tone mark it can be nothing else.
_PINYIN = re.compile(
    rf"(?<=[{_HAN}])[((（] ?[a-z]{{0,5}}[{_TONES}][a-z{_TONES}]{{0,5}} ?[)）]|(?<=[{_HAN}])\?[a-z]{{0,5}}[{_TONES}][a-z]{{0,4}}[)）]",
)
# 的(de): syllables without a tone; only where the text is full of the others.
_TONELESS = re.compile(rf"(?<=[{_HAN}])[(（](?:de|le|zhe|ge|me|men|zi|di|ma|ne|ba|er|tou|shang|xia|li|bian|guo)[)）]")
_TWICE = re.compile(r"([，,、；;])[，,、；;]{1,5}")
_HTML_RULE = re.compile(r"^(?:[-=_*─—·•.]\s?){3,200}$")

_MARKDOWN = re.compile(r"^(#{1,6})\s*(.{0,300})$", re.DOTALL)
_BULLET = re.compile(r"^(?:[-*+•·●○■□◆◇▪►▶★☆✦✔√]|——|—|--)\s*(?=\S)")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十]{1,3}[部编章节条]|[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[(（]?\d{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳⑴-⒇㈠-㈩]|[一二三四五六七八九十]{1,2}是|第[一二三四五六七八九十]{1,2}[，,])",
)
_FURNITURE = re.compile(phrases.FURNITURE)
_NUMBER_ONLY = re.compile(r"^\d{1,4}[.、]?$")
_RULE_ROW = re.compile(r"^\|?[\s:|\-—]{3,400}$")
# A line that gives a unit, a time or a field of an item: never the continuation of the sentence before.
_LABEL = re.compile(
    r"^[(（【\[]?(?:牵头|责任|配合|主办|协办|承办|完成时|时限|时间|目标任务|工作任务|分管|落实单位)[^，。；]{0,8}[:：】\]]",
)


def paragraphs(raw: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text in order. Takes time proportional to the length of the text."""
    lines = _unrepeated(_lines(raw))
    traditional = is_traditional(raw)
    return tuple(_finished(grown, traditional=traditional) for grown in _joined(lines))


def is_traditional(text: str) -> bool:
    """Tell whether a text is in Traditional characters: five of the commonest ones that Simplified does not use."""
    return any(count == 5 for count, _ in enumerate(_TRADITIONAL.finditer(text), 1))


_TRADITIONAL = re.compile(
    "[經濟發產業萬億國會學習貫徹實現們個來對為區縣鎮鄉費資開關運動電長門間與無從這後時義農歲創單頭責務總規劃設環應強進達標過還號]",
)


# --- lines ---------------------------------------------------------------------------------------------------------


def _lines(raw: str) -> list[_Line]:
    pinyin = _PINYIN.search(raw) is not None
    spaced = _is_spaced(raw)
    out: list[_Line] = []
    blank = False
    for number, whole in enumerate(re.split(r"\r\n|\n|\r", raw), 1):
        for piece in _LITERAL.split(whole):
            line = _line(piece, number, pinyin=pinyin, spaced=spaced)
            if line is None:
                blank = True
                continue
            line.after_blank = blank
            blank = False
            out.append(line)
    width = _width(out)
    if _in_fragments(out):
        _mark_fragments(out)
    for line in out:
        line.wide = line.broken or (bool(width) and len(line.text) >= width)
    return out


def _line(piece: str, number: int, *, pinyin: bool, spaced: bool) -> _Line | None:
    """Read one line without its markup; None for a blank one, a rule or page furniture."""
    text = _unmarked(piece).strip()
    if text.endswith("|") and text.count("|") == 1:
        text = text.rstrip("| ")  # a cell that a web page has put on a line of its own
    if not text or _HTML_RULE.match(text[:400]) or (len(text) < 400 and _RULE_ROW.match(text)):
        return None
    text, role, depth = _role(text)
    if pinyin:
        text = _TONELESS.sub("", _PINYIN.sub("", text))
    text = _TWICE.sub(r"\1", text)
    if text.count("|") >= 2:
        return _Line(_despaced(text.strip("| "), spaced=True), number, "row")
    if len(text) < 120 and _FURNITURE.match(text):
        return _Line(text, number, "number") if _NUMBER_ONLY.match(text) else None
    if role == "text" and len(text) < 400 and "。" not in text:
        cells = [cell for cell in re.split(r"\t+| {2,}|\u3000{2,}", text) if cell]
        if len(cells) >= 3:
            return _Line(" | ".join(_despaced(cell, spaced=True) for cell in cells), number, "row")
    return _Line(_despaced(text, spaced=spaced), number, role, depth) if text else None


def _unmarked(piece: str) -> str:
    """Drop escape sequences, unseen signs, tags, entities, links and the numbers of footnotes."""
    if "\x1b" in piece:
        piece = _ANSI.sub("", piece)
    piece = _UNSEEN.sub("", piece)
    if "<" in piece:
        piece = _TAG.sub("", piece)
    if "&" in piece:
        piece = _ENTITY.sub(" ", piece)
    if "](" in piece:
        piece = _LINK.sub(r"\1", piece)
    return _FOOTNOTE.sub("", piece)


def _role(text: str) -> tuple[str, Role, int]:
    """Take Markdown's signs off a line and tell what they say it is, with the depth of a heading."""
    role: Role = "text"
    depth = 0
    if len(text) < 300 and (heading := _MARKDOWN.match(text)):
        depth, text, role = len(heading[1]), heading[2], "heading"
    text = text.removeprefix(">").strip()
    bullet = _BULLET.match(text) if role == "text" and not text.startswith("**") else None
    if bullet and not re.match(r"(?:-|—{1,2}|--)\s*\d{4}年", text):  # ——2025年2月26日在…会议上 is no entry of a list
        text, role = text[bullet.end() :], "bullet"
    elif bullet and bullet[0].strip() != "-":
        text = text[bullet.end() :]
    return _STRONG.sub("", text).strip(), role, depth


def _is_spaced(raw: str) -> bool:
    """OCR that breaks words by spaces does so once in a few dozen characters; a clean text only in its headings."""
    sample = raw[:200_000]
    spaces = len(re.findall(rf"(?<=[{_HAN}，、]) (?=[{_HAN}])", sample))
    return spaces * 150 > len(sample) and spaces >= 3


_WORD_GAP = re.compile(r"(?<=[A-Za-z])[\t \u00a0\u3000]+(?=[A-Za-z])")
_HAN_GAP = re.compile(rf"(?<=[{_HAN}”》)）])[\t \u00a0\u3000]+(?=[{_HAN}“《(（])")


def _despaced(text: str, *, spaced: bool) -> str:
    """Drop the spaces that no Chinese text has; keep those between words, and between phrases of a heading."""
    if not _BLANKS.search(text):
        return text
    keep = not spaced and "。" not in text
    text = _WORD_GAP.sub("\x01", text)
    if keep:
        text = _HAN_GAP.sub("\x01", text)
    return _BLANKS.sub("", text).replace("\x01", " ")


def _width(lines: list[_Line]) -> int:
    """The length from which a line was probably broken for want of room; 0 where lines are whole paragraphs."""
    lengths = sorted(len(line.text) for line in lines if line.role in ("text", "bullet", "heading"))
    if len(lengths) < 6:
        return 0
    top = lengths[(len(lengths) * 9) // 10]
    if not 15 <= top <= 60:
        return 0
    near = sum(1 for length in lengths if top * 0.8 <= length <= top * 1.2)
    return int(top * 0.8) if near * 4 >= len(lengths) else 0


_STARTS_INSIDE = re.compile(
    r"^[，、。；;：:,）)”》%％]|^(?:年|月|日|个|家|亿|万|%|公里|亩|人|元|户|所|项|条|件|次|座|吨)(?![一二三四五六七八九十]、)",
)


def _in_fragments(lines: list[_Line]) -> bool:
    """Some converters begin a line wherever the font changes: at every figure. Lines then begin with a sign or a unit."""
    texts = [line for line in lines if line.role in ("text", "number")]
    inside = sum(1 for line in texts if _STARTS_INSIDE.match(line.text))
    return len(texts) >= 10 and inside * 10 >= len(texts)


def _mark_fragments(lines: list[_Line]) -> None:
    for line in lines:
        if line.role == "number":
            line.role = "text"
        line.broken = line.role == "text"


def _unrepeated(lines: list[_Line]) -> list[_Line]:
    """A paragraph that stands there again word by word is an accident of the copy; a short line may be a table's cell."""
    seen: set[str] = set()
    out = []
    for line in lines:
        if len(line.text) >= 30 and line.role != "row":
            if line.text in seen:
                continue
            seen.add(line.text)
        out.append(line)
    return out


# --- joining -------------------------------------------------------------------------------------------------------


def _joined(lines: list[_Line]) -> list[_Growing]:
    out: list[_Growing] = []
    for index, line in enumerate(lines):
        last = out[-1] if out else None
        if line.role == "number":
            following = lines[index + 1] if index + 1 < len(lines) else None
            if last and last.last and following and _goes_on(last, last.last, following):
                continue  # a page number in the middle of a sentence
        elif last and last.last and _goes_on(last, last.last, line):
            _append(last, line)
            continue
        out.append(_Growing([], [], line.role, line.depth, first=line))
        _append(out[-1], line)
    return out


def _append(grown: _Growing, line: _Line) -> None:
    text = line.text
    if (
        grown.pieces
        and grown.pieces[-1][-1:].isascii()
        and grown.pieces[-1][-1:].isalpha()
        and text[:1].isascii()
        and text[:1].isalpha()
    ):
        text = " " + text
    grown.breaks.append((grown.length, line.number))
    grown.pieces.append(text)
    grown.length += len(text)
    grown.last = line


_OPEN_END = re.compile(r"[，,、：:“‘《(（—]$")
_FRAGMENT = re.compile(
    r"^是[:：]",
)  # the tail of 主要预期目标是：, whose head is lost: not a continuation of what stands before


def _goes_on(grown: _Growing, last: _Line, line: _Line) -> bool:
    """Tell whether a line continues the one before: its sentence is not finished, and it was broken for want of room."""
    if line.role != "text" or grown.role in ("row", "number") or last.role == "number":
        return False
    text = line.text
    if _FRAGMENT.match(text) or _LABEL.match(text):
        return False
    if grown.role == "heading" and not (last.wide or _open(last.text)):
        return False
    if last.text[-1] in _END:
        return False
    if _NUMBERED.match(text) and not (
        _open(last.text) and last.text[-1] not in ":：" and re.match(r"^\d", text) and last.wide
    ):
        return False
    if _open(last.text):
        return last.text[-1] not in ":："
    if last.text[-1] in ")）" and not last.wide:
        return False
    return last.wide or (len(last.text) >= 60)


def _open(text: str) -> bool:
    return _OPEN_END.search(text[-1:]) is not None


def _finished(grown: _Growing, *, traditional: bool) -> Paragraph:
    text = "".join(grown.pieces)
    return Paragraph(text, plain(text, traditional=traditional), tuple(grown.breaks), grown.role, grown.depth)


# --- the plain form ------------------------------------------------------------------------------------------------

_HALF = {
    ord(full): half
    for full, half in zip(
        "０１２３４５６７８９％．（）：；～〜－–−‐‑＋／＜＞〔〕【】［］﹪∶！？",
        "0123456789%.():;~~-----+/<>()()()%:!?",
        strict=True,
    )
}
_LATIN = {0xFF21 + i: chr(0x41 + i) for i in range(26)} | {0xFF41 + i: chr(0x61 + i) for i in range(26)}
_QUOTES = {
    ord("「"): "“",
    ord("」"): "”",
    ord("『"): "“",
    ord("』"): "”",
    ord("﹁"): "“",
    ord("﹂"): "”",
    ord("〞"): "”",
    ord("〝"): "“",
}
_TABLE = (
    _HALF
    | _LATIN
    | _QUOTES
    | {ord("︰"): ":", ord("﹔"): ";", ord("﹐"): "，", ord("､"): "、", ord("｡"): "。", ord("["): "(", ord("]"): ")"}
)
_COMMA = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),")


def plain(text: str, *, traditional: bool) -> str:
    """Return the form that is matched: Simplified, half-width digits and brackets, curly quotation marks, one comma."""
    out = text.translate(_TABLE)
    if "," in out:
        out = _COMMA.sub("，", out)
    if '"' in out:
        out = _curly(out)
    return simplified(out) if traditional else out


def _curly(text: str) -> str:
    pieces = text.split('"')
    out = [pieces[0]]
    for index, piece in enumerate(pieces[1:]):
        out += ("“" if index % 2 == 0 else "”", piece)
    return "".join(out)


def without_pinyin(text: str) -> str:
    """Drop the pinyin that a copy guard has put behind characters."""
    return _TONELESS.sub("", _PINYIN.sub("", text)) if _PINYIN.search(text) else text


_SIMPLE: dict[int, str] = {}


def simplified(text: str) -> str:
    """Turn Traditional characters into Simplified ones, one for one, so that offsets stay."""
    unknown = {char for char in set(text) if char >= "\u2e80" and ord(char) not in _SIMPLE}
    if unknown:
        # Loaded only for a Traditional text: 15 ms, and its phrase tables are not needed to find numbers and verbs.
        from opencc import OpenCC  # type: ignore[import-untyped]

        converter = OpenCC("t2s")
        for char in unknown:
            simple = converter.convert(char)
            _SIMPLE[ord(char)] = simple if len(simple) == 1 else char
    return text.translate(_SIMPLE)
