"""A passage → sentences → clauses, with their places. Knows punctuation; knows no numbers or verbs beyond the borders."""

from __future__ import annotations

from targettrack.extract.rules import CLAUSES, NOUNS
from targettrack.named import NamedTuple

# Signs of private use stand for hidden figures: `clean` has removed all others.
_HIDDEN = 0xE000
_SIGNS = frozenset(map(chr, range(_HIDDEN, _HIDDEN + 0x100)))

# A bracket that is not closed within so many characters never was one; 签约, 落地 are verbs without an object.
_LONGEST_BRACKET = 60
_BARE_VERB = 2


class Span(NamedTuple):
    """A stretch of a paragraph's plain form, from `start` to `end`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after the last character."""
        return self.start + len(self.text)


# A sentence longer than this has lost its full stops; it is cut so that one line of 20 MB stays linear.
LONGEST = 600


def sentences(passage: str, start: int) -> list[Span]:
    """Cut a passage, which begins at `start`, at full stops; 2.5 and No.1 are not at issue, the stops are 。！？."""
    out = []
    for match in CLAUSES.sentence.finditer(passage):
        text = match[0]
        stripped = text.lstrip()
        if stripped.strip("，。！!？?”’) "):
            out.append(Span(stripped.rstrip(), start + match.end() - len(stripped)))
    return out


def figures() -> str:
    """The signs of numbers that are hidden inside quotation marks."""
    return "".join(row.pattern for row in CLAUSES.figures.rows)


def masked(text: str) -> str:
    """Hide the figures inside quotation marks and titles: they are names (“1310”, “百千万工程”, 《2024-2030年规划》)."""
    if not CLAUSES.quoted.search(text):
        return text
    hidden = {ord(figure): chr(_HIDDEN + index) for index, figure in enumerate(figures())}
    return CLAUSES.quoted.sub(lambda match: match[0].translate(hidden), text)


def shown(text: str) -> str:
    """Take `masked` back."""
    if _SIGNS.isdisjoint(text):
        return text
    return text.translate({_HIDDEN + index: figure for index, figure in enumerate(figures())})


def clauses(sentence: Span) -> list[Span]:
    """Cut a sentence at commas, semicolons and colons that are not inside brackets or quotation marks."""
    text = sentence.text
    out: list[Span] = []
    depth = 0
    opened = 0
    first = 0
    for match in CLAUSES.sign.finditer(text):
        sign, at = match[0], match.start()
        if sign in "(“《":
            depth, opened = depth + 1, at
        elif sign in ")”》":
            depth = max(0, depth - 1)
        elif depth and at - opened < _LONGEST_BRACKET:
            continue
        elif (
            sign == ":" and CLAUSES.figure.match(text, at + 1) and CLAUSES.ratio_before.search(text, max(0, at - 1), at)
        ):
            continue  # 1.81:1
        else:
            depth = 0
            _add(out, text, first, at, sentence.start)
            first = at + 1
    _add(out, text, first, len(text), sentence.start)
    return out


def _add(out: list[Span], text: str, first: int, end: int, offset: int) -> None:
    """Cut a clause between works that each have their own stage: A启用、B开放."""
    start = first
    if CLAUSES.frame.match(text, first, end):
        _piece(out, text, first, end, offset)
        return
    for match in CLAUSES.after_stage.finditer(text[:end], first):
        if not _inside(text[start : match.start("mark")]):
            _verbs(out, text, start, match.start("mark"), offset)
            start = match.end("mark")
    _verbs(out, text, start, end, offset)


def _verbs(out: list[Span], text: str, first: int, end: int, offset: int) -> None:
    """Add a clause, cut once more before a second verb with its own object: 建成A、开工B; not 新建、改建公路."""
    start = first
    for match in CLAUSES.joint.finditer(text, first, end):
        at = match.start()
        if match[0][0] == "、" and at - max(start, text.rfind("、", start, at) + 1) <= _BARE_VERB:
            continue  # 洽谈、签约、落地、建设、投产全生命周期服务
        before, rest = text[start:at], text[match.end() : end]
        if CLAUSES.only_verbs.match(before) or not CLAUSES.object.search(before) or _inside(before):
            continue
        if NOUNS.no_head.match(rest) or ((verb := CLAUSES.verb.match(rest)) and _is_noun(rest, rest[verb.end() :])):
            continue
        if CLAUSES.weak_joint.fullmatch(match[0]) and not CLAUSES.figure.search(before):
            continue
        _piece(out, text, start, match.start(), offset)
        start = match.start() + (1 if match[0][0] in "、，和" else 0)
    _piece(out, text, start, end, offset)


def _is_noun(rest: str, behind: str) -> bool:
    """Tell whether what looks like a second verb is none: …项目建成、投用 has one object, 建设项目 is a noun."""
    return not CLAUSES.own_object.match(behind) or (
        CLAUSES.no_verb.match(behind) is not None and not CLAUSES.figure.search(rest)
    )


def _inside(text: str) -> bool:
    return text.count("(") > text.count(")") or text.count("“") > text.count("”") or text.count("《") > text.count("》")


def _piece(out: list[Span], text: str, start: int, end: int, offset: int) -> None:
    piece = text[start:end]
    stripped = piece.strip("，、;:。！!？? ")
    if stripped:
        out.append(Span(stripped, offset + start + piece.index(stripped)))
