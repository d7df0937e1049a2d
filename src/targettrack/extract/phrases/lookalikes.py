"""What a number is when it is not the promise: a size, a name, an ordinal, a result of last year."""

from __future__ import annotations

# 奋斗目标 and the like inherit what was said before.
NO_SUBJECT = (
    r"^(?:并|且|其中|同时|力争|争取|确保|努力|奋力|冲刺|实现|达到|达|超过?|突破|增长|增速|左右|全年|今年|年内|到"
    r"|约|不低于|不少于|达产|较|同比|分别|均|各|累计|年均|总|共|合计){1,6}"
)
