"""A clause without figures → how surely it names a work that begins, ends or happens. Knows no other kinds."""

from __future__ import annotations

import re

from targettrack.extract import wording
from targettrack.extract.phrases import either, works

# An event or a paper is what the clause is about if its verb stands among the first characters.
_EVENT, _PAPER = 6, 8

_STAGE = either(works.STAGES)
_FINAL = re.compile(
    rf"(?P<stage>(?:{_STAGE})(?:(?:、|并|和)?(?:{_STAGE})){{0,3}})(?:建设|使用|运营|工作|运行|生产)?(?:\([^()]{{0,20}}\))?$",
)
_DONE = re.compile(rf"(?:{works.DONE})$")
_STAGES_BEHIND = re.compile(
    rf"(?:{_STAGE}|全面|基本|加快|尽快|早日|顺利|实质性|年内|年底|建设|正式|陆续|如期|、|并){{1,6}}$"
)
_STAGE_ONLY = re.compile(
    rf"^(?:完成)?(?:主体工程|主体结构|主体|一期|首期|全部|整体|工程|项目)?(?:全面|基本|实现|全部|正式"
    rf"|全线){{0,4}}(?:{_STAGE})(?:(?:、|并|和)?(?:{_STAGE})){{0,3}}(?:建设|使用|运营)?$",
)


def is_stage(clause: str) -> bool:
    """Tell whether a clause is nothing but a stage of the work named before it: 力争上半年动工建设."""
    body = wording.stripped(clause.strip("，、。;: "))
    return _STAGE_ONLY.match(body) is not None


def milestone(text: str, body: str) -> str:
    """Return how sure it is that the clause names a work that begins or ends; "" if it does not."""
    if "更多" in text:
        return ""
    if (match := _FINAL.search(body)) and match.start() > 1 and (sure := _ends(text, body, match)):
        return sure
    helps = re.match("(?:积极|大力|全力)?(?:支持|鼓励|引导|指导|协助|配合)", text) is not None  # somebody else's work
    if not helps and (match := wording.START.match(body)) and (sure := _begins(match["stage"], match["rest"])):
        return sure
    event, paper = works.EVENT.search(text), works.PAPER.search(text)
    named = (
        works.BECOMES.search(text) is not None
        or (not helps and works.APPLY.search(text) is not None and not re.match("深化|巩固|加强|深入开展|持续", text))
        or (
            event is not None
            and event.start() <= _EVENT
            and bool(works.WORKS.search(event[0]) or works.OCCASION.search(event[0]))
        )
        or (paper is not None and paper.start() <= _PAPER)
        or works.RESUMED.match(text) is not None
    )
    return "0.75" if named else ""


def _ends(text: str, body: str, match: re.Match[str]) -> str:
    """The order work, stage: 三埠港搬迁项目完工."""
    subject, stage = _DONE.sub("", body[: match.start()][-40:]), match["stage"]
    if re.search(r"(?:已|均已|的)$", subject) or works.ABSTRACT.search(_bare(subject)):
        return ""
    if not works.VAGUE_STAGE.match(stage):
        return "" if re.match("加强|加大|强化|健全|完善|深化|规划|谋划", body) else "0.85"
    work = works.WORKS.search(subject) or re.search(r"^(?:推动|争取|确保|力争|支持|力促|促成)", text)
    return "0.8" if work and not re.match("加强|加大|强化|健全|完善|深化", body) and "、" not in stage else ""


def _begins(stage: str, rest: str) -> str:
    """The order stage, work: 建成国道G325线改建工程."""
    stage = re.sub("^(?:基本|全面|高质量|圆满|按期|如期)(?=完成)", "", stage)
    if re.match(r"(?:了|和|、|的|力度|水平|工作机制|率)", rest):
        return ""
    if stage not in works.SOFT_STARTS:
        return "0.85" if not works.ABSTRACT.search(rest) or re.match("(?:全面)?建成", stage) else ""
    if stage == "完成" and works.COMPLETED.search(rest) and not works.ALL_TASKS.search(rest):
        return "0.8"
    if stage in works.CONCRETE_STARTS and works.WORKS.search(rest) and not works.CREATE_SOFT.search(rest[-6:]):
        return "0.75"
    return "0.6" if stage == "建立" and re.search(r"(?:清单|台账|数据库|平台|基金|专班|制度)$", rest) else ""


def _bare(subject: str) -> str:
    return _STAGES_BEHIND.sub("", subject[-30:])
