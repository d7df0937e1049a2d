"""The wording of a clause: its first verb, its words without time and manner, its title. Knows no kinds."""

from __future__ import annotations

import re

from targettrack.extract.phrases import either, moments, soft, verbs, works
from targettrack.extract.rules import remembered

# A title or an indicator of more characters is a sentence.
LONGEST = 60
_ADVERBS = (
    "进一步|继续|不断|持续|切实|认真|深入|扎实|稳步|有序|全面|积极|大力|全力|着力|努力|奋力|加快|加速|统筹|科学|合理|高质量"
    "|高标准|高水平|高效|尽快|尽早|适时|同步|重点|坚决|严格|稳妥|抓紧|"
    "确保|力争|争取|力促|全力争取|计划|拟|要|将|预计|我们将|我们要|推动|推进|促进|支持|引导|指导|鼓励|协助|配合|保障|实现"
    "|切实做好|年内|全年|今年|到|在|于"
)
_LEADING = re.compile(rf"^(?:(?:{_ADVERBS})(?=[\u4e00-\u9fff\d“《(]))")
_LINKS = re.compile(r"^(?:并且|并|且|同时|其中|以及|还要|要)(?=[\u4e00-\u9fff])")
MAKE = re.compile(
    "^(?:" + either(verbs.MAKE) + ")",
)
SOFT = re.compile(
    "^(?:" + either(soft.SOFT) + ")",
)
_STARTS = either(works.STARTS)
START = re.compile(rf"^(?P<stage>(?:{_STARTS})(?:、(?:建成|投用|投产|开工|完工|运营)){{0,3}})(?P<rest>.{{2,}})$")


@remembered
def stripped(text: str) -> str:
    """Drop time, strength and manner from the beginning of a clause."""
    text = _LINKS.sub("", text)
    for _ in range(8):
        time = moments.OWN_TIME.match(text)
        shorter = _LEADING.sub("", text[time.end() :] if time else text)
        shorter = shorter.lstrip("，、 前")
        if shorter == text:
            break
        text = shorter
    return text


def leading_verb(head: str) -> str:
    """Return the verb that makes things at the beginning of a clause: 新增, 新引进, 建成."""
    text = stripped(head)
    match = MAKE.match(text)
    return match[0] if match and match[0] not in verbs.NO_MAKERS else ""


def short(text: str) -> str:
    """Trim a title: no linking words in front, at most 60 characters."""
    text = re.sub(r"^(?:并|且|以及|和|同时|其中|我们将|我们要|要|将)(?=[\u4e00-\u9fff])", "", text.strip("，、。;: "))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


@remembered
def has_verb(clause: str) -> bool:
    """Tell whether a clause begins with a verb of its own, so that nothing is carried over to it."""
    body = stripped(clause.strip("，、。;: "))
    return (
        SOFT.match(clause) is not None
        or SOFT.match(body) is not None
        or START.match(body) is not None
        or bool(leading_verb(body))
    )


def is_effect(clause: str) -> bool:
    """Tell whether a clause only says what the one before it is good for."""
    return soft.EFFECT.search(clause) is not None
