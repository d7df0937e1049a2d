"""A passage → sentences → clauses, with their places. Knows punctuation; knows no numbers or verbs beyond the borders."""

from __future__ import annotations

import re
from dataclasses import dataclass

from targettrack.extract.phrases import works

# A bracket that is not closed within so many characters never was one; 签约, 落地 are verbs without an object.
_LONGEST_BRACKET = 60
_BARE_VERB = 2


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph's plain form, from `start` to `end`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


# A sentence longer than this has lost its full stops; it is cut so that one line of 20 MB stays linear.
LONGEST = 600
_SENTENCE = re.compile(rf"[^。！!？?]{{1,{LONGEST}}}[。！!？?]?[”’)]?")


def sentences(plain: str, start: int, end: int) -> list[Span]:
    """Cut a passage at full stops; 2.5 and No.1 are not at issue, the stops are 。！？."""
    out = []
    for match in _SENTENCE.finditer(plain, start, end):
        text = match[0]
        stripped = text.lstrip()
        if stripped.strip("。！!？?”’) "):
            out.append(Span(stripped.rstrip(), match.start() + len(text) - len(stripped)))
    return out


_QUOTED = re.compile(r"“[^“”]{0,40}”|《[^《》]{0,60}》|‘[^‘’]{0,30}’")
FIGURES = "0123456789一二两三四五六七八九十百千万亿"
# Signs of private use: `clean` has removed all others.
_HIDDEN = {ord(figure): chr(0xE000 + index) for index, figure in enumerate(FIGURES)}
_SHOWN = {ord(sign): chr(figure) for figure, sign in _HIDDEN.items()}


def masked(text: str) -> str:
    """Hide the figures inside quotation marks and titles: they are names (“1310”, “百千万工程”, 《2024-2030年规划》)."""
    return _QUOTED.sub(lambda match: match[0].translate(_HIDDEN), text)


def shown(text: str) -> str:
    """Take `masked` back."""
    return text.translate(_SHOWN)


_BORDERS = re.compile(r"[，;:()“”《》]")


def clauses(sentence: Span) -> list[Span]:
    """Cut a sentence at commas, semicolons and colons that are not inside brackets or quotation marks."""
    text = sentence.text
    out: list[Span] = []
    depth = 0
    opened = 0
    first = 0
    for match in _BORDERS.finditer(text):
        sign, at = match[0], match.start()
        if sign in "(“《":
            depth, opened = depth + 1, at
        elif sign in ")”》":
            depth = max(0, depth - 1)
        elif depth and at - opened < _LONGEST_BRACKET:
            continue
        elif sign == ":" and re.match(r"\d", text[at + 1 : at + 2]) and re.search(r"\d$", text[max(0, at - 1) : at]):
            continue  # 1.81:1
        else:
            depth = 0
            _add(out, text, first, at, sentence.start)
            first = at + 1
    _add(out, text, first, len(text), sentence.start)
    return out


_VERBS = "|".join(
    sorted(
        {
            re.escape(word)
            for word in (
                *works.STARTS,
                "新增",
                "新建",
                "改造",
                "引进",
                "培育",
                "力争",
                "确保",
                "打造",
                "实施",
                "争取",
                "新引进",
                "新培育",
                "新开工",
                "改扩建",
                "建设",
                "推动",
                "推进",
                "加快",
                "完成",
                "整治",
                "新改建",
                "种植",
                "治理",
                "举办",
                "发展",
                "净增",
                "带动",
                "促进",
            )
        },
        key=len,
        reverse=True,
    ),
)
_AND = re.compile(
    rf"(?:、|，?并|，?且|和|以及)(?:力争|争取|确保|全面|基本|同步|全力|积极|加快|适时|尽快|陆续)?(?=(?:{_VERBS}))",
)
_ONLY_VERBS = re.compile(rf"(?:{_VERBS}|力争|争取|确保|全年|今年|年内|积极|全面|基本|、|和|\(|\)|新|改|扩|建)*+$")
_OBJECT = re.compile(r"\d|[\u4e00-\u9fff“]{4}")
_STAGE = "|".join(sorted({re.escape(word) for word in works.STAGES if len(word) > 1}, key=len, reverse=True))
_AFTER_STAGE = re.compile(
    rf"(?:{_STAGE})(?:建设|使用|运营)?(?P<mark>、)(?=(?!{_STAGE}|并|正式|全面)[^、，;]{{2,40}}?(?:{_STAGE})(?:建设|使用"
    rf"|运营)?[。！;]?(?:、|$))",
)


def _add(out: list[Span], text: str, first: int, end: int, offset: int) -> None:
    """Cut a clause between works that each have their own stage: A启用、B开放."""
    start = first
    for match in _AFTER_STAGE.finditer(text[:end], first):
        if not _inside(text[start : match.start("mark")]):
            _verbs(out, text, start, match.start("mark"), offset)
            start = match.end("mark")
    _verbs(out, text, start, end, offset)


def _verbs(out: list[Span], text: str, first: int, end: int, offset: int) -> None:
    """Add a clause, cut once more before a second verb with its own object: 建成A、开工B; not 新建、改建公路."""
    start = first
    for match in _AND.finditer(text, first, end):
        at = match.start()
        if match[0][0] == "、" and at - max(start, text.rfind("、", start, at) + 1) <= _BARE_VERB:
            continue  # 洽谈、签约、落地、建设、投产全生命周期服务
        before = text[start:at]
        if _ONLY_VERBS.match(before) or not _OBJECT.search(before) or _inside(before):
            continue
        rest = text[match.end() : end]
        verb = re.match(_VERBS, rest)
        if verb and not re.match(r"[^、，]{2,}", rest[verb.end() :]):
            continue  # …项目建成、投用: one work, two stages
        if (
            verb
            and re.match(
                r"(?:、|和|的|力度|工作|工程|项目(?!\d)|任务|水平|能力|成果|模式|机制|规模|质量|基地|行动)",
                rest[verb.end() :],
            )
            and not re.search(r"\d", rest)
        ):
            continue
        if match[0] in ("和", "以及") and not re.search(r"\d", before):
            continue
        _piece(out, text, start, match.start(), offset)
        start = match.start() + (1 if match[0][0] in "、，和" else 0)
    _piece(out, text, start, end, offset)


def _inside(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("《") > text.count("》")


def _piece(out: list[Span], text: str, start: int, end: int, offset: int) -> None:
    piece = text[start:end]
    stripped = piece.strip("，、;:。！!？? ")
    if stripped:
        out.append(Span(stripped, offset + start + piece.index(stripped)))
