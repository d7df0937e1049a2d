"""What can be judged of a folder of reports without labels: one line of figures for each text.

The file names are those of the corpus: 类-地方-年份.md; the year, the level and the place are read from them, and never given
to `extract`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import marked
from targettrack import extract
from targettrack.model import Kind, Level

if TYPE_CHECKING:
    from pathlib import Path

LEVELS = {
    "国务院": None,  # above all levels that the program knows
    "省自治区": Level.PROVINCE,
    "主要城市": Level.CITY,
    "其他地市": Level.CITY,
    "县": Level.COUNTY,
}
_GDP = re.compile(r"(?:生产总值|GDP|经济)(?:年均|总量)?(?:增长|增速|高于)")
_SHARE_OF_GDP = re.compile(r"占(?:地区生产总值|GDP|国内生产总值|生产总值)[^，。；%]{0,14}?[\d.]+%")
_BEGINS_WITH_FIGURE = re.compile(
    r"[\d一二三四五六七八九十百千两][\d一二三四五六七八九十百千万两]*(?:\.\d+)?(?:%|[个家所条项户人名亿万亩公里座件]{1,2})"
)
# What makes a title that begins with its figure a sentence: 40%以上牧场实现电子化管理.
_VERB = re.compile(
    "达到|超过|过|实现|完成|建成|纳入|脱贫|退出|摘帽|开展|增长|下降|通车|投用|投产|开工|上线|达|改造|整治|新增|落地|远离"
)
_ANNEX = re.compile(r"^[#*\s]*(?:附件|附表|附录)?[^。\n]{0,30}(?:实事|清单|任务|项目)[^。\n]{0,20}$", re.MULTILINE)
_GLOSSARY = re.compile(r"^[#*\s]*(?:名词解释|注释|附注|有关名词|名词注释)[^。]{0,20}$", re.MULTILINE)


class Figures(NamedTuple):
    """What a text without labels tells."""

    name: str
    year: tuple[int | None, int]  # read, named by the file
    level: tuple[Level | None, Level | None]
    issuer: tuple[str, str]  # read, the place that the file names
    items: int
    drafts: int
    glossary: int  # drafts from behind the heading of a glossary
    gdp: bool  # a target of the growth of the domestic product is dated in the plan year
    promise: float  # share of the characters that was read as promise
    unread_shares: tuple[str, ...]  # 占地区生产总值…% in the promise part without a draft
    bare_titles: tuple[str, ...]  # titles that begin with a figure and have no verb
    doubts: tuple[str, ...]  # codes of what the program itself finds doubtful


def figures(path: Path) -> Figures:
    """Read one text and say what needs no label."""
    kind, place, year = (
        [*path.stem.split("-"), ""][:3] if path.stem.count("-") > 1 else ("国务院", "国务院", path.stem[-4:])
    )
    raw = extract.read_bytes(path.read_bytes())
    found = extract.draft(raw)
    quoted = "".join(marked.bare(quote.text) + "\n" for draft in found.drafts for quote in draft.quotes)
    after = _GLOSSARY.search(raw)
    annex = _ANNEX.search(raw, after.end()) if after else None
    border = raw[: after.start()].count("\n") + 1 if after else 1 << 60
    beyond = raw[: annex.start()].count("\n") + 1 if annex else 1 << 60
    promise = "".join(marked.bare(sentence.text) for sentence in found.promise)
    return Figures(
        path.stem,
        (found.year, int(year)),
        (found.level, LEVELS[kind]),
        (found.issuer, place),
        len({draft.item for draft in found.drafts}),
        len(found.drafts),
        sum(border <= draft.line < beyond for draft in found.drafts),
        any(
            draft.kind in (Kind.GROWTH, Kind.RELATIVE)
            and _GDP.search(draft.title)
            and draft.deadline
            and draft.deadline.year == int(year)
            for draft in found.drafts
        ),
        len(promise) / max(1, len(marked.bare(raw))),
        tuple(match[0] for match in _SHARE_OF_GDP.finditer(promise) if match[0] not in quoted),
        tuple(
            draft.title
            for draft in found.drafts
            if (figure := _BEGINS_WITH_FIGURE.match(draft.title)) and not _VERB.search(draft.title, figure.end())
        ),
        tuple(doubt.code for doubt in found.doubts),
    )


def right_issuer(one: Figures) -> bool:
    """The issuer is the government of the place that the file names."""
    read, place = one.issuer
    return read == place or read == place + "人民政府"


def line_of(one: Figures) -> str:
    """The figures of a text in one line; what is wrong is marked with !."""

    def mark(*, right: bool, told: object) -> str:
        return f"{'' if right else '!'}{told}"

    return "  ".join(
        (
            f"{one.name:24}",
            mark(right=one.year[0] == one.year[1], told=one.year[0]),
            mark(right=one.level[0] == one.level[1], told=one.level[0]),
            mark(right=right_issuer(one), told=one.issuer[0]),
            f"items {one.items} drafts {one.drafts}",
            mark(right=not one.glossary, told=f"glossary {one.glossary}"),
            mark(right=one.gdp, told=f"gdp {one.gdp}"),
            f"promise {one.promise:.2f}",
            mark(right=not one.unread_shares, told=f"shares {len(one.unread_shares)}"),
            mark(right=not one.bare_titles, told=f"bare {len(one.bare_titles)}"),
        )
    )


def folder(texts: Path) -> list[Figures]:
    """The figures of each report of a folder."""
    return [
        figures(path)
        for path in sorted(texts.iterdir())
        if path.suffix in (".md", ".txt") and re.search(r"20\d\d$", path.stem)
    ]
